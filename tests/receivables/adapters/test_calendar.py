"""Holidays that the locked package must know, and the days that a law or a utility closes besides."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.adapters.calendar import YEARS, calendar, calendar_of
from tests.support.build import a_policy


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("CO", date(2026, 7, 13)),  # HOL-CO-2: the holidays package knows it from 0.99 on
        ("CO", date(2027, 7, 12)),
        ("CO", date(2026, 11, 16)),
        ("PE", date(2026, 6, 7)),  # Ley 31788
        ("PE", date(2026, 7, 23)),  # Ley 31822
        ("PE", date(2026, 12, 9)),
    ],
)
def test_the_locked_package_knows_the_holiday(country: str, day: date) -> None:
    assert not calendar(country).open_on(day)


@pytest.mark.parametrize(
    ("country", "day"), [("CO", date(2026, 7, 23)), ("PE", date(2026, 7, 13)), ("PE", date(2026, 11, 16))]
)
def test_the_holiday_of_one_country_is_a_working_day_in_the_other(country: str, day: date) -> None:
    assert calendar(country).open_on(day)


def test_a_year_beyond_the_known_ones_is_not_known() -> None:
    assert calendar("PE").knows(date(max(YEARS), 12, 31))
    assert not calendar("PE").knows(date(max(YEARS) + 1, 1, 1))
    assert not calendar("PE").open_on(date(max(YEARS) + 1, 3, 4))


def test_an_unknown_country_has_no_open_day() -> None:
    assert calendar("XX").open_on(date(2026, 11, 23)) is False


def test_an_extra_closed_day_is_a_holiday() -> None:
    assert calendar("PE", [date(2026, 11, 23)]).open_on(date(2026, 11, 23)) is False


def test_a_utility_closes_on_the_days_of_its_law_and_on_its_own() -> None:
    law = replace(a_policy().law, extra_closed_days=frozenset({date(2026, 11, 24)}))
    closed = calendar_of(a_policy(law=law, extra_closed_days=frozenset({date(2026, 11, 23)})))
    assert [closed.open_on(date(2026, 11, day)) for day in (23, 24, 25)] == [False, False, True]
    assert not closed.open_on(date(2026, 12, 9))
