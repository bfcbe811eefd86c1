"""Chats that people of the utility look after, and the trace of each turn."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from receivables.model.handover import Handover, HandoverNote, Waited
from receivables.model.trace import TurnTrace


class Handovers(Protocol):
    """The inbox of the staff: stays of chats, one that is not closed for a chat at most."""

    async def add(self, handover: Handover) -> None:
        """Put a chat into the inbox; one that is there already keeps its stay."""
        ...

    async def save(self, handover: Handover) -> None:
        """Write one back by its id; nothing happens when it is there no more."""
        ...

    async def get(self, handover_id: str) -> Handover | None:
        """One stay."""
        ...

    async def open_of(self, channel: str, address: str) -> Handover | None:
        """The stay of that chat that is not closed."""
        ...

    async def of_chat(self, channel: str, address: str) -> list[Handover]:
        """All stays of that chat, oldest first."""
        ...

    async def waiting(self, limit: int | None = None) -> list[Handover]:
        """Those that are not closed, the longest waiting first."""
        ...

    async def measured(self, since: datetime) -> dict[str, Waited]:
        """How long people waited for a first answer, by why, of those who began since then; under `ALL` all of them.

        What nobody answered is not counted; a reason of which nothing was answered is left out.
        """
        ...

    async def note(self, note: HandoverNote) -> None:
        """Keep what staff wrote for staff."""
        ...

    async def notes(self, handover_ids: Collection[str]) -> list[HandoverNote]:
        """What was written about those stays, in its order."""
        ...


class Turns(Protocol):
    """The trace of each turn, by the message that it answered."""

    async def add(self, trace: TurnTrace) -> None:
        """Keep one; a message that is answered again keeps the latest."""
        ...

    async def of(self, inbound_ids: Collection[str]) -> dict[str, TurnTrace]:
        """Those of these messages that have one."""
        ...
