"""The calendar of the demo: Monday 1 January 2024, a holiday, and some weeks after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from receivables.errors import BadInput

FIRST_DAY = date(2024, 1, 1)
WEEKS, MOST_WEEKS = 3, 12
"""In less than three weeks not everything has the time to happen."""

DAYS = 7
_SILENT_FROM = date(2024, 1, 13)
_SILENT_DAYS = 6


@dataclass(frozen=True, slots=True)
class Story:
    """The days told. `silent` are those on which the billing system sends no daily close: the feed grows stale."""

    weeks: int
    silent: frozenset[date]

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= MOST_WEEKS:
            raise BadInput("demo_weeks", weeks=self.weeks, least=1, most=MOST_WEEKS)

    def days(self) -> Iterator[date]:
        """Each day, in order."""
        return (FIRST_DAY + timedelta(days=n) for n in range(self.weeks * DAYS))

    @property
    def last_day(self) -> date:
        """The Sunday on which the story ends."""
        return FIRST_DAY + timedelta(days=self.weeks * DAYS - 1)


def story(weeks: int) -> Story:
    """The story over so many weeks; from its second Saturday on the feed is silent for six days.

    Raises BadInput("demo_weeks") outside 1 to 12.
    """
    return Story(weeks, frozenset(_SILENT_FROM + timedelta(days=n) for n in range(_SILENT_DAYS)))


def at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """That hour of the utility's clock."""
    return datetime.combine(day, hour, zone)
