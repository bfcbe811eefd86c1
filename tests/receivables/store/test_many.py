"""Rows written together are written as each alone would be, however many they are, and no more than has changed."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.audit import Act, AuditEntry
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Step
from receivables.model.message import State
from receivables.store import many, session
from receivables.store.tables import outbox
from receivables.store.unit import SqlUnits
from receivables.store.writing import Write
from tests.contracts.test_outbox import HOUR, NOW, a_row, keys
from tests.support.laid_out import migrated_file

pytestmark = pytest.mark.anyio

NUL, HALF = "\0", "\ud83d"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with its tables, of each kind in turn."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("migrated_url"))
    (tmp_path / "caudal.db").write_bytes(migrated_file())
    return f"sqlite+aiosqlite:///{tmp_path}/caudal.db"


@pytest.fixture
def units(engine: AsyncEngine) -> SqlUnits:
    """One utility on each database."""
    return SqlUnits(engine, "tumbes")


@pytest.fixture
def told(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that reach the database, by SQLAlchemy or past it."""
    told: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: told.append(given[2]))
    execute = psycopg.AsyncCursor.execute

    async def direct(cursor: Any, query: Any, *given: Any, **more: Any) -> Any:
        told.append(query)
        return await execute(cursor, query, *given, **more)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", direct)
    return told


async def written(units: SqlUnits, told: list[str], *rows: Any) -> set[str]:
    """The statements by which rows that were read are saved."""
    async with units() as unit:
        await unit.outbox.find([row.key for row in rows])
        told.clear()
        await unit.outbox.save(rows)
    return {statement for statement in told if statement.startswith("UPDATE")}


async def test_only_what_changed_of_a_row_is_written_and_all_rows_by_one_statement(
    units: SqlUnits, told: list[str]
) -> None:
    async with units() as unit:
        await unit.outbox.add([a_row(f"notice/{n}") for n in range(3)])
    rows = [a_row("notice/0", state=State.SENDING), a_row("notice/1", sent_at=NOW), a_row("notice/2")]
    (statement,) = await written(units, told, *rows)
    changed = statement.partition(" SET ")[2].partition(" WHERE ")[0].partition(" FROM ")[0]
    names = {part.partition("=")[0].strip() for part in changed.split(", ")}
    assert names == {"state", "sent_at", "claimed_at"}
    async with units() as unit:
        assert await unit.outbox.find([row.key for row in rows]) == {row.key: row for row in rows}


async def test_a_row_that_was_not_read_is_written_whole(units: SqlUnits) -> None:
    row = a_row("notice/1", person="other", not_before=NOW + HOUR, tried=("sms",))
    async with units() as unit:
        await unit.outbox.add([a_row("notice/1")])
        await unit.outbox.save([row, a_row("unknown")])
    async with units() as unit:
        assert await unit.outbox.find(["notice/1", "unknown"]) == {"notice/1": row}


async def test_what_was_dropped_after_it_was_read_is_written_all_the_same(units: SqlUnits) -> None:
    row = a_row("notice/1")
    async with units() as unit:
        await unit.outbox.add([row])
        assert await unit.outbox.claim(NOW, 1) == [row]
        await unit.outbox.drop("0000001", State.WITHHELD, (Reason.PAID,))
        await unit.outbox.save([row])
    async with units() as unit:
        assert await unit.outbox.get("notice/1") == row


async def test_a_row_saved_twice_is_as_it_was_saved_last(units: SqlUnits) -> None:
    row = a_row("notice/1")
    async with units() as unit:
        await unit.outbox.add([row, replace(row, person="other")])
        (read,) = await unit.outbox.claim(NOW, 1)
        assert read == row
        await unit.outbox.save([replace(read, state=State.SENDING, attempt=1)])
        await unit.outbox.save([replace(read, state=State.SENT, attempt=1)])
        await unit.outbox.save([replace(read, state=State.FAILED, attempt=1), read])
        for step in (Step.OFFERED, Step.PROMISED):
            await unit.cases.save(Case("0000001", step))
    async with units() as unit:
        assert await unit.outbox.get("notice/1") == row
        assert (await unit.cases.get(["0000001"]))["0000001"].step is Step.PROMISED


@pytest.mark.parametrize("page", [1, 3, 100])
async def test_many_rows_are_written_by_pages(
    units: SqlUnits, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "PAGE", page)
    rows = [a_row(f"notice/{n}") for n in range(7)]
    async with units() as unit:
        assert await unit.outbox.add(rows) == 7
        assert await unit.outbox.add([*rows, a_row("notice/7")]) == 1
        for n in range(7):
            await unit.audit.append([AuditEntry(NOW, "caudal", Act.SEND, f"s{n}", "sent")])
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 99)) == [f"notice/{n}" for n in range(8)]
        latest = await unit.audit.latest(limit=9)
    assert [entry.subject for entry in latest] == [f"s{n}" for n in reversed(range(7))]


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
def test_a_moment_without_a_zone_is_not_written(dialect: str) -> None:
    write = Write(outbox, ("not_before",))
    with pytest.raises(ValueError, match="without a zone"):
        many.packed(dialect, write, [{"not_before": datetime(2024, 1, 8)}])  # noqa: DTZ001
    assert NOW.tzinfo is UTC


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plain ñ 🙂", "plain ñ 🙂"),
        (f"{NUL}{NUL}", "\ufffd\ufffd"),
        (f"\\{NUL}", "\\\ufffd"),
        ("\\u0000", "\\u0000"),
        (f"\\\\u0000{NUL}", "\\\\u0000\ufffd"),
        (f"a{HALF}b", "a?b"),
    ],
)
def test_a_letter_that_no_database_keeps_gives_way_to_a_sign(given: str, kept: str) -> None:
    row = {"key": given}
    text = many.storable(many.packed("postgresql", Write(outbox, ("key",), key=("key",)), [row]))
    assert json.loads(text) == [{"key": kept}]
