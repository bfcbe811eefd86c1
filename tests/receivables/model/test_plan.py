"""Schedules add up to the centimo, whatever the terms."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from receivables.errors import BadInput, PlanRefused
from receivables.model.dates import monthly
from receivables.model.money import Money, total
from receivables.model.plan import (
    LONGEST,
    NO_INTEREST,
    GraceKind,
    Plan,
    PlanLimit,
    PlanLimits,
    Rate,
    Terms,
    nearest_of,
    objections_of,
    plan_within,
    simulate,
)
from tests.receivables.model.plans import (
    AGREED,
    FIRST,
    all_terms,
    amounts,
    answer,
    permissive,
    terms_of,
)

# --- every schedule


def assert_adds_up(plan: Plan) -> None:
    """The books of a schedule: each row by itself, from row to row, and the whole."""
    terms = plan.terms
    balance = terms.financed
    for row in plan.rows:
        balance = balance - row.principal
        assert row.amount == row.principal + row.interest
        assert row.balance == balance >= Money.zero()
        assert row.amount >= Money.zero()
        assert row.interest >= Money.zero()
    assert balance == Money.zero()
    assert total(row.principal for row in plan.rows) == terms.financed
    assert plan.interest_total == total(row.interest for row in plan.rows)
    assert plan.total == terms.debt + plan.interest_total
    assert [row.number for row in plan.rows] == list(range(1, terms.grace + terms.instalments + 1))
    assert tuple(row.due_on for row in plan.rows) == monthly(terms.first_due_on, len(plan.rows))


def assert_level(plan: Plan) -> None:
    """All instalments but the last are equal, and each pays off something."""
    assert len({row.amount for row in plan.instalments[:-1]}) <= 1
    assert all(row.principal > Money.zero() for row in plan.instalments)


def made(terms: Terms) -> Plan:
    """The plan of the terms, or the nearest one where their instalments would fall under a centimo."""
    try:
        return simulate(terms)
    except PlanRefused as refusal:
        found = nearest_of(refusal)
    assert found is not None
    return found


@given(all_terms())
def test_every_schedule_adds_up_and_is_level(terms: Terms) -> None:
    plan = made(terms)
    assert_adds_up(plan)
    assert_level(plan)


@given(all_terms())
def test_so_does_every_schedule_that_may_not_capitalise(terms: Terms) -> None:
    plan = answer(permissive(rate=terms.rate), terms)
    if isinstance(plan, PlanRefused):
        assert [each.limit for each in objections_of(plan)] == [PlanLimit.INSTALMENT_TOO_LOW]
        return
    assert_adds_up(plan)
    assert_level(plan)
    assert all(row.principal >= Money.zero() for row in plan.rows)


@given(all_terms())
def test_each_months_interest_is_that_of_the_balance_before_it_rounded_half_up(terms: Terms) -> None:
    plan = made(terms)
    balance = plan.terms.financed
    for row in plan.rows:
        assert row.interest.centimos == int(balance.centimos * terms.rate.monthly + Fraction(1, 2))
        balance = row.balance


def test_the_published_example_of_the_command() -> None:
    plan = simulate(terms_of("10000", 12, Rate.of_monthly(Decimal("2.4"))))
    first = plan.rows[0]
    assert [str(first.principal), str(first.interest), str(first.amount), str(first.balance)] == [
        "728.98",
        "240.00",
        "968.98",
        "9271.02",
    ]
    assert (first.number, first.due_on, plan.rows[2].due_on) == (1, FIRST, date(2027, 2, 28))
    assert (str(plan.interest_total), str(plan.total)) == ("1627.73", "11627.73")


def test_without_interest_the_last_instalment_takes_the_difference() -> None:
    assert amounts(simulate(terms_of("1000", 3))) == ["333.33", "333.33", "333.34"]
    assert amounts(simulate(terms_of("0.05", 2))) == ["0.03", "0.02"]


def test_a_level_amount_halfway_between_two_centimos_is_rounded_up() -> None:
    assert amounts(simulate(terms_of("10.01", 2))) == ["5.01", "5.00"]


def test_an_interest_of_exactly_half_a_centimo_is_rounded_up_even_where_a_twelfth_recurs() -> None:
    plan = simulate(terms_of("0.60", 1, Rate.of_tna(Decimal(10))))
    assert str(plan.rows[0].interest) == "0.01"


def test_the_down_payment_is_not_financed_but_is_part_of_the_total() -> None:
    plan = simulate(terms_of("1000", 2, down="400"))
    assert str(plan.terms.financed) == "600.00"
    assert amounts(plan) == ["300.00", "300.00"]
    assert str(plan.total) == "1000.00"


@pytest.mark.parametrize(
    ("debt", "instalments", "most"), [("0.02", 4, 2), ("0.01", 2, 1), ("1.00", 101, 100)]
)
def test_instalments_under_a_centimo_are_refused_with_the_most_that_there_can_be(
    debt: str, instalments: int, most: int
) -> None:
    with pytest.raises(PlanRefused, match="instalments_below_a_centimo") as refusal:
        simulate(terms_of(debt, instalments))
    assert nearest_of(refusal.value) == simulate(terms_of(debt, most))


# --- rates


def test_an_effective_yearly_rate_comes_out_again_after_twelve_months() -> None:
    monthly_rate = Rate.of_tea(Decimal("34.5")).monthly
    assert abs((1 + monthly_rate) ** 12 - Fraction("1.345")) < Fraction(1, 10**35)
    assert Rate.of_tea(Decimal("12.682503013196972066120100")).monthly == Fraction(1, 100)
    assert Rate.of_tea(Decimal(0)) == NO_INTEREST


def test_a_nominal_yearly_rate_is_twelve_monthly_ones_exactly() -> None:
    assert Rate.of_tna(Decimal("7.5")).monthly * 12 == Fraction("0.075")
    assert Rate.of_monthly(Decimal("2.4")).monthly == Fraction("0.024")
    assert Rate.of_tna(Decimal(10)).monthly_percent == Decimal("0.8333")


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "1e9", "NaN", "Infinity"])
def test_a_rate_under_zero_or_above_a_hundred_percent_a_month_is_refused(percent: str) -> None:
    with pytest.raises(BadInput, match="rate_out_of_range"):
        Rate.of_monthly(Decimal(percent))


@pytest.mark.parametrize("percent", ["-100", "409500.01", "NaN"])
def test_so_is_a_yearly_rate_that_comes_to_that(percent: str) -> None:
    with pytest.raises(BadInput, match="rate_out_of_range"):
        Rate.of_tea(Decimal(percent))


# --- grace


def grace_plan(kind: GraceKind, limits: PlanLimits | None = None) -> Plan:
    rate = Rate.of_monthly(Decimal("2.4"))
    terms = replace(terms_of("10000", 3, rate), grace=2, grace_kind=kind)
    return plan_within(limits, terms, AGREED) if limits else simulate(terms)


def grace_rows(plan: Plan) -> list[tuple[str, str, str]]:
    return [(str(row.interest), str(row.amount), str(row.balance)) for row in plan.rows[: plan.terms.grace]]


def test_partial_grace_pays_the_interest_and_leaves_the_balance() -> None:
    plan = grace_plan(GraceKind.PARTIAL)
    assert grace_rows(plan) == [("240.00", "240.00", "10000.00"), ("240.00", "240.00", "10000.00")]
    assert [row.number for row in plan.instalments] == [3, 4, 5]


def test_total_grace_pays_nothing_and_the_calculator_lends_its_interest_on_top() -> None:
    plan = grace_plan(GraceKind.TOTAL)
    assert grace_rows(plan) == [("240.00", "0.00", "10240.00"), ("245.76", "0.00", "10485.76")]


def test_total_grace_under_a_policy_bears_simple_interest_paid_with_the_instalments() -> None:
    rate = Rate.of_monthly(Decimal("2.4"))
    plan = grace_plan(GraceKind.TOTAL, permissive(rate=rate))
    without_grace = simulate(terms_of("10000", 3, rate))
    assert grace_rows(plan) == [("0.00", "0.00", "10000.00")] * 2
    more = [
        row.amount - plain.amount for row, plain in zip(plan.instalments, without_grace.rows, strict=True)
    ]
    assert [str(each) for each in more] == ["160.00"] * 3
    assert str(plan.interest_total - without_grace.interest_total) == "480.00"


def test_the_centimos_of_simple_interest_left_over_go_to_the_last_instalment() -> None:
    rate = Rate.of_monthly(Decimal(1))
    terms = replace(terms_of("11", 3, rate), grace=1, grace_kind=GraceKind.TOTAL)
    plan = plan_within(permissive(rate=rate), terms, AGREED)
    plain = simulate(terms_of("11", 3, rate))
    more = [row.amount - each.amount for row, each in zip(plan.instalments, plain.rows, strict=True)]
    assert more == [Money(3), Money(3), Money(5)]


def test_a_policy_may_allow_capitalising() -> None:
    rate = Rate.of_monthly(Decimal("2.4"))
    allowed = grace_plan(GraceKind.TOTAL, permissive(capitalise_grace=True, rate=rate))
    assert allowed == grace_plan(GraceKind.TOTAL)


# --- terms that make no sense


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"debt": Money(0)}, "debt_not_positive"),
        ({"debt": Money(-100)}, "debt_not_positive"),
        ({"down_payment": Money(-1)}, "down_payment_negative"),
        ({"down_payment": Money(10_000)}, "nothing_to_finance"),
        ({"instalments": 0}, "instalments_out_of_range"),
        ({"instalments": LONGEST + 1}, "instalments_out_of_range"),
        ({"grace": -1}, "grace_out_of_range"),
        ({"grace": LONGEST + 1}, "grace_out_of_range"),
    ],
)
def test_terms_that_make_no_sense_are_refused(change: dict[str, Money | int], code: str) -> None:
    with pytest.raises(BadInput, match=code):
        replace(terms_of("100", 3), **change)  # type: ignore[arg-type]  # the fields are named above


def test_a_schedule_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BadInput, match="date_out_of_range"):
        simulate(replace(terms_of("100", 3), first_due_on=date(9999, 12, 1)))


# --- known answers


def known(shared_data: Path, name: str) -> Iterator[dict[str, str]]:
    with (shared_data / "instalments" / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def monthly_rate(text: str) -> Rate:
    """A rate as those files write it: a share of one, over 12 where it is nominal and yearly."""
    share, _, months = text.partition("/")
    percent = Decimal(share) * 100
    return Rate.of_tna(percent) if months else Rate.of_monthly(percent)


def test_known_instalments_come_out(shared_data: Path) -> None:
    for row in known(shared_data, "known_instalments.csv"):
        plan = simulate(terms_of(row["principal"], int(row["months"]), monthly_rate(row["monthly_rate"])))
        assert amounts(plan)[0] == row["instalment"], row["case"]
        assert_adds_up(plan)


def test_a_known_schedule_comes_out_but_for_the_centimos_that_it_does_not_round(shared_data: Path) -> None:
    rows = list(known(shared_data, "numpy_financial_2500_12_schedule.csv"))
    plan = simulate(terms_of(rows[0]["principal"], len(rows), monthly_rate(rows[0]["monthly_rate"])))
    for ours, theirs in zip(plan.rows, rows, strict=True):
        for amount, expected in (
            (ours.principal, theirs["amortisation"]),
            (ours.interest, theirs["interest"]),
            (ours.balance, theirs["balance"]),
        ):
            assert abs((amount - Money.of(expected)).centimos) <= 4


def test_balances_only_fall_once_the_grace_is_over() -> None:
    plan = grace_plan(GraceKind.TOTAL)
    assert all(later.balance < earlier.balance for earlier, later in pairwise(plan.instalments))
