"""What a database held before a migration it holds after it, and after the way back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.suppression import Cause
from receivables.store.migrate import configuration, upgrade
from receivables.store.types import UtcDateTime
from receivables.store.unit import SqlUnits
from tests.contracts.test_record import Record, an_entry, unbroken

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, 0, 0, 5, tzinfo=UTC)
ENTRY = (
    "insert into audit_entries (utility, at, actor, act, subject, outcome, reasons, facts, policy_version) "
    "values ('t', :now, 'a', 'send', 'ñ', 'sent', '[]', '{\"deuda\": \"á\"}', '')"
)
MOVE = (
    "insert into case_moves (utility, supply_number, event, before, after, at, actor, why, policy_version) "
    "values ('u', 's', 'settled', 'offered', 'clear', :now, 'a', 'pagó', '')"
)
HELD = [
    "insert into opt_outs values ('t', 'doc:1', :now, 'chat', null)",
    "insert into opt_outs values ('t', 'doc:2', :now, 'chat', :now)",
    "insert into suppressed values ('t', '+51900000001', :now, 'wrong_person')",
    "insert into suppressed values ('t', '777', :now, 'chat not found')",
    "insert into cases (utility, supply_number, step, round, notices, paused_until) "
    "values ('t', '0000001', 'clear', 1, '[]', :now), ('t', '0000002', 'clear', 1, '[]', null)",
    "insert into contacts (utility, supply_number, channel, purpose, person, name, document, phone, email, origin) "
    "values ('t', '0000001', 'sms', 'servicio', 'tel:+51900000001', '', '', '+51900000001', '', 'x')",
    "insert into users (utility, name, role, password_digest, created_at) "
    "values ('t', 'ana', 'agent', 'digest', :now)",
]


@pytest.fixture
async def old(engine: AsyncEngine) -> AsyncEngine:
    """A database of before the record was chained."""
    await upgrade(engine)
    await down(engine)
    return engine


async def down(engine: AsyncEngine) -> None:
    def go(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")

    async with engine.begin() as connection:
        await connection.run_sync(go)


async def put(engine: AsyncEngine, *statements: str) -> None:
    async with engine.begin() as connection:
        for statement in statements:
            query = text(statement)
            if ":now" in statement:
                query = query.bindparams(bindparam("now", NOW, type_=UtcDateTime))
            await connection.execute(query)


async def rows(engine: AsyncEngine, query: str) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in (await connection.execute(text(query))).all()]


async def test_what_was_recorded_before_there_was_a_chain_is_linked(old: AsyncEngine) -> None:
    await put(old, *[ENTRY, MOVE] * 3)
    await upgrade(old)
    for utility, chain in (("t", "audit_entries"), ("u", "case_moves")):
        record = Record(old, utility)
        linked = await record.rows(chain)
        assert len(linked) == 3
        assert unbroken(linked)
        assert await record.heads() == {chain: (3, linked[-1]["digest"])}
    async with SqlUnits(old, "t")() as unit:
        known = await unit.audit.of("ñ")
        assert [(each.at, each.facts, each.rules, each.law_version) for each in known] == [
            (NOW, {"deuda": "á"}, (), "")
        ] * 3
        await unit.audit.append([an_entry()])
    assert unbroken(await Record(old, "t").rows("audit_entries"))


async def test_the_record_goes_back_whole(old: AsyncEngine) -> None:
    await put(old, ENTRY, MOVE)
    before = [await rows(old, f"select * from {table}") for table in ("audit_entries", "case_moves")]  # noqa: S608
    await upgrade(old)
    await down(old)
    assert [await rows(old, f"select * from {table}") for table in ("audit_entries", "case_moves")] == before  # noqa: S608


async def test_wishes_and_holds_are_carried_over(old: AsyncEngine) -> None:
    await put(old, *HELD)
    await upgrade(old)
    async with SqlUnits(old, "t")() as unit:
        closed = await unit.suppressions.in_force(["doc:1", "doc:2", "addr:+51900000001", "addr:777"])
        held = (await unit.cases.get(["0000001", "0000002"])).values()
    assert {subject: (each.cause, each.at, each.source) for subject, each in closed.items()} == {
        "doc:1": (Cause.OPTED_OUT, NOW, "chat"),
        "addr:+51900000001": (Cause.WRONG_PERSON, NOW, "wrong_person"),
        "addr:777": (Cause.INVALID, NOW, "chat not found"),
    }
    assert [dict(case.holds) for case in held] == [{"paid": NOW}, {}]


async def test_contacts_are_those_of_feeds_and_users_have_no_portfolio(old: AsyncEngine) -> None:
    await put(old, *HELD)
    await upgrade(old)
    async with SqlUnits(old, "t")() as unit:
        (contact,) = (await unit.ledger.contacts(["0000001"]))["0000001"]
        (user,) = await unit.staff.users()
    assert (contact.handle, contact.source) == ("", "feed")
    assert (user.localities, user.disabled_at) == ((), None)


async def test_wishes_and_holds_go_back(old: AsyncEngine) -> None:
    await put(old, *HELD)
    await upgrade(old)
    await down(old)
    assert await rows(old, "select person, undone_at is null from opt_outs order by person") == [
        ("doc:1", True),
        ("doc:2", False),
    ]
    assert await rows(old, "select address, why from suppressed order by address") == [
        ("+51900000001", "wrong_person"),
        ("777", "invalid"),
    ]
    assert await rows(
        old, "select supply_number, paused_until is not null from cases order by supply_number"
    ) == [
        ("0000001", True),
        ("0000002", False),
    ]
