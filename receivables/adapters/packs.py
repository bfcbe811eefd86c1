"""Law and policy packs: dated TOML, validated before anything runs. A contradiction is refused and says why."""

import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from receivables.errors import BadAmount, BadPolicy
from receivables.model.money import Money
from receivables.model.plan import NO_INTEREST, PlanLimits, Rate
from receivables.model.policy import Law, Office, Policy, Rule, Window

SHIPPED = files("receivables") / "packs"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hours = Annotated[int, Field(ge=1, le=24 * 90)]
Count = Annotated[int, Field(ge=1, le=1000)]


def _soles(value: object) -> Money:
    if not isinstance(value, str):
        raise ValueError("write amounts in quotes")
    try:
        return Money.of(value)
    except BadAmount as error:
        raise ValueError(str(error)) from None


def _exact(value: object) -> Decimal:
    if isinstance(value, float):
        raise ValueError("write decimals in quotes")
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError("not a number") from None


Amount = Annotated[Money, BeforeValidator(_soles)]
Exact = Annotated[Decimal, BeforeValidator(_exact)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Pack = TypeVar("Pack", bound=_Part)


class _Hours(_Part):
    opens: time
    closes: time


class _Week(_Part):
    mon: _Hours | None = None
    tue: _Hours | None = None
    wed: _Hours | None = None
    thu: _Hours | None = None
    fri: _Hours | None = None
    sat: _Hours | None = None
    sun: _Hours | None = None

    def windows(self) -> tuple[Window | None, ...]:
        days: list[_Hours | None] = [getattr(self, day) for day in WEEK]
        return tuple(Window(day.opens, day.closes) if day else None for day in days)


class _CutWeek(_Week):
    on_eve_of_holiday: bool


class _LawLimits(_Part):
    contacts_per_day: Count
    contacts_per_seven_days: Count
    notice_hours_before_cut: Hours
    reopening_hours: Hours
    minimum_overdue_bills_for_cut: Count


class _Rule(_Part):
    id: str
    basis: str
    confidence: Literal["FOUND", "KNOW", "UNSURE", "SEED"]


class _LawPack(_Part):
    jurisdiction: str
    version: str
    contact: _Week
    cut: _CutWeek
    limits: _LawLimits
    rules: tuple[_Rule, ...]

    def law(self) -> Law:
        return Law(
            jurisdiction=self.jurisdiction,
            version=self.version,
            contact=self.contact.windows(),
            cut=self.cut.windows(),
            cut_on_eve_of_holiday=self.cut.on_eve_of_holiday,
            rules=tuple(Rule(r.id, r.basis, r.confidence) for r in self.rules),
            **self.limits.model_dump(),
        )


class _Amounts(_Part):
    negligible: Amount
    worth_a_notice: Amount
    reopening_fee: Amount


class _Ladder(_Part):
    offer_overdue_bills: Count
    cut_overdue_bills: Count
    cut_overdue_instalments: Count
    friendly_hours: Hours
    offer_hours: Hours
    last_chance_hours: Hours
    notice_valid_days: Count
    promise_hours: Hours
    promise_days: Count
    friendly_mean: Exact


class _Feed(_Part):
    fresh_days: Count
    bad_rows_percent: Exact
    bad_rows_at_least: Count


class _Plan(_Part):
    min_down_percent: Exact
    max_instalments: Count
    min_instalment: Amount
    monthly_percent: Exact | None = None
    tea_percent: Exact | None = None
    ends_with_year: bool = False
    max_grace: int = 0
    capitalise_grace: bool = False

    def limits(self) -> PlanLimits:
        return PlanLimits(
            min_down_percent=self.min_down_percent,
            max_instalments=self.max_instalments,
            min_instalment=self.min_instalment,
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


class _Office(_Part):
    name: str
    address: str
    hours: str


class _PolicyPack(_Part):
    utility: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")]
    name: str
    version: str
    jurisdiction: str
    zone: str
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    locale: str
    phone: str
    channels: Annotated[
        tuple[Literal["whatsapp", "telegram", "sms", "correo", "chat"], ...], Field(min_length=1)
    ]
    amounts: _Amounts
    ladder: _Ladder
    feed: _Feed
    plan: _Plan
    offices: Annotated[tuple[_Office, ...], Field(min_length=1)]

    def policy(self, law: Law) -> Policy:
        return Policy(
            law=law,
            zone=_zone(self.zone),
            plan=self.plan.limits(),
            offices=tuple(Office(o.name, o.address, o.hours) for o in self.offices),
            feed_days=self.feed.fresh_days,
            bad_rows_percent=self.feed.bad_rows_percent,
            bad_rows_at_least=self.feed.bad_rows_at_least,
            **self.amounts.__dict__,
            **self.ladder.__dict__,
            **{
                name: getattr(self, name)
                for name in (
                    "utility",
                    "name",
                    "version",
                    "jurisdiction",
                    "currency",
                    "locale",
                    "phone",
                    "channels",
                )
            },
        )


def load_policy(path: Path | None = None) -> Policy:
    """The policy of a TOML file with the law of its jurisdiction; the shipped one of Tumbes by default.

    Raises BadPolicy with the file, the field and what is wrong with it.
    """
    text, name = _read(path)
    pack = _validated(_PolicyPack, _toml(text, name), name)
    try:
        return pack.policy(load_law(pack.jurisdiction))
    except BadAmount as error:
        raise BadPolicy("unreadable_policy", file=name, problem=str(error)) from None


def load_law(jurisdiction: str) -> Law:
    """The shipped pack of a jurisdiction ("PE"). Raises BadPolicy("unknown_jurisdiction")."""
    shipped = SHIPPED / "jurisdictions" / f"{jurisdiction.lower()}.toml"
    if not jurisdiction.isalpha() or not shipped.is_file():
        raise BadPolicy("unknown_jurisdiction", jurisdiction=jurisdiction)
    return _validated(_LawPack, _toml(shipped.read_text("utf-8"), shipped.name), shipped.name).law()


def _read(path: Path | None) -> tuple[str, str]:
    if path is None:
        shipped = SHIPPED / "policies" / "tumbes.toml"
        return shipped.read_text("utf-8"), shipped.name
    try:
        return path.read_text("utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        raise BadPolicy("unreadable_policy", file=path, problem=error.__class__.__name__) from None


def _toml(text: str, name: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPolicy("unreadable_policy", file=name, problem=str(error)) from None


def _validated(kind: type[Pack], content: Mapping[str, object], name: str) -> Pack:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadPolicy("unreadable_policy", file=name, problem=f"{where}: {first['msg']}") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadPolicy("unknown_zone", zone=name) from None
