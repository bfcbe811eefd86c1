"""Requests to desks, over plain dicts."""

from collections.abc import Collection, Iterable
from datetime import datetime

from receivables.model.records import RecordKind
from receivables.model.request import Request, RequestKind, RequestState, number_of
from receivables.testing.tables import Tables

LOCALITY = RecordKind.SUPPLY.columns.index("locality")


class MemoryRequests:
    """Fills `ports.Requests`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = tables.requests

    async def next_number(self, year: int) -> str:
        counted = self._tables.request_numbers
        counted[year] = counted.get(year, 0) + 1
        return number_of(year, counted[year])

    async def add(self, request: Request) -> None:
        self._rows[request.number] = request

    async def save(self, request: Request) -> None:
        if request.number in self._rows:
            self._rows[request.number] = request

    async def get(self, number: str) -> Request | None:
        return self._rows.get(number)

    async def of(self, supply_numbers: Collection[str], channel: str, address: str) -> list[Request]:
        chat = (channel, address)
        return self._sorted(
            row
            for row in self._rows.values()
            if row.supply_number in supply_numbers or (row.channel, row.address) == chat
        )

    async def of_supplies(self, supply_numbers: Collection[str]) -> list[Request]:
        return self._sorted(row for row in self._rows.values() if row.supply_number in supply_numbers)

    async def of_persons(self, persons: Collection[str], addresses: Collection[str]) -> list[Request]:
        return self._sorted(
            row for row in self._rows.values() if row.person in persons or row.address in addresses
        )

    async def page(
        self,
        *,
        kind: RequestKind | None = None,
        states: Collection[RequestState] = (),
        localities: Collection[str] = (),
        due_by: datetime | None = None,
        limit: int | None = 50,
    ) -> list[Request]:
        found = (
            row
            for row in self._rows.values()
            if (kind is None or row.kind is kind)
            and (not states or row.state in states)
            and (not localities or self._there(row, localities))
            and (due_by is None or (row.due_by is not None and row.due_by <= due_by))
        )
        return sorted(self._sorted(found), key=_by_deadline)[:limit]

    def _there(self, row: Request, localities: Collection[str]) -> bool:
        if row.supply_number is None:
            return True
        supply = self._tables.records[RecordKind.SUPPLY].get((row.supply_number,))
        return supply is not None and supply[LOCALITY] in localities

    @staticmethod
    def _sorted(rows: Iterable[Request]) -> list[Request]:
        return sorted(rows, key=lambda row: (row.opened_at, row.number))


def _by_deadline(row: Request) -> tuple[bool, datetime]:
    return row.due_by is None, row.due_by or row.opened_at
