"""Agreements made in the chat."""

from collections.abc import Collection
from typing import Protocol

from receivables.model.agreeing import Ours, Stage


class Agreements(Protocol):
    """Agreements of our own, and what is in force of them in the ledger."""

    async def save(self, ours: Ours) -> None:
        """Keep an agreement, new or changed; the ledger has it while it is in force, broken or fulfilled."""
        ...

    async def get(self, number: str) -> Ours | None:
        """The agreement of that number."""
        ...

    async def of_supply(self, supply_number: str) -> list[Ours]:
        """All of a supply, in the order of their acceptance."""
        ...

    async def at(self, stages: Collection[Stage], after: str, limit: int) -> list[Ours]:
        """The next page, by number, of those at these stages."""
        ...

    async def page(
        self, stages: Collection[Stage], localities: Collection[str], after: str, limit: int
    ) -> list[Ours]:
        """The next page, by number, of those at these stages of supplies of these localities; without any, of all."""
        ...

    async def next_number(self, year: int) -> str:
        """The number of the next agreement of a year: CV-2026-000001. Hold `agreement-numbers` before."""
        ...
