"""The short view of an account tells every decision from the cut date on the same as its whole history."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receivables.model.account import Account, Agreement, AgreementState, ClaimOutcome, SupplyState
from receivables.model.dates import add_months
from receivables.model.ladder import Case, Step
from receivables.model.money import Money
from receivables.model.protection import protection
from receivables.model.rfm import RfmScore
from receivables.model.standing import standing
from receivables.ports import Units
from receivables.testing.accounts import decision_view, may_owe
from tests.contracts.load import load, undone
from tests.support.build import (
    CUT_DATE,
    a_bill,
    a_claim,
    a_payment,
    a_policy,
    a_supply,
    an_account,
    an_agreement,
    monthly_bills,
)

pytestmark = pytest.mark.anyio

BALANCES = st.sampled_from(["0.00", "0.00", "0.50", "30.00"])


@st.composite
def accounts(draw: st.DrawFn, number: str) -> Account:
    """A ledger of up to eight months, with payments posted since, claims, and an agreement."""
    count = draw(st.integers(0, 8))
    bills = tuple(
        a_bill(
            f"{number}-{n}",
            add_months(date(2023, 12, 20), n - count + draw(st.integers(0, 1))),
            balance=draw(BALANCES),
            supply_number=number,
        )
        for n in range(count)
    )
    named = st.sampled_from([None, "of-long-ago", *(bill.number for bill in bills)])
    payments = tuple(
        a_payment(
            f"{number}-P{n}",
            CUT_DATE + timedelta(days=draw(st.integers(-2, 30))),
            draw(st.sampled_from(["0.40", "30.00", "75.00"])),
            supply_number=number,
            bill=draw(named),
            reversed=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    claimed = tuple(
        a_claim(bill.number, supply_number=number, outcome=draw(st.sampled_from(ClaimOutcome)))
        for bill in bills
        if draw(st.booleans())
    )
    agreements: tuple[Agreement, ...] = ()
    if draw(st.booleans()):
        plain = an_agreement(CUT_DATE - timedelta(days=9), CUT_DATE + timedelta(days=9), number=f"A-{number}")
        schedule = tuple(
            replace(part, agreement=plain.number, paid=Money(draw(st.sampled_from([0, 5000]))))
            for part in plain.schedule
        )
        state = draw(st.sampled_from(AgreementState))
        agreements = (replace(plain, supply_number=number, state=state, schedule=schedule),)
    scores = {bill.due_on: draw(st.sampled_from([RfmScore(5, 5, 5), RfmScore(1, 1, 1)])) for bill in bills}
    return an_account(
        *sorted(bills, key=lambda b: (b.due_on, b.number)),
        supply=a_supply(number),
        payments=tuple(sorted(payments, key=lambda p: (p.paid_on, p.operation))),
        claims=claimed,
        agreements=agreements,
        scores=scores,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.tuples(accounts("0000001"), accounts("0000002"), accounts("0000003")))
async def test_the_short_view_decides_as_the_whole_history_does(
    units: Units, given_accounts: tuple[Account, ...]
) -> None:
    async with undone(units) as unit:
        await load(unit, *given_accounts)
        whole = await unit.ledger.accounts([a.supply.supply_number for a in given_accounts])
        assert list(whole.values()) == list(given_accounts)
        views = await unit.ledger.owing("", 10)
    assert views == [decision_view(account) for account in given_accounts if may_owe(account)]
    seen = {view.supply.supply_number: view for view in views}
    for account in given_accounts:
        _agree(account, seen.get(account.supply.supply_number))


def _agree(whole: Account, view: Account | None) -> None:
    policy = a_policy()
    for day in (CUT_DATE, CUT_DATE + timedelta(days=1), CUT_DATE + timedelta(days=60)):
        for negligible in (Money(0), policy.negligible):
            truth = standing(whole, day, negligible)
            if view is None:
                assert not truth.unpaid
                assert not truth.instalments
            else:
                assert standing(view, day, negligible) == truth
                assert protection(view, truth, policy) == protection(whole, truth, policy)


async def test_pages_follow_each_other_by_supply_number(units: Units) -> None:
    numbers = [f"{n:07d}" for n in range(1, 8)]

    def owes(number: str) -> Account:
        bills = monthly_bills(3, unpaid=int(number) % 2)
        its = tuple(replace(b, number=f"{number}-{b.number}", supply_number=number) for b in bills)
        return an_account(*its, supply=a_supply(number))

    async with units() as unit:
        await load(unit, *map(owes, numbers))
        first = await unit.ledger.owing("", 3)
        assert [a.supply.supply_number for a in first] == ["0000001", "0000003", "0000005"]
        second = await unit.ledger.owing("0000005", 3)
        assert [a.supply.supply_number for a in second] == ["0000007"]
        assert await unit.ledger.owing("0000007", 3) == []


async def test_whoever_has_too_little_due_before_a_day_can_be_left_out(units: Units) -> None:
    def owes(number: str, *dues: date, **parts: Any) -> Account:
        bills = [a_bill(f"{number}-{n}", due, supply_number=number) for n, due in enumerate(dues)]
        return an_account(*bills, supply=a_supply(number), **parts)

    agreement = an_agreement(date(2023, 12, 20), date(2024, 1, 20), number="A-3", supply_number="0000003")
    schedule = tuple(replace(part, agreement="A-3") for part in agreement.schedule)
    async with units() as unit:
        await load(
            unit,
            owes("0000001", date(2023, 11, 20), date(2023, 12, 20), date(2024, 1, 20)),
            owes("0000002", date(2024, 1, 20)),
            owes("0000003", agreements=(replace(agreement, schedule=schedule),)),
        )

        async def found(day: date | None, bills: int = 1) -> list[str]:
            page = await unit.ledger.owing("", 9, due_before=day, bills_due=bills)
            return [account.supply.supply_number for account in page]

        assert await found(None, 3) == ["0000001", "0000002", "0000003"]
        assert await found(date(2024, 1, 21), 1) == ["0000001", "0000002", "0000003"]
        assert await found(date(2024, 1, 20), 1) == ["0000001", "0000003"]
        assert await found(date(2024, 1, 21), 3) == ["0000001", "0000003"]
        assert await found(date(2024, 1, 20), 3) == ["0000003"]
        assert await found(date(2023, 12, 20), 2) == []


async def test_whoever_consumed_as_usual_can_be_left_out(units: Units) -> None:
    def consumes(number: str, *m3: str) -> Account:
        bills = [
            a_bill(f"{number}-{n}", date(2023, 6 + n, 20), supply_number=number, consumption_m3=Decimal(each))
            for n, each in enumerate(m3)
        ]
        return an_account(*bills, supply=a_supply(number))

    async with units() as unit:
        await load(
            unit, consumes("0000001", "10", "10", "10", "21"), consumes("0000002", "10", "10", "10", "19")
        )
        await unit.ledger.note_usual_consumption()
        page = await unit.ledger.owing("", 9, consumed_over=Decimal(100))
        assert [account.supply.supply_number for account in page] == ["0000001"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(accounts("0000001"))
async def test_accounts_can_be_asked_for_in_the_short_view_whether_they_owe_or_not(
    units: Units, account: Account
) -> None:
    async with undone(units) as unit:
        await load(unit, account)
        assert await unit.ledger.accounts(["0000001", "9"], whole=False) == {
            "0000001": decision_view(account)
        }


async def test_localities_and_inactive_supplies_can_be_left_out(units: Units) -> None:
    def owes(number: str, locality: str, state: SupplyState) -> Account:
        bill = a_bill(f"R-{number}", date(2023, 12, 20), supply_number=number)
        return an_account(bill, supply=a_supply(number, locality=locality, state=state))

    async with units() as unit:
        await load(
            unit,
            owes("0000001", "Zorritos", SupplyState.ACTIVE),
            owes("0000002", "Zorritos", SupplyState.INACTIVE),
            owes("0000003", "Corrales", SupplyState.CUT),
        )

        async def found(*localities: str, active_only: bool = False) -> list[str]:
            page = await unit.ledger.owing("", 9, localities=localities, active_only=active_only)
            return [account.supply.supply_number for account in page]

        assert await found() == ["0000001", "0000002", "0000003"]
        assert await found("Zorritos") == ["0000001", "0000002"]
        assert await found("Zorritos", "Corrales", active_only=True) == ["0000001", "0000003"]
        assert await found("La Cruz") == []


async def test_whoever_stands_beyond_some_steps_can_be_left_out(units: Units) -> None:
    def owes(number: str) -> Account:
        its = tuple(
            replace(b, number=f"{number}-{b.number}", supply_number=number)
            for b in monthly_bills(2, unpaid=2)
        )
        return an_account(*its, supply=a_supply(number))

    async with units() as unit:
        await load(unit, *map(owes, ("0000001", "0000002", "0000003")))
        await unit.cases.save(replace(Case("0000002"), step=Step.FRIENDLY))
        await unit.cases.save(replace(Case("0000003"), step=Step.OFFERED))
    async with units.reading() as unit:
        left = {
            steps: [a.supply.supply_number for a in await unit.ledger.owing("", 9, not_beyond=steps)]
            for steps in ((), (Step.CLEAR,), (Step.CLEAR, Step.FRIENDLY))
        }
    assert left == {
        (): ["0000001", "0000002", "0000003"],
        (Step.CLEAR,): ["0000001"],
        (Step.CLEAR, Step.FRIENDLY): ["0000001", "0000002"],
    }
