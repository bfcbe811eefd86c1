"""Migrations make exactly the tables that the program uses, on both databases, from wherever it runs."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.store.migrate import MIGRATIONS, configuration, migrate, upgrade
from receivables.store.tables import metadata

pytestmark = pytest.mark.anyio


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_the_tables_that_the_code_declares(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_a_column_that_no_migration_makes_is_noticed(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text("alter table users drop column role"))
        assert len(await connection.run_sync(_differences)) == 1


def test_every_key_and_index_begins_with_the_utility_or_is_a_number() -> None:
    for table in metadata.tables.values():
        assert "utility" in table.c, table.name
        keys = [list(table.primary_key), *(list(index.columns) for index in table.indexes)]
        assert {key[0].name for key in keys} <= {"utility", "id"}, table.name


async def test_upgrading_again_changes_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await migrate(url)
    await migrate(url)


async def test_two_programs_that_start_at_once_do_not_collide(url: str) -> None:
    program = "import asyncio, sys; from receivables.store.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"
    started = [
        await asyncio.create_subprocess_exec(sys.executable, "-W", "error", "-c", program, url)
        for _ in range(2)
    ]
    assert await asyncio.gather(*(each.wait() for each in started)) == [0, 0]


async def test_a_migration_that_fails_leaves_nothing_half_done(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("create table campaigns (in_the_way integer)"))
    with pytest.raises(DBAPIError, match="exists"):
        await upgrade(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(lambda c: inspect(c).get_table_names()) == ["campaigns"]


async def test_the_way_back_is_open(engine: AsyncEngine) -> None:
    def down(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.run_sync(down)
        assert await connection.run_sync(lambda c: inspect(c).get_table_names()) == ["alembic_version"]
    await upgrade(engine)


ENTRY = {
    "audit_entries": "(utility, number, digest, at, actor, act, subject, outcome, reasons, facts, policy_version, "
    "law_version, rules) "
    "values ('t', 1, 'd', '2024-01-08', 'a', 'send', 's', 'sent', '[]', '{}', '', '', '[]')",
    "case_moves": "(utility, number, digest, supply_number, event, before, after, at, actor, why, policy_version) "
    "values ('t', 1, 'd', 's', 'settled', 'offered', 'clear', '2024-01-08', 'a', '', '')",
    "consents": "(utility, number, digest, person, channel, purpose, given, at, recorded_at, origin, wording, actor) "
    "values ('t', 1, 'd', 'doc:1', 'sms', 'servicio', true, '2024-01-08', '2024-01-08', 'archivo', '', 'a')",
}


@pytest.mark.parametrize("table", ENTRY)
@pytest.mark.parametrize("change", ["update {} set actor = 'other'", "delete from {}"])
async def test_the_database_itself_refuses_to_change_the_evidence(
    engine: AsyncEngine, table: str, change: str
) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text(f"insert into {table} {ENTRY[table]}"))
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        async with engine.begin() as connection:
            await connection.execute(text(change.format(table)))


@pytest.mark.parametrize(
    "change",
    [
        "update consents set person = 'doc:2'",
        "update consents set person = 'sha256:0', channel = 'x'",
        "update consents set given = false",
    ],
)
async def test_of_a_word_of_consent_only_the_person_can_be_taken_off(
    engine: AsyncEngine, change: str
) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.execute(text(f"insert into consents {ENTRY['consents']}"))
        await connection.execute(text("update consents set person = 'sha256:0123'"))
    with pytest.raises(DBAPIError, match="consents is append-only"):
        async with engine.begin() as connection:
            await connection.execute(text(change))


def test_a_developer_can_run_alembic_by_hand(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    for verb in (["upgrade", "head"], ["check"]):
        done = subprocess.run(
            [Path(sys.executable).with_name("alembic"), "-x", f"url={url}", *verb],
            cwd=MIGRATIONS.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
