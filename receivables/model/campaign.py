"""A campaign: who, what, when; its plan; and each occurrence of its schedule."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from receivables.errors import BadInput
from receivables.model.account import Account
from receivables.model.claims import atypical_bills
from receivables.model.ladder import Notice
from receivables.model.policy import Policy
from receivables.model.protection import protecting_score
from receivables.model.standing import Standing

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CAMPAIGN_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Audience:
    """Conditions that all hold. Empty `localities` means all of them.

    `atypical_bill`: only those with an overdue bill that must be offered a claim before it is pressed for (PE-BILL-2).
    """

    protecting_rfm_mean_at_least: Decimal | None = None
    overdue_bills_at_least: int = 1
    localities: tuple[str, ...] = ()
    atypical_bill: bool = False
    overdue_bills_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekdays by name (never by number) and a time on the utility's clock."""

    weekdays: tuple[str, ...]
    at: time
    expires_after_minutes: int

    def __post_init__(self) -> None:
        unknown = [day for day in self.weekdays if day not in WEEKDAYS]
        if unknown or not self.weekdays:
            raise BadInput("unknown_weekday", weekdays=unknown)
        if self.expires_after_minutes < 1:
            raise BadInput("expires_before_it_starts", minutes=self.expires_after_minutes)

    def next_after(self, moment: datetime, policy: Policy) -> datetime:
        """The first occurrence strictly after the moment, by calendar arithmetic in the utility's zone."""
        local = policy.local(moment)
        for ahead in range(8):
            day: date = local.date() + timedelta(days=ahead)
            due = datetime.combine(day, self.at, policy.zone)
            if WEEKDAYS[day.weekday()] in self.weekdays and due > local:
                return due.astimezone(moment.tzinfo)
        raise AssertionError("a week has every weekday")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as its TOML says. `step` is the ladder's notice, or None for a message outside the ladder."""

    id: str
    title: str
    step: Notice | None
    audience: Audience
    message_key: str
    variants: tuple[str, ...]
    holdout_percent: int
    schedule: Schedule

    def __post_init__(self) -> None:
        if not CAMPAIGN_ID.fullmatch(self.id):
            raise BadInput("bad_campaign_id", id=self.id)
        if not 0 <= self.holdout_percent <= 90:
            raise BadInput("bad_holdout", percent=self.holdout_percent)


class PlanState(StrEnum):
    """A plan sends nothing before a named person approves it."""

    DRAFT = "draft"
    APPROVED = "approved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """A campaign as planned at a moment: how many it would reach, and why the others are withheld.

    It holds the definition as it was planned: what a person approved is what is sent, whatever the file says later.
    """

    id: str
    campaign: Campaign
    planned_at: datetime
    planned: int
    withheld: dict[str, int]
    held_out: int
    state: PlanState = PlanState.DRAFT
    approved_by: str | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One firing of an approved plan; (plan, due_at) is unique, so it happens once however many clocks tick."""

    plan: str
    due_at: datetime
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    finished_at: datetime | None = None


def in_audience(campaign: Campaign, account: Account, standing: Standing, policy: Policy) -> bool:
    """Whether the account meets every condition of the campaign; one overdue instalment counts as overdue."""
    audience = campaign.audience
    if audience.localities and account.supply.locality not in audience.localities:
        return False
    overdue = len(standing.overdue_bills) + len(standing.overdue_instalments)
    if overdue < audience.overdue_bills_at_least:
        return False
    if audience.overdue_bills_at_most is not None and overdue > audience.overdue_bills_at_most:
        return False
    if audience.atypical_bill and not atypical_bills(account, standing, policy):
        return False
    if audience.protecting_rfm_mean_at_least is None:
        return True
    score = protecting_score(account, standing)
    return score is not None and score.mean >= audience.protecting_rfm_mean_at_least
