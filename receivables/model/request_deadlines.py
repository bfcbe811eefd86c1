"""How near the end of a request's time is: what the law grants, or what we promised the person."""

from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from receivables.model.claims import business_days_after
from receivables.model.contact import Moment
from receivables.model.policy import Policy
from receivables.model.request import BY_LAW, Request, RequestKind

INSTANT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
DAYS_BY_LAW, DAYS_OF_OURS = 3, 1
"""So many business days before its end a request rings: an inspection takes days; what we promised is a look."""


class Nearness(StrEnum):
    """How a request stands to the end of its time. `LATER` too where nothing ends."""

    LATE = "late"
    NEAR = "near"
    LATER = "later"


def end_of(last: date, zone: tzinfo) -> datetime:
    """The midnight that ends the last day, on the utility's clock."""
    return datetime.combine(last + ONE_DAY, time(), zone)


def last_day(due_by: datetime, policy: Policy) -> date:
    """The last day of which a part is still in time."""
    return policy.today(due_by - INSTANT)


def rings_until(kind: RequestKind, at: Moment) -> datetime:
    """Whatever of that kind ends by then is near: the end of a business day, so that no weekend comes between."""
    days = DAYS_BY_LAW if kind in BY_LAW else DAYS_OF_OURS
    return end_of(business_days_after(at.today, days, at.calendar), at.policy.zone)


def nearness(request: Request, at: Moment) -> Nearness:
    """How it stands now. What is answered, and told, is never late."""
    if not request.unsettled or request.due_by is None:
        return Nearness.LATER
    if request.due_by <= at.now:
        return Nearness.LATE
    return Nearness.NEAR if request.due_by <= rings_until(request.kind, at) else Nearness.LATER


def days_left(due_by: datetime, now: datetime, policy: Policy) -> int:
    """Calendar days from today to its last day; negative once that day is over."""
    return (last_day(due_by, policy) - policy.today(now)).days
