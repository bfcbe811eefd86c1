"""Balances that the payments on file do not explain: over whole columns, as the model says for one account."""

from collections.abc import Sequence
from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files.opening import Opening
from receivables.model.allocation import opening_balances
from receivables.model.money import Money
from receivables.model.portfolio import OpeningBalances
from tests.support.build import a_bill, a_payment, an_account

BILLS = {"number": pl.String, "supply_number": pl.String, "total": pl.Int64, "balance": pl.Int64}
PAYMENTS = {"supply_number": pl.String, "bill": pl.String, "amount": pl.Int64}

Bill = tuple[int, int, list[int]]


def explained(bills: Sequence[tuple[object, ...]], payments: Sequence[tuple[object, ...]]) -> OpeningBalances:
    opening = Opening()
    opening.bills(pl.DataFrame(bills, schema=BILLS, orient="row"))
    opening.payments(pl.DataFrame(payments, schema=PAYMENTS, orient="row"))
    return opening.balances({"0000001", "0000002"})


@st.composite
def a_settled_bill(draw: st.DrawFn) -> Bill:
    """Total, balance, and payments that name it and do not exceed it."""
    total = draw(st.integers(1, 9_000))
    parts = draw(st.lists(st.integers(1, total), max_size=2).filter(lambda parts: sum(parts) <= total))
    return total, draw(st.integers(0, total)), parts


@given(st.lists(a_settled_bill(), max_size=5))
def test_for_payments_that_name_their_bill_it_is_what_the_model_says(several: list[Bill]) -> None:
    bills = {f"R-{n}": bill for n, bill in enumerate(several)}
    paid = [(number, n, part) for number, (_, _, parts) in bills.items() for n, part in enumerate(parts)]
    account = an_account(
        *(
            a_bill(number, date(2023, 6, 20), str(Money(total)), str(Money(balance)))
            for number, (total, balance, _) in bills.items()
        ),
        payments=tuple(
            a_payment(f"{number}/{n}", date(2023, 6, 25), str(Money(part)), bill=number, in_feed=True)
            for number, n, part in paid
        ),
    )
    expected = opening_balances(account)
    found = explained(
        [(number, "0000001", total, balance) for number, (total, balance, _) in bills.items()],
        [("0000001", number, part) for number, _, part in paid],
    )
    assert found == OpeningBalances(
        bills=len(expected),
        less=-sum(difference for difference in expected.values() if difference < 0),
        more=sum(difference for difference in expected.values() if difference > 0),
    )


def test_payments_without_a_bill_explain_what_their_supply_settled() -> None:
    bills = [("R-1", "0000001", 3000, 0), ("R-2", "0000001", 3000, 0), ("R-3", "0000002", 3000, 0)]
    assert explained(bills, [("0000001", None, 6000)]) == OpeningBalances(bills=1, less=3000)
    assert explained(bills, [("0000001", None, 2000)]) == OpeningBalances(bills=3, less=7000)
    assert explained(bills, [("0000001", None, 9000), ("0000002", "R-3", 3000)]) == OpeningBalances()


def test_a_payment_for_a_bill_that_is_not_on_file_explains_nothing() -> None:
    assert explained([("R-1", "0000001", 3000, 0)], [("0000001", "R-0", 3000)]) == OpeningBalances(1, 3000)


def test_supplies_that_were_left_out_do_not_count() -> None:
    assert explained([("R-1", "0000009", 3000, 0)], []) == OpeningBalances()


def test_nothing_read_is_nothing_to_explain() -> None:
    assert Opening().balances(()) == OpeningBalances()
