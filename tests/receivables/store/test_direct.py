"""Statements given to the driver itself mean what they mean by SQLAlchemy, and fail as they do there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import (
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from receivables.model.message import State
from receivables.store.direct import Direct
from receivables.store.engine import make_engine
from receivables.store.types import Centimos, Coded, CodedOnce, ExactDecimal, UtcDateTime, WordType

pytestmark = pytest.mark.anyio

KEPT = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("on", Date),
    Column("state", WordType(State)),
    Column("amount", Centimos),
    Column("exact", ExactDecimal),
    Column("coded", Coded(list, tuple)),
    Column("once", CodedOnce(list, tuple)),
    Column("text", String),
)
AT = datetime(2024, 3, 1, 9, 30, 0, 1, timezone(timedelta(hours=-5)))
ROW = {
    "id": 1,
    "at": AT,
    "on": date(2024, 2, 29),
    "state": State.SENT,
    "amount": 10_001,
    "exact": Decimal("0.10"),
    "coded": ("a", 1),
    "once": ("%", "'"),
    "text": "50 % de descuento, 'doña' \\ :of %s",
}
NOTHING = dict.fromkeys(ROW, None) | {"id": 2}
BY_STATE = (
    select(KEPT)
    .where(
        or_(KEPT.c.state.in_([State.SENT, State.SERVED]), KEPT.c.state.is_(None)),
        KEPT.c.id < bindparam("before", type_=Integer),
    )
    .order_by(KEPT.c.id)
)


@pytest.fixture
async def connection(postgres_url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction with a table of every type, and two rows in it."""
    engine = make_engine(postgres_url)
    async with engine.connect() as connection:
        await connection.run_sync(KEPT.metadata.create_all)
        await connection.execute(insert(KEPT), [ROW, NOTHING])
        yield connection
    await engine.dispose()


async def test_values_are_written_and_read_as_by_sqlalchemy(connection: AsyncConnection) -> None:
    direct = Direct(connection)
    found = await direct.rows(BY_STATE, {"before": 9})
    assert found == [tuple(row) for row in await connection.execute(BY_STATE, {"before": 9})]
    assert dict(zip(ROW, found[0], strict=True)) == ROW
    assert await direct.rows(BY_STATE, {"before": 0}) == []


async def test_what_is_written_is_of_the_same_transaction(connection: AsyncConnection) -> None:
    direct = Direct(connection)
    given = {name: bindparam(f"new_{name}", type_=KEPT.c[name].type) for name in ROW}
    writing = insert(KEPT).values(given)
    assert (
        await direct.count(writing, {f"new_{name}": value for name, value in {**ROW, "id": 3}.items()}) == 1
    )
    assert len((await connection.execute(select(KEPT.c.id))).all()) == 3
    await connection.rollback()
    with pytest.raises(DBAPIError, match="does not exist"):  # the table was made in that transaction, too
        await connection.execute(select(KEPT.c.id))


async def test_what_never_changes_stands_in_the_text(connection: AsyncConnection) -> None:
    told = await Direct(connection).rows(
        select(literal("a'%b"), literal(7), bindparam("given", type_=String)), {"given": "c"}
    )
    assert told == [("a'%b", 7, "c")]


async def test_a_parameter_that_is_missing_is_not_taken_for_nothing(connection: AsyncConnection) -> None:
    with pytest.raises(DBAPIError):
        await Direct(connection).rows(BY_STATE, {})


async def test_an_error_tells_nothing_of_the_parameters(connection: AsyncConnection) -> None:
    failing = select(KEPT.c.id / bindparam("by", type_=Integer), bindparam("name", type_=String))
    with pytest.raises(DBAPIError) as refused:
        await Direct(connection).rows(failing, {"by": 0, "name": "Rosa"})
    assert "division by zero" in str(refused.value)
    assert "Rosa" not in str(refused.value)


async def test_a_connection_that_broke_is_given_to_nobody_else(postgres_url: str) -> None:
    engine, other = make_engine(postgres_url), make_engine(postgres_url)
    asking = select(text("pg_backend_pid()"))
    first = await _number(engine)
    with suppress(DBAPIError):
        async with engine.begin() as connection:
            direct = Direct(connection)
            async with other.begin() as killing:
                await killing.execute(text("select pg_terminate_backend(:number, 5000)"), {"number": first})
            await direct.rows(asking, {})
            pytest.fail("the server did not end it")
    assert await _number(engine) != first
    for each in (engine, other):
        await each.dispose()


async def test_a_connection_whose_question_was_given_up_is_given_to_nobody_else(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    first = await _number(engine)
    with pytest.raises(TimeoutError):
        async with engine.begin() as connection, asyncio.timeout(0.05):
            await Direct(connection).rows(select(text("pg_sleep(30)")), {})
    assert await _number(engine) != first
    await engine.dispose()


async def _number(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text("select pg_backend_pid()"))).scalar_one())


async def test_only_connections_of_that_driver_are_taken() -> None:
    engine = make_engine("sqlite:///:memory:")
    async with engine.connect() as connection:
        with pytest.raises(TypeError, match="psycopg"):
            Direct(connection)
    await engine.dispose()
