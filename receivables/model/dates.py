"""Months of the calendar: due dates, windows and billing periods. Dates are local to the utility."""

from calendar import monthrange
from datetime import date

from receivables.errors import BadInput


def add_months(day: date, months: int) -> date:
    """The same day, `months` later (earlier when negative), or the last day of a month that is shorter.

    31 January and one month is 28 February, or 29 in a leap year. Raises BadInput("date_out_of_range")
    outside the years 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise BadInput("date_out_of_range", day=day, months=months)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The day `months` earlier, by the rule of `add_months`."""
    return add_months(day, -months)


def monthly(first: date, count: int) -> tuple[date, ...]:
    """`count` dates a month apart, each on the day of the first: 31 January, 28 February, 31 March.

    Every date is reckoned from the first, so that a short month does not shorten those after it (surfaces.md,
    `caudal simulate`).
    """
    return tuple(add_months(first, passed) for passed in range(count))


def months_between(first: date, last: date) -> int:
    """The most whole months that move `first` on without passing `last`; -1 when it has passed it already."""
    if first > last:
        return -1
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def period_of(day: date) -> str:
    """The billing period that a day belongs to: "2026-11"."""
    return day.isoformat()[:7]
