"""Holidays reckoned from the laws agree with what others collected, year by year."""

from datetime import date, timedelta

import holidays as package
import pytest

from caudal.audit.holidays import FIRST_YEAR, LAST_YEAR, easter, holidays, next_monday

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("country", ["CO", "PE"])
def test_every_year_agrees_with_the_package(country: str, year: int) -> None:
    theirs = set(package.country_holidays(country, years=year))
    if country == "PE":
        theirs.discard(easter(year))  # the package adds Easter Sunday (HOL-PE-1)
    assert (holidays(country, year) or frozenset()) == frozenset(theirs)


@pytest.mark.parametrize("year", YEARS)
def test_easter_is_a_sunday_of_its_season(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_what_is_moved_falls_on_the_monday_or_the_one_after() -> None:
    assert next_monday(date(2026, 7, 9)) == date(2026, 7, 13)
    assert next_monday(date(2026, 6, 29)) == date(2026, 6, 29)
    assert all(next_monday(date(2026, 1, 1) + timedelta(days=n)).weekday() == 0 for n in range(365))


@pytest.mark.parametrize(
    ("country", "day", "closed"),
    [
        ("CO", date(2025, 7, 14), False),
        ("CO", date(2026, 7, 13), True),
        ("CO", date(2027, 7, 12), True),
        ("PE", date(2022, 7, 23), False),
        ("PE", date(2023, 7, 23), True),
        ("PE", date(2026, 7, 13), False),
        ("PE", date(2026, 12, 9), True),
    ],
)
def test_a_law_counts_from_its_year_on(country: str, day: date, closed: bool) -> None:
    assert (day in (holidays(country, day.year) or ())) is closed


def test_nobody_vouches_for_other_years_and_countries() -> None:
    assert holidays("PE", 2019) is None
    assert holidays("PE", 2036) is None
    assert holidays("EC", 2026) is None
