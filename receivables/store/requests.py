"""Requests to desks."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update

from receivables.model.request import Request, RequestKind, RequestState, number_of
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import request_numbers, requests, supplies

REQUESTS = Mapped(requests, Request)
Order = tuple[ColumnElement[Any], ...]
ORDER: Order = (requests.c.opened_at, requests.c.number)
BY_DEADLINE: Order = (requests.c.due_by.is_(None), requests.c.due_by, *ORDER)


class SqlRequests:
    """Fills `ports.Requests`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def next_number(self, year: int) -> str:
        there = request_numbers.c
        await self._session.add(request_numbers, [{"year": year, "last": 0}])
        mine = self._session.mine(request_numbers) & (there.year == year)
        counting = update(request_numbers).where(mine).values(last=there.last + 1).returning(there.last)
        return number_of(year, (await self._session.run(counting)).scalar_one())

    async def add(self, request: Request) -> None:
        self._session.later(requests, REQUESTS.row(request))

    async def save(self, request: Request) -> None:
        self._session.change_later(requests, ("number",), REQUESTS.row(request))

    async def get(self, number: str) -> Request | None:
        query = select(*REQUESTS.columns).where(self._session.mine(requests), requests.c.number == number)
        return await self._session.first(REQUESTS, query)

    async def of(self, supply_numbers: Collection[str], channel: str, address: str) -> list[Request]:
        chat = (requests.c.channel == channel) & (requests.c.address == address)
        return await self._those(or_(chat, self._session.among(requests.c.supply_number, supply_numbers)))

    async def of_supplies(self, supply_numbers: Collection[str]) -> list[Request]:
        return await self._those(self._session.among(requests.c.supply_number, supply_numbers))

    async def of_persons(self, persons: Collection[str], addresses: Collection[str]) -> list[Request]:
        there = requests.c
        asked = self._session.among(there.person, persons), self._session.among(there.address, addresses)
        return await self._those(or_(*asked))

    async def page(
        self,
        *,
        kind: RequestKind | None = None,
        states: Collection[RequestState] = (),
        localities: Collection[str] = (),
        due_by: datetime | None = None,
        limit: int | None = 50,
    ) -> list[Request]:
        wanted = [requests.c.kind == kind] if kind is not None else []
        if states:
            wanted.append(requests.c.state.in_(states))
        if localities:
            here = self._session.mine(supplies) & supplies.c.locality.in_(localities)
            there = select(supplies.c.supply_number).where(here)
            wanted.append(requests.c.supply_number.is_(None) | requests.c.supply_number.in_(there))
        if due_by is not None:
            wanted.append(requests.c.due_by <= due_by)
        return await self._those(*wanted, order=BY_DEADLINE, limit=limit)

    async def _those(
        self, *wanted: ColumnElement[bool], order: Order = ORDER, limit: int | None = None
    ) -> list[Request]:
        query = select(*REQUESTS.columns).where(self._session.mine(requests), *wanted)
        return await self._session.values(REQUESTS, query.order_by(*order).limit(limit))
