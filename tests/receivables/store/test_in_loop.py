"""SQLite in the loop's thread: who waits for the file keeps nobody else waiting, and long questions go aside."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from receivables.store import in_loop
from receivables.store.database import Database
from receivables.store.engine import READING, make_engine

pytestmark = pytest.mark.anyio

LONG = text(
    "with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 5000000)"
    " select max(n) from numbers"
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/caudal.db")
    await made.upgrade()
    yield made
    await made.close()


@pytest.fixture
def somebody(database: Database, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the same file."""
    with closing(sqlite3.connect(tmp_path / "caudal.db", isolation_level=None)) as connection:
        yield connection


async def beat(database: Database, worker: str, *, aside: bool = False) -> None:
    async with database.units("tumbes", aside=aside)() as unit:
        await unit.heartbeats.beat("bot", worker)


async def test_who_waits_for_another_program_lets_the_loop_go_on(
    database: Database, somebody: sqlite3.Connection
) -> None:
    somebody.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(beat(database, "one"))
    for _ in range(
        20
    ):  # the loop turns: a wait inside SQLite would end in an error before the first of these
        await asyncio.sleep(0.005)
    assert not writing.done()
    somebody.execute("COMMIT")
    await asyncio.wait_for(writing, 5)


async def test_a_file_that_stays_locked_is_told(
    database: Database, somebody: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_loop, "BUSY_SECONDS", 0.02)
    somebody.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await beat(database, "one")
    somebody.execute("COMMIT")
    await beat(database, "one")


async def test_who_is_cut_off_while_waiting_leaves_nothing(
    database: Database, somebody: sqlite3.Connection
) -> None:
    somebody.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(beat(database, "one"))
    await asyncio.sleep(0.02)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    somebody.execute("COMMIT")
    await asyncio.wait_for(beat(database, "two"), 5)
    assert somebody.execute("select worker from heartbeats").fetchall() == [("two",)]


async def test_what_is_asked_aside_and_in_the_loop_waits_for_one_another(
    database: Database, somebody: sqlite3.Connection
) -> None:
    several = (beat(database, str(n), aside=n % 2 == 0) for n in range(10))
    await asyncio.wait_for(asyncio.gather(*several), 10)
    assert somebody.execute("select count(*) from heartbeats").fetchone() == (10,)


async def test_a_long_question_aside_keeps_nobody_waiting(database: Database, tmp_path: Path) -> None:
    """SQLite counts for seconds; a chat of the same program is answered meanwhile."""
    engine = make_engine(f"sqlite:///{tmp_path}/caudal.db", aside=True)

    async def count() -> None:
        async with engine.execution_options(**{READING: True}).connect() as connection:
            await connection.execute(LONG)

    counting = asyncio.create_task(count())
    await asyncio.sleep(0.01)
    await beat(database, "one")
    assert not counting.done()
    await counting
    await engine.dispose()
