"""Loading rows by the hundred thousand, by key, writing only what differs.

SQLAlchemy builds the statements; the rows go past its types straight to the driver: `executemany` on SQLite, COPY into
a temporary table on PostgreSQL. What the driver takes is made a column at a time, which is much quicker than by row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, repeat
from typing import Any

from psycopg import sql
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    MetaData,
    Table,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable, DropTable

from receivables.errors import BadAmount
from receivables.model.records import RecordKind
from receivables.ports import Upserted
from receivables.store.session import Query, Session
from receivables.store.tables import (
    agreements,
    bills,
    claims,
    contacts,
    instalments,
    payments,
    supplies,
)
from receivables.store.types import Centimos, WordType
from receivables.store.writing import upsertable

CHUNK = 20_000

TABLES = {
    RecordKind.SUPPLY: supplies,
    RecordKind.CONTACT: contacts,
    RecordKind.BILL: bills,
    RecordKind.PAYMENT: payments,
    RecordKind.CLAIM: claims,
    RecordKind.AGREEMENT: agreements,
    RecordKind.INSTALMENT: instalments,
}

OF_A_FEED: dict[RecordKind, dict[str, Any]] = {
    RecordKind.PAYMENT: {"in_feed": True, "reversed": False},
    RecordKind.CONTACT: {"handle": "", "source": "feed"},
}
"""What a row of a feed says beyond its columns when it is new."""

TOLD_BY_FEED = ("in_feed",)
"""Of those, what it also says about a row that was there: a payment that was posted is in the feed now."""

Row = tuple[Any, ...]
Encode = Callable[[Sequence[Any]], Iterable[Any]]


async def upsert(session: Session, kind: RecordKind, rows: Iterable[Row]) -> Upserted:
    """Insert or update by key; of rows with the same key the last stays. Raises BadAmount for parts of a centimo."""
    await session.flush()
    load = _copy if session.dialect == "postgresql" else _execute_many
    done = await load(session, kind, rows)
    session.loaded.add(TABLES[kind])
    return done


async def _execute_many(session: Session, kind: RecordKind, rows: Iterable[Row]) -> Upserted:
    table = TABLES[kind]
    extra = OF_A_FEED.get(kind, {})
    names = [*kind.columns, *extra]
    encoders = _encoders(kind, session.connection.dialect)
    statement = _merging(upsertable("sqlite", table), kind)
    compiled = statement.compile(dialect=session.connection.dialect, column_keys=["utility", *names])
    order = [["utility", *names].index(name) for name in compiled.positiontup or ()]
    before, given, written = await _last_row(session, table), 0, 0
    for chunk in _chunks(rows):
        columns = [repeat(session.utility), *_encoded(encoders, chunk), *map(repeat, extra.values())]
        ready = list(zip(*(columns[i] for i in order), strict=False))
        done = await session.connection.exec_driver_sql(
            str(compiled), ready, execution_options={"preserve_rowcount": True}
        )
        given += len(chunk)
        written += done.rowcount
    # Rows are counted up and never deleted, so the last number tells how many are new without counting them all.
    inserted = await _last_row(session, table) - before
    return Upserted(inserted, written - inserted, given - written)


async def _last_row(session: Session, table: Table) -> int:
    last: Query = select(func.coalesce(func.max(literal_column("rowid")), 0)).select_from(table)
    return int((await session.run(last)).scalar_one())


async def _copy(session: Session, kind: RecordKind, rows: Iterable[Row]) -> Upserted:
    table = TABLES[kind]
    incoming = Table(
        "incoming",
        MetaData(),
        Column("ordinal", BigInteger),
        *(Column(name, table.c[name].type) for name in kind.columns),
        prefixes=["TEMPORARY"],
    )
    await session.run(CreateTable(incoming))
    given = await _fill(session, kind, rows)
    inserted, updated = await _merge(session, kind, incoming)
    await session.run(DropTable(incoming))
    return Upserted(inserted, updated, given - inserted - updated)


async def _fill(session: Session, kind: RecordKind, rows: Iterable[Row]) -> int:
    encoders = _encoders(kind, session.connection.dialect)
    names = sql.SQL(", ").join(map(sql.Identifier, ("ordinal", *kind.columns)))
    psycopg: Any = (await session.connection.get_raw_connection()).driver_connection
    given = 0
    async with (
        psycopg.cursor() as cursor,
        cursor.copy(sql.SQL("COPY incoming ({}) FROM STDIN").format(names)) as copy,
    ):
        for chunk in _chunks(rows):
            numbered = range(given, given + len(chunk))
            for row in zip(numbered, *_encoded(encoders, chunk), strict=True):
                await copy.write_row(row)
            given += len(chunk)
    return given


async def _merge(session: Session, kind: RecordKind, incoming: Table) -> tuple[int, int]:
    table = TABLES[kind]
    extra = OF_A_FEED.get(kind, {})
    keys = [incoming.c[name] for name in kind.columns[: kind.keys]]
    last = (
        select(
            literal(session.utility),
            *(incoming.c[name] for name in kind.columns),
            *map(literal, extra.values()),
        )
        .ext(postgresql.distinct_on(*keys))
        .order_by(*keys, incoming.c.ordinal.desc())
    )
    inserting = upsertable("postgresql", table).from_select(["utility", *kind.columns, *extra], last)
    # A row that this statement inserted has no transaction that removed it.
    fresh = literal_column("xmax = 0", Boolean).label("fresh")
    merged = _merging(inserting, kind).returning(fresh).cte("merged")
    counts = select(func.count().filter(merged.c.fresh), func.count().filter(~merged.c.fresh))
    inserted, updated = (await session.run(counts)).one()
    return int(inserted), int(updated)


def _merging(
    inserting: postgresql.Insert | sqlite.Insert, kind: RecordKind
) -> postgresql.Insert | sqlite.Insert:
    """The insert that turns into an update where the key is known and something differs."""
    table = TABLES[kind]
    told = [*kind.columns[kind.keys :], *(name for name in OF_A_FEED.get(kind, {}) if name in TOLD_BY_FEED)]
    given = {name: inserting.excluded[name] for name in told}
    return inserting.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_=given,
        where=or_(*(table.c[name].is_distinct_from(value) for name, value in given.items())),
    )


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _encoded(encoders: Sequence[Encode], chunk: Sequence[Row]) -> list[Iterable[Any]]:
    """The columns of a chunk, each as the driver takes it."""
    return [encode(column) for encode, column in zip(encoders, zip(*chunk, strict=True), strict=True)]


def _encoders(kind: RecordKind, dialect: Dialect) -> list[Encode]:
    return [_encoder(TABLES[kind].c[name], dialect) for name in kind.columns]


def _encoder(column: Column[Any], dialect: Dialect) -> Encode:
    if isinstance(column.type, Centimos):
        return _whole_centimos
    process = column.type.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return tuple
    if isinstance(column.type, Date | WordType | Boolean):  # few different values: each is turned once
        remembered = _Remembered(process)
        return lambda values: [remembered[value] for value in values]
    return lambda values: list(map(process, values))


class _Remembered(dict[Any, Any]):
    """What a function gave for each value that it was asked for."""

    def __init__(self, ask: Callable[[Any], Any]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, value: Any) -> Any:
        self[value] = answer = self._ask(value)
        return answer


def _whole_centimos(values: Sequence[Any]) -> Sequence[Any]:
    if set(map(type, values)) - {int}:
        wrong = next(value for value in values if type(value) is not int)
        raise BadAmount("not_whole_centimos", amount=wrong)
    return values
