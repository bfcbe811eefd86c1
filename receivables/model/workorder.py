"""Work for the field team. A cut order carries the evidence of every served notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from receivables.errors import MoveRefused
from receivables.model.money import Money


class OrderKind(StrEnum):
    """What is to be done at the premises."""

    CUT = "cut"
    REOPENING = "reopening"
    NOTICE_DELIVERY = "notice_delivery"


class OrderState(StrEnum):
    """Of a work order. `WITHDRAWN` holds even with the crew on the way."""

    QUEUED = "queued"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One served notice: what, by which channel, when its reception was proved."""

    notice: str
    channel: str
    served_at: datetime


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One order. `debt` and `reasons` are those of its ordering; whether it may be executed is asked again then."""

    id: str
    kind: OrderKind
    state: OrderState
    supply_number: str
    debt: Money
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    ordered_at: datetime
    due_by: datetime | None
    operator: str | None = None
    closed_at: datetime | None = None
    closed_why: str = ""


def order_stem(kind: OrderKind, supply_number: str, round: int | str) -> str:
    """How the ids of the orders of that kind in a round of a case begin; a number follows."""
    return f"{kind}-{supply_number}-{round}-"


TRANSITIONS: Mapping[OrderState, frozenset[OrderState]] = {
    OrderState.QUEUED: frozenset({OrderState.DONE, OrderState.WITHDRAWN}),
    OrderState.DONE: frozenset(),
    OrderState.WITHDRAWN: frozenset(),
}


def check_transition(before: OrderState, after: OrderState) -> None:
    """Raises MoveRefused when a work order may not go from one state to the other."""
    if after not in TRANSITIONS[before]:
        raise MoveRefused("no_such_order_move", before=before, after=after)
