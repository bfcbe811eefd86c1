"""The contact calendar of Peru, by the measured vectors of the rules (e)."""

from datetime import date, timedelta

import pytest

from receivables.adapters.calendar import calendar
from receivables.model.decision import Reason
from receivables.model.law import contact_closing, contact_moment, cut_moment, next_contact_opening
from tests.support.build import a_calendar, a_policy, lima

PERU = calendar("PE")


@pytest.mark.parametrize(
    ("local", "against"),
    [
        ("2026-11-23 07:00", set()),
        ("2026-11-23 06:59:59", {Reason.OUTSIDE_WINDOW}),
        ("2026-11-23 19:59:59", set()),
        ("2026-11-23 20:00", {Reason.OUTSIDE_WINDOW}),
        ("2026-11-21 10:00", {Reason.OUTSIDE_WINDOW}),  # Saturday
        ("2026-11-22 10:00", {Reason.OUTSIDE_WINDOW}),  # Sunday
        ("2026-06-29 10:00", {Reason.HOLIDAY}),
        ("2026-07-13 10:00", set()),
        ("2026-07-23 10:00", {Reason.HOLIDAY}),
        ("2026-12-09 10:00", {Reason.HOLIDAY}),
        ("2026-11-16 10:00", set()),
    ],
)
def test_a_person_may_be_contacted_only_inside_the_window(local, against):
    assert contact_moment(lima(local), a_policy(), PERU) == against


def test_a_year_that_the_calendar_does_not_know_is_closed():
    assert Reason.HOLIDAY in contact_moment(lima("2077-03-01 10:00"), a_policy(), PERU)


def test_an_unknown_country_has_no_open_day():
    assert calendar("XX").open_on(date(2026, 11, 23)) is False


def test_an_extra_closed_day_is_a_holiday():
    assert calendar("PE", [date(2026, 11, 23)]).open_on(date(2026, 11, 23)) is False


@pytest.mark.parametrize(
    ("local", "against"),
    [
        ("2026-11-23 08:00", set()),
        ("2026-11-23 16:00", {Reason.OUTSIDE_WINDOW}),
        ("2026-11-27 10:00", {Reason.OUTSIDE_WINDOW}),  # Friday: nobody reopens on Saturday
        ("2026-12-07 10:00", {Reason.HOLIDAY}),  # the eve of 8 December
    ],
)
def test_no_cut_is_executed_on_a_friday_or_the_eve_of_a_holiday(local, against):
    assert cut_moment(lima(local), a_policy(), PERU) == against


def test_the_next_opening_skips_the_night_the_weekend_and_holidays():
    closed_monday = a_calendar(date(2024, 1, 8))
    friday_night = lima("2024-01-05 20:30")
    assert next_contact_opening(friday_night, a_policy(), closed_monday) == lima("2024-01-09 07:00")
    assert next_contact_opening(lima("2024-01-05 03:00"), a_policy(), a_calendar()) == lima(
        "2024-01-05 07:00"
    )


def test_inside_the_window_the_next_opening_is_now():
    now = lima("2024-01-05 12:34")
    assert next_contact_opening(now, a_policy(), a_calendar()) == now


def test_there_is_no_next_opening_in_years_that_nobody_knows():
    assert next_contact_opening(lima("2024-01-05 12:34"), a_policy(), a_calendar(years=range(0))) is None


def test_the_window_closes_at_eight_in_the_evening():
    assert contact_closing(lima("2024-01-05 12:34"), a_policy(), a_calendar()) == lima("2024-01-05 20:00")
    assert contact_closing(lima("2024-01-06 12:34"), a_policy(), a_calendar()) is None


def test_every_opening_found_is_one_at_which_contact_is_allowed():
    start = lima("2026-01-01 00:00")
    for hours in range(0, 24 * 365, 17):
        opening = next_contact_opening(start + timedelta(hours=hours), a_policy(), PERU)
        assert opening is not None
        assert contact_moment(opening, a_policy(), PERU) == set()
