"""Amounts are in the currency of the utility: what comes out is, and nothing else goes in."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.errors import BadAmount
from receivables.model.account import Account
from receivables.model.ladder import Promise
from receivables.model.money import Money
from receivables.ports import Units
from tests.contracts.conftest import Store
from tests.contracts.load import load
from tests.contracts.test_cases import NOW, a_case, an_order
from tests.support.build import a_payment, an_account, an_agreement, monthly_bills

pytestmark = pytest.mark.anyio


def amounts(account: Account) -> list[Money]:
    """All money of an account."""
    bills = [
        getattr(b, n) for b in account.bills for n in ("water", "sewer", "fixed_charge", "interest", "total")
    ]
    paid = [payment.amount for payment in account.payments]
    agreed = [agreement.down_payment for agreement in account.agreements]
    parts = [each for agreement in account.agreements for each in agreement.schedule]
    return [*bills, *paid, *agreed, *(part.amount for part in parts), *(part.paid for part in parts)]


@pytest.fixture
def bogota(store: Store) -> Units:
    """A utility that counts in pesos, beside one that counts in soles."""
    return store.of("bogota", "COP")


async def test_what_comes_out_is_in_the_currency_of_the_utility(store: Store, bogota: Units) -> None:
    account = an_account(
        *monthly_bills(3, unpaid=1, amount="123456.78"),
        payments=(a_payment("P-1", date(2024, 1, 2), "50000.00"),),
        agreements=(an_agreement(date(2024, 1, 5)),),
    )
    for units, currency in ((bogota, "COP"), (store.of("tumbes"), "PEN")):
        async with units() as unit:
            await load(unit, account)
            found = await unit.ledger.account("0000001")
            (owing,) = await unit.ledger.owing("", 9)
        assert found is not None
        assert {each.currency for each in (*amounts(found), *amounts(owing))} == {currency}
        assert [each.centimos for each in amounts(found)] == [each.centimos for each in amounts(account)]


async def test_an_order_keeps_its_debt_in_the_currency_of_the_utility(bogota: Units) -> None:
    order = an_order(debt=Money(9000, "COP"))
    async with bogota() as unit:
        await unit.work_orders.add(order)
    async with bogota() as unit:
        await unit.work_orders.save(replace(order, debt=Money(100, "COP")))
        assert await unit.work_orders.get("W-1") == replace(order, debt=Money(100, "COP"))


async def test_money_of_another_currency_is_refused(bogota: Units) -> None:
    async with bogota() as unit:
        with pytest.raises(BadAmount) as refused:
            await unit.work_orders.add(an_order(debt=Money(9000)))
        assert refused.value.code == "mixed_currencies"
        await unit.work_orders.add(an_order(debt=Money(9000, "COP")))
        with pytest.raises(BadAmount):
            await unit.work_orders.save(an_order(debt=Money(1)))
    promise = Promise(date(2024, 1, 12), Money(4560), NOW, "chat")
    async with bogota() as unit:
        with pytest.raises(BadAmount):
            await unit.cases.save(a_case(promise=promise))
        await unit.cases.save(a_case(promise=replace(promise, amount=Money(4560, "COP"))))
    async with bogota() as unit:
        assert [order.debt for order in await unit.work_orders.page()] == [Money(9000, "COP")]
