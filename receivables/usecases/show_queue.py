"""The cuts that wait for a crew."""

from dataclasses import dataclass

from receivables.model.account import Supply
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.services import Services

PAGE = 500


@dataclass(frozen=True, slots=True)
class Queued:
    """An order and the place that it is about."""

    order: WorkOrder
    supply: Supply


async def cuts_in_queue(services: Services) -> list[Queued]:
    """All of them, by id."""
    queue: list[Queued] = []
    async with services.units.reading() as unit:
        after: str | None = ""
        while after is not None:
            page = await unit.work_orders.page(
                kind=OrderKind.CUT, state=OrderState.QUEUED, after=after, limit=PAGE
            )
            accounts = await unit.ledger.accounts({order.supply_number for order in page})
            queue += [Queued(order, accounts[order.supply_number].supply) for order in page]
            after = page[-1].id if len(page) == PAGE else None
    return queue
