"""One-time codes: where they come from, and where they are kept."""

from datetime import datetime
from typing import Protocol

from receivables.model.one_time import OneTimeCode


class CodeSource(Protocol):
    """Makes codes that nobody can foresee, and the keyed digests by which they are kept."""

    def draw(self) -> str:
        """Six digits."""
        ...

    def ticket(self) -> str:
        """What stands for a new code while it waits to be sent: nobody without the key can find the code from it."""
        ...

    def code_of(self, ticket: str) -> str:
        """The six digits that a ticket stands for."""
        ...

    def digest(self, supply_number: str, code: str) -> str:
        """What is kept of a code for that supply; nobody without the key can find the code from it."""
        ...


class Codes(Protocol):
    """The codes of supplies. In a chat only the newest counts of those made for it or given at the desk."""

    async def add(self, code: OneTimeCode) -> None:
        """Keep a code: those before it are good for nothing where it counts."""
        ...

    async def newest(self, supply_number: str, chat: str | None = None) -> OneTimeCode | None:
        """The last code made for that supply, whatever became of it; of those that count in that chat, if one is given.

        So that a code which a stranger had sent takes nothing from the one that the desk gave.
        """
        ...

    async def use(self, code_id: int, now: datetime) -> bool:
        """Take a code: False when it was used already."""
        ...

    async def note_try(self, supply_number: str, now: datetime) -> None:
        """Count a wrong try against every code of that supply that is good yet."""
        ...

    async def sent_since(self, supply_number: str, since: datetime) -> int:
        """How many codes were sent for that supply; those of the desk are none."""
        ...

    async def forget(self, before: datetime) -> int:
        """Delete codes made before that moment; how many."""
        ...
