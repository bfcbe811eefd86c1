"""A sweep of all who owe reads only those who owe: SQLite takes the indexes that were made for it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.account import Account
from receivables.model.sending import Callback, Told
from receivables.store.migrate import upgrade
from receivables.store.unit import SqlUnits
from tests.contracts.load import rows_of
from tests.contracts.test_conversations import CHAT, a_message
from tests.contracts.test_outbox import NOW, a_row
from tests.contracts.test_people import an_impediment
from tests.support.build import a_claim, a_supply, an_account, an_agreement, monthly_bills

pytestmark = pytest.mark.anyio


async def test_no_question_of_a_sweep_looks_through_a_whole_table(sqlite: AsyncEngine) -> None:
    await upgrade(sqlite)
    units = SqlUnits(sqlite, "tumbes")
    async with units() as unit:
        for kind, rows in rows_of(_account(f"{n:07d}", owes=n % 10 == 0) for n in range(300)).items():
            await unit.ledger.upsert(kind, rows)
        for n in range(300):
            await unit.impediments.add(an_impediment(value=f"locality {n}"))
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    async with units.reading() as unit:
        assert len(await unit.ledger.owing("", 10)) == 10
    plans = await _explained(sqlite, [each for each in asked if each[0].startswith("SELECT")])
    assert "SEARCH bills USING COVERING INDEX ix_bills_owing (utility=? AND supply_number=?)" in plans
    by_utility_only = [plan for plan in plans if plan.endswith("(utility=?)") and "feeds" not in plan]
    assert by_utility_only == []
    # What is gone through whole is what was asked for, and the oldest unpaid bill of each supply of the page.
    # A question without a table of its own goes through one row that is no row.
    gone_through = {plan.split()[1].rstrip("1234567890") for plan in plans if plan.startswith("SCAN")}
    assert gone_through <= {"anon_", "oldest", "CONSTANT"}
    impeded = "SEARCH impediments USING INDEX ix_impediments_utility_scope_value "
    assert impeded + "(utility=? AND scope=? AND value=?)" in plans


async def test_what_is_usual_is_looked_up_and_not_searched_for(sqlite: AsyncEngine) -> None:
    await upgrade(sqlite)
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    async with SqlUnits(sqlite, "tumbes")() as unit:
        await unit.ledger.note_usual_consumption()
    plans = await _explained(sqlite, [each for each in asked if each[0].startswith("UPDATE")])
    assert [plan for plan in plans if plan.startswith("SEARCH bills USING INDEX ix_bills_owing")]
    earlier = [plan for plan in plans if plan.startswith("SEARCH earlier")]
    assert len(earlier) == 2
    assert all("(utility=? AND supply_number=? AND due_on<?)" in plan for plan in earlier)


async def test_the_way_of_a_message_looks_through_no_table(sqlite: AsyncEngine) -> None:
    await upgrade(sqlite)
    units = SqlUnits(sqlite, "tumbes")
    rows = [a_row(f"notice/{n}", address=f"{n}", code=f"{n}", person=f"doc:{n}") for n in range(300)]
    async with units() as unit:
        await unit.outbox.add(rows)
        await unit.conversations.receive_all([a_message(f"{n}", address=f"{n}") for n in range(300)])
        await unit.callbacks.receive([Callback(f"SM{n}", Told.SENT, n, 1, NOW) for n in range(300)])
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    async with units() as unit:
        claimed = await unit.outbox.claim(NOW, 50)
        await unit.outbox.find([row.key for row in claimed])
        await unit.outbox.save(claimed)
        await unit.outbox.coded("7")
        await unit.outbox.last_to("sms", ["7", "8"])
        await unit.outbox.open_answers(["7", "8"])
        await unit.outbox.spent(NOW, NOW)
        await unit.conversations.talks_waiting(9)
        await unit.conversations.next_of(CHAT, "7")
        await unit.conversations.last_heard(CHAT, ["7", "8"])
        await unit.conversations.dead_letters(9)
        await unit.conversations.dead_letters(9, (NOW, "7"))
        await unit.conversations.mark_answered("7", NOW)
        await unit.callbacks.applied(await unit.callbacks.claim(9), NOW)
        await unit.callbacks.of_row(7)
    plans = await _explained(sqlite, [(query, _one(given)) for query, given in asked if " " in query[7:]])
    gone_through = [plan for plan in plans if plan.startswith("SCAN") and "VIRTUAL" not in plan]
    assert gone_through == ["SCAN inbound_messages USING INDEX ix_inbound_messages_unanswered"]
    by_utility_only = {plan for plan in plans if plan.endswith("(utility=?)")}
    # Only where all that an index holds is asked for: what waits, and what is dead.
    assert {plan.split(" INDEX ")[1].split()[0] for plan in by_utility_only} <= {
        "ix_inbound_messages_unanswered",
        "ix_inbound_messages_dead",
        "ix_status_callbacks_unapplied",
    }


async def test_what_strangers_try_is_counted_from_a_moment_on_alone(sqlite: AsyncEngine) -> None:
    """However many tries there ever were: each unknown code that somebody types asks for them."""
    await upgrade(sqlite)
    asked: list[tuple[str, Any]] = []
    event.listen(sqlite.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    async with SqlUnits(sqlite, "tumbes").reading() as unit:
        await unit.conversations.wrong_tries("0000001", NOW)
    plans = await _explained(sqlite, [each for each in asked if each[0].startswith("SELECT")])
    assert [plan for plan in plans if "wrong_tries" in plan] == [
        "SEARCH wrong_tries USING COVERING INDEX ix_wrong_tries_utility_supply_number_at"
        " (utility=? AND supply_number=? AND at>?)"
    ]


def _one(given: Any) -> Any:
    """The parameters of the first of several rows."""
    return given[0] if isinstance(given, list) else given


def _account(number: str, owes: bool) -> Account:
    bills = [
        replace(bill, number=f"{number}-{bill.period}", supply_number=number)
        for bill in monthly_bills(24, unpaid=int(owes))
    ]
    claim = a_claim(bills[-1].number, number=number, supply_number=number)
    agreed = an_agreement(date(2024, 1, 5), supply_number=number, number=number)
    schedule = tuple(replace(part, agreement=number, paid=part.amount) for part in agreed.schedule)
    agreement = replace(agreed, schedule=schedule)
    return an_account(*bills, supply=a_supply(number), claims=(claim,), agreements=(agreement,))


async def _explained(engine: AsyncEngine, asked: list[tuple[str, Any]]) -> list[str]:
    async with engine.connect() as connection:
        found = [
            await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given) for query, given in asked
        ]
    return [row.detail for result in found for row in result]
