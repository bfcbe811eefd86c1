"""A database cannot be opened wrongly: no update is lost, and what is only read is not locked."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.errors import BadSetting
from receivables.store import engine as module
from receivables.store.engine import READING, make_engine

pytestmark = pytest.mark.anyio


@pytest.fixture
async def counter(sqlite: AsyncEngine) -> AsyncEngine:
    async with sqlite.begin() as connection:
        await connection.execute(text("create table counter (n integer)"))
        await connection.execute(text("insert into counter values (0)"))
    return sqlite


async def test_no_update_is_lost_on_sqlite(counter: AsyncEngine) -> None:
    """Without BEGIN IMMEDIATE most of these increments vanish, and nobody is told."""

    async def count_up() -> None:
        for _ in range(20):
            async with counter.begin() as connection:
                n = (await connection.execute(text("select n from counter"))).scalar_one()
                await connection.execute(text("update counter set n = :n"), {"n": n + 1})

    await asyncio.gather(*(count_up() for _ in range(8)))
    async with counter.connect() as connection:
        assert (await connection.execute(text("select n from counter"))).scalar_one() == 160


async def test_who_only_reads_waits_for_no_writer_and_cannot_write(counter: AsyncEngine) -> None:
    reader = counter.execution_options(**{READING: True})
    async with counter.begin() as writer:
        await writer.execute(text("update counter set n = 1"))
        async with reader.begin() as connection:
            assert (await connection.execute(text("select n from counter"))).scalar_one() == 0
            with pytest.raises(OperationalError, match="readonly"):
                await connection.execute(text("update counter set n = 2"))
    for _ in range(3):  # whichever pooled connection comes: it can write again
        async with counter.begin() as connection:
            await connection.execute(text("update counter set n = n + 1"))


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/var/deep/caudal.db")
    async with engine.connect() as connection:
        assert (await connection.execute(text("pragma journal_mode"))).scalar_one() == "wal"
    await engine.dispose()
    assert (tmp_path / "var" / "deep" / "caudal.db").exists()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///:memory:", "in_loop"),
        ("sqlite+aiosqlite://", "in_loop"),
        ("postgresql://u@/d", "psycopg"),
        ("postgresql+psycopg://u@/d", "psycopg"),
    ],
)
async def test_the_driver_need_not_be_named(url: str, driver: str) -> None:
    assert make_engine(url).dialect.driver == driver


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://root:secret@host/d", "postgres://u:secret@h/d", "sqlite:"]
)
async def test_an_unknown_database_is_refused_without_repeating_the_password(url: str) -> None:
    with pytest.raises(BadSetting) as refused:
        make_engine(url)
    assert refused.value.code == "unknown_database"
    assert "secret" not in str(refused.value)


async def test_a_connection_that_fell_while_it_was_idle_is_replaced_unnoticed(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.0)
    engine, other = make_engine(postgres_url), make_engine(postgres_url)

    async def number(of: AsyncEngine) -> int:
        async with of.connect() as connection:
            return int((await connection.execute(text("select pg_backend_pid()"))).scalar_one())

    first = await number(engine)
    assert await number(engine) == first
    async with other.begin() as connection:
        await connection.execute(text("select pg_terminate_backend(:number, 5000)"), {"number": first})
    assert await number(engine) != first
    for each in (engine, other):
        await each.dispose()


@pytest.mark.parametrize(("draft", "synchronous"), [(False, 2), (True, 1)])
async def test_a_file_outlives_a_power_cut_unless_it_is_the_draft_of_a_simulation(
    tmp_path: Path, draft: bool, synchronous: int
) -> None:
    """2 is FULL: each commit is on the disk before anybody is told of it. A message is then never sent twice for it."""
    engine = make_engine(f"sqlite:///{tmp_path}/caudal.db", draft=draft)
    for _ in range(2):  # whichever connection of the pool
        async with engine.connect() as connection:
            assert (await connection.execute(text("pragma synchronous"))).scalar_one() == synchronous
    await engine.dispose()


@pytest.mark.parametrize("options", ["", "&options=-c%20lock_timeout%3D7s"])
async def test_what_is_committed_stays_however_the_server_is_tuned(postgres_url: str, options: str) -> None:
    engine = make_engine(f"{postgres_url}{options}")
    async with engine.connect() as connection:
        shown = [
            (await connection.execute(text(f"show {name}"))).scalar_one()
            for name in ("synchronous_commit", "lock_timeout")
        ]
    assert shown == ["on", "7s" if options else "0"]
    await engine.dispose()
