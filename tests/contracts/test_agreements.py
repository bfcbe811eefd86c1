"""Agreements made in the chat: kept whole, and in the ledger while they are in force."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from receivables.model.account import AgreementState
from receivables.model.agreeing import Ours, Stage
from receivables.model.money import Money
from receivables.model.plan import Terms, plan_within
from receivables.model.standing import standing
from receivables.ports import Units
from tests.contracts.load import load
from tests.receivables.model.test_agreeing import TODAY, an_agreed
from tests.support.build import a_policy, a_supply, an_account, monthly_bills

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, 0, 0, 123456, tzinfo=UTC)
ACCOUNT = an_account(*monthly_bills(12, unpaid=4))


def ours(number: str = "CV-2024-000001", stage: Stage = Stage.ACTIVE) -> Ours:
    debt = Money.of("120.00")
    plan = plan_within(
        a_policy().plan, Terms(debt, Money.of("24.00"), 4, date(2024, 2, 15), a_policy().plan.rate), TODAY
    )
    made = an_agreed(
        ACCOUNT, plan, accepted_at=NOW, number=number, stage=stage, seal="ABCD", tea=Decimal("1.25")
    )
    return made if stage is not Stage.ACCEPTED else replace(made, signed_on=None, down=())


async def test_an_agreement_comes_back_as_it_was(units: Units) -> None:
    waiting = ours(stage=Stage.ACCEPTED)
    closed = replace(ours("CV-2024-000002", Stage.BROKEN), known=frozenset({"b", "a"}), closed_at=NOW)
    async with units() as unit:
        await unit.agreements.save(waiting)
        await unit.agreements.save(closed)
    async with units.reading() as unit:
        assert await unit.agreements.get(waiting.number) == waiting
        assert await unit.agreements.get(closed.number) == closed
        assert await unit.agreements.get("CV-2024-000003") is None
        assert await unit.agreements.of_supply("0000001") == [waiting, closed]
        assert await unit.agreements.of_supply("0000002") == []


async def test_the_ledger_has_it_while_it_is_in_force(units: Units) -> None:
    async with units() as unit:
        await load(unit, ACCOUNT)
        await unit.agreements.save(ours(stage=Stage.ACCEPTED))
        assert await unit.ledger.not_plainly_owed() == []
    async with units() as unit:
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert account.agreements == ()
        await unit.agreements.save(ours())
    async with units.reading() as unit:
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert account.agreements == (ours().in_ledger,)
        assert standing(account, TODAY + timedelta(days=1)).unpaid == Money(0)
        (owing,) = await unit.ledger.owing("", 10, due_before=date(2024, 2, 16), bills_due=9)
        assert owing.agreements == account.agreements
        assert await unit.ledger.not_plainly_owed() == ["0000001"]
    for stage, known in ((Stage.BROKEN, AgreementState.BROKEN), (Stage.FULFILLED, AgreementState.FULFILLED)):
        async with units() as unit:
            await unit.agreements.save(ours(stage=stage))
        async with units.reading() as unit:
            account = await unit.ledger.account("0000001")
            assert account is not None
            assert [each.state for each in account.agreements] == [known]
            assert await unit.ledger.not_plainly_owed() == ["0000001"]
            (owing,) = await unit.ledger.owing("", 10, due_before=date(2024, 2, 16), bills_due=9)
            assert owing.agreements == account.agreements
    async with units() as unit:
        await unit.agreements.save(ours(stage=Stage.LAPSED))
        assert await unit.ledger.not_plainly_owed() == []
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert account.agreements == ()


async def test_a_new_schedule_takes_the_place_of_the_old(units: Units) -> None:
    amended = replace(ours(stage=Stage.AMENDED), version=2, rows=ours().rows[:2])
    async with units() as unit:
        await load(unit, ACCOUNT)
        await unit.agreements.save(ours())
        await unit.agreements.save(amended)
    async with units.reading() as unit:
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert [part.number for part in account.agreements[0].schedule] == [1, 2]


async def test_numbers_go_on_within_a_year(units: Units) -> None:
    async with units() as unit:
        assert await unit.agreements.next_number(2024) == "CV-2024-000001"
        await unit.agreements.save(ours("CV-2024-000009"))
        await unit.agreements.save(ours("CV-2024-000010", Stage.LAPSED))
        assert await unit.agreements.next_number(2024) == "CV-2024-000011"
        assert await unit.agreements.next_number(2025) == "CV-2025-000001"


async def test_those_at_some_stages_come_in_pages(units: Units) -> None:
    async with units() as unit:
        await load(unit, ACCOUNT, an_account(supply=a_supply("0000002")))
        for number, stage in enumerate((Stage.ACTIVE, Stage.LAPSED, Stage.ACCEPTED, Stage.AMENDED), 1):
            await unit.agreements.save(ours(f"CV-2024-{number:06d}", stage))
        wanted = {Stage.ACTIVE, Stage.ACCEPTED, Stage.AMENDED}
        page = await unit.agreements.at(wanted, "", 2)
        assert [each.number[-1] for each in page] == ["1", "3"]
        assert [each.number[-1] for each in await unit.agreements.at(wanted, page[-1].number, 2)] == ["4"]


async def test_a_page_is_of_the_places_that_are_asked_for(units: Units) -> None:
    async with units() as unit:
        await load(unit, ACCOUNT, an_account(supply=a_supply("0000002", locality="Zorritos")))
        await unit.agreements.save(ours("CV-2024-000001"))
        await unit.agreements.save(replace(ours("CV-2024-000002"), supply_number="0000002"))
        found = {
            place: [each.number[-1] for each in await unit.agreements.page({Stage.ACTIVE}, place, "", 9)]
            for place in ((), ("Zorritos",), ("",))
        }
        assert found == {(): ["1", "2"], ("Zorritos",): ["2"], ("",): []}
