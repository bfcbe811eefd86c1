"""What the record of a story says, as plain values: what was sent, wished, paid and ordered, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from receivables.model.ladder import Notice
from receivables.model.money import Money


@dataclass(frozen=True, slots=True)
class Sent:
    """A proactive message that left; `notice` None for one outside the ladder.

    `debt` is the amount that it told, for a `reminder` that of an instalment; `news`: it told what became of a thing,
    and no amount; `served_at`: when its reception was proved.
    """

    key: str
    supply_number: str
    person: str
    notice: Notice | None
    channel: str
    address: str
    debt: Money
    sent_at: datetime
    served_at: datetime | None = None
    reminder: bool = False
    news: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A cut order, in whatever state it is now."""

    id: str
    supply_number: str
    state: str
    debt: Money
    ordered_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A payment of the story with the answer that was given: the amounts that it settled, credit included."""

    operation: str
    supply_number: str
    amount: Money
    paid_at: datetime
    settled: tuple[Money, ...]
    outstanding: Money


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement that was made in the chat; `events`: what the record says of it, with the moment of each."""

    number: str
    supply_number: str
    debt: Money
    down_payment: Money
    accepted_at: datetime
    events: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in a chat that told what somebody owes."""

    key: str
    supply_number: str
    debt: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it. `consents`: (supply, channel, address) with consent to service messages; `keys`: of the whole outbox;
    `departures`: how often the record says that a key was sent; `receivables`: books of the feed, in whole centimos;
    `papers`: (supply, notice, moment) of each notice that a crew left on paper; `claimed`: when each claim of the chat
    was registered, by its number; `codes`: (supply, moment) of each one-time code that was told; `rests`: (request,
    supply, bills) of each rest that a receipt was given for; `crises`: of each message in distress whether its answer
    held an amount, and whether a person has the chat; `answers`: what was told as a debt in chats."""

    sent: tuple[Sent, ...]
    orders: tuple[Ordered, ...]
    posted: tuple[Posted, ...]
    opted_out: Mapping[str, datetime]
    consents: frozenset[tuple[str, str, str]]
    keys: tuple[str, ...]
    departures: Mapping[str, int]
    receivables: Money
    papers: tuple[tuple[str, Notice, datetime], ...] = ()
    agreed: tuple[Agreed, ...] = ()
    claimed: Mapping[str, datetime] = field(default_factory=dict)
    codes: tuple[tuple[str, datetime], ...] = ()
    rests: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    crises: tuple[tuple[str, bool, bool], ...] = ()
    answers: tuple[Answered, ...] = ()
