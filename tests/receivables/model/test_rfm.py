"""Scores are fair: equal behaviour, equal score; whatever the order; the best always reach 5; alone or all together."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import BadAmount, BadInput
from receivables.model.money import Money
from receivables.model.rfm import (
    WITHOUT_PAYMENTS,
    CutPoints,
    Measure,
    Measures,
    PublishedCuts,
    RfmCuts,
    RfmScore,
    Summary,
    classes,
    cut_points,
    cut_positions,
    measure,
    published_cuts,
    published_thresholds,
    rfm_cuts,
    uninformative,
    window_start,
)

AS_OF = date(2023, 12, 31)
FEW_VALUES = st.lists(st.integers(0, 12), min_size=1, max_size=60)
PAYMENTS = st.lists(
    st.tuples(
        st.dates(AS_OF - timedelta(500), AS_OF + timedelta(60)),
        st.integers(0, 40).map(lambda n: Money(n * 50)),
    ),
    max_size=14,
)
PORTFOLIOS = st.lists(PAYMENTS, min_size=1, max_size=25)


def cuts_of(portfolio: Sequence[list[tuple[date, Money]]]) -> RfmCuts | None:
    return rfm_cuts(AS_OF, [measure(payments, AS_OF) for payments in portfolio])


def decimals(*values: int | str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


# --- the rule `utility`, one measure


@given(FEW_VALUES)
def test_the_class_is_the_share_at_or_below_in_fifths_rounded_up(values: list[int]) -> None:
    cuts, n = cut_points(values), len(values)
    for value in values:
        r = sum(other <= value for other in values)
        assert cuts.class_of(value) == (5 * r + n - 1) // n == -(-5 * r // n)


@given(FEW_VALUES.flatmap(lambda values: st.tuples(st.just(values), st.permutations(values))))
def test_the_cut_points_do_not_depend_on_the_order_of_the_rows(orders: tuple[list[int], list[int]]) -> None:
    one, other = orders
    assert cut_points(one) == cut_points(other)


@given(FEW_VALUES)
def test_the_best_value_is_always_5_and_a_larger_value_never_scores_less(values: list[int]) -> None:
    cuts = cut_points(values)
    assert cuts.class_of(max(values)) == 5
    scored = [cuts.class_of(value) for value in sorted(values)]
    assert scored == sorted(scored)
    assert set(scored) <= {1, 2, 3, 4, 5}


def test_distinct_values_fall_into_fifths() -> None:
    cuts = cut_points(range(1, 11))
    assert [cuts.class_of(value) for value in range(1, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_a_perfect_monthly_payer_has_5_where_the_published_rule_gives_3() -> None:
    payments = [12] * 55 + [11] * 20 + [10] * 8 + [9] * 7 + [5] * 10
    assert cut_points(payments).class_of(12) == 5
    assert published_thresholds(map(Decimal, payments)).class_of(Decimal(12)) == 3


def test_one_value_alone_and_all_values_equal_are_5_and_said_to_be_tied() -> None:
    assert cut_points([7]).class_of(7) == 5
    assert cut_points([3] * 8) == CutPoints((3, 3, 3, 3), tied=True)
    assert cut_points([3] * 8).class_of(3) == 5
    assert not cut_points([3] * 8 + [4]).tied


def test_cut_points_of_nobody_are_refused() -> None:
    with pytest.raises(BadInput, match="no_values"):
        cut_points(list[int]())


def test_cut_positions_are_where_a_database_finds_the_cut_points() -> None:
    assert cut_positions(1) == (0, 0, 0, 0)
    assert cut_positions(7) == (1, 2, 4, 5)
    assert cut_positions(40_621) == (8124, 16248, 24372, 32496)


# --- the rule `utility`, whole accounts


def test_the_window_opens_after_the_day_twelve_months_before_and_closes_with_the_day_itself() -> None:
    payments = [
        (date(2022, 12, 31), Money(100)),
        (date(2023, 1, 1), Money(200)),
        (date(2023, 12, 31), Money(400)),
        (date(2024, 1, 1), Money(800)),
    ]
    assert window_start(AS_OF) == date(2022, 12, 31)
    assert measure(payments, AS_OF) == Measures(AS_OF, 2, Money(600))


def test_the_window_of_a_leap_day_opens_after_28_february() -> None:
    payments = [(date(2023, 2, 28), Money(100)), (date(2023, 3, 1), Money(200))]
    assert measure(payments, date(2024, 2, 29)) == Measures(date(2023, 3, 1), 1, Money(200))


def test_measures_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(BadInput, match="measures_disagree"):
        Measures(AS_OF, 0, Money(100))
    with pytest.raises(BadInput, match="measures_disagree"):
        Measures(None, 1, Money(100))


@given(PORTFOLIOS)
def test_any_account_scored_alone_has_the_score_it_has_among_all(
    portfolio: list[list[tuple[date, Money]]],
) -> None:
    cuts = cuts_of(portfolio)
    if cuts is None:
        assert all(measure(payments, AS_OF).payments == 0 for payments in portfolio)
        return
    for payments in portfolio:
        alone = cuts.score_alone(reversed(payments))
        assert alone == cuts.score(measure(payments, AS_OF))
        assert (alone == WITHOUT_PAYMENTS) == (measure(payments, AS_OF).recency_on is None)


@given(PORTFOLIOS)
def test_whoever_did_not_pay_moves_nobody_elses_score(portfolio: list[list[tuple[date, Money]]]) -> None:
    assert cuts_of(portfolio) == cuts_of([[], *portfolio, [(AS_OF + timedelta(1), Money(100))]])


@given(PORTFOLIOS)
def test_who_is_best_in_all_three_is_5_5_5(portfolio: list[list[tuple[date, Money]]]) -> None:
    best = [(AS_OF, Money(100_000))] * 20
    cuts = cuts_of([*portfolio, best])
    assert cuts is not None
    assert cuts.score_alone(best).is_best


def test_where_nobody_paid_nobody_can_be_scored() -> None:
    assert cuts_of([[], []]) is None
    assert rfm_cuts(AS_OF, []) is None


def test_a_measure_in_which_all_are_equal_is_named() -> None:
    cuts = cuts_of([[(AS_OF, Money(100))], [(AS_OF, Money(300))], []])
    assert cuts is not None
    assert uninformative(cuts) == (Measure.RECENCY, Measure.FREQUENCY)


def test_soles_and_pesos_are_not_ranked_together() -> None:
    soles, pesos = Measures(AS_OF, 1, Money(100)), Measures(AS_OF, 1, Money(100, "COP"))
    with pytest.raises(BadAmount, match="mixed_currencies"):
        rfm_cuts(AS_OF, [soles, pesos])
    cuts = rfm_cuts(AS_OF, [soles])
    assert cuts is not None
    with pytest.raises(BadAmount, match="mixed_currencies"):
        cuts.score(pesos)


# --- scores and classes


def test_a_score_is_written_with_three_digits_and_read_back() -> None:
    assert RfmScore(5, 4, 2).code == "542"
    assert RfmScore.from_code("542") == RfmScore(5, 4, 2)
    assert RfmScore.from_code(WITHOUT_PAYMENTS.code) == WITHOUT_PAYMENTS == RfmScore(0, 0, 0)


@pytest.mark.parametrize("code", ["", "55", "5555", "556", "055", "5-5", "٥٥٥"])
def test_what_is_not_a_score_is_refused(code: str) -> None:
    with pytest.raises(BadInput, match="not_a_score"):
        RfmScore.from_code(code)


@pytest.mark.parametrize(
    ("code", "threshold", "reached"),
    [
        ("555", "5", True),
        ("444", "4", True),
        ("543", "4.01", False),
        ("544", "4.34", False),
        ("544", "4.33", True),
    ],
)
def test_the_mean_is_compared_with_thresholds_without_error(code: str, threshold: str, reached: bool) -> None:
    assert (RfmScore.from_code(code).mean >= Decimal(threshold)) is reached


@pytest.mark.parametrize(("code", "best"), [("555", True), ("554", False), ("444", False), ("000", False)])
def test_only_5_5_5_is_the_best(code: str, best: bool) -> None:
    assert RfmScore.from_code(code).is_best is best


def test_shares_are_those_of_the_scored_and_the_others_are_counted_apart() -> None:
    counted = classes([RfmScore(5, 1, 3), RfmScore(5, 2, 3), RfmScore(1, 2, 3), WITHOUT_PAYMENTS])
    assert (counted.scored, counted.without_payments) == (3, 1)
    assert counted.counts[Measure.RECENCY] == (1, 0, 0, 0, 2)
    assert counted.share(Measure.FREQUENCY, 2) == Fraction(2, 3)
    assert counted.share(Measure.MONETARY, 3) == 1


def test_shares_of_nobody_are_zero() -> None:
    assert classes([WITHOUT_PAYMENTS]).share(Measure.RECENCY, 5) == 0


# --- the rule `published`


def test_published_thresholds_are_interpolated_quantiles_plus_one() -> None:
    assert published_thresholds(decimals(1, 2, 3, 4)).cuts == decimals("2.6", "3.2", "3.8", "4.4")
    assert published_thresholds(decimals(10, 20, 30, 40, 50, 60)).cuts == decimals(21, 31, 41, 51)


def test_published_thresholds_of_nobody_are_refused() -> None:
    with pytest.raises(BadInput, match="no_values"):
        published_thresholds([])
    assert published_cuts([Summary(None, 0, Decimal(0))]) is None


@given(st.lists(st.decimals(0, 10**12, places=4), min_size=1, max_size=30))
def test_published_thresholds_are_exact(values: list[Decimal]) -> None:
    ranked = [Fraction(value) for value in sorted(values)]
    for k, cut in enumerate(published_thresholds(values).cuts, start=1):
        place = Fraction((len(ranked) - 1) * k, 5)
        below, above = ranked[int(place)], ranked[min(int(place) + 1, len(ranked) - 1)]
        assert Fraction(cut) == below + (above - below) * (place - int(place)) + 1


def test_the_shorter_ago_the_better_by_the_published_rule_too() -> None:
    cuts = published_cuts(Summary(days, 1, Decimal(1)) for days in range(0, 100, 10))
    assert cuts is not None
    scored = [cuts.score(Summary(days, 1, Decimal(1))).recency for days in range(0, 100, 10)]
    assert scored == sorted(scored, reverse=True)
    assert (scored[0], scored[-1]) == (5, 1)
    assert cuts.score(Summary(None, 0, Decimal(0))) == WITHOUT_PAYMENTS
    assert uninformative(cuts) == (Measure.FREQUENCY, Measure.MONETARY)


def published(shared_data: Path) -> tuple[PublishedCuts, dict[str, Summary]]:
    with (shared_data / "rfm" / "rfm_customers_input.csv").open(encoding="utf-8", newline="") as lines:
        customers = {
            row["customer_id"]: Summary(
                int(row["recency_days"]), int(row["number_of_orders"]), Decimal(row["revenue"])
            )
            for row in csv.DictReader(lines)
        }
    cuts = published_cuts(customers.values())
    assert cuts is not None
    return cuts, customers


def test_all_published_scores_come_out(shared_data: Path) -> None:
    cuts, customers = published(shared_data)
    assert cuts.recency.cuts == decimals(77, 126, 177, 266)
    assert cuts.frequency.cuts == decimals(8, 10, 11, 13)
    assert cuts.monetary.cuts == decimals(641, 827, 1003, 1226)
    with (shared_data / "rfm" / "rfm_customers_published_scores.csv").open(
        encoding="utf-8", newline=""
    ) as lines:
        expected = {row["customer_id"]: row["rfm_score"] for row in csv.DictReader(lines)}
    assert len(expected) == 39_999
    assert {number: cuts.score(summary).code for number, summary in customers.items()} == expected
