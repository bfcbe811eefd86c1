"""The calendar of the story."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from caudal.demo.story import FIRST_DAY, WEEKS, story
from receivables.adapters.calendar import calendar
from receivables.errors import BadInput


def test_it_begins_on_a_monday_that_is_a_holiday() -> None:
    assert FIRST_DAY.weekday() == 0
    assert not calendar("PE").open_on(FIRST_DAY)


@pytest.mark.parametrize("weeks", [1, 3, 12])
def test_it_tells_whole_weeks(weeks: int) -> None:
    days = list(story(weeks).days())
    assert len(days) == 7 * weeks
    assert days[0] == FIRST_DAY
    assert days[-1] == story(weeks).last_day
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=1)}


def test_the_feed_is_silent_on_days_in_a_row_inside_the_story_that_is_told_by_default() -> None:
    silent = sorted(story(WEEKS).silent)
    assert set(silent) < set(story(WEEKS).days())
    assert silent[-1] - silent[0] == timedelta(days=len(silent) - 1)
    assert any(day.weekday() < 5 for day in silent)


@pytest.mark.parametrize("weeks", [-1, 0, 13])
def test_too_few_or_too_many_weeks_are_refused(weeks: int) -> None:
    with pytest.raises(BadInput, match="demo_weeks"):
        story(weeks)


def test_a_silent_day_is_a_date() -> None:
    assert date(2024, 1, 16) in story(4).silent
