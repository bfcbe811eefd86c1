"""Chats that people of the utility look after, and the trace of each turn."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from receivables.model.handover import Handover, HandoverNote
from receivables.model.trace import TurnTrace
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import NOT_CLOSED, handover_notes, handovers, turns
from receivables.store.writing import Known

STAYS = Mapped(handovers, Handover)
NOTES = Mapped(handover_notes, HandoverNote)
TRACES = Mapped(turns, TurnTrace)


class SqlHandovers:
    """Fills `ports.Handovers`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, handover: Handover) -> None:
        self._session.later(handovers, STAYS.row(handover), Known.STAYS)

    async def save(self, handover: Handover) -> None:
        self._session.change_later(handovers, ("id",), STAYS.row(handover))

    async def get(self, handover_id: str) -> Handover | None:
        this = self._session.mine(handovers) & (handovers.c.id == handover_id)
        return await self._session.first(STAYS, select(*STAYS.columns).where(this))

    async def open_of(self, channel: str, address: str) -> Handover | None:
        there = handovers.c.channel == channel, handovers.c.address == address
        query = select(*STAYS.columns).where(self._session.mine(handovers), *there, NOT_CLOSED)
        return await self._session.first(STAYS, query)

    async def of_chat(self, channel: str, address: str) -> list[Handover]:
        there = handovers.c.channel == channel, handovers.c.address == address
        query = select(*STAYS.columns).where(self._session.mine(handovers), *there)
        return await self._session.values(STAYS, query.order_by(handovers.c.at, handovers.c.id))

    async def waiting(self, limit: int | None = None) -> list[Handover]:
        query = (
            select(*STAYS.columns)
            .where(self._session.mine(handovers), NOT_CLOSED)
            .order_by(handovers.c.at, handovers.c.id)
            .limit(limit)
        )
        return await self._session.values(STAYS, query)

    async def since(self, moment: datetime) -> list[Handover]:
        late = self._session.mine(handovers) & (handovers.c.at >= moment)
        query = select(*STAYS.columns).where(late).order_by(handovers.c.at, handovers.c.id)
        return await self._session.values(STAYS, query)

    async def note(self, note: HandoverNote) -> None:
        self._session.later(handover_notes, NOTES.row(note))

    async def notes(self, handover_ids: Collection[str]) -> list[HandoverNote]:
        about = self._session.among(handover_notes.c.handover, handover_ids)
        query = select(*NOTES.columns).where(self._session.mine(handover_notes), about)
        return await self._session.values(NOTES, query.order_by(handover_notes.c.id))


class SqlTurns:
    """Fills `ports.Turns`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, trace: TurnTrace) -> None:
        self._session.later(turns, TRACES.row(trace), Known.IS_REPLACED)

    async def of(self, inbound_ids: Collection[str]) -> dict[str, TurnTrace]:
        found = await self._session.those(TRACES, turns.c.inbound_id, inbound_ids)
        return {trace.inbound_id: trace for trace in found}
