"""Messages on their way: the outbox is the business record itself, not a queue beside it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    Update,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from receivables.model.contact import Touch
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.message import OPEN_STATES, Kind, OutboxRow, State
from receivables.model.secrecy import without_secret
from receivables.model.sending import Spent
from receivables.model.suppression import ADDRESS, of_address
from receivables.ports import CLAIM_LEASE
from receivables.store.asking import LISTED, listed, listing, mine
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import UNSERVED, cases, outbox
from receivables.store.types import UtcDateTime
from receivables.store.writing import Upsertable

ROWS = Mapped(outbox, OutboxRow)
WRITTEN = tuple(name for name in ROWS.names if name not in ("id", "key", "claimed_at"))
"""What is written of a row. Its number is the store's own, and whatever is saved is claimed by nobody any more."""

PERSONS = "persons"
IN_TURN = (outbox.c.turn, outbox.c.not_before, outbox.c.id)
VALUES = attrgetter(*WRITTEN)
MARKED = ("state", "attempt", "claimed_at", "address", "provider_id", "segments", "cost", "sent_at")
"""What tells of a row whether anything was done with it."""
MARKS = attrgetter(*MARKED)
PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)
ANSWERS = (Kind.REPLY, Kind.RECEIPT)
ENDED_UNSENT = (State.WITHHELD, State.EXPIRED, State.FAILED)
GONE_OUT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)

WENT_OUT = or_(outbox.c.state.in_(GONE_OUT), outbox.c.provider_id.is_not(None))
"""What may have reached the person; a message that failed after the provider took it counts too, whatever follows."""

BEGUN = func.coalesce(outbox.c.sent_at, outbox.c.sent_at)
"""When it was handed over, for questions that are not to go through all that went out since."""

ARRIVED = outbox.c.state.in_((State.SENT, State.SERVED))
HANDED_OVER = outbox.c.state == State.SENT
LATEST_FIRST = (func.coalesce(outbox.c.sent_at, outbox.c.created_at).desc(), outbox.c.id.desc())

TOLD_OF = select(outbox.c.supply_number).where(
    mine(outbox),
    outbox.c.address == bindparam("address", type_=String),
    outbox.c.channel == bindparam("channel", type_=String),
)

OPEN_ANSWER = and_(outbox.c.state.in_(OPEN_STATES), outbox.c.turn == 0)


class SqlOutbox:
    """Fills `ports.Outbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[str, OutboxRow] = {}
        self._saved: set[str] = set()

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        first: dict[str, OutboxRow] = {}
        for row in rows:
            first.setdefault(row.key, row)
        given = [{**_columns(row), "turn": int(row.kind not in ANSWERS)} for row in first.values()]
        return await self._session.run_many(outbox, _reviving, given)

    async def claim(
        self,
        now: datetime,
        limit: int,
        *,
        keys: Collection[str] | None = None,
        answers_only: bool = False,
    ) -> list[OutboxRow]:
        dialect = self._session.dialect
        given = {} if keys is None else {LISTED: listing(dialect, keys)}
        times = {"now": now, "lapsed": now - CLAIM_LEASE, "most": limit}
        taking = _claiming(dialect, by_key=keys is not None, answers_only=answers_only)
        taken = await self._session.ask(taking, **given, **times)
        in_turn = sorted(taken, key=lambda row: tuple(row[: len(IN_TURN)]))
        return self._seen(ROWS.values([row[len(IN_TURN) :] for row in in_turn], self._session.currency))

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        rows = list(map(without_secret, rows))
        if not self._saved.isdisjoint(row.key for row in rows):
            # What is gathered is sent by columns: an older change of other columns would come after this one.
            await self._session.flush()
        self._saved.update(row.key for row in rows)
        # Most of a row never changes, its message above all, and so is not written again.
        changed = {name for row in rows for name in _changes(self._read.get(row.key), row)}
        names = ("key", *(name for name in WRITTEN if name in changed), "claimed_at")
        for row in rows:
            self._session.change_later(outbox, ("key",), _columns(row, names))
            self._read[row.key] = row

    async def in_flight(self, before: datetime) -> list[OutboxRow]:
        sending = self._session.mine(outbox), outbox.c.state == State.SENDING, outbox.c.sent_at < before
        query = select(*ROWS.columns).where(*sending).order_by(*LATEST_FIRST)
        return (await self._rows(query))[::-1]

    async def get(self, key: str) -> OutboxRow | None:
        row = await self._session.one(ROWS, {outbox.c.key: key})
        return None if row is None else self._seen([row])[0]

    async def find(self, keys: Collection[str]) -> dict[str, OutboxRow]:
        return {row.key: row for row in self._seen(await self._session.those(ROWS, outbox.c.key, keys))}

    async def untouched(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        if not rows:
            return []
        dialect = self._session.dialect
        given = {LISTED: listing(dialect, [row.key for row in rows])}
        found = await self._session.ask(_marking(dialect), **given)
        marks = {key: marks for key, *marks in found}
        return self._seen([row for row in rows if marks.get(row.key) == list(MARKS(row))])

    async def numbered(self, ids: Collection[int]) -> dict[int, OutboxRow]:
        query = select(*ROWS.columns).where(self._session.mine(outbox), outbox.c.id.in_(ids))
        found = await self._rows(query) if ids else []
        return {row.id: row for row in found if row.id is not None}

    async def coded(self, code: str) -> list[OutboxRow]:
        query = select(*ROWS.columns).where(self._session.mine(outbox), outbox.c.code == code)
        return await self._session.values(ROWS, query.order_by(outbox.c.id.desc()))

    async def in_doubt(self, limit: int) -> list[OutboxRow]:
        query = (
            select(*ROWS.columns)
            .where(self._session.mine(outbox), outbox.c.state == State.UNKNOWN)
            .order_by(func.coalesce(outbox.c.sent_at, outbox.c.created_at), outbox.c.id)
            .limit(limit)
        )
        return await self._rows(query)

    async def doubts_of(
        self, channels: Collection[str], since: datetime, until: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        query = (
            select(*ROWS.columns)
            .where(
                self._session.mine(outbox),
                outbox.c.state == State.UNKNOWN,
                outbox.c.id > after,
                outbox.c.channel.in_(channels),
                BEGUN.between(since, until),
            )
            .order_by(outbox.c.id)
            .limit(limit)
        )
        return await self._rows(query)

    async def handed_to(self, address: str, since: datetime) -> list[OutboxRow]:
        query = (
            select(*ROWS.columns)
            .where(self._session.mine(outbox), outbox.c.address == address, since <= BEGUN)
            .order_by(outbox.c.id)
        )
        return await self._rows(query)

    async def unserved_before(
        self, notices: Collection[Notice], before: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        theirs = (cases.c.utility == outbox.c.utility) & (cases.c.supply_number == outbox.c.supply_number)
        number, notice = outbox.c.supply_number, outbox.c.notice.cast(String)
        stem = literal("notice/", String) + number + "/" + notice + "/"
        query = (
            select(*ROWS.columns)
            .join(cases, theirs, isouter=True)
            .where(
                self._session.mine(outbox),
                UNSERVED,
                outbox.c.id > after,
                outbox.c.kind == Kind.NOTICE,
                outbox.c.notice.in_(notices),
                outbox.c.created_at < before,
                outbox.c.key.startswith(stem + func.coalesce(cases.c.round, 1).cast(String)),
            )
            .order_by(outbox.c.id)
            .limit(limit)
        )
        return await self._rows(query)

    async def open_answers(self, addresses: Collection[str]) -> list[OutboxRow]:
        return self._seen(
            await self._session.those(ROWS, outbox.c.address, addresses, OPEN_ANSWER, (outbox.c.id,))
        )

    async def last_to(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        query = (
            select(outbox.c.address, func.max(outbox.c.sent_at))
            .where(
                self._session.mine(outbox),
                self._session.among(outbox.c.address, addresses),
                outbox.c.channel == channel,
                outbox.c.sent_at.is_not(None),
                WENT_OUT,
            )
            .group_by(outbox.c.address)
        )
        return {row[0]: row[1] for row in await self._session.rows(query)} if addresses else {}

    async def spent(self, since: datetime, until: datetime) -> Spent:
        named = (func.coalesce(outbox.c.campaign, outbox.c.kind), outbox.c.channel, outbox.c.category)
        query = (
            select(*named, func.count(), func.sum(outbox.c.segments), func.sum(outbox.c.cost))
            .where(self._session.mine(outbox), outbox.c.sent_at >= since, outbox.c.sent_at < until, WENT_OUT)
            .group_by(*named)
        )
        return {
            (str(what), channel or "", category or ""): (count, int(segments), int(cost))
            for what, channel, category, count, segments, cost in await self._session.rows(query)
        }

    async def of_supply(self, supply_number: str) -> list[OutboxRow]:
        query = (
            select(*ROWS.columns)
            .where(self._session.mine(outbox), outbox.c.supply_number == supply_number)
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return await self._rows(query)

    async def unserved_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        return await self._latest_to(channel, address, HANDED_OVER)

    async def history(self, channel: str | None, address: str, limit: int = 50) -> list[OutboxRow]:
        return await self._latest_to(channel, address, ARRIVED, limit)

    async def said_to(self, channel: str, address: str, limit: int = 50) -> list[OutboxRow]:
        return await self._latest_to(channel, address, None, limit)

    async def told_of(self, channel: str, address: str) -> frozenset[str]:
        # Asked for those that have one, or for each once, SQLite would walk all rows by the index of the supplies.
        given = {"channel": channel, "address": address}
        return frozenset(row[0] for row in await self._session.ask(TOLD_OF, **given) if row[0])

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        addresses = {subject for subject in subjects if subject.startswith(ADDRESS)}
        there = {subject.removeprefix(ADDRESS) for subject in addresses}
        found: dict[str, list[Touch]] = {subject: [] for subject in subjects}
        if not found:
            return {}
        dialect = self._session.dialect
        given = {PERSONS: listing(dialect, set(subjects) - addresses), LISTED: listing(dialect, there)}
        for of_person, name, at, channel, key in await self._session.ask(
            _touching(dialect), **given, since=since
        ):
            found[name if of_person else of_address(name)].append(Touch(at, channel or "", key))
        return {subject: tuple(touches) for subject, touches in found.items()}

    async def _rows(self, query: Query) -> list[OutboxRow]:
        return self._seen(await self._session.values(ROWS, query))

    def _seen(self, rows: list[OutboxRow]) -> list[OutboxRow]:
        """Rows as they were read, to tell at their saving what has changed."""
        self._read.update((row.key, row) for row in rows)
        return rows

    async def drop(
        self, supply_number: str, state: State, reasons: tuple[str, ...], *, sparing: str | None = None
    ) -> int:
        stays = () if sparing is None else (~outbox.c.key.startswith(sparing, autoescape=True),)
        dropping = (
            update(outbox)
            .where(
                self._session.mine(outbox),
                outbox.c.supply_number == supply_number,
                outbox.c.state == State.PENDING,
                outbox.c.kind.in_(PROACTIVE),
                *stays,
            )
            .values(state=state, reasons=tuple(map(Reason, reasons)), claimed_at=None)
        )
        self._read.clear()
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

    async def _latest_to(
        self,
        channel: str | None,
        address: str,
        where: ColumnElement[bool] | None,
        limit: int | None = None,
    ) -> list[OutboxRow]:
        """What was written to an address, in the order of its sending; with `limit`, only so many of the last."""
        this = {outbox.c.address: address} | ({} if channel is None else {outbox.c.channel: channel})
        found = await self._session.matching(ROWS, this, where, LATEST_FIRST, limit)
        return self._seen(found)[::-1]


def _columns(row: OutboxRow, names: Iterable[str] = ("key", *WRITTEN, "claimed_at")) -> dict[str, Any]:
    """A row that nobody has claimed."""
    return {name: None if name == "claimed_at" else getattr(row, name) for name in names}


def _changes(before: OutboxRow | None, row: OutboxRow) -> Iterable[str]:
    """The columns in which a row is not as it was read."""
    if before is None:
        return WRITTEN
    values = zip(WRITTEN, VALUES(before), VALUES(row), strict=True)
    return [name for name, old, new in values if old is not new and old != new]


@cache
def _claiming(dialect: str, *, by_key: bool, answers_only: bool) -> Update:
    pending = outbox.c.state == State.PENDING
    if by_key:
        # The text added keeps SQLite from going through all that are pending: it takes the index of the keys.
        plain = outbox.c.state.concat(literal_column("''"))
        pending = (plain == State.PENDING) & listed(dialect, outbox.c.key)
    if answers_only:
        pending &= outbox.c.turn == 0
    now, lapsed = (bindparam(name, type_=UtcDateTime) for name in ("now", "lapsed"))
    free = (
        select(outbox.c.id)
        .where(
            mine(outbox),
            pending,
            outbox.c.not_before <= now,
            or_(outbox.c.claimed_at.is_(None), outbox.c.claimed_at <= lapsed),
        )
        .order_by(*IN_TURN)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
    )
    taking = update(outbox).where(outbox.c.id.in_(free)).values(claimed_at=now)
    return taking.returning(*IN_TURN, *ROWS.columns)


@cache
def _marking(dialect: str) -> Query:
    marks = (outbox.c[name] for name in MARKED)
    return select(outbox.c.key, *marks).where(mine(outbox), listed(dialect, outbox.c.key))


@cache
def _touching(dialect: str) -> Query:
    """Whether it is of a person, whom or where, and what, in order: each column by its own index."""
    moment = func.coalesce(outbox.c.sent_at, outbox.c.not_before)
    lately = moment >= bindparam("since", type_=UtcDateTime)
    to_persons, there = (
        select(
            literal_column(of_person, Integer), column, moment.label("at"), outbox.c.channel, outbox.c.key
        ).where(mine(outbox), listed(dialect, column, name), outbox.c.kind.in_(PROACTIVE), WENT_OUT, lately)
        for of_person, column, name in (("1", outbox.c.person, PERSONS), ("0", outbox.c.address, LISTED))
    )
    return to_persons.union_all(there).order_by("at")


def _reviving(statement: Upsertable) -> Upsertable:
    """An insert that revives a row whose message was certainly not sent; its attempts count on, and so does its age.

    What a provider once took of it stays known: it may have touched the person.
    """
    kept = ("id", "utility", "key", "attempt", "created_at", "provider_id", "sent_at")
    given = {c.name: statement.excluded[c.name] for c in outbox.c if c.name not in kept}
    return statement.on_conflict_do_update(
        index_elements=[outbox.c.utility, outbox.c.key],
        set_=given,
        where=or_(*(outbox.c.state == state for state in ENDED_UNSENT)),
    )
