"""What a database adds up by itself, with what the model says of the others, is what the model says of all."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receivables.model.account import Account
from receivables.model.money import Money
from receivables.model.owed import Owed, nothing_owed, owed
from receivables.model.standing import standing
from receivables.ports import Units
from tests.contracts.load import load, undone
from tests.contracts.test_owing import accounts
from tests.support.build import CUT_DATE, a_payment, a_policy, a_supply, an_account

pytestmark = pytest.mark.anyio

LOCALITIES = ["Corrales", "Tumbes"]
NEGLIGIBLE = a_policy().negligible


@st.composite
def portfolios(draw: st.DrawFn) -> list[Account]:
    """A few ledgers in one or two places; no bill of a feed is issued after its cut date."""
    found = []
    for number in ("0000001", "0000002", "0000003", "0000004"):
        account = draw(accounts(number))
        bills = tuple(replace(bill, issued_on=min(bill.issued_on, CUT_DATE)) for bill in account.bills)
        supply = a_supply(number, locality=draw(st.sampled_from(LOCALITIES)))
        found.append(replace(account, supply=supply, bills=bills))
    return found


def _sums(given_accounts: list[Account], day: date) -> dict[str, Owed]:
    sums: dict[str, Owed] = {}
    for account in given_accounts:
        name = account.supply.locality
        part = owed(name, standing(account, day, NEGLIGIBLE))
        sums[name] = sums.get(name, nothing_owed(name, "PEN")) + part
    return {name: total for name, total in sums.items() if total.customers}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(portfolios(), st.sampled_from([0, 1, 20, 60, 100]))
async def test_plain_sums_and_the_others_make_the_whole(
    units: Units, portfolio: list[Account], later: int
) -> None:
    day = CUT_DATE + timedelta(days=later)
    async with undone(units) as unit:
        await load(unit, *portfolio)
        others = await unit.ledger.not_plainly_owed()
        plain = {part.locality: part for part in await unit.ledger.plainly_owed(day, NEGLIGIBLE, others)}
    assert others == sorted(others)
    for account in portfolio:
        number, name = account.supply.supply_number, account.supply.locality
        if number in others:
            part = owed(name, standing(account, day, NEGLIGIBLE))
            plain[name] = plain.get(name, nothing_owed(name, "PEN")) + part
    assert {name: total for name, total in plain.items() if total.customers} == _sums(portfolio, day)


async def test_whatever_takes_judgement_is_never_added_up_by_the_database(units: Units) -> None:
    paying = an_account(supply=a_supply("0000001"), payments=(a_payment("P-1", date(2024, 1, 2)),))
    async with units() as unit:
        await load(unit, paying, an_account(supply=a_supply("0000002")))
        assert await unit.ledger.not_plainly_owed() == ["0000001"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(portfolios())
async def test_what_was_collected_is_told_by_place_and_day_without_reversals(
    units: Units, portfolio: list[Account]
) -> None:
    since, until = CUT_DATE, CUT_DATE + timedelta(days=6)
    expected: Counter[tuple[str, date]] = Counter()
    for account in portfolio:
        for payment in account.payments:
            if since <= payment.paid_on <= until and not payment.reversed:
                expected[account.supply.locality, payment.paid_on] += payment.amount.centimos
    async with undone(units) as unit:
        await load(unit, *portfolio)
        found = await unit.ledger.collected(since, until)
    assert {(place, day): centimos for place, day, centimos in found} == dict(expected)
    assert len(found) == len(expected)


async def test_another_utility_has_sums_of_its_own(units: Units) -> None:
    async with units() as unit:
        assert await unit.ledger.plainly_owed(CUT_DATE, Money(100), []) == []
        assert await unit.ledger.not_plainly_owed() == []
        assert await unit.ledger.collected(CUT_DATE, CUT_DATE) == []
