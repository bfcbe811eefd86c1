"""What is owed, derived: unpaid, outstanding, overdue, and instalments apart."""

from datetime import date
from decimal import Decimal

from receivables.model.account import ClaimOutcome
from receivables.model.money import Money
from receivables.model.standing import standing
from tests.support.build import (
    a_bill,
    a_claim,
    a_payment,
    an_account,
    an_agreement,
    monthly_bills,
)

TODAY = date(2024, 1, 8)
DUE = date(2023, 12, 20)


def test_a_bill_is_overdue_the_day_after_its_due_date_and_not_on_it():
    account = an_account(a_bill("R1", date(2024, 1, 8)))
    assert standing(account, date(2024, 1, 8)).overdue == Money(0)
    assert standing(account, date(2024, 1, 9)).overdue == Money.of("30.00")


def test_a_bill_not_yet_due_is_outstanding_and_not_overdue():
    here = standing(an_account(a_bill("R1", date(2024, 1, 20))), TODAY)
    assert here.outstanding == Money.of("30.00")
    assert here.overdue == Money(0)


def test_a_claimed_bill_stays_in_the_books_and_leaves_everything_else():
    account = an_account(a_bill("R1", DUE), claims=(a_claim("R1"),))
    here = standing(account, TODAY)
    assert here.unpaid == Money.of("30.00")
    assert here.outstanding == here.overdue == Money(0)
    assert here.overdue_but_claimed == Money.of("30.00")


def test_only_the_claimed_bill_is_frozen_not_its_neighbours():
    account = an_account(*monthly_bills(6, unpaid=3), claims=(a_claim("R-2023-11"),))
    assert [b.bill.number for b in standing(account, TODAY).overdue_bills] == ["R-2023-10", "R-2023-12"]


def test_a_resolved_claim_freezes_nothing_from_the_day_of_its_resolution():
    settled = a_claim("R1", outcome=ClaimOutcome.UNFOUNDED, resolved_on=date(2024, 1, 5))
    account = an_account(a_bill("R1", DUE), claims=(settled,))
    assert standing(account, date(2024, 1, 4)).overdue == Money(0)
    assert standing(account, date(2024, 1, 5)).overdue == Money.of("30.00")


def test_a_negligible_remainder_counts_for_nothing_but_the_books():
    account = an_account(a_bill("R1", DUE, balance="0.99"))
    here = standing(account, TODAY, negligible=Money.of("1.00"))
    assert here.unpaid == Money.of("0.99")
    assert here.outstanding_bills == here.overdue_bills == ()


def test_instalments_of_a_live_agreement_fall_overdue_on_their_own_dates():
    account = an_account(
        a_bill("R1", DUE, balance="0.00"), agreements=(an_agreement(date(2023, 12, 15), date(2024, 1, 15)),)
    )
    here = standing(account, TODAY)
    assert here.unpaid == Money(0)
    assert [i.instalment.number for i in here.overdue_instalments] == [1]
    assert here.overdue == Money.of("50.00")
    assert here.unbilled_instalments == Money.of("100.00")


def test_whoever_pays_is_clear():
    account = an_account(*monthly_bills(6, unpaid=3), payments=(a_payment("P1", TODAY, "90.00"),))
    assert standing(account, TODAY).overdue == Money(0)
    assert standing(account, date(2024, 1, 7)).overdue == Money.of("90.00")


def test_principal_is_settled_before_charges():
    bill = a_bill(
        "R1",
        DUE,
        "30.00",
        balance="4.00",
        water=Money.of("20.00"),
        fixed_charge=Money.of("5.00"),
        interest=Money.of("3.00"),
        other=Money.of("2.00"),
        consumption_m3=Decimal("10"),
    )
    (open_bill,) = standing(an_account(bill), TODAY).bills
    assert open_bill.make_up == {"interest": Money.of("2.00"), "other": Money.of("2.00")}


def test_the_make_up_of_an_untouched_bill_is_the_bill():
    (open_bill,) = standing(an_account(a_bill("R1", DUE)), TODAY).bills
    assert open_bill.make_up == {"water": Money.of("30.00")}


def test_before_the_cut_date_the_payments_are_replayed():
    paid = a_payment("P1", date(2023, 12, 18), "30.00", bill="R1", in_feed=True)
    account = an_account(a_bill("R1", DUE, balance="0.00"), payments=(paid,))
    assert standing(account, date(2023, 12, 17)).unpaid == Money.of("30.00")
    assert standing(account, date(2023, 12, 18)).unpaid == Money(0)


def test_what_payments_do_not_explain_is_an_opening_balance_for_the_whole_past():
    account = an_account(a_bill("R1", DUE, balance="12.00"))
    assert standing(account, date(2023, 12, 21)).unpaid == Money.of("12.00")
    assert standing(account, TODAY).unpaid == Money.of("12.00")
