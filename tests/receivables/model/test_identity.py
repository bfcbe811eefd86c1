"""Who a chat is: two facts of the latest printed bill, and no hint for those who guess."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.identity import (
    LOCKED_FOR,
    WRONG_TRIES,
    consent_at,
    latest_bill,
    locked_until,
    masked,
    persons,
    proved,
    proves,
)
from receivables.model.money import Money
from tests.support.build import PHONE, a_bill, a_contact, an_account, lima

TODAY = date(2024, 1, 8)
ACCOUNT = an_account(
    a_bill("R2311-000123", date(2023, 11, 20), "30.00"),
    a_bill("R2312-000123", date(2023, 12, 20), "45.60"),
    a_bill("R2401-000123", date(2024, 1, 25), "99.90"),
)
NOW: datetime = lima("2024-01-08 10:00")


def test_the_latest_bill_is_the_last_one_issued() -> None:
    bill = latest_bill(ACCOUNT, TODAY)
    assert bill is not None
    assert bill.number == "R2312-000123"
    assert latest_bill(an_account(), TODAY) is None


@pytest.mark.parametrize("code", ["R2312-000123", "r2312-000123", "R2312000123"])
def test_its_number_proves_who_is_asking(code: str) -> None:
    assert proves(ACCOUNT, TODAY, [code], [])


def test_so_does_its_exact_total() -> None:
    assert proves(ACCOUNT, TODAY, [], [Money.of("45.60")])


@pytest.mark.parametrize(
    ("codes", "amounts"),
    [
        (["R2311-000123"], []),
        (["R2401-000123"], []),
        ([], [Money.of("45.61")]),
        ([], [Money.of("30.00")]),
        ([PHONE], []),
        ([], []),
    ],
)
def test_nothing_else_does(codes: list[str], amounts: list[Money]) -> None:
    assert not proves(ACCOUNT, TODAY, codes, amounts)


def test_a_supply_without_bills_cannot_be_proved() -> None:
    assert not proves(an_account(), TODAY, ["R2312-000123"], [Money.of("45.60")])


def test_a_number_is_not_the_proof_of_itself() -> None:
    same = an_account(a_bill("0000001", date(2023, 12, 20)))
    assert proved(["0000001"], {"0000001": same}, TODAY, ["0000001"], []) is None


def test_the_supply_is_found_whatever_the_order_of_the_codes() -> None:
    accounts = {"0000001": ACCOUNT}
    for codes in (["0000001", "R2312-000123"], ["R2312-000123", "0000001"]):
        assert proved(codes, accounts, TODAY, codes, []) == "0000001"
    assert proved(["0000002"], accounts, TODAY, ["0000002", "R2312-000123"], []) is None


def test_five_wrong_tries_lock_for_a_day() -> None:
    assert locked_until(WRONG_TRIES - 1, NOW) is None
    assert locked_until(WRONG_TRIES, NOW) == NOW + LOCKED_FOR
    assert timedelta(hours=24) == LOCKED_FOR
    assert WRONG_TRIES == 5


@given(st.text("0123456789", min_size=7, max_size=12))
def test_a_masked_number_shows_its_end_only(number: str) -> None:
    assert masked(number) == f"...{number[-4:]}"


def test_a_chat_belongs_to_whoever_is_reached_there() -> None:
    here, elsewhere = a_contact(), a_contact(document="00000002", phone="+51900000002")
    assert persons([here, elsewhere], PHONE) == ("doc:00000001",)


def test_where_nobody_is_reached_it_may_be_any_contact_of_the_supply() -> None:
    both = [a_contact(), a_contact(document="", phone="+51900000002")]
    assert persons(both, "424242") == ("doc:00000001", "tel:+51900000002")


def test_the_earliest_consent_at_the_address_is_told() -> None:
    late, early = a_contact(consented_on=date(2023, 5, 1)), a_contact("sms", consented_on=date(2022, 5, 1))
    assert consent_at([late, early], PHONE) == early
    assert consent_at([late, early], "+51900000002") is None
