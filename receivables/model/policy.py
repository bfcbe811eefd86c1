"""What a utility decided and what the law of its country demands: values, read from dated TOML packs."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from receivables.errors import BadPolicy
from receivables.model.money import Money
from receivables.model.plan import PlanLimits


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of one weekday in which something is allowed: from `opens` (included) to `closes` (excluded)."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise BadPolicy("window_closes_before_it_opens", opens=self.opens, closes=self.closes)

    def holds(self, moment: time) -> bool:
        """Whether that time of day lies inside."""
        return self.opens <= moment < self.closes


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id (rules of the jurisdiction), its legal basis as text, and how sure we are of it."""

    id: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Law:
    """A jurisdiction pack. `contact` and `cut` are indexed by weekday, Monday first; None is a closed day.

    Contact windows: PE-CON-1, PE-CON-2, PE-CON-3; caps per person over all channels and supplies: PE-CON-10; days and
    hours of a cut, and never the eve of a holiday: PE-CUT-6.
    """

    jurisdiction: str
    version: str
    contact: tuple[Window | None, ...]
    cut: tuple[Window | None, ...]
    cut_on_eve_of_holiday: bool
    contacts_per_day: int
    contacts_per_seven_days: int
    notice_hours_before_cut: int
    reopening_hours: int
    minimum_overdue_bills_for_cut: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays and extra closed days of the years that it knows. An unknown year is closed (HOL-1)."""

    holidays: frozenset[date]
    years: frozenset[int]

    def open_on(self, day: date) -> bool:
        """Whether the day is known and not a holiday."""
        return day.year in self.years and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Office:
    """An official place to pay or to talk; the only ones that a message may name (POL-PAY-1)."""

    name: str
    address: str
    hours: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What one utility decided. Amounts in its currency, hours and days as named.

    `notice_valid_days`: how long a served last chance is evidence for a cut; an older one speaks of another debt.

    `cut_overdue_bills`: POL-CUT-1, Q-4. `friendly_mean`: domain.md, action 2. `promise_days`: how far ahead a promise
    may be; `promise_hours` is what is recommended (POL-PRM-1).
    """

    utility: str
    name: str
    version: str
    jurisdiction: str
    zone: ZoneInfo
    currency: str
    locale: str
    law: Law
    negligible: Money
    worth_a_notice: Money
    cut_overdue_bills: int
    cut_overdue_instalments: int
    offer_overdue_bills: int
    offer_hours: int
    last_chance_hours: int
    notice_valid_days: int
    friendly_hours: int
    promise_hours: int
    promise_days: int
    friendly_mean: Decimal
    feed_days: int
    bad_rows_percent: Decimal
    bad_rows_at_least: int
    channels: tuple[str, ...]
    plan: PlanLimits
    reopening_fee: Money
    phone: str
    offices: tuple[Office, ...]

    def __post_init__(self) -> None:
        if self.cut_overdue_bills < self.law.minimum_overdue_bills_for_cut:
            raise BadPolicy(
                "cut_below_the_law",
                policy=self.cut_overdue_bills,
                law=self.law.minimum_overdue_bills_for_cut,
            )
        for hours in (self.offer_hours, self.last_chance_hours):  # a broken promise skips the offer
            if hours < self.law.notice_hours_before_cut:
                raise BadPolicy("notice_below_the_law", policy=hours, law=self.law.notice_hours_before_cut)

    def local(self, moment: datetime) -> datetime:
        """The moment on the utility's own clock."""
        return moment.astimezone(self.zone)

    def today(self, moment: datetime) -> date:
        """The utility's date at that moment."""
        return self.local(moment).date()
