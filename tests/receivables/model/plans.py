"""Terms and limits for the tests of plans: some by hand, and all that hypothesis can think of."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from receivables.errors import PlanRefused
from receivables.model.money import Money
from receivables.model.plan import (
    LONGEST,
    NO_INTEREST,
    GraceKind,
    Plan,
    PlanLimits,
    Rate,
    Terms,
    plan_within,
)

FIRST = date(2026, 12, 31)
AGREED = date(2026, 11, 21)


def terms_of(debt: str, instalments: int, rate: Rate = NO_INTEREST, down: str = "0.00") -> Terms:
    return Terms(Money.of(debt), Money.of(down), instalments, FIRST, rate)


def amounts(plan: Plan) -> list[str]:
    return [str(row.amount) for row in plan.rows]


RATES = st.one_of(
    st.just(NO_INTEREST),
    st.decimals(0, 10, places=3).map(Rate.of_monthly),
    st.decimals(0, 90, places=2).map(Rate.of_tna),
    st.decimals(0, 120, places=2).map(Rate.of_tea),
)


@st.composite
def all_terms(draw: st.DrawFn) -> Terms:
    debt = draw(st.integers(1, 5_000_000))
    return Terms(
        Money(debt),
        Money(draw(st.integers(0, debt - 1))),
        draw(st.integers(1, 36)),
        draw(st.dates(date(2020, 1, 1), date(2030, 12, 31))),
        draw(RATES),
        draw(st.integers(0, 6)),
        draw(st.sampled_from(GraceKind)),
    )


@st.composite
def all_limits(draw: st.DrawFn) -> PlanLimits:
    return PlanLimits(
        draw(st.decimals(0, Decimal("99.9"), places=1)),
        draw(st.integers(1, 24)),
        Money(draw(st.integers(0, 100_000))),
        draw(RATES),
        ends_with_year=draw(st.booleans()),
        max_grace=draw(st.integers(0, 3)),
        capitalise_grace=draw(st.booleans()),
    )


def permissive(capitalise_grace: bool = False, rate: Rate = NO_INTEREST) -> PlanLimits:
    return PlanLimits(
        Decimal(0), LONGEST, Money.zero(), rate, max_grace=LONGEST, capitalise_grace=capitalise_grace
    )


def answer(limits: PlanLimits, terms: Terms, agreed_on: date = AGREED) -> Plan | PlanRefused:
    """What the limits say to the terms."""
    try:
        return plan_within(limits, terms, agreed_on)
    except PlanRefused as refusal:
        return refusal
