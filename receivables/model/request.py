"""A request of a person to a desk: what is asked, by when a rule wants it answered, and what became of it.

Its number is told to the person. A request promises nothing by itself: claims freeze by the ledger, holds by the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from receivables.errors import BadInput, MoveRefused
from receivables.model.message import Value

LONGEST = 1000
"""So many characters of a person's own words are kept with a request."""


class RequestKind(StrEnum):
    """What a desk is asked for."""

    PAYMENT_CHECK = "payment_check"
    CLAIM = "claim"
    HARDSHIP = "hardship"
    NO_WATER = "no_water"
    LEAK = "leak"
    METER = "meter"
    IRREGULAR = "irregular"
    CONTACT_CHANGE = "contact_change"
    REACTIVATION = "reactivation"
    LEGAL = "legal"
    DECEASED = "deceased"
    SERVICE_END = "service_end"
    REVERSAL = "reversal"
    DATA_ACCESS = "data_access"
    DATA_ERASURE = "data_erasure"


class Desk(StrEnum):
    """Who looks at it: the offices' desk, an agent who writes back, or those who send a crew."""

    DESK = "desk"
    AGENT = "agent"
    OPERATOR = "operator"


DESKS: Mapping[RequestKind, Desk] = {
    RequestKind.PAYMENT_CHECK: Desk.DESK,
    RequestKind.CLAIM: Desk.DESK,
    RequestKind.HARDSHIP: Desk.AGENT,
    RequestKind.NO_WATER: Desk.OPERATOR,
    RequestKind.LEAK: Desk.OPERATOR,
    RequestKind.METER: Desk.OPERATOR,
    RequestKind.IRREGULAR: Desk.DESK,
    RequestKind.CONTACT_CHANGE: Desk.DESK,
    RequestKind.REACTIVATION: Desk.DESK,
    RequestKind.LEGAL: Desk.AGENT,
    RequestKind.DECEASED: Desk.AGENT,
    RequestKind.SERVICE_END: Desk.DESK,
    RequestKind.REVERSAL: Desk.DESK,
    RequestKind.DATA_ACCESS: Desk.DESK,
    RequestKind.DATA_ERASURE: Desk.DESK,
}
"""To whom each kind goes."""
OF_DATA = frozenset({RequestKind.DATA_ACCESS, RequestKind.DATA_ERASURE})
"""What somebody asks of their own data: one wish, however often it is told (PE-DAT-7, CO-DAT-1)."""
BY_LAW = frozenset({RequestKind.CLAIM, *OF_DATA})
"""What a law wants answered by a day; of the others the deadline is our own promise."""


class RequestState(StrEnum):
    """Of a request. Whoever takes it tells the others that it is looked at.

    `UNTOLD`: it has its answer, which did not reach the person: the desk tells it otherwise.
    """

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    UNTOLD = "untold"


class RequestEvent(StrEnum):
    """What can happen to a request."""

    TAKEN = "taken"
    LEFT = "left"
    CLOSED = "closed"
    LOST = "lost"
    TOLD = "told"


MOVES: Mapping[tuple[RequestState, RequestEvent], RequestState] = {
    (RequestState.OPEN, RequestEvent.TAKEN): RequestState.TAKEN,
    (RequestState.OPEN, RequestEvent.CLOSED): RequestState.DONE,
    (RequestState.TAKEN, RequestEvent.LEFT): RequestState.OPEN,
    (RequestState.TAKEN, RequestEvent.CLOSED): RequestState.DONE,
    (RequestState.DONE, RequestEvent.LOST): RequestState.UNTOLD,
    (RequestState.UNTOLD, RequestEvent.TOLD): RequestState.DONE,
}
"""Every move there is. A pair that is missing is refused."""

WAITING = (RequestState.OPEN, RequestState.TAKEN)
ANSWERED = (RequestState.DONE, RequestState.UNTOLD)
TO_DO = (*WAITING, RequestState.UNTOLD)
"""Of which somebody at the desk has still something to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `number`: "S-2026-000123". `due_by`: until when a rule wants it answered; None where none does.

    `supply_number`: only of a chat that proved it; a number that somebody merely wrote stands in `text`. `bills`: what
    it is about: bills, or instalments as "<agreement>/<number>". `values`: what the desk needs to know of it, such as
    the operation or the reference of a photo. `text`: the person's own words, at most `LONGEST` characters.
    """

    number: str
    kind: RequestKind
    desk: Desk
    channel: str
    address: str
    opened_at: datetime
    supply_number: str | None = None
    person: str | None = None
    due_by: datetime | None = None
    state: RequestState = RequestState.OPEN
    text: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    bills: tuple[str, ...] = ()
    taken_at: datetime | None = None
    taken_by: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    answer: str = ""

    @property
    def waits(self) -> bool:
        """Whether it has no answer yet."""
        return self.state in WAITING

    @property
    def unsettled(self) -> bool:
        """Whether somebody at the desk has still to answer it, or to tell the answer: both count for its time."""
        return self.state in TO_DO


def number_of(year: int, count: int) -> str:
    """The number that people are told: "S-2026-000123"."""
    return f"S-{year}-{count:06}"


def moved(request: Request, event: RequestEvent) -> Request:
    """The request after an event. Raises MoveRefused("no_such_request_move") for a missing pair."""
    after = MOVES.get((request.state, event))
    if after is None:
        raise MoveRefused("no_such_request_move", number=request.number, state=request.state, event=event)
    return replace(request, state=after)


def taken(request: Request, by: str, at: datetime) -> Request:
    """Somebody looks at it."""
    return replace(moved(request, RequestEvent.TAKEN), taken_by=by, taken_at=at)


def left(request: Request) -> Request:
    """Whoever had it gives it back."""
    return replace(moved(request, RequestEvent.LEFT), taken_by=None, taken_at=None)


def closed(request: Request, by: str, at: datetime, answer: str) -> Request:
    """It has its answer. Raises BadInput("answer_needed") for an empty one."""
    if not answer.strip():
        raise BadInput("answer_needed")
    done = moved(request, RequestEvent.CLOSED)
    return replace(done, closed_by=by, closed_at=at, answer=answer.strip()[:LONGEST])


def with_outcome(request: Request, outcome: str | None) -> Request:
    """A claim with how it ended, where that is said; of nothing else it is kept."""
    if not outcome or request.kind is not RequestKind.CLAIM:
        return request
    return replace(request, values={**request.values, "outcome": outcome})


def lost(request: Request) -> Request:
    """Its answer did not reach the person. Raises MoveRefused for one that has none yet."""
    return moved(request, RequestEvent.LOST)


def told(request: Request) -> Request:
    """Somebody told the person otherwise. Raises MoveRefused for one whose answer is not known to be lost."""
    return moved(request, RequestEvent.TOLD)


def forgotten(request: Request, person: str | None, address: str) -> Request:
    """What stays when its person is erased: that it was asked and answered, for which supply and bills."""
    return replace(request, text="", values={}, answer="", person=person, address=address)


def wordless(request: Request) -> Request:
    """What stays when the time of chats is over: no words, no references; who asked stays for longer."""
    return replace(request, text="", values={}, answer="")
