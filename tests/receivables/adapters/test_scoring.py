"""The engine over whole columns says what the model says of each account."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.scoring import NumpyScoreEngine
from receivables.model.money import Money
from receivables.model.rfm import WITHOUT_PAYMENTS, RfmCuts, measure, rfm_cuts
from receivables.ports import PaymentColumns

Payment = tuple[str, date, int]

SUPPLIES = [f"{number:07d}" for number in range(1, 9)]
DAYS = st.dates(date(2022, 1, 1), date(2024, 3, 1))
PAYMENTS = st.lists(
    st.tuples(
        st.sampled_from(SUPPLIES),
        # Ties, and days at the edges of a window, should be common.
        st.one_of(DAYS, st.sampled_from([date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31)])),
        st.one_of(st.sampled_from([1000, 2500]), st.integers(1, 10**7)),
    ),
    max_size=40,
)


def columns(payments: list[Payment]) -> PaymentColumns:
    supplies, days, centimos = zip(*payments, strict=True) if payments else ((), (), ())
    return PaymentColumns(supplies, days, centimos)


def of(supply: str, payments: list[Payment]) -> list[tuple[date, Money]]:
    return [(day, Money(centimos)) for each, day, centimos in payments if each == supply]


def by_the_model(payments: list[Payment], days: list[date]) -> Mapping[date, RfmCuts]:
    found = {}
    for day in days:
        cuts = rfm_cuts(day, [measure(of(supply, payments), day) for supply in SUPPLIES])
        if cuts is not None:
            found[day] = cuts
    return found


@given(PAYMENTS, st.lists(DAYS, min_size=1, max_size=3))
def test_cut_points_and_scores_are_those_of_the_model(payments: list[Payment], days: list[date]) -> None:
    engine, paid = NumpyScoreEngine(), columns(payments)
    cuts = engine.cuts(paid, [*days, days[0]])
    assert cuts == by_the_model(payments, days)
    wanted = [(supply, day) for day in days for supply in [*SUPPLIES, "unheard of"]]
    assert engine.scores(paid, wanted, cuts) == {
        (supply, day): cuts[day].score_alone(of(supply, payments)) for supply, day in wanted if day in cuts
    }


@given(PAYMENTS.filter(bool), DAYS)
def test_the_order_of_the_payments_makes_no_difference(payments: list[Payment], day: date) -> None:
    wanted = [(supply, day) for supply in SUPPLIES]
    scores = []
    for order in (payments, payments[::-1], sorted(payments)):
        engine, paid = NumpyScoreEngine(), columns(order)
        scores.append(engine.scores(paid, wanted, engine.cuts(paid, [day])))
    assert scores[0] == scores[1] == scores[2]


def test_whoever_did_not_pay_in_the_window_is_not_scored_and_moves_nobody() -> None:
    day = date(2023, 12, 31)
    engine = NumpyScoreEngine()
    old = columns([("0000001", day, 1000), ("0000002", day - timedelta(days=400), 99_999)])
    cuts = engine.cuts(old, [day])
    assert engine.scores(old, [("0000002", day)], cuts) == {("0000002", day): WITHOUT_PAYMENTS}
    assert cuts[day].monetary.cuts == (1000, 1000, 1000, 1000)


def test_where_all_are_equal_all_have_a_five_and_the_measure_is_flagged() -> None:
    day = date(2023, 12, 31)
    engine, paid = NumpyScoreEngine(), columns([(supply, day, 1000) for supply in SUPPLIES])
    cuts = engine.cuts(paid, [day])
    assert {score.code for score in engine.scores(paid, [(s, day) for s in SUPPLIES], cuts).values()} == {
        "555"
    }
    assert (cuts[day].recency.tied, cuts[day].frequency.tied, cuts[day].monetary.tied) == (True, True, True)


def test_a_day_without_cut_points_scores_nobody() -> None:
    engine, paid = NumpyScoreEngine(), columns([("0000001", date(2023, 1, 5), 1000)])
    assert engine.cuts(paid, [date(2022, 1, 5)]) == {}
    assert engine.scores(paid, [("0000001", date(2022, 1, 5))], {}) == {}


def test_payments_seen_before_do_not_linger() -> None:
    engine, day = NumpyScoreEngine(), date(2023, 12, 31)
    engine.cuts(columns([("0000001", day, 5000)]), [day])
    assert engine.cuts(columns([("0000001", day, 1000)]), [day])[day].monetary.cuts[0] == 1000
