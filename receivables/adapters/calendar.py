"""Public holidays, from the `holidays` package, with extra closed days. What it does not know is closed."""

from collections.abc import Iterable
from datetime import date

import holidays

from receivables.model.policy import Calendar, Policy

YEARS = range(2020, 2036)


def calendar(jurisdiction: str, extra_closed_days: Iterable[date] = ()) -> Calendar:
    """The calendar of a country (ISO 3166 code) for the years that Caudal vouches for; no year for an unknown country.

    The package adds Easter Sunday to Peru's list: harmless, since Sundays are closed (HOL-PE-1).
    """
    try:
        known = holidays.country_holidays(jurisdiction, years=YEARS)
    except NotImplementedError:
        return Calendar(frozenset(), frozenset())
    return Calendar(frozenset([*known.keys(), *extra_closed_days]), frozenset(YEARS))


def calendar_of(policy: Policy) -> Calendar:
    """The calendar of a utility: its country's, with the days that the law or the utility itself closes (HOL-PE-2)."""
    return calendar(policy.jurisdiction, policy.law.extra_closed_days | policy.extra_closed_days)
