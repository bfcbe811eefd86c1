"""A sweep of all who owe reads only those who owe: SQLite takes the indexes that were made for it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.account import Account
from receivables.store.migrate import upgrade
from receivables.store.unit import SqlUnits
from tests.contracts.load import rows_of
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
    gone_through = {plan.split()[1].rstrip("1234567890") for plan in plans if plan.startswith("SCAN")}
    assert gone_through <= {"anon_", "oldest"}
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
