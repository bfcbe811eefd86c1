"""Stored values as plain ones, whichever database and driver they come from."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any


def moment(stored: Any) -> datetime:
    """An aware moment in UTC; SQLite keeps them as text without a zone."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    if not isinstance(found, datetime):
        raise TypeError(f"not a moment: {stored!r}")
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def moment_or_none(stored: Any) -> datetime | None:
    """A moment that may be missing."""
    return None if stored is None else moment(stored)


def day(stored: Any) -> date:
    """A date."""
    return _day(stored) if isinstance(stored, str) else stored


def day_or_none(stored: Any) -> date | None:
    """A date that may be missing."""
    return None if stored is None else day(stored)


@lru_cache(maxsize=1 << 14)
def _day(stored: str) -> date:
    return date.fromisoformat(stored)


def value(stored: Any) -> Any:
    """What a JSON column holds."""
    return json.loads(stored) if isinstance(stored, str) else stored


def coded_moment(stored: Any) -> datetime | None:
    """A moment inside a JSON column, as `{"$moment": "..."}`."""
    return moment(stored["$moment"]) if isinstance(stored, dict) and "$moment" in stored else None


def coded_day(stored: Any) -> date:
    """A date inside a JSON column, as `{"$date": "..."}`."""
    return day(stored["$date"])


def coded_centimos(stored: Any) -> int | None:
    """An amount inside a JSON column, as `{"$money": [centimos, currency]}`."""
    return int(stored["$money"][0]) if isinstance(stored, dict) and "$money" in stored else None


def centimos(amount: str) -> int:
    """An amount written with two decimals."""
    whole, _, rest = amount.replace(",", "").partition(".")
    return int(whole + rest.ljust(2, "0"))


@lru_cache(maxsize=1 << 12)
def exact(stored: Any) -> Decimal:
    """A decimal; SQLite keeps them as text."""
    return Decimal(stored)
