"""What stays of a message without its words, without its person, and after an erasure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from receivables.model.erasure import addresses_in, erased, over, without_person, without_words
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.pseudonym import pseudonym

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
SENT = OutboxRow(
    "notice/1",
    Kind.NOTICE,
    Message("offer", {"name": "Rosa"}),
    NOW,
    NOW,
    person="doc:1",
    channel="sms",
    address="+51900000001",
    state=State.SENT,
    text="Estimada Rosa",
    sent_at=NOW,
)


def a_row(**changes: Any) -> OutboxRow:
    return replace(SENT, **changes)


def test_without_words_the_template_the_person_and_the_moment_stay() -> None:
    assert without_words(SENT) == a_row(text=None, message=Message("offer"))


def test_without_the_person_the_moment_stays() -> None:
    assert without_person(SENT) == a_row(text=None, message=Message("offer"), person=None, address=None)


def test_whoever_is_erased_stays_as_a_pseudonym() -> None:
    assert erased(SENT) == replace(without_person(SENT), person=pseudonym("doc:1"))
    assert erased(a_row(person=None)).person is None
    assert erased(erased(SENT)) == erased(SENT)


@pytest.mark.parametrize("state", State)
def test_only_what_waits_ends_with_the_erasure(state: State) -> None:
    left = erased(a_row(state=state)).state
    assert left is (State.EXPIRED if state is State.PENDING else state)


@pytest.mark.parametrize(
    ("row", "is_over"),
    [
        (a_row(sent_at=NOW - timedelta(seconds=1)), True),
        (SENT, False),
        (a_row(sent_at=None, created_at=NOW - timedelta(days=1), state=State.WITHHELD), True),
        (a_row(sent_at=None, created_at=NOW - timedelta(days=1), state=State.PENDING), False),
        (a_row(sent_at=NOW - timedelta(days=1), state=State.SENDING), False),
    ],
)
def test_what_is_under_way_is_never_over(row: OutboxRow, is_over: bool) -> None:
    assert over(row, NOW) is is_over


def test_the_keys_of_persons_known_by_nothing_else_tell_their_address() -> None:
    persons = ["doc:1", "tel:+51900000001", "mail:a@example.org", "chat:telegram:77:7", pseudonym("doc:2")]
    assert addresses_in(persons) == {"+51900000001", "a@example.org", "77:7"}
