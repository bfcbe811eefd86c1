"""Cut points kept for every day that may be asked for, and the protecting scores of those who owe."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.scoring import NumpyScoreEngine
from receivables.errors import Refused
from receivables.model.account import Account
from receivables.model.contact import Feed
from receivables.model.money import Money
from receivables.model.protection import Protection, protecting_score
from receivables.model.records import RecordKind
from receivables.model.rfm import Measure, RfmScore, measure, rfm_cuts
from receivables.model.standing import standing
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases.score import (
    ScoreReport,
    ensure_scores,
    month_ends,
    rescore_account,
    score_portfolio,
)
from receivables.usecases.services import Services
from tests.support.build import a_calendar, a_policy, lima

pytestmark = pytest.mark.anyio

CUT = date(2023, 12, 31)
NEGLIGIBLE = Money(100)
DUES = [date(2023, month, 20) for month in range(1, 13)]

Payments = list[tuple[str, date, int]]
Bills = list[tuple[str, date, int]]


async def a_utility(bills: Bills, payments: Payments) -> Services:
    """Supplies with bills of 30.00 (supply, due date, balance) and payments (supply, day, centimos)."""
    at = Services(MemoryUnits(), FixedClock(lima("2024-01-02 09:00")), a_policy(), a_calendar())
    supplies = sorted({supply for supply, _, _ in [*bills, *payments]})
    async with at.units() as unit:
        await unit.ledger.upsert(RecordKind.SUPPLY, map(_supply, supplies))
        await unit.ledger.upsert(RecordKind.BILL, (_bill(*bill) for bill in bills))
        await unit.ledger.upsert(
            RecordKind.PAYMENT, ((f"C-{n}", *payment, "CAR1", None) for n, payment in enumerate(payments))
        )
        await unit.ledger.record_feed(Feed(CUT, CUT))
    return at


def _supply(number: str) -> tuple[object, ...]:
    premises = ("", "Rosa", "", "propietario", "", "Tumbes", "01", "1", "01", 1, "DOMESTICO", "ACTIVO", "")
    return (number, *premises, None, None, True, False, "", "")


def _bill(supply: str, due: date, balance: int) -> tuple[object, ...]:
    day = due.replace(day=5)
    charges = (3000, 0, 0, 0, 0, 3000)
    return (f"R-{supply}-{due}", supply, f"{due:%Y-%m}", day, due, Decimal(12), *charges, balance)


def faithful(supply: str, until: int) -> tuple[Bills, Payments]:
    """Bills all year; those of the months up to `until` were paid on their due dates."""
    bills = [(supply, due, 0 if due.month <= until else 3000) for due in DUES]
    return bills, [(supply, due, 3000) for due in DUES if due.month <= until]


async def scored(at: Services, as_of: date | None = None) -> ScoreReport:
    return await score_portfolio(at, NumpyScoreEngine(), as_of)


async def account(at: Services, supply: str) -> Account:
    async with at.units.reading() as unit:
        found = await unit.ledger.account(supply)
    assert found is not None
    return found


async def test_who_paid_best_before_falling_behind_is_protected_by_the_score_of_then() -> None:
    good_bills, good_payments = faithful("0000001", until=10)
    poor = [("0000002", due, 0 if due.month < 8 else 3000) for due in DUES]
    at = await a_utility([*good_bills, *poor], [*good_payments, ("0000002", date(2023, 2, 1), 21000)])
    report = await scored(at)
    good = await account(at, "0000001")
    assert protecting_score(good, standing(good, CUT, NEGLIGIBLE)) == RfmScore(5, 5, 5)
    assert good.scores == {date(2023, 10, 20): RfmScore(5, 5, 5)}
    assert report.protection == {Protection.NEVER_CUT: 1, Protection.NONE: 1}


async def test_cut_points_are_kept_for_every_due_date_and_month_end_up_to_the_day() -> None:
    at = await a_utility(*faithful("0000001", until=11))
    report = await scored(at)
    async with at.units.reading() as unit:
        kept = await unit.ledger.cuts([*DUES, *month_ends(CUT)])
    assert set(kept) == {*DUES, *month_ends(CUT)}
    assert report.days == len(kept)
    assert report.as_of == CUT


async def test_where_no_payments_of_then_are_on_file_an_account_is_treated_with_care() -> None:
    bills = [("0000001", due, 3000 if due > DUES[0] else 0) for due in DUES]
    report = await scored(await a_utility(bills, [("0000002", DUES[5], 3000)]))
    assert (report.unknown, report.protection) == (1, {Protection.FRIENDLY_FIRST: 1})


async def test_who_was_never_billed_before_has_no_past_that_could_protect() -> None:
    report = await scored(await a_utility([("0000001", due, 3000) for due in DUES], []))
    assert (report.unknown, report.protection) == (0, {})


async def test_the_report_tells_the_real_shares_and_the_measures_that_tell_nobody_apart() -> None:
    supplies = [f"{n:07d}" for n in range(1, 6)]
    payments = [(supply, date(2023, 12, 1), 1000 * n) for n, supply in enumerate(supplies, start=1)]
    report = await scored(await a_utility([("0000009", DUES[0], 0)], payments))
    assert (report.classes.scored, report.classes.without_payments) == (5, 1)
    assert report.classes.counts[Measure.MONETARY] == (1, 1, 1, 1, 1)
    assert report.tied == (Measure.RECENCY, Measure.FREQUENCY)


async def test_scoring_again_changes_nothing_and_a_later_day_adds_to_it() -> None:
    at = await a_utility(*faithful("0000001", until=10))
    await scored(at, date(2023, 12, 31))
    first = (await account(at, "0000001")).scores
    await scored(at, date(2023, 12, 31))
    assert (await account(at, "0000001")).scores == first


async def test_an_earlier_day_is_scored_from_whole_histories() -> None:
    at = await a_utility(*faithful("0000001", until=10))
    report = await scored(at, date(2023, 9, 25))
    assert report.as_of == date(2023, 9, 25)
    assert report.protection == {}


async def test_without_a_feed_there_is_nothing_to_score() -> None:
    at = Services(MemoryUnits(), FixedClock(lima("2024-01-02 09:00")), a_policy(), a_calendar())
    with pytest.raises(Refused) as refused:
        await scored(at)
    assert refused.value.code == "nothing_imported"


async def test_a_payment_that_moves_the_reference_day_is_answered_with_the_score_of_that_day() -> None:
    bills, payments = faithful("0000001", until=10)
    at = await a_utility(bills, payments)
    await scored(at)
    async with at.units() as unit:
        row = ("NEW", "0000001", date(2024, 1, 2), 3000, "WEB", None)
        await unit.ledger.add_payment("NEW", row, {})
        page = await unit.ledger.owing("", 10)
        (known,) = await ensure_scores(unit, page, date(2024, 1, 2), NEGLIGIBLE)
    stands = standing(known, date(2024, 1, 2), NEGLIGIBLE)
    assert protecting_score(known, stands) == RfmScore(5, 5, 5)
    assert DUES[10] in known.scores
    assert (await account(at, "0000001")).scores.keys() == {DUES[9], DUES[10]}


async def test_accounts_that_know_their_score_are_given_back_as_they_are() -> None:
    at = await a_utility(*faithful("0000001", until=10))
    await scored(at)
    async with at.units.reading() as unit:
        page = await unit.ledger.owing("", 10)
        assert await ensure_scores(unit, page, CUT, NEGLIGIBLE) == page


async def test_without_cut_points_an_account_stays_unscored() -> None:
    at = await a_utility(*faithful("0000001", until=10))
    async with at.units() as unit:
        page = await unit.ledger.owing("", 10)
        assert await ensure_scores(unit, page, CUT, NEGLIGIBLE) == page
        assert await rescore_account(unit, "0000001", DUES[9]) is None


PAYMENTS = st.lists(
    st.tuples(
        st.sampled_from(["0000001", "0000002", "0000003"]),
        st.dates(date(2022, 6, 1), CUT),
        st.integers(1, 5).map(lambda n: n * 1000),
    ),
    min_size=1,
    max_size=12,
)


@given(PAYMENTS, st.sampled_from(DUES))
async def test_scored_alone_or_with_everybody_it_is_the_same_score(payments: Payments, oldest: date) -> None:
    bills = [(supply, due, 3000 if due >= oldest else 0) for supply in ("0000001", "0000002") for due in DUES]
    at = await a_utility(bills, payments)
    await scored(at)
    known = await account(at, "0000001")
    for day, score in known.scores.items():
        cuts = rfm_cuts(
            day, [measure(_of(supply, payments), day) for supply in ("0000001", "0000002", "0000003")]
        )
        assert cuts is not None
        assert score == cuts.score_alone(_of("0000001", payments))
        async with at.units() as unit:
            assert await rescore_account(unit, "0000001", day) == score
    async with at.units() as unit:
        (again,) = await ensure_scores(unit, [replace(known, scores={})], CUT, NEGLIGIBLE)
    assert again.scores == known.scores


def _of(supply: str, payments: Payments) -> list[tuple[date, Money]]:
    return [(day, Money(centimos)) for each, day, centimos in payments if each == supply]
