"""What each payment settles: the bill named, due instalments, outstanding bills oldest first; the rest is credit."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from receivables.model.account import Account, Payment
from receivables.model.allocation import CREDIT, balances
from receivables.model.money import Money, total
from receivables.model.standing import standing
from tests.support.build import CUT_DATE, a_claim, a_payment, an_account, an_agreement, monthly_bills

TODAY = date(2024, 1, 8)
THREE = monthly_bills(6, unpaid=3)


def shares(account: Account, on: date = TODAY) -> list[tuple[str, str]]:
    return [(share.target, str(share.amount)) for share in balances(account, on).shares]


def test_the_oldest_outstanding_bill_comes_first():
    account = an_account(*THREE, payments=(a_payment("P1", TODAY, "45.00"),))
    assert shares(account) == [("R-2023-10", "30.00"), ("R-2023-11", "15.00")]


def test_a_named_bill_comes_before_older_ones_and_its_excess_goes_on():
    account = an_account(*THREE, payments=(a_payment("P1", TODAY, "45.00", bill="R-2023-12"),))
    assert shares(account) == [("R-2023-12", "30.00"), ("R-2023-10", "15.00")]


def test_due_instalments_come_before_bills_and_future_ones_do_not():
    agreement = an_agreement(date(2024, 1, 5), date(2024, 2, 5))
    account = an_account(*THREE, agreements=(agreement,), payments=(a_payment("P1", TODAY, "60.00"),))
    assert shares(account) == [("A-1/1", "50.00"), ("R-2023-10", "10.00")]


def test_a_claimed_bill_is_skipped_unless_it_is_named():
    claims = (a_claim("R-2023-10"),)
    skipped = an_account(*THREE, claims=claims, payments=(a_payment("P1", TODAY),))
    named = an_account(*THREE, claims=claims, payments=(a_payment("P1", TODAY, bill="R-2023-10"),))
    assert shares(skipped) == [("R-2023-11", "30.00")]
    assert shares(named) == [("R-2023-10", "30.00")]


def test_what_is_left_over_is_credit():
    account = an_account(*THREE, payments=(a_payment("P1", TODAY, "100.00"),))
    assert shares(account)[-1] == (CREDIT, "10.00")
    assert standing(account, TODAY).credit == Money.of("10.00")


def test_a_payment_for_a_bill_older_than_the_ledger_settles_no_other_bill():
    account = an_account(*THREE, payments=(a_payment("P1", TODAY, bill="R-1999-01"),))
    assert shares(account) == []


def test_a_reversed_payment_never_was():
    account = an_account(*THREE, payments=(a_payment("P1", TODAY, "90.00", reversed=True),))
    assert standing(account, TODAY).overdue == Money.of("90.00")


def test_payments_of_the_feed_are_in_its_balances_already():
    account = an_account(*THREE, payments=(a_payment("P1", CUT_DATE, "90.00", in_feed=True),))
    assert standing(account, TODAY).overdue == Money.of("90.00")


payments = st.lists(
    st.builds(
        lambda day, amount, bill: (day, amount, bill),
        st.integers(0, 60),
        st.integers(1, 12_000),
        st.sampled_from([None, "R-2023-10", "R-2023-11", "R-2023-12", "R-1999-01"]),
    ),
    max_size=8,
)


def posted(rows: list[tuple[int, int, str | None]], *, in_feed: bool) -> tuple[Payment, ...]:
    first = date(2023, 11, 1) if in_feed else date(2024, 1, 1)
    return tuple(
        Payment(f"P{n:03}", "0000001", first + timedelta(days=day), Money(amount), "CAR1", bill, in_feed)
        for n, (day, amount, bill) in enumerate(rows)
    )


@given(payments, st.randoms())
def test_the_order_in_which_payments_arrive_changes_nothing(rows, random):
    made = list(posted(rows, in_feed=False))
    account = an_account(*THREE, payments=tuple(made))
    random.shuffle(made)
    shuffled = replace(account, payments=tuple(made))
    assert balances(account, date(2024, 3, 1)) == balances(shuffled, date(2024, 3, 1))


@given(payments)
def test_every_centimo_goes_somewhere_and_no_bill_goes_below_zero(rows):
    made = tuple(p for p in posted(rows, in_feed=False) if p.bill != "R-1999-01")
    account = an_account(*THREE, payments=made)
    left = balances(account, date(2024, 3, 1))
    settled = total(b.balance for b in THREE).centimos - sum(left.bills.values())
    assert settled + left.credit == total(p.amount for p in made).centimos
    assert min(left.bills.values()) >= 0


@given(payments)
def test_the_replayed_past_arrives_at_the_balances_of_the_feed(rows):
    account = an_account(*THREE, payments=posted(rows, in_feed=True))
    a_day_later = replace(account, cut_date=CUT_DATE + timedelta(days=1))
    assert balances(a_day_later, CUT_DATE).bills == {b.number: b.balance.centimos for b in THREE}
