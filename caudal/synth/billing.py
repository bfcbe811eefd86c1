"""When bills are issued and fall due: six cycles a month, as whole days since 1970-01-01.

Months are counted from the month of the cut date: 0 is December 2023, -1 November, 1 January 2024.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from caudal.synth.arrays import Bools, Ints
from receivables.model.dates import add_months, months_before

OLDEST = -96
LATEST = 3
OLDER_THAN_MONTHS = 3
PRINCIPAL_CYCLE = 6  # reserved for principal consumers (domain.md, section 2)
# Day of issue and days until due, by cycle. The fifth is issued late enough to fall due in the next month.
_ISSUE_DAY = (5, 8, 11, 14, 20, 6)
_DAYS_TO_PAY = (14, 14, 15, 15, 15, 14)


def day_number(day: date) -> int:
    """Whole days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_of(number: int) -> date:
    """The inverse of `day_number`."""
    return date.fromordinal(number + date(1970, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Calendar:
    """Issue and due days by `[cycle - 1, month - OLDEST]`; `periods` by month; the days that the totals turn on."""

    cut: int
    older_limit: int
    firsts: Ints
    issues: Ints
    dues: Ints
    periods: tuple[str, ...]

    @classmethod
    def until(cls, cut_on: date) -> "Calendar":
        """The calendar around a cut date. *Older than three months* is due on or before `older_limit`."""
        firsts = [add_months(cut_on.replace(day=1), month) for month in range(OLDEST, LATEST + 1)]
        starts = np.array([day_number(first) for first in firsts], np.int64)
        raw = starts[None, :] + np.array(_ISSUE_DAY, np.int64)[:, None] - 1
        return cls(
            cut=day_number(cut_on),
            older_limit=day_number(months_before(cut_on, OLDER_THAN_MONTHS)),
            firsts=starts,
            issues=_off_weekends(raw),
            dues=_off_weekends(raw + np.array(_DAYS_TO_PAY, np.int64)[:, None]),
            periods=tuple(f"{first:%Y-%m}" for first in firsts),
        )

    def first_day(self, month: int) -> int:
        """The first day of a month."""
        return int(self.firsts[month - OLDEST])

    def issue(self, cycle: Ints, month: Ints) -> Ints:
        """Days of issue."""
        return self.issues[cycle - 1, month - OLDEST]

    def due(self, cycle: Ints, month: Ints) -> Ints:
        """Due days."""
        return self.dues[cycle - 1, month - OLDEST]

    def last_older(self, cycle: Ints) -> Ints:
        """The latest month whose bill is older than three months, by cycle."""
        return self._latest(self.dues <= self.older_limit)[cycle - 1]

    def last_due(self, cycle: Ints) -> Ints:
        """The latest month whose bill is past its due date at the cut, by cycle."""
        return self._latest(self.dues < self.cut)[cycle - 1]

    @staticmethod
    def _latest(reached: Bools) -> Ints:
        """The last month reached, by cycle."""
        months: Ints = reached.sum(axis=1) - 1 + OLDEST
        return months


def _off_weekends(days: Ints) -> Ints:
    """Move Saturdays and Sundays to the Monday after; 1970-01-01 was a Thursday."""
    weekday = (days + 3) % 7
    return days + np.where(weekday >= 5, 7 - weekday, 0)
