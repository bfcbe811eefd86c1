"""Messages on their way: the outbox is the business record itself, not a queue beside it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Insert, and_, func, literal_column, or_, select, update

from receivables.model.contact import Touch
from receivables.model.decision import Reason
from receivables.model.message import Kind, OutboxRow, State
from receivables.model.suppression import ADDRESS, of_address
from receivables.ports import CLAIM_LEASE
from receivables.store.mapping import Mapped
from receivables.store.session import Session, upsertable
from receivables.store.tables import outbox

ROWS = Mapped(outbox, OutboxRow)
PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)
ENDED_UNSENT = (State.WITHHELD, State.EXPIRED, State.FAILED)
GONE_OUT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)


class SqlOutbox:
    """Fills `ports.Outbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        given = [{**_columns(row), "turn": int(row.kind is not Kind.REPLY)} for row in rows]
        return await self._session.run_many(outbox, _adding(self._session.dialect), given)

    async def claim(
        self, now: datetime, limit: int, *, keys: Collection[str] | None = None
    ) -> list[OutboxRow]:
        pending = outbox.c.state == State.PENDING
        if keys is not None:
            # The text added keeps SQLite from going through all that are pending: it takes the index of the keys.
            plain = outbox.c.state.concat(literal_column("''"))
            pending = (plain == State.PENDING) & self._session.among(outbox.c.key, keys)
        free = (
            select(outbox.c.id)
            .where(
                self._session.mine(outbox),
                pending,
                outbox.c.not_before <= now,
                or_(outbox.c.claimed_at.is_(None), outbox.c.claimed_at <= now - CLAIM_LEASE),
            )
            .order_by(outbox.c.turn, outbox.c.not_before, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        order = (outbox.c.turn, outbox.c.not_before, outbox.c.id)
        taking = update(outbox).where(outbox.c.id.in_(free)).values(claimed_at=now)
        taken = (await self._session.run(taking.returning(*order, *ROWS.columns))).all()
        in_turn = sorted(taken, key=lambda row: row[: len(order)])
        return ROWS.values([row[len(order) :] for row in in_turn], self._session.currency)

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            self._session.change_later(outbox, ("key",), _columns(row))

    async def in_flight(self, before: datetime) -> list[OutboxRow]:
        return await self._found(outbox.c.state == State.SENDING, outbox.c.sent_at < before)

    async def get(self, key: str) -> OutboxRow | None:
        query = select(*ROWS.columns).where(self._session.mine(outbox), outbox.c.key == key)
        return await self._session.first(ROWS, query)

    async def find(self, keys: Collection[str]) -> dict[str, OutboxRow]:
        found = self._session.among(outbox.c.key, keys)
        query = select(*ROWS.columns).where(self._session.mine(outbox), found)
        return {row.key: row for row in await self._session.values(ROWS, query)}

    async def of_supply(self, supply_number: str) -> list[OutboxRow]:
        query = (
            select(*ROWS.columns)
            .where(self._session.mine(outbox), outbox.c.supply_number == supply_number)
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return await self._session.values(ROWS, query)

    async def unserved_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        return await self._found(_to(channel, address), outbox.c.state == State.SENT)

    async def history(self, channel: str | None, address: str, limit: int = 50) -> list[OutboxRow]:
        arrived = outbox.c.state.in_((State.SENT, State.SERVED))
        return await self._found(_to(channel, address), arrived, latest=limit)

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        addresses = {subject for subject in subjects if subject.startswith(ADDRESS)}
        there = {subject.removeprefix(ADDRESS) for subject in addresses}
        to_persons = await self._touched(outbox.c.person, set(subjects) - addresses, since)
        found: dict[str, list[Touch]] = {subject: [] for subject in subjects}
        for person, touch in to_persons:
            found[person].append(touch)
        for address, touch in await self._touched(outbox.c.address, there, since):
            found[of_address(address)].append(touch)
        return {subject: tuple(touches) for subject, touches in found.items()}

    async def _touched(
        self, column: Column[Any], names: Collection[str], since: datetime
    ) -> list[tuple[str, Touch]]:
        """Whom or where, and what, in order: each column by its own index."""
        moment = func.coalesce(outbox.c.sent_at, outbox.c.not_before)
        failed_there = and_(outbox.c.state == State.FAILED, outbox.c.provider_id.is_not(None))
        query = (
            select(column, moment, outbox.c.channel, outbox.c.key)
            .where(
                self._session.mine(outbox),
                self._session.among(column, names),
                outbox.c.kind.in_(PROACTIVE),
                or_(outbox.c.state.in_(GONE_OUT), failed_there),
                moment >= since,
            )
            .order_by(moment)
        )
        rows = await self._session.rows(query) if names else []
        return [(name, Touch(at, channel or "", key)) for name, at, channel, key in rows]

    async def drop(self, supply_number: str, state: State, reasons: tuple[str, ...]) -> int:
        dropping = (
            update(outbox)
            .where(
                self._session.mine(outbox),
                outbox.c.supply_number == supply_number,
                outbox.c.state == State.PENDING,
                outbox.c.kind.in_(PROACTIVE),
            )
            .values(state=state, reasons=tuple(map(Reason, reasons)), claimed_at=None)
        )
        return (await self._session.run(dropping)).rowcount

    async def tally(self) -> dict[tuple[str, str], int]:
        query = (
            select(outbox.c.campaign, outbox.c.kind, outbox.c.state, func.count())
            .where(self._session.mine(outbox))
            .group_by(outbox.c.campaign, outbox.c.kind, outbox.c.state)
        )
        counts: dict[tuple[str, str], int] = {}
        for campaign, kind, state, count in await self._session.rows(query):
            key = (campaign or str(kind), str(state))
            counts[key] = counts.get(key, 0) + count
        return counts

    async def _found(self, *conditions: ColumnElement[bool], latest: int | None = None) -> list[OutboxRow]:
        """The rows in the order of their sending; with `latest`, only so many of the last."""
        moment = func.coalesce(outbox.c.sent_at, outbox.c.created_at)
        query = (
            select(*ROWS.columns)
            .where(self._session.mine(outbox), *conditions)
            .order_by(moment.desc(), outbox.c.id.desc())
            .limit(latest)
        )
        return (await self._session.values(ROWS, query))[::-1]


def _columns(row: OutboxRow) -> dict[str, Any]:
    """A row that nobody has claimed."""
    return {**ROWS.row(row), "claimed_at": None}


def _to(channel: str | None, address: str) -> ColumnElement[bool]:
    there = outbox.c.address == address
    return there if channel is None else and_(there, outbox.c.channel == channel)


@cache
def _adding(dialect: str) -> Insert:
    """An insert that revives a row whose message was certainly not sent; its attempts count on."""
    statement = upsertable(dialect, outbox)
    kept = ("id", "utility", "key", "attempt")
    given = {c.name: statement.excluded[c.name] for c in outbox.c if c.name not in kept}
    return statement.on_conflict_do_update(
        index_elements=[outbox.c.utility, outbox.c.key],
        set_=given,
        where=or_(*(outbox.c.state == state for state in ENDED_UNSENT)),
    )
