"""Agreements of the chat: plans compared, dates that suit, the life of one, and a debt that is never counted twice."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import MoveRefused, PlanRefused
from receivables.model.account import Account, Agreement, AgreementState, Bill, Payment
from receivables.model.agreeing import (
    IN_LEDGER,
    LIVE,
    TURNS,
    AgreementEvent,
    Covered,
    Ours,
    Stage,
    amended_rows,
    compared,
    down_payment_of,
    first_due,
    option,
    paying_day,
    principal_left,
    turned,
    usual_bill,
)
from receivables.model.allocation import balances
from receivables.model.money import Money, total
from receivables.model.plan import NO_INTEREST, Plan, PlanLimits, Rate, Terms, plan_within
from receivables.model.standing import standing
from tests.support.build import a_bill, a_payment, a_policy, an_account, an_agreement, lima, monthly_bills

TODAY = date(2024, 1, 8)
NOW = lima("2024-01-08 10:00")
LIMITS = a_policy().plan


def an_agreed(account: Account, plan: Plan, **changes: Any) -> Ours:
    """An agreement in force of this account's bills, its down payment posted at once."""
    owed = standing(account, TODAY)
    ours = Ours(
        number="CV-2024-000001",
        supply_number="0000001",
        stage=Stage.ACTIVE,
        accepted_at=NOW,
        accepted_on=TODAY,
        channel="chat",
        debt=plan.terms.debt,
        down_payment=plan.terms.down_payment,
        down_due_on=TODAY + timedelta(days=3),
        bills=tuple(Covered(b.bill.number, b.bill.period, b.unpaid) for b in owed.outstanding_bills),
        rows=plan.rows,
        known=frozenset(p.operation for p in account.payments if not p.in_feed),
        down=(("DOWN", plan.terms.down_payment),),
        signed_on=TODAY,
    )
    return replace(ours, **changes)


def agreed(account: Account, ours: Ours) -> Account:
    """The account with it, and with its down payment."""
    down = a_payment("DOWN", TODAY, str(ours.down_payment.soles))
    in_force = ours.in_ledger
    assert in_force is not None
    return replace(account, payments=(*account.payments, down), agreements=(*account.agreements, in_force))


def receivable(account: Account, on: date = TODAY) -> Money:
    """All that is owed, but for credit."""
    here = standing(account, on)
    return here.unpaid + here.unbilled_instalments - here.credit


def a_plan(
    account: Account, count: int = 6, rate: Rate = NO_INTEREST, first: date = date(2024, 2, 15)
) -> Plan:
    debt = standing(account, TODAY).outstanding
    limits = replace(LIMITS, rate=rate, min_instalment=Money(1))
    return plan_within(limits, Terms(debt, limits.min_down_payment(debt), count, first, rate), TODAY)


debts = st.integers(2, 8)
amounts = st.integers(20_00, 400_00).map(lambda c: str(Decimal(c) / 100))


@given(
    st.integers(1_00, 5_000_00),
    st.sampled_from([0, 10, 20, 50]),
    st.booleans(),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
)
def test_plans_compared_add_up_and_stay_within_the_policy(
    debt: int, percent: int, ends: bool, today: date
) -> None:
    limits = replace(LIMITS, min_down_percent=Decimal(percent), ends_with_year=ends)
    account = an_account(*monthly_bills(6, unpaid=2))
    owed = Money(debt)
    options = compared(
        limits,
        Terms(owed, limits.min_down_payment(owed), 1, first_due(today, None), limits.rate),
        account,
        today,
    )
    counts = [each.plan.terms.instalments for each in options]
    assert counts == sorted(set(counts))
    assert len(options) <= 3
    for each in options:
        plan = each.plan
        assert plan_within(limits, plan.terms, today) == plan
        assert total(row.principal for row in plan.rows) + plan.terms.down_payment == owed
        assert each.outlay == plan.rows[0].amount + Money.of("30.00")
    if len(options) > 1:
        with pytest.raises(PlanRefused):
            plan_within(limits, replace(options[-1].plan.terms, instalments=counts[-1] + 1), today)


def test_the_usual_bill_is_the_median_of_the_last_six() -> None:
    bills = [
        a_bill(f"R{n}", date(2023, n, 20), amount)
        for n, amount in enumerate(("900", "10", "20", "30", "41", "50", "60"), 1)
    ]
    assert usual_bill(bills) == Money.of("35.50")
    assert usual_bill(bills[:1]) == Money.of("900")
    assert usual_bill(
        [a_bill("R", date(2023, 1, 20), "0.01"), a_bill("S", date(2023, 2, 20), "0.02")]
    ) == Money(2)
    assert usual_bill([]) is None


def test_the_paying_day_is_the_middle_of_the_last_ones_and_no_day_that_a_month_lacks() -> None:
    def paid(*days: date) -> list[Payment]:
        return [a_payment(f"O{n}", day) for n, day in enumerate(days)]

    assert paying_day(paid(date(2023, 10, 5), date(2023, 11, 6))) is None
    assert paying_day(paid(date(2023, 10, 5), date(2023, 11, 16), date(2023, 12, 6))) == 6
    assert paying_day(paid(date(2023, 8, 31), date(2023, 10, 31), date(2023, 12, 31))) == 28


@given(st.dates(date(2020, 1, 1), date(2030, 12, 1)), st.none() | st.integers(1, 28))
def test_the_first_instalment_leaves_time_and_keeps_the_day(today: date, day: int | None) -> None:
    first = first_due(today, day)
    assert timedelta(days=20) <= first - today <= timedelta(days=52)
    assert day is None or first.day == day


@pytest.mark.parametrize("stage", sorted(Stage))
@pytest.mark.parametrize("turn", sorted(AgreementEvent))
def test_what_the_table_lacks_is_refused(stage: Stage, turn: AgreementEvent) -> None:
    if (stage, turn) in TURNS:
        assert turned(stage, turn) is TURNS[stage, turn]
    else:
        with pytest.raises(MoveRefused):
            turned(stage, turn)


def test_nothing_leads_out_of_the_ends_and_every_stage_can_be_reached() -> None:
    assert {before for before, _ in TURNS} == set(Stage) - {Stage.LAPSED, Stage.SUPERSEDED, Stage.WITHDRAWN}
    assert set(TURNS.values()) == set(Stage) - {Stage.ACCEPTED}
    assert {IN_LEDGER[stage] for stage in LIVE} == {AgreementState.LIVE}


@given(debts, amounts, st.sampled_from([0, 2]), st.integers(1, 12), st.data())
def test_nothing_is_counted_twice_whatever_is_paid_and_however_it_arrives(
    bills: int, amount: str, monthly: int, count: int, data: st.DataObject
) -> None:
    account = an_account(*monthly_bills(12, unpaid=bills, amount=amount))
    plan = a_plan(account, count, Rate.of_monthly(Decimal(monthly)))
    ours = an_agreed(account, plan)
    made = agreed(account, ours)
    before = receivable(account)
    assert receivable(made) == before + ours.interest_total - ours.down_payment
    assert standing(made, TODAY).overdue == Money(0)
    paid = data.draw(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 200_00)), max_size=5))
    payments = [
        Payment(f"P{n}", "0000001", TODAY + timedelta(days=day), Money(soles), "CAR1", in_feed=False)
        for n, (day, soles) in enumerate(paid)
    ]
    later = TODAY + timedelta(days=data.draw(st.integers(0, 400)))
    full = replace(made, payments=(*made.payments, *data.draw(st.permutations(payments))))
    seen = total(p.amount for p in payments if p.paid_on <= later)
    assert receivable(full, later) == receivable(made) - seen
    for payment in full.payments:
        parts = [s.amount for s in balances(full, later).shares if s.operation == payment.operation]
        assert not parts or total(parts) == payment.amount


@given(debts, amounts, st.integers(1, 12), st.integers(0, 12), st.integers(0, 50_00))
def test_the_feed_takes_over_what_was_posted_and_nothing_changes(
    bills: int, amount: str, count: int, instalments: int, more: int
) -> None:
    """The commercial system, which knows no agreement, puts the same money to the oldest bills."""
    account = an_account(*monthly_bills(12, unpaid=bills, amount=amount))
    ours = an_agreed(account, a_plan(account, count))
    made = agreed(account, ours)
    rows = ours.rows[: min(instalments, len(ours.rows))]
    paid = [a_payment(f"I{r.number}", r.due_on, str(r.amount.soles)) for r in rows]
    later = (paid[-1].paid_on if paid else TODAY) + timedelta(days=1)
    posted = replace(made, payments=(*made.payments, *paid))
    received = total([ours.down_payment, *(p.amount for p in paid)])
    fed = replace(posted, cut_date=later, bills=_oldest_first(posted.bills, received), payments=())
    assert standing(posted, later).instalments == standing(fed, later).instalments
    assert receivable(posted, later) == receivable(fed, later)


def _oldest_first(bills: tuple[Bill, ...], received: Money) -> tuple[Bill, ...]:
    left, taken = received.centimos, []
    for bill in sorted(bills, key=lambda b: b.due_on):
        part = min(left, bill.balance.centimos)
        left -= part
        taken.append(replace(bill, balance=bill.balance - Money(part)))
    return tuple(taken)


def test_an_instalment_paid_some_days_early_is_paid_though_a_new_bill_is_out() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    ours = an_agreed(account, a_plan(account))
    new = a_bill("R-2024-02", date(2024, 2, 20), issued_on=date(2024, 2, 1))
    made = agreed(account, ours)
    early = replace(
        made,
        bills=(*made.bills, new),
        payments=(*made.payments, a_payment("I1", date(2024, 2, 13), str(ours.rows[0].amount.soles))),
    )
    here = standing(early, date(2024, 2, 16))
    assert not here.overdue_instalments
    assert here.unpaid == Money.of("30.00")


def test_a_payment_that_names_a_new_bill_is_for_that_bill() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    made = agreed(account, an_agreed(account, a_plan(account)))
    new = a_bill("R-2024-02", date(2024, 2, 20), issued_on=date(2024, 2, 1))
    named = a_payment("N", date(2024, 2, 14), "30.00", bill=new.number)
    here = standing(
        replace(made, bills=(*made.bills, new), payments=(*made.payments, named)), date(2024, 2, 16)
    )
    assert here.unpaid == Money(0)
    assert len(here.overdue_instalments) == 1


def test_what_was_posted_before_the_yes_paid_bills_and_no_instalment() -> None:
    account = an_account(*monthly_bills(12, unpaid=4), payments=(a_payment("E", TODAY, "10.00"),))
    ours = an_agreed(account, a_plan(account))
    assert ours.debt == Money.of("110.00")
    assert receivable(agreed(account, ours)) == ours.debt - ours.down_payment


def test_a_broken_one_demands_only_what_is_past_its_date() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    ours = an_agreed(account, a_plan(account), stage=Stage.BROKEN)
    here = standing(agreed(account, ours), date(2024, 3, 1))
    assert here.agreement is None
    assert here.overdue == ours.rows[0].amount
    assert here.unbilled_instalments == total(row.amount for row in ours.rows)


def test_one_that_waits_for_its_down_payment_is_not_in_the_ledger() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    assert an_agreed(account, a_plan(account), stage=Stage.ACCEPTED, signed_on=None).in_ledger is None


def test_the_agreement_that_a_feed_brings_stands_for_both() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    made = agreed(account, an_agreed(account, a_plan(account)))
    theirs: Agreement = an_agreement(date(2024, 2, 15), amount="96.00", signed_on=date(2024, 1, 9))
    cleared = tuple(replace(bill, balance=Money(0)) for bill in made.bills)
    both = replace(made, bills=cleared, payments=(), agreements=(*made.agreements, theirs))
    here = standing(both, date(2024, 1, 20))
    assert here.agreement == theirs
    assert here.unbilled_instalments == Money.of("96.00")
    earlier = replace(theirs, signed_on=date(2024, 1, 7), state=AgreementState.BROKEN)
    assert standing(replace(made, agreements=(*made.agreements, earlier)), TODAY).agreement != earlier


def test_the_down_payment_may_come_in_parts_and_not_from_what_is_for_another_bill() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    ours = an_agreed(account, a_plan(account), stage=Stage.ACCEPTED, down=(), signed_on=None)
    assert ours.down_payment == Money.of("24.00")

    def after(*payments: Payment) -> tuple[tuple[str, Money], ...] | None:
        return down_payment_of(ours, replace(account, payments=payments))

    first, second = a_payment("A", TODAY, "20.00"), a_payment("B", TODAY + timedelta(days=1), "9.00")
    assert after(first) is None
    assert after(first, second) == (("A", Money.of("20.00")), ("B", Money.of("4.00")))
    assert after(first, replace(second, reversed=True)) is None
    assert after(first, replace(second, bill="R-2030-01")) is None
    assert after(first, replace(second, paid_on=TODAY - timedelta(days=1))) is None


@given(
    debts,
    amounts,
    st.integers(2, 12),
    st.integers(0, 11),
    st.integers(0, 100),
    st.integers(1, 20),
    st.sampled_from([0, 3]),
)
def test_a_changed_schedule_still_adds_up(
    bills: int, amount: str, count: int, paid: int, part: int, anew: int, monthly: int
) -> None:
    rate = Rate.of_monthly(Decimal(monthly))
    account = an_account(*monthly_bills(12, unpaid=bills, amount=amount))
    ours = an_agreed(account, a_plan(account, count, rate))
    done = min(paid, len(ours.rows) - 1)
    unpaid = {row.number: row.amount for row in ours.rows[done:]}
    begun = ours.rows[done]
    given_part = Money(
        min(begun.principal.centimos, begun.amount.centimos * part // 100, begun.amount.centimos - 1)
    )
    unpaid[begun.number] = begun.amount - given_part
    debt = principal_left(ours, unpaid)
    limits = PlanLimits(Decimal(0), 60, Money(1), rate)
    plan = plan_within(limits, Terms(debt, Money(0), anew, begun.due_on, rate), TODAY)
    rows = amended_rows(ours, unpaid, plan)
    assert total(row.principal for row in rows) == ours.debt - ours.down_payment
    assert rows[-1].balance == Money(0)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_the_terms_in_one_form_change_with_anything_that_matters() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    ours = an_agreed(account, a_plan(account))
    others = [
        replace(ours, number="CV-2024-000002"),
        replace(ours, version=2),
        replace(ours, down_payment=Money.of("25.00")),
        replace(ours, rows=ours.rows[:-1]),
        replace(ours, bills=ours.bills[:-1]),
        replace(ours, accepted_at=NOW + timedelta(seconds=1)),
    ]
    texts = [each.terms_text for each in (ours, *others)]
    assert len(set(texts)) == len(texts)
    assert replace(ours, stage=Stage.BROKEN, seal="X").terms_text == ours.terms_text


def test_an_option_shows_what_a_month_costs_in_all() -> None:
    account = an_account(*monthly_bills(12, unpaid=4))
    found = option(LIMITS, a_plan(account).terms, account, TODAY)
    assert found.outlay == found.plan.rows[0].amount + Money.of("30.00")
    assert option(LIMITS, a_plan(account).terms, replace(account, bills=()), TODAY).outlay is None
