"""Work for the field team."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import work_orders

ORDERS = Mapped(work_orders, WorkOrder)


class SqlWorkOrders:
    """Fills `ports.WorkOrders`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, order: WorkOrder) -> bool:
        return await self._session.add(work_orders, [ORDERS.row(order)]) == 1

    async def save(self, order: WorkOrder) -> None:
        self._session.change_later(work_orders, ("id",), ORDERS.row(order))

    async def get(self, order_id: str) -> WorkOrder | None:
        query = select(*ORDERS.columns).where(self._session.mine(work_orders), work_orders.c.id == order_id)
        return await self._session.first(ORDERS, query)

    async def of_supply(self, supply_number: str, state: OrderState | None = None) -> list[WorkOrder]:
        query = (
            select(*ORDERS.columns)
            .where(self._session.mine(work_orders), work_orders.c.supply_number == supply_number)
            .order_by(work_orders.c.ordered_at, work_orders.c.id)
        )
        if state is not None:
            query = query.where(work_orders.c.state == state)
        return await self._session.values(ORDERS, query)

    async def queued_for(self, names: Collection[str]) -> dict[str, int]:
        query = (
            select(work_orders.c.operator, func.count().label("orders"))
            .where(
                self._session.mine(work_orders),
                work_orders.c.state == OrderState.QUEUED,
                self._session.among(work_orders.c.operator, names),
            )
            .group_by(work_orders.c.operator)
        )
        counted = {row.operator: row.orders for row in await self._session.rows(query)}
        return {name: counted.get(name, 0) for name in names}

    async def page(
        self,
        *,
        kind: OrderKind | None = None,
        state: OrderState | None = None,
        operator: str | None = None,
        closed_since: datetime | None = None,
        after: str = "",
        limit: int = 50,
    ) -> list[WorkOrder]:
        query = (
            select(*ORDERS.columns)
            .where(self._session.mine(work_orders), work_orders.c.id > after)
            .order_by(work_orders.c.id)
            .limit(limit)
        )
        for column, wanted in (
            (work_orders.c.kind, kind),
            (work_orders.c.state, state),
            (work_orders.c.operator, operator),
        ):
            if wanted is not None:
                query = query.where(column == wanted)
        if closed_since is not None:
            query = query.where(work_orders.c.closed_at >= closed_since)
        return await self._session.values(ORDERS, query)
