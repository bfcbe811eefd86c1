"""A chat that a person of the utility takes over: who waits, for how long and why, and who answers (I-30, WA-POL-6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from receivables.errors import Refused

ID_DIGITS = 20
BACK_TO_BOT = "back_to_bot"
"""The outcome when the customer went on with the assistant instead of waiting."""
ASKED = "asked"
OUTCOMES = ("solved", "sent_on", "no_answer", "not_ours")
"""How staff end a stay: settled, sent to another desk, the customer wrote no more, nothing of ours."""
CRISIS = "crisis"

URGENT: dict[str, int] = {
    CRISIS: 0,
    "deceased": 1,
    "family": 0,
    "fragile": 0,
    "fraud": 1,
    "abuse_by_staff": 1,
    "legal": 1,
    "violence": 1,
    "claim": 1,
    "claim_status": 1,
    "no_water": 1,
    "reconnection": 1,
    "hardship": 1,
}
"""Who is looked after first, by why they wait; all other reasons are equal and come last (I-30)."""
LEAST_URGENT = 2
ALL = "*"
"""Under which name the times of all reasons together are told."""
USUAL, LONG = 50, 90
"""Of a hundred who waited, so many waited no longer than the usual time, and than a long one."""


class HandoverState(StrEnum):
    """Of a chat in the inbox. `TAKEN`: a named person has it, and the assistant is silent."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


class Doing(StrEnum):
    """What can be done with it."""

    TAKE = "take"
    ANSWER = "answer"
    RELEASE = "release"
    CLOSE = "close"


MOVES: dict[tuple[HandoverState, Doing], HandoverState] = {
    (HandoverState.WAITING, Doing.TAKE): HandoverState.TAKEN,
    (HandoverState.WAITING, Doing.ANSWER): HandoverState.TAKEN,
    (HandoverState.WAITING, Doing.CLOSE): HandoverState.CLOSED,
    (HandoverState.TAKEN, Doing.TAKE): HandoverState.TAKEN,
    (HandoverState.TAKEN, Doing.ANSWER): HandoverState.TAKEN,
    (HandoverState.TAKEN, Doing.RELEASE): HandoverState.WAITING,
    (HandoverState.TAKEN, Doing.CLOSE): HandoverState.CLOSED,
}
"""Every pair that is missing is refused: what is closed stays closed, and the next wish opens another."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One stay of a chat in the inbox; a chat has one that is not closed at most.

    `at`: since when it waits. `raised_at`: when something more urgent was written while it waited. `first_answer_at`:
    the end of the waiting time; `last_answer_at`: when a person wrote last. `unanswered_since`: the first message that
    no person has answered, None when all are. `told_late_at`: when the customer heard that nobody had answered it yet.
    What is to be known of the chat is made when it is shown: nothing of it is kept here.
    """

    id: str
    channel: str
    address: str
    supply_number: str | None
    why: str
    at: datetime
    state: HandoverState = HandoverState.WAITING
    raised_at: datetime | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None
    first_answer_at: datetime | None = None
    last_answer_at: datetime | None = None
    told_late_at: datetime | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    unanswered_since: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether somebody has still to look after it."""
        return self.state is not HandoverState.CLOSED

    @property
    def silences(self) -> bool:
        """Whether a named person has the chat, so that the assistant says nothing in it."""
        return self.state is HandoverState.TAKEN

    def waited(self, now: datetime) -> timedelta:
        """From the wish to the first answer of a person; until now while there is none, to its end without one."""
        return max((self.first_answer_at or self.closed_at or now) - self.at, timedelta())

    def take(self, by: str, now: datetime) -> "Handover":
        """That person has it now. Raises Refused("handover_closed")."""
        state = self._after(Doing.TAKE)
        if self.taken_by == by and self.silences:
            return self
        return replace(self, state=state, taken_by=by, taken_at=now)

    def answer(self, by: str, now: datetime) -> "Handover":
        """That person wrote to the customer, and so has it. Raises Refused("handover_closed")."""
        self._after(Doing.ANSWER)
        return replace(
            self.take(by, now),
            first_answer_at=self.first_answer_at or now,
            last_answer_at=now,
            told_late_at=None,
            unanswered_since=None,
        )

    def release(self) -> "Handover":
        """Nobody has it any more; it waits with its old place. Raises Refused("handover_not_taken")."""
        return replace(self, state=self._after(Doing.RELEASE), taken_by=None, taken_at=None)

    def close(self, by: str, now: datetime, outcome: str) -> "Handover":
        """It is over; the assistant goes on. Raises Refused("handover_closed")."""
        return replace(self, state=self._after(Doing.CLOSE), closed_by=by, closed_at=now, outcome=outcome)

    def raised(self, why: str, now: datetime) -> "Handover":
        """The same chat asks again: the more urgent reason counts, and it keeps its place."""
        waits = self.waits(now)
        if why == self.why:
            return replace(waits, raised_at=now) if why == CRISIS else waits
        return replace(waits, why=why, raised_at=now) if urgency(why) < urgency(self.why) else waits

    def waits(self, now: datetime) -> "Handover":
        """The customer wrote, and waits for an answer of a person."""
        return self if self.unanswered_since else replace(self, unanswered_since=now)

    def late(self, now: datetime, patience: timedelta) -> bool:
        """Whether the customer waits longer than was promised and has not heard so yet."""
        since = self.unanswered_since
        return self.open and self.told_late_at is None and since is not None and now - since >= patience

    def _after(self, doing: Doing) -> HandoverState:
        after = MOVES.get((self.state, doing))
        if after is None:
            raise Refused("handover_closed" if not self.open else "handover_not_taken")
        return after


@dataclass(frozen=True, slots=True)
class HandoverNote:
    """What staff wrote for staff about a chat; the customer never sees it."""

    handover: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Waited:
    """How long people waited for a person: over how many stays, the median and the ninetieth of a hundred."""

    count: int
    median: timedelta | None
    ninetieth: timedelta | None


def handover_id(channel: str, address: str, at: datetime, number: int) -> str:
    """The name of a stay in the inbox: tells nothing of the address; `number` counts the earlier stays of the chat."""
    told = f"{channel}:{address}:{at.isoformat()}:{number}"
    return sha256(told.encode()).hexdigest()[:ID_DIGITS]


def urgency(why: str) -> int:
    """The smaller, the sooner."""
    return URGENT.get(why, LEAST_URGENT)


def in_turn(handovers: Iterable[Handover]) -> list[Handover]:
    """Who is looked after first: by urgency, then whoever waits longest."""
    return sorted(handovers, key=lambda each: (urgency(each.why), each.at, each.id))


def waited(handovers: Sequence[Handover], now: datetime) -> Waited:
    """Over those that a person answered: nearest-rank percentiles, so each is a time that somebody really waited."""
    times = sorted(each.waited(now) for each in handovers if each.first_answer_at is not None)
    return Waited(len(times), _rank(times, USUAL), _rank(times, LONG))


def _rank(times: Sequence[timedelta], percent: int) -> timedelta | None:
    return times[(len(times) * percent + 99) // 100 - 1] if times else None
