from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caudal.synth.billing import OLDEST, Calendar, day_number, day_of

CALENDAR = Calendar.until(date(2023, 12, 31))
CYCLES = np.arange(1, 7)


@given(st.dates())
def test_days_are_counted_and_turned_back(day: date) -> None:
    assert day_of(day_number(day)) == day


def test_day_zero_is_the_first_of_1970() -> None:
    assert day_number(date(1970, 1, 1)) == 0


def test_older_than_three_months_means_due_by_the_end_of_september() -> None:
    assert day_of(CALENDAR.older_limit) == date(2023, 9, 30)


def test_bills_are_issued_and_due_on_weekdays_within_two_weeks_and_some_days() -> None:
    assert all(
        day_of(d).weekday() < 5 for d in [*CALENDAR.issues.ravel().tolist(), *CALENDAR.dues.ravel().tolist()]
    )
    assert ((CALENDAR.dues - CALENDAR.issues >= 12) & (CALENDAR.dues - CALENDAR.issues <= 20)).all()


def test_december_falls_due_by_the_cut_but_for_the_late_cycle() -> None:
    due = CALENDAR.due(CYCLES, np.zeros(6, np.int64))
    assert [day_of(number) > date(2023, 12, 31) for number in due.tolist()] == [False] * 4 + [True, False]


def test_the_latest_old_bill_is_septembers_but_augusts_in_the_late_cycle() -> None:
    assert CALENDAR.last_older(CYCLES).tolist() == [-3, -3, -3, -3, -4, -3]
    assert CALENDAR.last_due(CYCLES).tolist() == [0, 0, 0, 0, -1, 0]


def test_periods_and_first_days_follow_the_months() -> None:
    assert CALENDAR.periods[-OLDEST] == "2023-12"
    assert day_of(CALENDAR.first_day(-23)) == date(2022, 1, 1)
