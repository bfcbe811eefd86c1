"""Two agreements of the chat one after the other: owed is what was billed and their interest, less what was paid.

In whatever order payments arrive, and whichever of them a bank takes back afterwards.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from receivables.model.account import Account, Payment
from receivables.model.agreeing import Covered, Ours, amended_rows, begins_after, principal_left
from receivables.model.allocation import balances
from receivables.model.money import Money, total
from receivables.model.plan import Plan, Rate, Terms, plan_within
from receivables.model.standing import standing
from tests.receivables.model.test_agreeing import LIMITS, NOW, TODAY, a_plan, an_agreed, receivable
from tests.support.build import a_bill, an_account, monthly_bills

rates = st.sampled_from([0, 1, 2, 3])
centimos = st.integers(1, 300_00)


def paid(operation: str, day: date, amount: Money) -> Payment:
    return Payment(operation, "0000001", day, amount, "CAR1", in_feed=False)


def signed_later(account: Account, on: date, rate: Rate, count: int) -> Ours:
    """A second agreement over what is outstanding on that day."""
    owed = standing(account, on)
    limits = replace(LIMITS, rate=rate, min_instalment=Money(1))
    down = limits.min_down_payment(owed.outstanding)
    plan = plan_within(limits, Terms(owed.outstanding, down, count, on + timedelta(days=30), rate), on)
    return replace(
        an_agreed(account, plan),
        number="CV-2024-000002",
        accepted_at=NOW + (on - TODAY),
        accepted_on=on,
        signed_on=on,
        bills=tuple(Covered(b.bill.number, b.bill.period, b.unpaid) for b in owed.outstanding_bills),
        known=frozenset(p.operation for p in account.payments if not p.in_feed),
        down=(("DOWN2", down),),
    )


def in_ledger(account: Account, ours: Ours, *payments: Payment) -> Account:
    agreement = ours.in_ledger
    assert agreement is not None
    return replace(
        account, agreements=(*account.agreements, agreement), payments=(*account.payments, *payments)
    )


@given(rates, rates, st.integers(1, 6), st.integers(1, 6), st.data())
def test_what_is_owed_is_billed_and_interest_less_paid_over_two_agreements(
    first: int, second: int, few: int, more: int, data: st.DataObject
) -> None:
    account = an_account(*monthly_bills(6, unpaid=data.draw(st.integers(1, 5)), amount="45.60"))
    billed = standing(account, TODAY).unpaid
    before = data.draw(st.lists(centimos, max_size=2))
    account = replace(
        account,
        payments=tuple(paid(f"A{n}", TODAY, Money(min(each, 10_00))) for n, each in enumerate(before)),
    )
    if not standing(account, TODAY).outstanding:
        return
    one = an_agreed(account, a_plan(account, few, Rate.of_monthly(Decimal(first))))
    one = replace(one, down=(("DOWN1", one.down_payment),))
    account = in_ledger(account, one, paid("DOWN1", TODAY, one.down_payment))
    rows = one.rows[: data.draw(st.integers(0, few))]
    account = replace(
        account, payments=(*account.payments, *(paid(f"I{r.number}", r.due_on, r.amount) for r in rows))
    )
    new = a_bill("NEW", date(2024, 9, 15), "60.00", issued_on=date(2024, 9, 1))
    account, billed = replace(account, bills=(*account.bills, new)), billed + new.total
    on = date(2024, 9, 20)
    interest = one.interest_total
    if standing(account, on).outstanding:
        two = signed_later(account, on, Rate.of_monthly(Decimal(second)), more)
        account = in_ledger(account, two, paid("DOWN2", on, two.down_payment))
        interest = interest + two.interest_total
    later = [
        paid(f"L{n}", on + timedelta(days=day), Money(amount))
        for n, (day, amount) in enumerate(
            data.draw(st.lists(st.tuples(st.integers(0, 90), centimos), max_size=4))
        )
    ]
    account = replace(account, payments=tuple(data.draw(st.permutations([*account.payments, *later]))))
    downs = {"DOWN1", "DOWN2"}  # without its down payment there is no agreement any more
    back = data.draw(st.sets(st.sampled_from(sorted(p.operation for p in account.payments)))) - downs
    account = replace(
        account, payments=tuple(replace(p, reversed=p.operation in back) for p in account.payments)
    )
    day = on + timedelta(days=100)
    received = total(p.amount for p in account.payments if not p.reversed)
    assert receivable(account, day) == billed + interest - received
    for payment in account.payments:
        parts = [s.amount for s in balances(account, day).shares if s.operation == payment.operation]
        assert payment.reversed or total(parts) == payment.amount


@given(rates, st.integers(1, 12), st.data())
def test_a_changed_schedule_is_of_what_is_left_and_no_month_bears_interest_twice(
    monthly: int, count: int, data: st.DataObject
) -> None:
    rate = Rate.of_monthly(Decimal(monthly))
    account = an_account(*monthly_bills(6, unpaid=4, amount="300.00"))
    count = min(count, LIMITS.max_instalments)
    ours = an_agreed(account, a_plan(account, count, rate))
    left = data.draw(st.integers(1, ours.total.centimos - ours.down_payment.centimos))
    unpaid: dict[int, Money] = {}
    for row in reversed(ours.rows):  # paid from the first on
        part = min(left, row.amount.centimos)
        if part:
            unpaid[row.number] = Money(part)
        left -= part
    debt = principal_left(ours, unpaid)
    assert Money(0) < debt <= ours.debt
    first = min(row.due_on for row in ours.rows if row.number in unpaid)
    begun = begins_after(ours, unpaid)
    plan = _anew(debt, rate, data.draw(st.integers(1, 12)), first)
    rows = amended_rows(ours, unpaid, plan)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert total(row.principal for row in rows) == ours.debt - ours.down_payment
    was = total(row.amount for row in ours.rows) - total(unpaid.values())
    assert total(row.amount for row in rows) == was + plan.total
    kept = total(row.interest for row in rows[: len(rows) - len(plan.rows)])
    assert kept <= ours.interest_total
    assert begun is None or begun == first


def _anew(debt: Money, rate: Rate, count: int, first: date) -> Plan:
    limits = replace(
        LIMITS, rate=rate, min_instalment=Money(1), min_down_percent=Decimal(0), max_instalments=24
    )
    count = count if debt >= Money(1_00) else 1
    return plan_within(limits, Terms(debt, Money(0), count, first, rate), TODAY)
