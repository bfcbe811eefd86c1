"""Months are counted on the calendar, and the end of a short month gives nothing away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import BadInput
from receivables.model.dates import add_months, monthly, months_before, months_between, period_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one_of_a_shorter_month(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


def test_twelve_months_before_a_leap_day_is_the_last_day_of_february() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)


def test_due_dates_keep_the_day_of_the_first_after_a_short_month() -> None:
    assert monthly(date(2026, 12, 31), 5) == (
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    )


@given(DAYS, st.integers(-600, 600))
def test_the_month_is_always_the_one_asked_for_and_the_day_never_grows(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(DAYS, st.integers(0, 400))
def test_months_between_is_the_most_that_does_not_pass_the_last_day(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    months = months_between(first, last)
    assert add_months(first, months) <= last < add_months(first, months + 1)


def test_there_is_no_month_between_a_day_and_one_before_it() -> None:
    assert months_between(date(2026, 12, 31), date(2026, 12, 30)) == -1


@pytest.mark.parametrize("months", [-1, 12 * 9999])
def test_a_date_outside_the_calendar_is_refused(months: int) -> None:
    with pytest.raises(BadInput, match="date_out_of_range"):
        add_months(date(1, 1, 1), months)


def test_a_period_is_a_year_and_a_month() -> None:
    assert period_of(date(2026, 3, 9)) == "2026-03"
