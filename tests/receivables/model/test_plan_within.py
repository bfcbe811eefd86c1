"""What a utility allows of a plan; and a refused plan comes with one that would be accepted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from receivables.errors import BadAmount, BadPolicy, PlanRefused
from receivables.model.money import Money
from receivables.model.plan import (
    LONGEST,
    Objection,
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
from tests.receivables.model.plans import AGREED, all_limits, all_terms, answer, permissive, terms_of

TUMBES = PlanLimits(Decimal(20), 24, Money.of("30.00"))


def refused(
    limits: PlanLimits, terms: Terms, agreed_on: date = AGREED
) -> tuple[tuple[Objection, ...], Plan | None]:
    refusal = answer(limits, terms, agreed_on)
    assert isinstance(refusal, PlanRefused)
    return objections_of(refusal), nearest_of(refusal)


def test_a_plan_within_the_limits_is_the_schedule_of_its_terms() -> None:
    terms = terms_of("1000", 24, down="200")
    assert plan_within(TUMBES, terms, AGREED) == simulate(terms)


def test_a_low_down_payment_is_raised_to_the_least() -> None:
    found, near = refused(TUMBES, terms_of("1000", 10, down="199.99"))
    assert found == (Objection(PlanLimit.DOWN_PAYMENT_TOO_LOW, Money.of("199.99"), Money.of("200")),)
    assert near == simulate(terms_of("1000", 10, down="200"))


def test_the_least_down_payment_is_rounded_half_up() -> None:
    assert TUMBES.min_down_payment(Money(13)) == Money(3)
    assert PlanLimits(Decimal("12.5"), 24, Money.zero()).min_down_payment(Money(4)) == Money(1)


def test_too_many_instalments_become_the_most_allowed() -> None:
    found, near = refused(TUMBES, terms_of("1000", 25, down="200"))
    assert found == (Objection(PlanLimit.TOO_MANY_INSTALMENTS, 25, 24),)
    assert near == simulate(terms_of("1000", 24, down="200"))


def test_instalments_under_the_least_become_fewer() -> None:
    found, near = refused(TUMBES, terms_of("500", 24, down="100"))
    assert found == (Objection(PlanLimit.INSTALMENT_TOO_LOW, Money.of("16.59"), Money.of("30")),)
    assert near == simulate(terms_of("500", 13, down="100"))


def test_instalments_of_exactly_the_least_are_allowed_and_near() -> None:
    exact = terms_of("900", 24, down="180")
    assert plan_within(TUMBES, exact, AGREED) == simulate(exact)
    assert refused(TUMBES, replace(exact, instalments=25))[1] == simulate(exact)


def test_the_least_instalment_of_all_is_a_centimo() -> None:
    found, near = refused(permissive(), terms_of("0.02", 4))
    assert found == (Objection(PlanLimit.INSTALMENT_TOO_LOW, Money(0), Money(1)),)
    assert near == simulate(terms_of("0.02", 2))


def test_a_debt_that_its_least_down_payment_covers_has_no_nearest() -> None:
    found, near = refused(PlanLimits(Decimal(50), 12, Money.zero()), terms_of("0.01", 1))
    assert found == (Objection(PlanLimit.DOWN_PAYMENT_TOO_LOW, Money(0), Money(1)),)
    assert near is None


def test_the_last_instalment_counts_too_when_it_is_the_lowest() -> None:
    limits = replace(TUMBES, min_instalment=Money.of("16.67"), min_down_percent=Decimal(0))
    found, near = refused(limits, terms_of("50", 3))
    assert found == (Objection(PlanLimit.INSTALMENT_TOO_LOW, Money.of("16.66"), Money.of("16.67")),)
    assert near == simulate(terms_of("50", 2))


def test_a_down_payment_that_leaves_less_than_one_instalment_is_lowered() -> None:
    _, near = refused(TUMBES, terms_of("100", 2, down="95"))
    assert near == simulate(terms_of("100", 2, down="20"))


def test_a_debt_too_small_for_any_plan_has_no_nearest() -> None:
    assert refused(TUMBES, terms_of("25", 2))[1] is None


def test_a_policy_bears_its_own_rate_and_no_other() -> None:
    asked, own = Rate.of_tea(Decimal(20)), Rate.of_tea(Decimal(10))
    found, near = refused(replace(TUMBES, rate=own), terms_of("1000", 5, asked, down="200"))
    assert found == (Objection(PlanLimit.RATE_NOT_OF_THE_POLICY, asked, own),)
    assert near == simulate(terms_of("1000", 5, own, down="200"))


def test_a_plan_ends_with_the_year_where_the_policy_says_so() -> None:
    limits = PlanLimits(Decimal(50), 12, Money.of("30"), ends_with_year=True)
    terms = replace(terms_of("1000", 12, down="500"), first_due_on=date(2026, 6, 30))
    found, near = refused(limits, terms, date(2026, 6, 15))
    assert found == (Objection(PlanLimit.ENDS_TOO_LATE, date(2027, 5, 30), date(2026, 12, 31)),)
    assert near == simulate(replace(terms, instalments=7))


def test_grace_makes_way_for_instalments_when_the_year_ends() -> None:
    limits = PlanLimits(Decimal(0), 12, Money.zero(), ends_with_year=True, max_grace=6)
    terms = replace(terms_of("1000", 6), first_due_on=date(2026, 6, 30), grace=6)
    assert refused(limits, terms, date(2026, 6, 15))[1] == simulate(replace(terms, grace=1))


def test_in_the_last_days_of_the_year_there_is_no_nearest() -> None:
    limits = replace(TUMBES, ends_with_year=True)
    terms = replace(terms_of("1000", 2, down="200"), first_due_on=date(2027, 1, 5))
    assert refused(limits, terms)[1] is None


def test_all_objections_are_said_at_once() -> None:
    terms = replace(terms_of("100", 30, Rate.of_tea(Decimal(5))), grace=2)
    found, _ = refused(TUMBES, terms)
    assert [each.limit for each in found] == [
        PlanLimit.DOWN_PAYMENT_TOO_LOW,
        PlanLimit.TOO_MANY_INSTALMENTS,
        PlanLimit.GRACE_TOO_LONG,
        PlanLimit.RATE_NOT_OF_THE_POLICY,
        PlanLimit.INSTALMENT_TOO_LOW,
    ]


@given(all_limits(), all_terms(), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_nearest_plan_of_a_refusal_is_accepted_as_it_is(
    limits: PlanLimits, terms: Terms, agreed_on: date
) -> None:
    plan = answer(limits, terms, agreed_on)
    if isinstance(plan, Plan):
        assert plan.terms == terms
        assert min(row.amount for row in plan.instalments) >= limits.min_instalment
        return
    assert objections_of(plan)
    near = nearest_of(plan)
    assume(near is not None)
    assert near is not None
    assert plan_within(limits, near.terms, agreed_on) == near


@given(all_limits(), all_terms())
def test_there_is_a_nearest_plan_wherever_one_instalment_would_do(limits: PlanLimits, terms: Terms) -> None:
    least_down = limits.min_down_payment(terms.debt)
    assume(least_down < terms.debt and not limits.ends_with_year)
    single = replace(terms, down_payment=least_down, instalments=1, grace=0, rate=limits.rate)
    assume(isinstance(answer(limits, single), Plan))
    plan = answer(limits, terms)
    assert isinstance(plan, Plan) or nearest_of(plan) is not None


def test_limits_in_soles_say_nothing_of_a_debt_in_pesos() -> None:
    terms = Terms(Money(100_000, "COP"), Money(50_000, "COP"), 2, date(2026, 12, 31))
    with pytest.raises(BadAmount, match="mixed_currencies"):
        plan_within(TUMBES, terms, AGREED)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"min_down_percent": Decimal(100)}, "min_down_percent_out_of_range"),
        ({"min_down_percent": Decimal(-1)}, "min_down_percent_out_of_range"),
        ({"max_instalments": 0}, "max_instalments_out_of_range"),
        ({"max_instalments": LONGEST + 1}, "max_instalments_out_of_range"),
        ({"max_grace": -1}, "max_grace_out_of_range"),
        ({"min_instalment": Money(-1)}, "min_instalment_negative"),
    ],
)
def test_limits_that_make_no_sense_are_a_bad_policy(
    change: dict[str, Decimal | int | Money], code: str
) -> None:
    with pytest.raises(BadPolicy, match=code):
        replace(TUMBES, **change)  # type: ignore[arg-type]  # the fields are named above
