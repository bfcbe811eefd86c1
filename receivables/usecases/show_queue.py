"""The cuts that wait for a crew, those that were taken back today, and the reopenings with their clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from receivables.model.account import Supply
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.overview import midnight_of
from receivables.usecases.services import Services

PAGE = 500
SHOWN = 20
URGENT = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Queued:
    """An order and the place that it is about."""

    order: WorkOrder
    supply: Supply

    def urgent(self, now: datetime) -> bool:
        """Whether less than two hours are left of its time, or none."""
        return self.order.due_by is not None and self.order.due_by - now < URGENT

    def late(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.order.due_by is not None and self.order.due_by < now


@dataclass(frozen=True, slots=True)
class Queue:
    """What the field team has to do. `cuts` are a page of `waiting` ones; `next`: the id after which another begins.

    `reopenings` come by their legal clock, those without one last.
    """

    now: datetime
    waiting: int
    cuts: Sequence[Queued]
    next: str | None
    withdrawn: Sequence[Queued]
    reopenings: Sequence[Queued]


async def cuts_in_queue(services: Services) -> list[Queued]:
    """All of them, by id."""
    async with services.units.reading() as unit:
        return await _waiting(unit, OrderKind.CUT)


async def queue(services: Services, sees: Callable[[Queued], bool], *, after: str = "") -> Queue:
    """The part of the queue that somebody sees; cuts page by page."""
    async with services.units.reading() as unit:
        cuts = await _waiting(unit, OrderKind.CUT)
        reopenings = await _waiting(unit, OrderKind.REOPENING)
        withdrawn = await _withdrawn(unit, midnight_of(services))
    theirs = [each for each in cuts if sees(each)]
    page = [each for each in theirs if each.order.id > after][: SHOWN + 1]
    return Queue(
        now=services.clock.now(),
        waiting=len(theirs),
        cuts=page[:SHOWN],
        next=page[SHOWN - 1].order.id if len(page) > SHOWN else None,
        withdrawn=[each for each in withdrawn if sees(each)],
        reopenings=sorted((each for each in reopenings if sees(each)), key=_clock),
    )


def _clock(reopening: Queued) -> tuple[bool, datetime]:
    order = reopening.order
    return order.due_by is None, order.due_by or order.ordered_at


async def _waiting(unit: UnitOfWork, kind: OrderKind) -> list[Queued]:
    found: list[Queued] = []
    after: str | None = ""
    while after is not None:
        page = await unit.work_orders.page(kind=kind, state=OrderState.QUEUED, after=after, limit=PAGE)
        found += await _placed(unit, page)
        after = page[-1].id if len(page) == PAGE else None
    return found


async def _withdrawn(unit: UnitOfWork, since: datetime) -> list[Queued]:
    """The cuts taken back since then; a day's are few."""
    page = await unit.work_orders.page(
        kind=OrderKind.CUT, state=OrderState.WITHDRAWN, closed_since=since, limit=PAGE
    )
    return await _placed(unit, page)


async def _placed(unit: UnitOfWork, orders: Sequence[WorkOrder]) -> list[Queued]:
    accounts = await unit.ledger.accounts({order.supply_number for order in orders}, whole=False)
    return [Queued(order, accounts[order.supply_number].supply) for order in orders]
