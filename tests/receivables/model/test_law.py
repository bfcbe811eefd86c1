"""Days, hours and holidays of a contact, a visit and a cut, on the customer's clock."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.calendar import YEARS, calendar
from receivables.adapters.packs import load_law, load_policy
from receivables.model.decision import Reason
from receivables.model.law import (
    TimedAct,
    acts,
    contact_closing,
    contact_moment,
    cut_moment,
    next_contact_opening,
    rules_for,
)
from tests.support.build import a_calendar, a_policy, lima

CALENDARS = {country: calendar(country) for country in ("CO", "PE", "XX")}
LAWS = {country: load_law(country) for country in ("CO", "PE")}
PERU = CALENDARS["PE"]


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


def test_a_year_that_the_calendar_does_not_know_is_not_a_holiday_but_unknown():
    assert contact_moment(lima("2077-03-01 10:00"), a_policy(), PERU) == {Reason.UNKNOWN_CALENDAR}


def test_no_cut_is_executed_on_the_eve_of_a_year_that_nobody_knows():
    calendar_to_2026 = a_calendar(years=range(2020, 2027))
    assert cut_moment(lima("2026-12-30 10:00"), a_policy(), calendar_to_2026) == set()
    assert cut_moment(lima("2026-12-31 10:00"), a_policy(), calendar_to_2026) == {Reason.UNKNOWN_CALENDAR}


@given(
    day=st.dates(date(1990, 1, 1), date(2120, 12, 31)),
    hour=st.integers(0, 23),
    act=st.sampled_from(list(TimedAct)),
    country=st.sampled_from(["CO", "PE", "XX"]),
)
def test_an_unknown_year_allows_nothing(day: date, hour: int, act: TimedAct, country: str):
    against = acts(
        LAWS["PE" if country == "XX" else country], CALENDARS[country], act, datetime.combine(day, time(hour))
    )
    assert (Reason.UNKNOWN_CALENDAR in against) or (day.year in YEARS and country != "XX")


@given(
    day=st.dates(date(2020, 1, 1), date(2035, 12, 30)),
    at=st.times(),
    act=st.sampled_from(list(TimedAct)),
    country=st.sampled_from(["CO", "PE"]),
)
def test_what_is_allowed_lies_in_an_hour_that_the_law_names_and_on_no_sunday(day, at, act, country):
    moment = datetime.combine(day, at)
    if acts(LAWS[country], CALENDARS[country], act, moment):
        return
    assert 7 <= moment.hour < 20
    assert moment.weekday() < {"PE": 5, "CO": 6}[country]
    assert act is not TimedAct.CUT or moment.weekday() < 4
    assert (act, country) != (TimedAct.VISIT, "CO")


@pytest.mark.parametrize(
    ("local", "against"),
    [
        ("2026-11-23 07:00", set()),
        ("2026-11-23 20:00", {Reason.OUTSIDE_WINDOW}),
        ("2026-11-21 10:00", {Reason.OUTSIDE_WINDOW}),  # PE-CON-11: no Saturday campaigns in the field
        ("2026-12-09 10:00", {Reason.HOLIDAY}),
    ],
)
def test_a_collection_visit_keeps_the_hours_of_a_message_in_peru(local, against):
    assert acts(LAWS["PE"], PERU, TimedAct.VISIT, datetime.fromisoformat(local)) == against


def test_there_is_no_hour_for_a_collection_visit_in_colombia():
    for hours in range(24 * 7):
        moment = datetime.combine(date(2026, 11, 23), time()) + timedelta(hours=hours)
        assert Reason.OUTSIDE_WINDOW in acts(LAWS["CO"], CALENDARS["CO"], TimedAct.VISIT, moment)


def test_a_cut_is_judged_on_the_clock_of_the_utility():
    policy = load_policy(Path("bogota"))
    assert cut_moment(datetime(2026, 11, 23, 13, 0, tzinfo=UTC), policy, CALENDARS["CO"]) == set()
    assert cut_moment(datetime(2026, 11, 23, 12, 59, tzinfo=UTC), policy, CALENDARS["CO"]) == {
        Reason.OUTSIDE_WINDOW
    }


def test_the_rules_named_are_those_of_what_was_withheld():
    law = LAWS["CO"]
    assert rules_for(law, TimedAct.MESSAGE) is law.rules_of
    assert rules_for(law, TimedAct.VISIT) is law.rules_of_visit
    assert rules_for(law, TimedAct.CUT) is law.rules_of_cut


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
