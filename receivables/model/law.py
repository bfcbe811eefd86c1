"""When a contact or a cut is allowed at all: days, hours, holidays. Pure; moments are given, never read."""

from datetime import date, datetime, timedelta

from receivables.model.decision import Reason
from receivables.model.policy import Calendar, Law, Policy, Window

SEARCH_DAYS = 31


def contact_moment(now: datetime, policy: Policy, calendar: Calendar) -> set[Reason]:
    """What forbids a proactive contact at this moment, on the customer's clock (PE-CON-1 to PE-CON-3, HOL-1)."""
    local = policy.local(now)
    return _closed(local, policy.law.contact, calendar)


def cut_moment(now: datetime, policy: Policy, calendar: Calendar) -> set[Reason]:
    """What forbids executing a cut at this moment; the eve of a holiday counts as one (PE-CUT-6)."""
    local = policy.local(now)
    reasons = _closed(local, policy.law.cut, calendar)
    eve = not calendar.open_on(local.date() + timedelta(days=1))
    if eve and not policy.law.cut_on_eve_of_holiday:
        reasons.add(Reason.HOLIDAY)
    return reasons


def next_contact_opening(now: datetime, policy: Policy, calendar: Calendar) -> datetime | None:
    """The first moment from `now` on at which a contact is allowed; None when no day of the next month is open."""
    local = policy.local(now)
    for ahead in range(SEARCH_DAYS):
        day = local.date() + timedelta(days=ahead)
        window = _window(day, policy.law, calendar)
        if window is None:
            continue
        opens = datetime.combine(day, window.opens, policy.zone)
        closes = datetime.combine(day, window.closes, policy.zone)
        if local < closes:
            return max(opens, local).astimezone(now.tzinfo)
    return None


def contact_closing(now: datetime, policy: Policy, calendar: Calendar) -> datetime | None:
    """When today's contact window closes; None on a closed day (I-3: nothing is delivered after it)."""
    local = policy.local(now)
    window = _window(local.date(), policy.law, calendar)
    if window is None:
        return None
    return datetime.combine(local.date(), window.closes, policy.zone).astimezone(now.tzinfo)


def _window(day: date, law: Law, calendar: Calendar) -> Window | None:
    return law.contact[day.weekday()] if calendar.open_on(day) else None


def _closed(local: datetime, week: tuple[Window | None, ...], calendar: Calendar) -> set[Reason]:
    reasons: set[Reason] = set()
    if not calendar.open_on(local.date()):
        reasons.add(Reason.HOLIDAY)
    window = week[local.weekday()]
    if window is None or not window.holds(local.time()):
        reasons.add(Reason.OUTSIDE_WINDOW)
    return reasons
