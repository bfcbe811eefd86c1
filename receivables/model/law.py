"""When a contact, a visit or a cut is allowed at all: days, hours, holidays. Pure; moments are given, never read."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law, Week, Window
from receivables.model.policy import Calendar, Policy

SEARCH_DAYS = 31


class TimedAct(StrEnum):
    """What the law gives days and hours: a proactive message or call, a collection visit, executing a cut."""

    MESSAGE = "message"
    VISIT = "visit"
    CUT = "cut"


def acts(law: Law, calendar: Calendar, act: TimedAct, local: datetime) -> set[Reason]:
    """What forbids the act at this moment of the customer's own clock (PE-CON-1 to PE-CON-3, CO-CON-2, HOL-1).

    For a cut the eve of a holiday counts as one (PE-CUT-6), and the eve of a day that nobody knows as unknown.
    """
    reasons = _closed(local, _week(law, act), calendar)
    if act is TimedAct.CUT and not law.cut_on_eve_of_holiday:
        reasons |= _day_closed(local.date() + timedelta(days=1), calendar)
    return reasons


def rules_for(law: Law, act: TimedAct) -> Mapping[Reason, tuple[str, ...]]:
    """The rules that each reason stands for where this act was withheld."""
    if act is TimedAct.CUT:
        return law.rules_of_cut
    return law.rules_of_visit if act is TimedAct.VISIT else law.rules_of


def contact_moment(now: datetime, policy: Policy, calendar: Calendar) -> set[Reason]:
    """What forbids a proactive contact at this moment, on the customer's clock (PE-CON-1 to PE-CON-3, CO-CON-2)."""
    return _closed(policy.local(now), policy.law.contact, calendar)


def cut_moment(now: datetime, policy: Policy, calendar: Calendar) -> set[Reason]:
    """What forbids executing a cut at this moment; the eve of a holiday counts as one (PE-CUT-6)."""
    return acts(policy.law, calendar, TimedAct.CUT, policy.local(now))


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


def _week(law: Law, act: TimedAct) -> Week:
    if act is TimedAct.MESSAGE:
        return law.contact
    return law.visit if act is TimedAct.VISIT else law.cut


def _window(day: date, law: Law, calendar: Calendar) -> Window | None:
    return law.contact[day.weekday()] if calendar.open_on(day) else None


def _closed(local: datetime, week: Week, calendar: Calendar) -> set[Reason]:
    reasons = _day_closed(local.date(), calendar)
    window = week[local.weekday()]
    if window is None or not window.holds(local.time()):
        reasons.add(Reason.OUTSIDE_WINDOW)
    return reasons


def _day_closed(day: date, calendar: Calendar) -> set[Reason]:
    if not calendar.knows(day):
        return {Reason.UNKNOWN_CALENDAR}
    return set() if calendar.open_on(day) else {Reason.HOLIDAY}
