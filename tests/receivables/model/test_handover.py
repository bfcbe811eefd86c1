"""A stay in the inbox: its moves, its urgency, and how long somebody waited."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import Refused
from receivables.model.handover import (
    MOVES,
    URGENT,
    Doing,
    Handover,
    HandoverState,
    handover_id,
    in_turn,
    urgency,
    waited,
)

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STAY = Handover("id", "chat", "a", None, "asked", NOW, unanswered_since=NOW)


def done(stay: Handover, doing: Doing) -> Handover:
    match doing:
        case Doing.TAKE:
            return stay.take("ana", NOW)
        case Doing.ANSWER:
            return stay.answer("ana", NOW)
        case Doing.RELEASE:
            return stay.release()
        case Doing.CLOSE:
            return stay.close("ana", NOW, "solved")


@pytest.mark.parametrize(("state", "doing"), sorted(product(HandoverState, Doing)))
def test_each_move_is_in_the_table_or_refused(state: HandoverState, doing: Doing) -> None:
    stay = replace(STAY, state=state)
    if after := MOVES.get((state, doing)):
        assert done(stay, doing).state is after
    else:
        with pytest.raises(Refused, match=r"handover_(closed|not_taken)"):
            done(stay, doing)


def test_what_is_closed_has_no_move() -> None:
    assert not [pair for pair in MOVES if pair[0] is HandoverState.CLOSED]


def test_only_a_named_person_silences_the_assistant() -> None:
    assert [replace(STAY, state=each).silences for each in HandoverState] == [False, True, False]


def test_the_waiting_ends_with_the_first_answer_and_not_with_the_taking() -> None:
    taken = STAY.take("ana", NOW + MINUTE)
    assert taken.waited(NOW + HOUR) == HOUR
    answered = taken.answer("ana", NOW + HOUR)
    assert answered.answer("ana", NOW + 5 * HOUR).waited(NOW + 9 * HOUR) == HOUR
    assert STAY.close("ana", NOW + 2 * HOUR, "solved").waited(NOW + 9 * HOUR) == 2 * HOUR


def test_who_takes_it_from_a_colleague_has_it_and_the_same_person_only_once() -> None:
    taken = STAY.take("ana", NOW)
    assert taken.take("ana", NOW + HOUR) == taken
    assert (taken.take("luis", NOW + HOUR).taken_by, taken.release().taken_by) == ("luis", None)


def test_the_more_urgent_reason_counts() -> None:
    raised = STAY.raised("crisis", NOW + HOUR)
    assert (raised.why, raised.at, raised.raised_at) == ("crisis", NOW, NOW + HOUR)
    assert raised.raised("asked", NOW + 2 * HOUR) == raised
    assert raised.raised("crisis", NOW + 2 * HOUR).raised_at == NOW + 2 * HOUR


def test_an_answer_is_waited_for_from_the_first_message_that_has_none() -> None:
    day = 24 * HOUR
    assert not STAY.late(NOW + day - MINUTE, day)
    assert STAY.late(NOW + day, day)
    answered = STAY.answer("ana", NOW)
    assert not answered.late(NOW + 9 * day, day)
    asks = answered.waits(NOW + 3 * day)
    assert asks.waits(NOW + 4 * day) == asks
    assert [asks.late(NOW + n * day, day) for n in (3, 4)] == [False, True]
    assert not replace(asks, told_late_at=NOW).late(NOW + 9 * day, day)


@given(st.lists(st.tuples(st.sampled_from([*URGENT, "asked", "human"]), st.integers(0, 99))))
def test_danger_comes_first_and_then_who_waits_longest(stays: list[tuple[str, int]]) -> None:
    found = in_turn(
        Handover(str(n), "chat", str(n), None, why, NOW + at * MINUTE) for n, (why, at) in enumerate(stays)
    )
    order = [(urgency(each.why), each.at) for each in found]
    assert order == sorted(order)
    assert len(found) == len(stays)


def test_times_that_somebody_really_waited() -> None:
    stays = [STAY.answer("ana", NOW + n * MINUTE) for n in range(1, 11)]
    found = waited([*stays, STAY], NOW + 9 * HOUR)
    assert (found.count, found.median, found.ninetieth) == (10, 5 * MINUTE, 9 * MINUTE)
    assert waited([STAY], NOW).median is None


def test_the_name_of_a_stay_tells_nothing_of_the_address() -> None:
    names = {handover_id("chat", "+51900000001", NOW, n) for n in range(3)}
    assert len(names) == 3
    assert not any("900000001" in name for name in names)
