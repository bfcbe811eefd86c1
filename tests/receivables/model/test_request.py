"""A request: its state table, its time, its kinds."""

import pytest

from receivables.errors import BadInput, MoveRefused
from receivables.model.request import (
    DESKS,
    MOVES,
    RequestEvent,
    RequestKind,
    RequestState,
    closed,
    left,
    moved,
    number_of,
    taken,
)
from tests.contracts.test_requests import NOW, a_request

PAIRS = [(state, event) for state in RequestState for event in RequestEvent]


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_only_the_moves_of_the_table_are_made(state: RequestState, event: RequestEvent) -> None:
    asked = a_request(state=state)
    if (state, event) in MOVES:
        assert moved(asked, event).state is MOVES[state, event]
    else:
        with pytest.raises(MoveRefused, match="no_such_request_move"):
            moved(asked, event)


def test_it_is_taken_given_back_and_answered() -> None:
    mine = taken(a_request(), "ana", NOW)
    assert (mine.taken_by, mine.taken_at) == ("ana", NOW)
    assert left(mine) == a_request()
    done = closed(mine, "ana", NOW, "  Ya figura.  ")
    assert (done.answer, done.closed_by, done.waits) == ("Ya figura.", "ana", False)
    with pytest.raises(BadInput, match="answer_needed"):
        closed(mine, "ana", NOW, "   ")


def test_every_kind_has_its_desk_and_numbers_have_six_digits() -> None:
    assert set(DESKS) == set(RequestKind)
    assert number_of(2026, 123) == "S-2026-000123"
