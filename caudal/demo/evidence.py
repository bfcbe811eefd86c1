"""What the record of a story says, as plain values: what was sent, wished, paid and ordered, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from receivables.model.ladder import Notice
from receivables.model.money import Money


@dataclass(frozen=True, slots=True)
class Sent:
    """A proactive message that left; `notice` None for one outside the ladder.

    `debt` is the amount that it told; `served_at`: when its reception was proved.
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
class Evidence:
    """All of it. `consents`: (supply, channel, address) with consent to service messages; `keys`: of the whole outbox;
    `departures`: how often the record says that a key was sent; `receivables`: books of the feed, in whole centimos;
    `papers`: (supply, notice, moment) of each notice that a crew left on paper."""

    sent: tuple[Sent, ...]
    orders: tuple[Ordered, ...]
    posted: tuple[Posted, ...]
    opted_out: Mapping[str, datetime]
    consents: frozenset[tuple[str, str, str]]
    keys: tuple[str, ...]
    departures: Mapping[str, int]
    receivables: Money
    papers: tuple[tuple[str, Notice, datetime], ...] = ()
