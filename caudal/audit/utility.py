"""What a utility decided, read from its TOML: only what the auditor judges by."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Any

from caudal.audit.law import LAWS, Days, Law
from receivables.errors import BadPolicy

SHIPPED = files("receivables") / "packs" / "policies"
DEFAULT = "tumbes"
LOWEST_STEP = {"whatsapp": 250}
"""What a new portfolio may open, where the utility says nothing of it (WA-LIM-1)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a utility allows of agreements (POL-INS-1, POL-INS-2); `bears_interest`: it has a rate (PE-INT-3)."""

    min_down_percent: Decimal
    max_instalments: int
    min_instalment: int
    ends_with_year: bool
    bears_interest: bool


PAUSES = {
    "paid": ("paid_hours", timedelta(hours=1), 48),
    "proof": ("proof_hours", timedelta(hours=1), 4),
    "hardship": ("help_days", timedelta(days=1), 5),
    "legal": ("help_days", timedelta(days=1), 5),
}
"""Where a utility says how long a pause is, in what, and how long it is where nothing is said."""


@dataclass(frozen=True, slots=True)
class Utility:
    """Thresholds and hours of one utility; amounts in centimos. They judge what was decided under the same version."""

    name: str
    version: str
    law: Law
    closed: frozenset[date]
    negligible: int
    worth_a_notice: int
    cut_bills: int
    cut_instalments: int
    offer_hours: int
    last_chance_hours: int
    notice_valid_days: int
    friendly_mean: Decimal
    feed_days: int
    reopening_hours: int
    drastic_after_broken: int
    cut_days: tuple[int, int] | None
    allowance_m3: Mapping[str, Decimal]
    daily_openings: Mapping[str, int]
    plan: Plan
    pauses: Mapping[str, timedelta]

    @property
    def days(self) -> Days:
        """The working days of its country, less those that it closes."""
        return Days(self.law, self.closed)


def read_utility(policy: str | None) -> Utility:
    """The utility of a TOML file, or of the name of a shipped one. Raises BadPolicy naming what is wrong."""
    text, name = _text(policy)
    try:
        return _utility(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise BadPolicy("unreadable_policy", file=name, problem=f"{type(error).__name__}: {error}") from None


def _text(policy: str | None) -> tuple[str, str]:
    shipped = SHIPPED / f"{policy or DEFAULT}.toml"
    try:
        if shipped.is_file():
            return shipped.read_text("utf-8"), shipped.name
        return Path(str(policy)).read_text("utf-8"), str(policy)
    except (OSError, UnicodeDecodeError) as error:
        raise BadPolicy("unreadable_policy", file=policy, problem=type(error).__name__) from None


def _utility(pack: Mapping[str, Any]) -> Utility:
    law = LAWS.get(pack["jurisdiction"])
    if law is None:
        raise BadPolicy("unknown_jurisdiction", jurisdiction=pack["jurisdiction"])
    amounts, ladder = pack["amounts"], pack["ladder"]
    return Utility(
        name=pack["utility"],
        version=pack["version"],
        law=law,
        closed=frozenset(_days(pack)),
        negligible=_centimos(amounts["negligible"]),
        worth_a_notice=_centimos(amounts["worth_a_notice"]),
        cut_bills=ladder["cut_overdue_bills"],
        cut_instalments=ladder["cut_overdue_instalments"],
        offer_hours=ladder["offer_hours"],
        last_chance_hours=ladder["last_chance_hours"],
        notice_valid_days=ladder["notice_valid_days"],
        friendly_mean=Decimal(ladder["friendly_mean"]),
        feed_days=pack["feed"]["fresh_days"],
        reopening_hours=pack["reopening"]["hours"],
        drastic_after_broken=ladder["drastic_after_broken"],
        cut_days=_two(ladder.get("cut_days")),
        allowance_m3={name: Decimal(given) for name, given in pack.get("allowance_m3", {}).items()},
        daily_openings=_openings(pack.get("limits", {})),
        plan=_plan(pack["plan"]),
        pauses=_pauses(pack),
    )


def _plan(given: Mapping[str, Any]) -> Plan:
    return Plan(
        Decimal(given["min_down_percent"]),
        given["max_instalments"],
        _centimos(given["min_instalment"]),
        bool(given.get("ends_with_year", False)),
        any(Decimal(given.get(name, "0")) for name in ("monthly_percent", "tea_percent")),
    )


def _pauses(pack: Mapping[str, Any]) -> dict[str, timedelta]:
    """The longest pause for each reason; an agreement's ends with the day of its down payment."""
    given = pack.get("pauses", {})
    most = {why: each * given.get(name, usual) for why, (name, each, usual) in PAUSES.items()}
    return {**most, "agreement": timedelta(days=pack["plan"].get("down_days", 3) + 1)}


def _openings(limits: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many people each channel may write to first in 24 hours; 0 says without limit."""
    given = {name: of["daily_openings"] for name, of in limits.items() if "daily_openings" in of}
    return {name: most for name, most in {**LOWEST_STEP, **given}.items() if most}


def _days(pack: Mapping[str, Any]) -> list[date]:
    given = pack.get("extra_closed_days", [])
    return [day if isinstance(day, date) else date.fromisoformat(day) for day in given]


def _two(given: list[int] | None) -> tuple[int, int] | None:
    return None if given is None else (given[0], given[1])


def _centimos(amount: str) -> int:
    return int(Decimal(amount) * 100)
