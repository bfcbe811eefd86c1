"""Chats that people of the utility look after, and the trace of each turn, over plain dicts."""

from collections.abc import Collection
from datetime import datetime

from receivables.model.handover import ALL, Handover, HandoverNote, Waited, waited
from receivables.model.trace import TurnTrace
from receivables.testing.tables import Tables


class MemoryHandovers:
    """Fills `ports.Handovers`."""

    def __init__(self, tables: Tables) -> None:
        self._stays = tables.handovers
        self._notes = tables.handover_notes

    async def add(self, handover: Handover) -> None:
        if await self.open_of(handover.channel, handover.address) is None:
            self._stays.setdefault(handover.id, handover)

    async def save(self, handover: Handover) -> None:
        if handover.id in self._stays:
            self._stays[handover.id] = handover

    async def get(self, handover_id: str) -> Handover | None:
        return self._stays.get(handover_id)

    async def open_of(self, channel: str, address: str) -> Handover | None:
        return next((each for each in await self.of_chat(channel, address) if each.open), None)

    async def of_chat(self, channel: str, address: str) -> list[Handover]:
        there = [each for each in self._stays.values() if (each.channel, each.address) == (channel, address)]
        return sorted(there, key=_began)

    async def waiting(self, limit: int | None = None) -> list[Handover]:
        return sorted((each for each in self._stays.values() if each.open), key=_began)[:limit]

    async def measured(self, since: datetime) -> dict[str, Waited]:
        lately = [e for e in self._stays.values() if e.at >= since and e.first_answer_at is not None]
        by_why = {why: [e for e in lately if e.why == why] for why in sorted({e.why for e in lately})}
        groups = {ALL: lately, **by_why} if lately else {}
        return {why: waited(several, since) for why, several in groups.items()}

    async def note(self, note: HandoverNote) -> None:
        self._notes.append(note)

    async def notes(self, handover_ids: Collection[str]) -> list[HandoverNote]:
        return [note for note in self._notes if note.handover in handover_ids]


class MemoryTurns:
    """Fills `ports.Turns`."""

    def __init__(self, tables: Tables) -> None:
        self._traces = tables.traces

    async def add(self, trace: TurnTrace) -> None:
        self._traces[trace.inbound_id] = trace

    async def of(self, inbound_ids: Collection[str]) -> dict[str, TurnTrace]:
        return {each: self._traces[each] for each in inbound_ids if each in self._traces}


def _began(handover: Handover) -> tuple[datetime, str]:
    return handover.at, handover.id
