"""The pack of a utility."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from receivables.adapters.packs.reading import Amount, Count, Exact, Hours, Part, Text, WeekPart
from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.attention import Attention
from receivables.model.jurisdiction import Law
from receivables.model.limits import DEFAULT_LIMITS, UNLIMITED, ChannelLimits
from receivables.model.money import Money
from receivables.model.pauses import Pauses
from receivables.model.paying import Office, Paying
from receivables.model.plan import NO_INTEREST, PlanLimits, Rate
from receivables.model.policy import Letters, Policy, Stage

Degrees = Annotated[Exact, Field(ge=-180, le=180)]
NamedPeople = Annotated[int, Field(strict=True, ge=0, le=9)]
Channel = Literal["whatsapp", "telegram", "sms", "correo", "chat"]
Locale = Literal["es_PE", "es_CO", "en"]  # the catalogues of messages that ship
Category = Literal["DOMESTICO", "SOCIAL", "COMERCIAL", "INDUSTRIAL", "ESTATAL"]

ONE_NAME = dict.fromkeys(Matter, 1)
"""What is asked of a matter that the pack does not name."""


class _Amounts(Part):
    negligible: Amount
    worth_a_notice: Amount
    reopening_fee: Amount


class _Ladder(Part):
    offer_overdue_bills: Count
    cut_overdue_bills: Count
    cut_overdue_instalments: Count
    cut_days: tuple[int, int] | None = None
    drastic_after_broken: Count
    friendly_hours: Hours
    offer_hours: Hours
    last_chance_hours: Hours
    notice_valid_days: Count
    promise_hours: Hours
    promise_days: Count
    renewal_days: Count
    friendly_mean: Exact


class _Reopening(Part):
    hours: Hours
    fee_basis: str = ""


class _Feed(Part):
    fresh_days: Count
    bad_rows_percent: Exact
    bad_rows_at_least: Count


class _Plan(Part):
    min_down_percent: Exact
    down_options: tuple[Exact, ...] = ()
    max_instalments: Count
    max_months: Count | None = None
    min_instalment: Amount
    monthly_percent: Exact | None = None
    tea_percent: Exact | None = None
    rate_kind: Literal["moratory", "compensatory"] = "moratory"
    rate_basis: str = ""
    ends_with_year: bool = False
    max_grace: Annotated[int, Field(strict=True, ge=0)] = 0
    capitalise_grace: bool = False
    down_days: Annotated[int, Field(strict=True, ge=1, le=30)] = 3
    break_days: Annotated[int, Field(strict=True, ge=0, le=60)] = 3

    def limits(self, currency: str) -> PlanLimits:
        rows = self.max_instalments + self.max_grace
        if self.max_months is not None and rows > self.max_months:
            raise BadPolicy("instalments_beyond_the_term", instalments=rows, months=self.max_months)
        return PlanLimits(
            min_down_percent=self.min_down_percent,
            max_instalments=self.max_instalments,
            min_instalment=Money.of(self.min_instalment, currency),
            rate=self.rate(),
            ends_with_year=self.ends_with_year,
            max_grace=self.max_grace,
            capitalise_grace=self.capitalise_grace,
        )

    def rate(self) -> Rate:
        if self.monthly_percent is not None and self.tea_percent is not None:
            raise BadPolicy("two_rates")
        if self.tea_percent is not None:
            return Rate.of_tea(self.tea_percent)
        return NO_INTEREST if self.monthly_percent is None else Rate.of_monthly(self.monthly_percent)


class _Letters(Part):
    from_bills: Count
    to_bills: Count


class _Stage(Part):
    name: Text
    from_days: Annotated[int, Field(strict=True, ge=0, le=36_500)]


class _Office(Part):
    name: Text
    address: Text
    hours: Text
    kind: str = ""
    locality: str = ""
    latitude: Degrees | None = None
    longitude: Degrees | None = None


class _Payment(Part):
    ways: tuple[Text, ...] = ()
    gateway_url: str = ""
    reference: str = ""


class _ChannelLimits(Part):
    """What is not named stays as it is for a new utility; 0 is without limit."""

    per_second: Annotated[int, Field(strict=True, ge=0)] | None = None
    daily_openings: Annotated[int, Field(strict=True, ge=0)] | None = None
    reserved_percent: Annotated[int, Field(strict=True, ge=0, le=90)] | None = None
    pair_seconds: Annotated[int, Field(strict=True, ge=0, le=3600)] | None = None

    def limits(self, usual: ChannelLimits) -> ChannelLimits:
        return ChannelLimits(
            per_second=_limit(self.per_second, usual.per_second),
            daily_openings=_limit(self.daily_openings, usual.daily_openings),
            reserved_percent=usual.reserved_percent
            if self.reserved_percent is None
            else self.reserved_percent,
            pair_seconds=usual.pair_seconds if self.pair_seconds is None else self.pair_seconds,
        )


def _limit(given: int | None, usual: int | None) -> int | None:
    return usual if given is None else given or None


class _Pauses(Part):
    """Each has an end: nobody is left in a pause, and a pause is no gift (I-19)."""

    paid_hours: Annotated[int, Field(strict=True, ge=1, le=168)] = 48
    proof_hours: Annotated[int, Field(strict=True, ge=1, le=72)] = 4
    late_claim_hours: Annotated[int, Field(strict=True, ge=1, le=168)] = 48
    help_days: Annotated[int, Field(strict=True, ge=1, le=30)] = 5
    desk_days: Annotated[int, Field(strict=True, ge=1, le=90)] = 30
    agreement_again_days: Annotated[int, Field(strict=True, ge=30, le=365)] = 90


class _Attention(WeekPart):
    """The hours in which people answer chats; a weekday that is not there is closed."""

    patience_hours: Hours = 24
    emergency_phone: str = ""

    def attention(self) -> Attention:
        return Attention(self.windows(), self.patience_hours, self.emergency_phone)


class PolicyPack(Part):
    """The file of a utility: the one that is written to add one."""

    utility: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
    name: Text
    version: Text
    valid_from: date
    jurisdiction: str
    zone: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    locale: Locale
    languages: tuple[Locale, ...] = ()
    phone: Text
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    billing_months: Count = 1
    extra_closed_days: frozenset[date] = frozenset()
    bureau_months: Count | None = None
    hard_to_collect_days: Count | None = None
    unconfirmed: tuple[str, ...] = ()
    amounts: _Amounts
    ladder: _Ladder
    reopening: _Reopening
    feed: _Feed
    plan: _Plan
    approvals: dict[Matter, NamedPeople] = Field(default_factory=dict)
    letters: _Letters | None = None
    allowance_m3: dict[Category, Exact] = Field(default_factory=dict)
    stages: tuple[_Stage, ...] = ()
    limits: dict[Channel, _ChannelLimits] = Field(default_factory=dict)
    payment: _Payment = _Payment()
    attention: _Attention | None = None
    pauses: _Pauses = _Pauses()
    offices: Annotated[tuple[_Office, ...], Field(min_length=1)]

    def policy(self, law: Law) -> Policy:
        """The policy under that law. Raises BadPolicy for whatever contradicts the law or itself."""
        if strange := [name for name in self.unconfirmed if name not in PolicyPack.model_fields]:
            raise BadPolicy("unconfirmed_is_no_section", section=strange[0])
        return Policy(
            law=law,
            zone=_zone(self.zone),
            plan=self.plan.limits(self.currency),
            rate_basis=self.plan.rate_basis,
            moratory_rate=self.plan.rate_kind == "moratory",
            down_options=self.plan.down_options,
            down_days=self.plan.down_days,
            break_days=self.plan.break_days,
            reopening_hours=self.reopening.hours,
            reopening_fee_basis=self.reopening.fee_basis,
            approvals={**ONE_NAME, **self.approvals},
            letters=Letters(self.letters.from_bills, self.letters.to_bills) if self.letters else None,
            allowance_m3={str(category): cubic for category, cubic in self.allowance_m3.items()},
            stages=tuple(Stage(stage.name, stage.from_days) for stage in self.stages),
            limits={
                **DEFAULT_LIMITS,
                **{str(n): each.limits(DEFAULT_LIMITS.get(n, UNLIMITED)) for n, each in self.limits.items()},
            },
            payment=Paying(**dict(self.payment)),
            attention=self.attention.attention() if self.attention else None,
            pauses=Pauses(**dict(self.pauses)),
            offices=tuple(Office(**dict(office)) for office in self.offices),
            feed_days=self.feed.fresh_days,
            bad_rows_percent=self.feed.bad_rows_percent,
            bad_rows_at_least=self.feed.bad_rows_at_least,
            negligible=Money.of(self.amounts.negligible, self.currency),
            worth_a_notice=Money.of(self.amounts.worth_a_notice, self.currency),
            reopening_fee=Money.of(self.amounts.reopening_fee, self.currency),
            **dict(self.ladder),
            **{name: getattr(self, name) for name in AS_WRITTEN},
        )


AS_WRITTEN = (
    *("utility", "name", "version", "valid_from", "jurisdiction", "currency", "locale", "phone", "channels"),
    *(
        "billing_months",
        "extra_closed_days",
        "bureau_months",
        "hard_to_collect_days",
        "unconfirmed",
        "languages",
    ),
)
"""What goes into the policy just as the file has it."""


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadPolicy("unknown_zone", zone=name) from None
