"""When people answer: until when, or from when (I-27)."""

from datetime import date, datetime, time

import pytest

from receivables.errors import BadPolicy
from receivables.model.attention import Attended, Attention, attended
from receivables.model.jurisdiction import Window
from receivables.model.policy import Calendar
from tests.support.build import a_calendar, a_policy

OPEN = Window(time(8), time(16))
WEEK = (OPEN, OPEN, OPEN, OPEN, OPEN, None, None)
HOLIDAY = date(2024, 1, 9)
ZONE = a_policy().zone


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "until", "since"),
    [
        ("2024-01-08 07:59", None, "2024-01-08 08:00"),  # a Monday
        ("2024-01-08 08:00", "2024-01-08 16:00", None),
        ("2024-01-08 15:59", "2024-01-08 16:00", None),
        ("2024-01-08 16:00", None, "2024-01-10 08:00"),  # Tuesday is a holiday
        ("2024-01-09 10:00", None, "2024-01-10 08:00"),
        ("2024-01-12 18:00", None, "2024-01-15 08:00"),  # over the weekend
        ("2024-01-14 10:00", None, "2024-01-15 08:00"),
    ],
)
def test_until_when_or_from_when(moment: str, until: str | None, since: str | None) -> None:
    found = attended(Attention(WEEK), a_calendar(HOLIDAY).open_on, local(moment))
    assert found == Attended(until is not None, until and local(until), since and local(since))  # type: ignore[arg-type]  # `and` keeps None


def test_nothing_is_promised_for_a_year_of_which_nobody_knows_the_holidays() -> None:
    unknown = Calendar(frozenset(), frozenset({2023}))
    assert attended(Attention(WEEK), unknown.open_on, local("2024-01-08 10:00")) == Attended(False)


def test_a_week_without_hours_is_refused() -> None:
    with pytest.raises(BadPolicy, match="attention_without_hours"):
        Attention((None,) * 7)
