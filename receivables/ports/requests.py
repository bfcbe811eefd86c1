"""What desks are asked to do, as it is kept."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from receivables.model.request import Request, RequestKind, RequestState


class Requests(Protocol):
    """Requests of people to desks, each under the number that the person was told."""

    async def next_number(self, year: int) -> str:
        """A number that nobody had; units that count at the same time wait for each other. Take it last in a unit."""
        ...

    async def add(self, request: Request) -> None:
        """Keep a new one."""
        ...

    async def save(self, request: Request) -> None:
        """Keep what became of it."""
        ...

    async def get(self, number: str) -> Request | None:
        """One of them."""
        ...

    async def of(self, supply_numbers: Collection[str], channel: str, address: str) -> list[Request]:
        """All of those supplies, and all that came from that chat, oldest first."""
        ...

    async def of_supplies(self, supply_numbers: Collection[str]) -> list[Request]:
        """All of those supplies, oldest first."""
        ...

    async def of_persons(self, persons: Collection[str], addresses: Collection[str]) -> list[Request]:
        """All that these persons asked, or somebody from these addresses, oldest first."""
        ...

    async def page(
        self,
        *,
        kind: RequestKind | None = None,
        states: Collection[RequestState] = (),
        localities: Collection[str] = (),
        due_by: datetime | None = None,
        limit: int | None = 50,
    ) -> list[Request]:
        """Those of that kind and in these states, the nearest end of their time first; none given means all.

        Those whose time never ends come last, the oldest first. With `localities` those of supplies there, and those of
        no supply. With `due_by` those whose time ends by then, or ended before.
        """
        ...
