"""Agreements made in the chat."""

from collections.abc import Collection
from datetime import date
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

    async def sealed(self, seal: str) -> tuple[Ours, int] | None:
        """The agreement on the paper with that seal, and which version of it the paper shows."""
        ...

    async def of_supply(self, supply_number: str) -> list[Ours]:
        """All of a supply, in the order of their acceptance."""
        ...

    async def at(self, stages: Collection[Stage], after: str, limit: int) -> list[Ours]:
        """The next page, by number, of those at these stages."""
        ...

    async def coming(self, first: date, last: date, after: str, limit: int) -> list[Ours]:
        """The next page, by number, of those in force with an instalment due from the first to the last day."""
        ...

    async def stirred(
        self, stages: Collection[Stage], due_before: date, after: str, limit: int
    ) -> list[Ours]:
        """The next page, by number, of those at these stages that something may have happened to.

        Which still wait for their down payment, have an instalment due before that day, or since whose acceptance the
        feed knows another agreement, or the supply was paid for more than once, or had a payment reversed. It only
        sifts: what moves is among them.
        """
        ...

    async def page(
        self, stages: Collection[Stage], localities: Collection[str], after: str, limit: int
    ) -> list[Ours]:
        """The next page, by number, of those at these stages of supplies of these localities; without any, of all."""
        ...

    async def next_number(self, year: int) -> str:
        """The number of the next agreement of a year: CV-2026-000001. Hold `agreement-numbers` before."""
        ...
