"""Column types give back exactly what was stored, and refuse what they could not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from receivables.errors import BadAmount
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.store.codecs import decode_words, encode_words
from receivables.store.types import Centimos, Coded, CodedOnce, ExactDecimal, UtcDateTime, WordType

pytestmark = pytest.mark.anyio

kept = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("amount", Centimos),
    Column("at", UtcDateTime),
    Column("exact", ExactDecimal),
    Column("step", WordType(Step)),
    Column("words", Coded(encode_words, decode_words)),
    Column("once", CodedOnce(encode_words, decode_words)),
)


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as connection:
        await connection.run_sync(kept.metadata.create_all)
        yield connection


async def round_trip(connection: AsyncConnection, column: str, value: object) -> Any:
    await connection.execute(insert(kept), {column: value})
    return (await connection.execute(select(kept.c[column]))).scalar_one()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", 123456789_01),
        ("amount", -1),
        ("exact", Decimal("12.3450")),
        ("exact", Decimal("-80.45151234567890123456789")),
        ("step", Step.CUT_QUEUED),
        ("words", ("claim", "ñ")),
        ("words", ()),
        *((column, None) for column in ("amount", "at", "exact", "step", "words")),
    ],
)
async def test_a_value_comes_back_as_it_was(connection: AsyncConnection, column: str, value: object) -> None:
    found = await round_trip(connection, column, value)
    assert (found, type(found), str(found)) == (value, type(value), str(value))


async def test_a_moment_comes_back_as_the_same_moment_in_utc(connection: AsyncConnection) -> None:
    in_lima = datetime(2024, 1, 8, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    found = await round_trip(connection, "at", in_lima)
    assert found == in_lima
    assert found.tzinfo is UTC


async def test_moments_are_ordered_by_time_and_not_by_how_they_were_written(
    connection: AsyncConnection,
) -> None:
    early, late = (
        datetime(2024, 1, 8, 23, tzinfo=timezone(timedelta(hours=5))),
        datetime(2024, 1, 8, 20, tzinfo=UTC),
    )
    await connection.execute(insert(kept), [{"at": late}, {"at": early}])
    query = select(kept.c.at).where(kept.c.at > early).order_by(kept.c.at)
    assert (await connection.execute(query)).scalars().all() == [late]


@pytest.mark.parametrize(
    "amount", [1.5, Decimal("30.00"), "30", True, Money(1)], ids=lambda amount: str(type(amount))
)
async def test_an_amount_that_is_not_whole_centimos_is_refused(
    connection: AsyncConnection, amount: object
) -> None:
    with pytest.raises(StatementError) as refused:
        await round_trip(connection, "amount", amount)
    assert isinstance(refused.value.orig, BadAmount)


@pytest.mark.parametrize(("column", "value"), [("at", datetime(2024, 1, 8)), ("step", "no such step")])  # noqa: DTZ001
async def test_a_naive_moment_and_an_unknown_word_are_refused(
    connection: AsyncConnection, column: str, value: object
) -> None:
    with pytest.raises(StatementError) as refused:
        await round_trip(connection, column, value)
    assert isinstance(refused.value.orig, ValueError)


async def test_sqlite_keeps_no_float(sqlite: AsyncEngine) -> None:
    async with sqlite.begin() as connection:
        await connection.run_sync(kept.metadata.create_all)
        row = {"amount": 4560, "exact": Decimal("12.30")}
        await connection.execute(insert(kept), row)
        types = await connection.execute(text("select typeof(amount), typeof(exact), exact from kept"))
        assert types.one() == ("integer", "text", "12.30")


@pytest.mark.parametrize("words", [(), ("ñ", '«a» \\ "b"'), None])
async def test_what_is_decoded_once_comes_back_as_one_value(
    connection: AsyncConnection, words: tuple[str, ...] | None
) -> None:
    first = await round_trip(connection, "once", words)
    assert first == words
    again = (await connection.execute(select(kept.c.once))).scalars().all()
    assert all(each is first for each in again)
