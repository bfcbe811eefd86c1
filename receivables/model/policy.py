"""What a utility decided, under the law of its country. A policy that contradicts itself or the law cannot exist."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.attention import PATIENCE, Attention
from receivables.model.jurisdiction import BIMONTHLY, MONTHLY, Law
from receivables.model.limits import DEFAULT_LIMITS, UNLIMITED, ChannelLimits
from receivables.model.money import Money
from receivables.model.pauses import Pauses
from receivables.model.paying import Office, Paying
from receivables.model.plan import PlanLimits

LAST_DAY_OF_EVERY_MONTH = 28
BEST_MEAN = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays and extra closed days of the years that it knows. An unknown year is closed (HOL-1)."""

    holidays: frozenset[date]
    years: frozenset[int]

    def knows(self, day: date) -> bool:
        """Whether anybody vouches for that year."""
        return day.year in self.years

    def open_on(self, day: date) -> bool:
        """Whether the day is known and not a holiday."""
        return day.year in self.years and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Letters:
    """Who gets the monthly letter: from so many to so many unpaid months, both included (POL-LTR-1)."""

    from_bills: int
    to_bills: int

    def __post_init__(self) -> None:
        if not 1 <= self.from_bills <= self.to_bills:
            raise BadPolicy("letters_from_after_to", first=self.from_bills, last=self.to_bills)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of collection of the utility's own scheme, from so many days overdue on (POL-EAAB-1)."""

    name: str
    from_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What one utility decided. Amounts in its currency, hours and days as named.

    `notice_valid_days`: how long a served last chance is evidence for a cut; an older one speaks of another debt.

    `cut_overdue_bills`: POL-CUT-1, Q-4. `cut_days`: the days of the month in which cuts are ordered, both included
    (POL-CUT-2). `drastic_after_broken`: from so many broken agreements on, a cut is drastic. `friendly_mean`:
    domain.md, action 2. `promise_days`: how far ahead a promise may be; `promise_hours` is what is recommended
    (POL-PRM-1). `renewal_days`: the new near date after the first breach of a commitment (PE-CLM-9).

    `rate_basis`: the law on which the plan's rate rests; `moratory_rate`: whether it is interest for delay (PE-INT-2).
    `allowance_m3`: the consumption allowance by category, empty where unknown (PE-BILL-2). `approvals`: how many named
    people each matter needs. `billing_months`: 1 or 2. `unconfirmed`: sections whose figures a person of the utility
    must still confirm (POL-EAAB-1). `limits`: by channel. `down_days`: within how many days the down payment of an
    agreement is paid. `break_days`: so many days after its date an unpaid instalment breaks it. `pauses`: how long
    people are left alone on their word. Raises BadPolicy for whatever contradicts the law or itself.
    """

    utility: str
    name: str
    version: str
    valid_from: date
    jurisdiction: str
    zone: ZoneInfo
    currency: str
    locale: str
    law: Law
    billing_months: int
    extra_closed_days: frozenset[date]
    negligible: Money
    worth_a_notice: Money
    cut_overdue_bills: int
    cut_overdue_instalments: int
    cut_days: tuple[int, int] | None
    drastic_after_broken: int
    offer_overdue_bills: int
    offer_hours: int
    last_chance_hours: int
    notice_valid_days: int
    friendly_hours: int
    promise_hours: int
    promise_days: int
    renewal_days: int
    friendly_mean: Decimal
    feed_days: int
    bad_rows_percent: Decimal
    bad_rows_at_least: int
    channels: tuple[str, ...]
    plan: PlanLimits
    rate_basis: str
    moratory_rate: bool
    down_options: tuple[Decimal, ...]
    reopening_fee: Money
    reopening_fee_basis: str
    reopening_hours: int
    approvals: Mapping[Matter, int] = field(hash=False)
    letters: Letters | None
    bureau_months: int | None
    hard_to_collect_days: int | None
    allowance_m3: Mapping[str, Decimal] = field(hash=False)
    stages: tuple[Stage, ...]
    unconfirmed: tuple[str, ...]
    phone: str
    offices: tuple[Office, ...]
    limits: Mapping[str, ChannelLimits] = field(default_factory=lambda: DEFAULT_LIMITS, hash=False)
    down_days: int = 3
    break_days: int = 3
    payment: Paying = field(default_factory=Paying)
    languages: tuple[str, ...] = ()
    attention: Attention | None = None
    pauses: Pauses = field(default_factory=Pauses)

    def __post_init__(self) -> None:
        for contradiction in _contradictions(self):
            raise contradiction

    @property
    def offered_languages(self) -> tuple[str, ...]:
        """The languages that a chat may be answered in, the utility's own first."""
        return tuple(dict.fromkeys((self.locale, *self.languages)))

    @property
    def patience(self) -> timedelta:
        """How long a customer waits for an answer of a person before hearing that there is none yet."""
        return self.attention.patience if self.attention else PATIENCE

    def limits_of(self, channel: str) -> ChannelLimits:
        """How fast and how much a channel takes; the embedded chat and whatever is not named take everything."""
        return self.limits.get(channel, UNLIMITED)

    def local(self, moment: datetime) -> datetime:
        """The moment on the utility's own clock."""
        return moment.astimezone(self.zone)

    def today(self, moment: datetime) -> date:
        """The utility's date at that moment."""
        return self.local(moment).date()


def _contradictions(policy: Policy) -> Iterator[BadPolicy]:
    yield from _place(policy)
    yield from _amounts(policy)
    yield from _cuts(policy)
    yield from _reopening(policy)
    yield from _plans(policy)
    yield from _rate(policy)
    yield from _people(policy)
    yield from _scheme(policy)


def _place(policy: Policy) -> Iterator[BadPolicy]:
    law = policy.law
    if policy.jurisdiction != law.jurisdiction:
        yield BadPolicy("law_of_another_country", jurisdiction=policy.jurisdiction, law=law.jurisdiction)
    if policy.currency != law.currency:
        yield BadPolicy("currency_of_another_country", currency=policy.currency, law=law.currency)
    if policy.zone.key not in law.zones:
        yield BadPolicy("zone_of_another_country", zone=policy.zone.key, law=", ".join(law.zones))
    if policy.billing_months not in (MONTHLY, BIMONTHLY):
        yield BadPolicy("billing_months_out_of_range", months=policy.billing_months)


def _amounts(policy: Policy) -> Iterator[BadPolicy]:
    amounts = {
        "negligible": policy.negligible,
        "worth_a_notice": policy.worth_a_notice,
        "reopening_fee": policy.reopening_fee,
        "min_instalment": policy.plan.min_instalment,
    }
    for name, amount in amounts.items():
        if amount.currency != policy.currency:
            yield BadPolicy("amount_of_another_country", field=name, currency=amount.currency)
        if amount.centimos < 0:
            yield BadPolicy("amount_negative", field=name, amount=amount)
    if not policy.worth_a_notice:
        yield BadPolicy("notices_for_nothing")
    if policy.negligible > policy.worth_a_notice:
        yield BadPolicy(
            "negligible_worth_a_notice", negligible=policy.negligible, worth=policy.worth_a_notice
        )


def _cuts(policy: Policy) -> Iterator[BadPolicy]:
    law, bills = policy.law, policy.cut_overdue_bills
    most = law.most_bills_for_cut(policy.billing_months)
    if bills < law.minimum_overdue_bills_for_cut:
        yield BadPolicy("cut_below_the_law", policy=bills, law=law.minimum_overdue_bills_for_cut)
    if most is not None and bills > most:
        yield BadPolicy("cut_above_the_law", policy=bills, law=most)
    if policy.offer_overdue_bills > bills:
        yield BadPolicy("offer_after_the_cut", offer=policy.offer_overdue_bills, cut=bills)
    for hours in (policy.offer_hours, policy.last_chance_hours):  # a broken promise skips the offer
        if hours < law.notice_hours_before_cut:
            yield BadPolicy("notice_below_the_law", policy=hours, law=law.notice_hours_before_cut)
    if policy.last_chance_hours > policy.notice_valid_days * 24:
        yield BadPolicy(
            "notice_stale_before_the_cut", hours=policy.last_chance_hours, days=policy.notice_valid_days
        )
    if policy.cut_days is not None:
        first, last = policy.cut_days
        if not 1 <= first <= last <= LAST_DAY_OF_EVERY_MONTH:
            yield BadPolicy("cut_days_out_of_range", first=first, last=last, most=LAST_DAY_OF_EVERY_MONTH)


def _reopening(policy: Policy) -> Iterator[BadPolicy]:
    if policy.reopening_hours > policy.law.reopening_hours:
        yield BadPolicy(
            "reopening_slower_than_the_law", policy=policy.reopening_hours, law=policy.law.reopening_hours
        )
    if policy.reopening_fee and not policy.reopening_fee_basis.strip():
        yield BadPolicy("fee_without_basis", amount=policy.reopening_fee)


def _plans(policy: Policy) -> Iterator[BadPolicy]:
    least = policy.plan.min_down_percent
    for option in policy.down_options:
        if not least <= option < 100:
            yield BadPolicy("down_option_out_of_range", option=option, least=least)
    if list(policy.down_options) != sorted(set(policy.down_options)):
        yield BadPolicy("down_options_out_of_order", options=", ".join(map(str, policy.down_options)))


def _rate(policy: Policy) -> Iterator[BadPolicy]:
    rate, law = policy.plan.rate, policy.law.interest
    if policy.plan.capitalise_grace and not law.capitalises:
        yield BadPolicy("interest_on_interest")
    if not rate.monthly:
        return
    if not policy.rate_basis.strip():
        yield BadPolicy("rate_without_basis", rate=rate.monthly_percent)
    ceiling = law.ceiling(moratory=policy.moratory_rate)
    if ceiling is None:
        yield BadPolicy("rate_without_ceiling", rate=rate.monthly_percent, jurisdiction=policy.jurisdiction)
    elif rate.monthly > ceiling.monthly:
        yield BadPolicy("rate_above_the_ceiling", rate=rate.monthly_percent, ceiling=ceiling.monthly_percent)


def _people(policy: Policy) -> Iterator[BadPolicy]:
    for matter in Matter:
        needed = policy.approvals.get(matter)
        if needed is None:
            yield BadPolicy("approval_missing", matter=matter)
        elif needed < (1 if matter in policy.law.approvals else 0):
            yield BadPolicy("approvals_below_the_law", matter=matter, needed=needed)
    if not 0 <= policy.bad_rows_percent <= 100:
        yield BadPolicy("bad_rows_percent_out_of_range", percent=policy.bad_rows_percent)
    if not 1 <= policy.friendly_mean <= BEST_MEAN:
        yield BadPolicy("friendly_mean_out_of_range", mean=policy.friendly_mean)
    if len(set(policy.channels)) < len(policy.channels):
        yield BadPolicy("channels_repeated", channels=", ".join(policy.channels))
    if policy.promise_hours > policy.promise_days * 24:
        yield BadPolicy("promise_beyond_its_days", hours=policy.promise_hours, days=policy.promise_days)


def _scheme(policy: Policy) -> Iterator[BadPolicy]:
    days = [stage.from_days for stage in policy.stages]
    names = [stage.name for stage in policy.stages]
    if days and (days[0] != 0 or days != sorted(set(days)) or len(set(names)) < len(names)):
        yield BadPolicy(
            "stages_out_of_order", stages=", ".join(f"{s.name} {s.from_days}" for s in policy.stages)
        )
    for category, allowance in policy.allowance_m3.items():
        if allowance <= 0:
            yield BadPolicy("allowance_not_positive", category=category, allowance=allowance)
