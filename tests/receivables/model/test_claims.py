"""Claims: a bill stays frozen along the whole chain of instances; deadlines; and bills that call for a claim."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.packs import load_law
from receivables.model.account import Account, Claim, ClaimOutcome
from receivables.model.claims import (
    atypical_bills,
    business_days_after,
    deadline_of,
    frozen_by,
    last_day_to_claim,
    last_day_to_claim_paid,
)
from receivables.model.policy import Calendar
from receivables.model.standing import standing
from tests.support.build import (
    CUT_DATE,
    a_bill,
    a_calendar,
    a_claim,
    a_moment,
    a_payment,
    a_policy,
    a_supply,
    an_account,
)

PERU, COLOMBIA = load_law("PE"), load_law("CO")
BILL = a_bill("R1", date(2023, 11, 20))
HOLIDAY = date(2024, 1, 15)
CALENDAR = a_calendar(HOLIDAY)
DAYS = st.dates(date(2023, 6, 1), date(2024, 12, 31))


def decided(outcome: ClaimOutcome, on: date, **changes: Any) -> Claim:
    return a_claim("R1", outcome=outcome, resolved_on=on, **changes)


def frozen(account: Account, day: date) -> bool:
    return "R1" in frozen_by(PERU.claims, CALENDAR)(account, day)


def test_a_claim_freezes_its_own_bill_alone_from_its_filing_on() -> None:
    account = an_account(BILL, a_bill("R2", date(2023, 12, 20)), claims=(a_claim("R1"),))
    assert frozen_by(PERU.claims, CALENDAR)(account, date(2024, 1, 8)) == {"R1"}
    assert not frozen(account, date(2023, 11, 30))


def test_a_decision_without_a_date_is_none_yet() -> None:
    account = an_account(BILL, claims=(a_claim("R1", outcome=ClaimOutcome.UNFOUNDED),))
    assert frozen(account, date(2024, 6, 1))


def test_a_claim_found_wrong_stays_frozen_until_the_person_has_had_the_days_to_go_on() -> None:
    """5 business days to be told and 15 to go on (PE-CLM-3, PE-CLM-4): 29 January 2024, as the 15th is a holiday."""
    account = an_account(BILL, claims=(decided(ClaimOutcome.UNFOUNDED, date(2023, 12, 29)),))
    last = business_days_after(date(2023, 12, 29), 20, CALENDAR)
    assert last == date(2024, 1, 29)
    assert frozen(account, last)
    assert not frozen(account, last + timedelta(days=1))


def test_the_last_instance_ends_it() -> None:
    final = decided(ClaimOutcome.UNFOUNDED, date(2024, 1, 5), instance=3)
    assert frozen(an_account(BILL, claims=(final,)), date(2024, 1, 4))
    assert not frozen(an_account(BILL, claims=(final,)), date(2024, 1, 5))


def test_an_appeal_freezes_it_again_as_another_row_of_the_same_bill() -> None:
    first = decided(ClaimOutcome.UNFOUNDED, date(2023, 12, 4))
    account = an_account(BILL, claims=(first,))
    assert not frozen(account, date(2024, 3, 1))
    appealed = replace(account, claims=(first, a_claim("R1", number="C-2", instance=2)))
    assert frozen(appealed, date(2024, 3, 1))


def test_a_founded_claim_waits_for_the_corrected_balance() -> None:
    account = an_account(BILL, claims=(decided(ClaimOutcome.FOUNDED, date(2024, 1, 5)),))
    assert frozen(account, date(2024, 5, 1))
    assert not frozen(replace(account, cut_date=date(2024, 1, 5)), date(2024, 5, 1))


def test_in_a_year_that_nobody_vouches_for_a_bill_stays_frozen_and_a_deadline_comes_early() -> None:
    unknown = Calendar(frozenset(), frozenset())
    account = an_account(BILL, claims=(decided(ClaimOutcome.UNFOUNDED, date(2023, 12, 4)),))
    assert "R1" in frozen_by(PERU.claims, unknown)(account, date(2026, 1, 1))
    assert business_days_after(date(2024, 1, 12), 1, unknown) < business_days_after(
        date(2024, 1, 12), 1, CALENDAR
    )


@given(st.sampled_from(sorted(ClaimOutcome)), st.integers(0, 5), DAYS, DAYS, DAYS)
def test_whatever_the_chain_an_open_claim_is_frozen_and_one_frozen_was_filed(
    outcome: ClaimOutcome, instance: int, filed: date, resolved: date, day: date
) -> None:
    claim = a_claim("R1", outcome=outcome, instance=instance, filed_on=filed, resolved_on=resolved)
    account = an_account(BILL, claims=(claim,))
    for law in (PERU, COLOMBIA):
        held = "R1" in frozen_by(law.claims, CALENDAR)(account, day)
        assert held >= claim.open_on(day)
        assert not held or filed <= day


@given(DAYS, DAYS, st.integers(1, 3))
def test_a_frozen_bill_is_never_counted_as_owed_nor_paid_without_being_named(
    resolved: date, day: date, instance: int
) -> None:
    claim = decided(ClaimOutcome.UNFOUNDED, resolved, instance=instance, filed_on=date(2023, 6, 1))
    paid = a_payment("P1", max(day, CUT_DATE), "30.00")
    account = an_account(BILL, claims=(claim,), payments=(paid,))
    here = standing(account, paid.paid_on, frozen=frozen_by(PERU.claims, CALENDAR))
    if frozen(account, paid.paid_on):
        assert here.overdue_bills == here.outstanding_bills == ()
        assert (here.unpaid, here.credit) == (BILL.total, paid.amount)
    else:
        assert not here.unpaid


@pytest.mark.parametrize(("instance", "days"), [(1, 35), (2, 20), (3, 35), (9, 35)])
def test_a_claim_is_answered_within_the_business_days_of_its_instance(instance: int, days: int) -> None:
    claim = a_claim("R1", instance=instance, filed_on=date(2024, 1, 8))
    assert deadline_of(claim, PERU, CALENDAR) == business_days_after(date(2024, 1, 8), days, CALENDAR)


@given(DAYS, st.integers(0, 60))
def test_a_deadline_is_a_business_day_with_as_many_of_them_in_between(day: date, count: int) -> None:
    end = business_days_after(day, count, CALENDAR)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(each.weekday() < 5 and each != HOLIDAY for each in between) == count
    assert not count or (end.weekday() < 5 and end != HOLIDAY)


def high(m3: str = "40", usual: str | None = "15", due_on: date = date(2023, 12, 20)) -> Account:
    bill = a_bill(
        "R1",
        due_on,
        consumption_m3=Decimal(m3),
        usual_m3=None if usual is None else Decimal(usual),
    )
    return an_account(bill)


def odd(account: Account, **policy: Any) -> list[str]:
    at = a_moment(policy=a_policy(**{"allowance_m3": {"DOMESTICO": Decimal(16)}, **policy}))
    return [each.bill.number for each in atypical_bills(account, at.standing(account), at.policy)]


@pytest.mark.parametrize(
    ("account", "found"),
    [
        (high(), ["R1"]),
        (high("30", "15"), []),  # exactly double is not more than double
        (high("31", "15"), []),  # under two allowances of 16 m3
        (high("32", "15"), ["R1"]),
        (high(usual=None), []),
        (replace(high(), offered=frozenset({"R1"})), []),
        (replace(high(), claims=(decided(ClaimOutcome.UNFOUNDED, date(2023, 12, 4), instance=3),)), []),
        (replace(high(), supply=a_supply(category="COMERCIAL")), ["R1"]),
        (high("31", "15", due_on=date(2024, 1, 20)), []),
    ],
)
def test_a_bill_is_atypical_by_both_measures_and_until_a_claim_was_offered(
    account: Account, found: list[str]
) -> None:
    assert odd(account) == found


def test_without_a_known_allowance_the_first_measure_is_enough() -> None:
    assert odd(high("31", "15"), allowance_m3={}) == ["R1"]


def test_where_the_law_knows_no_atypical_bills_there_are_none() -> None:
    assert odd(high(), law=replace(a_policy().law, atypical=None)) == []


def test_the_last_day_to_claim_runs_from_the_due_date_or_from_the_payment() -> None:
    """PE-CLM-1: sixty calendar days for what is owed, twelve months for what is paid."""
    assert last_day_to_claim(a_bill("R-1", date(2024, 1, 8)), PERU) == date(2024, 3, 8)
    assert last_day_to_claim_paid(a_payment("CAR1-1", date(2024, 2, 29)), PERU) == date(2025, 2, 28)
