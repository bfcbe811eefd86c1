"""Public holidays of Peru and Colombia, reckoned from their laws."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 2020, 2035
"""The years that these laws were compared for; in any other nobody may be contacted (HOL-1)."""

MONDAY = 0

PERU = ((1, 1), (5, 1), (6, 29), (7, 28), (7, 29), (8, 30), (10, 8), (11, 1), (12, 8), (12, 25))
PERU_SINCE = (
    (2022, 8, 6),  # Ley 31530
    (2022, 12, 9),  # Ley 31381
    (2023, 7, 23),  # Ley 31822
    (2024, 6, 7),  # Ley 31788
)
COLOMBIA = ((1, 1), (5, 1), (7, 20), (8, 7), (12, 8), (12, 25))
COLOMBIA_MOVED = ((1, 6), (3, 19), (6, 29), (8, 15), (10, 12), (11, 1), (11, 11))
COLOMBIA_MOVED_SINCE = ((2026, 7, 9),)  # Ley 2578 de 2026, art. 6
AFTER_EASTER = (43, 64, 71)
"""Ascension, Corpus Christi and the Sacred Heart, on the Mondays to which Ley 51 de 1983 moves them."""


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def next_monday(day: date) -> date:
    """The day itself when it is a Monday, else the Monday after it (Ley 51 de 1983)."""
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def _holy(year: int) -> Iterator[date]:
    sunday = easter(year)
    yield sunday - timedelta(days=3)
    yield sunday - timedelta(days=2)


def _peru(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in PERU)
    yield from (date(year, month, day) for since, month, day in PERU_SINCE if year >= since)
    yield from _holy(year)


def _colombia(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in COLOMBIA)
    moved = [(month, day) for month, day in COLOMBIA_MOVED]
    moved += [(month, day) for since, month, day in COLOMBIA_MOVED_SINCE if year >= since]
    yield from (next_monday(date(year, month, day)) for month, day in moved)
    yield from (easter(year) + timedelta(days=after) for after in AFTER_EASTER)
    yield from _holy(year)


OF_COUNTRY: dict[str, Callable[[int], Iterator[date]]] = {"PE": _peru, "CO": _colombia}


@cache
def holidays(country: str, year: int) -> frozenset[date] | None:
    """The public holidays of one year; None for a country or a year that nobody vouches for."""
    known = OF_COUNTRY.get(country)
    if known is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return frozenset(known(year))
