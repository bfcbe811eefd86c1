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
from tests.support.build import a_policy, a_supply, an_account, an_agreement, monthly_bills

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


async def test_each_paper_is_found_by_its_seal(units: Units) -> None:
    first = replace(ours(), seal="FF33-3D60-C95C-1CED")
    changed = replace(first, stage=Stage.AMENDED, version=2, seal="0A11-22BB-33CC-44DD")
    for each in (first, changed, replace(changed, stage=Stage.FULFILLED)):
        async with units() as unit:
            await unit.agreements.save(each)
    async with units.reading() as unit:
        kept = await unit.agreements.get(first.number)
        assert kept is not None
        assert await unit.agreements.sealed(first.seal) == (kept, 1)
        assert await unit.agreements.sealed(changed.seal) == (kept, 2)
        assert await unit.agreements.sealed("") is None
        assert await unit.agreements.sealed("FF33-3D60-C95C-1CEE") is None


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


async def coming(units: Units, first: date, last: date) -> list[str]:
    async with units.reading() as unit:
        return [each.number[-1] for each in await unit.agreements.coming(first, last, "", 9)]


async def stirred(units: Units, due_before: date, after: str = "", limit: int = 9) -> list[str]:
    stages = {Stage.ACCEPTED, Stage.ACTIVE, Stage.AMENDED}
    async with units.reading() as unit:
        return [each.number[-1] for each in await unit.agreements.stirred(stages, due_before, after, limit)]


async def test_those_with_an_instalment_to_come_are_found_by_its_date(units: Units) -> None:
    later = tuple(replace(row, due_on=row.due_on + timedelta(days=9)) for row in ours().rows)
    async with units() as unit:
        await load(unit, ACCOUNT, an_account(supply=a_supply("0000002")))
        for number, stage in enumerate((Stage.ACTIVE, Stage.BROKEN, Stage.ACCEPTED, Stage.AMENDED), 1):
            await unit.agreements.save(ours(f"CV-2024-{number:06d}", stage))
        await unit.agreements.save(replace(ours("CV-2024-000005"), supply_number="0000002", rows=later))
    due = ours().rows[1].due_on
    assert await coming(units, due, due) == ["1", "4"]
    assert await coming(units, due - timedelta(days=2), due + timedelta(days=9)) == ["1", "4", "5"]
    assert await coming(units, due + timedelta(days=1), due + timedelta(days=8)) == []
    async with units.reading() as unit:
        page = await unit.agreements.coming(due, due + timedelta(days=9), "CV-2024-000001", 1)
    assert [each.number[-1] for each in page] == ["4"]


async def test_what_cannot_have_moved_is_sifted_out(units: Units) -> None:
    async with units() as unit:
        await load(unit, ACCOUNT, *(an_account(supply=a_supply(f"000000{number}")) for number in range(2, 6)))
        await unit.agreements.save(ours("CV-2024-000001"))
        for number, stage in enumerate((Stage.ACTIVE, Stage.AMENDED, Stage.ACCEPTED, Stage.LAPSED), 2):
            made = ours(f"CV-2024-00000{number}", stage)
            await unit.agreements.save(replace(made, supply_number=f"000000{number}"))
    first = ours().rows[0].due_on
    assert await stirred(units, first) == ["4"]
    assert await stirred(units, date.min) == ["4"]
    assert await stirred(units, first + timedelta(days=1)) == ["1", "2", "3", "4"]
    assert await stirred(units, first + timedelta(days=1), "CV-2024-000001", 2) == ["2", "3"]


@pytest.mark.parametrize(
    ("operations", "reversed_", "earlier", "found"),
    [
        (("down",), False, 0, []),
        (("down",), True, 0, ["1"]),
        (("down", "more"), False, 0, ["1"]),
        (("down", "more"), True, 5, []),
    ],
)
async def test_what_was_paid_or_taken_back_since_moves_one_in_force(
    units: Units, operations: tuple[str, ...], reversed_: bool, earlier: int, found: list[str]
) -> None:
    paid_on = ours().accepted_on - timedelta(days=earlier)
    async with units() as unit:
        await load(unit, ACCOUNT)
        await unit.agreements.save(ours())
        for operation in operations:
            await unit.ledger.add_payment(operation, (operation, "0000001", paid_on, 100, "CAR1", None), {})
        if reversed_:
            await unit.ledger.reverse_payment(operations[0])
    assert await stirred(units, TODAY) == found


async def test_another_one_that_the_feed_knows_moves_one_in_force(units: Units) -> None:
    before = replace(ours(), accepted_on=date(2024, 2, 1))
    async with units() as unit:
        await load(unit, replace(ACCOUNT, agreements=(an_agreement(date(2024, 3, 8)),)))
        await unit.agreements.save(before)
    async with units.reading() as unit:
        account = await unit.ledger.account("0000001")
    assert account is not None
    signed_on = min(each.signed_on for each in account.agreements)
    for accepted_on, found in ((signed_on, ["1"]), (signed_on + timedelta(days=1), [])):
        async with units() as unit:
            await unit.agreements.save(replace(before, accepted_on=accepted_on))
        assert await stirred(units, TODAY) == found
