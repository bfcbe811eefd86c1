"""What stays of a message when a person's data are erased, or when its time is over (PE-DAT-7, PE-DAT-11)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from receivables.model.approval import Approval
from receivables.model.message import OPEN_STATES, Kind, Message, OutboxRow, State
from receivables.model.pseudonym import pseudonym

IN_CHAT = (Kind.REPLY, Kind.RECEIPT)
"""What is said in chats; all else is evidence that somebody was notified, and is kept for longer."""


def addresses_in(persons: Iterable[str]) -> set[str]:
    """The addresses that stand in the keys of persons known by nothing else: `tel:`, `mail:`, `chat:<channel>:`."""
    kinds = {"tel": 1, "mail": 1, "chat": 2}
    parts = [(person, kinds.get(person.partition(":")[0])) for person in persons]
    return {person.split(":", places)[-1] for person, places in parts if places is not None}


def known_by(addresses: Iterable[str]) -> set[str]:
    """All under which whoever is reached there may be closed: the addresses, and the keys of persons made of them."""
    return {f"{kind}:{address}" for address in addresses for kind in ("addr", "tel", "mail")}


def over(row: OutboxRow, before: datetime) -> bool:
    """Whether it went, or ended unsent, before that moment."""
    return row.state not in OPEN_STATES and (row.sent_at or row.created_at) < before


def without_words(row: OutboxRow) -> OutboxRow:
    """That, when and to whom it went, and by which template: no longer with which words."""
    return replace(row, text=None, message=Message(row.message.key))


def without_person(row: OutboxRow) -> OutboxRow:
    """That and when it went, no longer to whom."""
    return replace(without_words(row), person=None, address=None, code=None)


def erased(row: OutboxRow) -> OutboxRow:
    """That and when it went, to a person by their pseudonym; what waits is not sent any more."""
    person = None if row.person is None else pseudonym(row.person)
    state = State.EXPIRED if row.state is State.PENDING else row.state
    return replace(without_person(row), person=person, state=state)


def spoken(asked: Approval) -> bool:
    """Whether somebody gave a reason of their own for their vote."""
    return any(vote.why for vote in asked.votes)


def unspoken(asked: Approval) -> Approval:
    """Who voted, how and when; no longer with which words."""
    return replace(asked, votes=tuple(replace(vote, why="") for vote in asked.votes))
