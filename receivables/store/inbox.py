"""Chats that people of the utility look after, and the trace of each turn."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all

from receivables.model.handover import ALL, LONG, USUAL, Handover, HandoverNote, Waited
from receivables.model.trace import TurnTrace
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import NOT_CLOSED, handover_notes, handovers, turns
from receivables.store.writing import Known

STAYS = Mapped(handovers, Handover)
NOTES = Mapped(handover_notes, HandoverNote)
TRACES = Mapped(turns, TurnTrace)
RANKS = {"median": USUAL, "ninetieth": LONG}


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

    async def measured(self, since: datetime) -> dict[str, Waited]:
        there = handovers.c
        lately = self._session.mine(handovers) & (there.at >= since) & there.first_answer_at.is_not(None)
        by_why = _ranked(self._session.dialect, there.why, lately, partition=(there.why,))
        whole = _ranked(self._session.dialect, literal(ALL), lately, partition=())
        found: dict[str, dict[str, timedelta]] = {}
        counts: dict[str, int] = {}
        for why, count, place, began, answered in await self._session.rows(union_all(by_why, whole)):
            counts[why] = count
            for name, percent in RANKS.items():
                if place == (count * percent + 99) // 100:
                    found.setdefault(why, {})[name] = max(answered - began, timedelta())
        return {why: Waited(counts[why], **found[why]) for why in sorted(found)}

    async def note(self, note: HandoverNote) -> None:
        self._session.later(handover_notes, NOTES.row(note))

    async def notes(self, handover_ids: Collection[str]) -> list[HandoverNote]:
        about = self._session.among(handover_notes.c.handover, handover_ids)
        query = select(*NOTES.columns).where(self._session.mine(handover_notes), about)
        return await self._session.values(NOTES, query.order_by(handover_notes.c.id))


def _ranked(
    dialect: str,
    why: ColumnElement[str],
    lately: ColumnElement[bool],
    partition: tuple[ColumnElement[str], ...],
) -> Select[*tuple[Any, ...]]:
    """The stays at the places of `RANKS`, each with its place and how many there are: at most two of each part."""
    there = handovers.c
    time = [
        func.julianday(each) if dialect == "sqlite" else each for each in (there.first_answer_at, there.at)
    ]
    place = func.row_number().over(partition_by=partition or None, order_by=(time[0] - time[1], there.id))
    count = func.count().over(partition_by=partition or None)
    all_of_them = (
        select(why.label("why"), count.label("many"), place.label("place"), there.at, there.first_answer_at)
        .where(lately)
        .subquery()
    )
    asked = all_of_them.c
    wanted = [asked.place == (asked.many * percent + 99) // 100 for percent in RANKS.values()]
    return select(asked.why, asked.many, asked.place, asked.at, asked.first_answer_at).where(or_(*wanted))


class SqlTurns:
    """Fills `ports.Turns`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, trace: TurnTrace) -> None:
        self._session.later(turns, TRACES.row(trace), Known.IS_REPLACED)

    async def of(self, inbound_ids: Collection[str]) -> dict[str, TurnTrace]:
        found = await self._session.those(TRACES, turns.c.inbound_id, inbound_ids)
        return {trace.inbound_id: trace for trace in found}
