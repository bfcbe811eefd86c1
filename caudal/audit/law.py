"""The law, written down a second time from the rules of the jurisdictions. Hours on the customer's own clock.

Where a rule is unsure the stricter default of those pages stands, as everywhere.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from caudal.audit.holidays import holidays

Hours = tuple[time, time] | None
"""From the first (included) to the second (excluded); None: closed all day."""

LONG: Hours = (time(7), time(20))
COLOMBIAN: Hours = (time(7), time(19))
COLOMBIAN_SATURDAY: Hours = (time(8), time(15))
CREW: Hours = (time(8), time(16))

WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Instance:
    """After its decision: business days to notify it, and to go on to the next instance."""

    notify_days: int
    appeal_days: int


@dataclass(frozen=True, slots=True)
class Atypical:
    """A bill of which a claim must be offered first: so much percent over what is usual, and so many allowances."""

    percent_over: int
    allowances: int


@dataclass(frozen=True, slots=True)
class Law:
    """What binds every utility of a country. Weeks begin on Monday; caps are per person over all channels."""

    country: str
    zone: ZoneInfo
    contact: tuple[Hours, ...]
    cut: tuple[Hours, ...]
    contacts_a_day: int
    contacts_in_seven_days: int
    one_channel_in_seven_days: bool
    notice_hours: int
    reopening_hours: int
    bills_for_cut: int
    instances: tuple[Instance, ...]
    atypical: Atypical | None
    rules: dict[str, str]

    def rule(self, of: str) -> str:
        """The id of a rule in this country."""
        return self.rules[of]


THREE_INSTANCES = (Instance(5, 15), Instance(5, 15), Instance(5, 0))
"""The claim, the reconsideration, the appeal (PE-CLM-3 to PE-CLM-5)."""

PERU = Law(
    country="PE",
    zone=ZoneInfo("America/Lima"),
    contact=(LONG, LONG, LONG, LONG, LONG, None, None),
    cut=(CREW, CREW, CREW, CREW, None, None, None),
    contacts_a_day=1,
    contacts_in_seven_days=3,
    one_channel_in_seven_days=False,
    notice_hours=48,
    reopening_hours=24,
    bills_for_cut=2,
    instances=THREE_INSTANCES,
    atypical=Atypical(percent_over=100, allowances=2),
    rules={
        "hours": "PE-CON-1",
        "days": "PE-CON-2",
        "cap": "PE-CON-10",
        "notice": "PE-CUT-5",
        "cut_hours": "PE-CUT-6",
        "threshold": "PE-CUT-1",
        "claim": "PE-CUT-3",
        "agreement": "PE-CUT-2",
        "protected": "PE-CUT-11",
        "reopening": "PE-REO-1",
        "consent": "PE-DAT-9",
        "hold": "PE-CLM-8",
    },
)

COLOMBIA = Law(
    country="CO",
    zone=ZoneInfo("America/Bogota"),
    contact=(COLOMBIAN, COLOMBIAN, COLOMBIAN, COLOMBIAN, COLOMBIAN, COLOMBIAN_SATURDAY, None),
    cut=(CREW, CREW, CREW, CREW, None, None, None),
    contacts_a_day=1,
    contacts_in_seven_days=3,  # the law names one a day and no weekly number: the stricter one of Peru
    one_channel_in_seven_days=True,
    notice_hours=48,
    reopening_hours=24,
    bills_for_cut=1,
    instances=THREE_INSTANCES,  # only the first was found: Peru's figures, which freeze longer
    atypical=None,
    rules={
        "hours": "CO-CON-2",
        "days": "CO-CON-2",
        "cap": "CO-CON-5",
        "notice": "CO-CUT-3",
        "cut_hours": "CO-CUT-8",
        "threshold": "CO-CUT-1",
        "claim": "CO-CUT-4",
        "agreement": "I-11",
        "protected": "CO-CUT-5",
        "reopening": "CO-REO-1",
        "consent": "CO-CON-4",
        "hold": "I-9",
    },
)

LAWS = {law.country: law for law in (PERU, COLOMBIA)}


@dataclass(frozen=True)
class Days:
    """Which days are working days: the country's holidays, and the days that the utility closes besides."""

    law: Law
    closed: Collection[date] = frozenset()

    def open_on(self, day: date) -> bool:
        """Whether the day is no holiday; a year that nobody vouches for is closed (HOL-1)."""
        known = holidays(self.law.country, day.year)
        return known is not None and day not in known and day not in self.closed

    def local(self, moment: datetime) -> datetime:
        """The moment on the customer's clock (I-1)."""
        return moment.astimezone(self.law.zone)

    def day(self, moment: datetime) -> date:
        """The customer's date."""
        return self.local(moment).date()

    def within_business_days(self, since: date, day: date, count: int) -> bool:
        """Whether a day is no later than the last of so many business days after another; weekends are none."""
        each, left = since, count
        while left and each < day:
            each += ONE_DAY
            left -= each.weekday() < SATURDAY and self.open_on(each)
        return each >= day


def within(hours: Hours, at: time) -> bool:
    """Whether a time of day lies inside."""
    return hours is not None and hours[0] <= at < hours[1]


def against_contact(days: Days, moment: datetime) -> str | None:
    """The rule that a proactive contact at this moment breaks, if any (I-1, I-2)."""
    local = days.local(moment)
    if not days.open_on(local.date()):
        return days.law.rule("days")
    hours = days.law.contact[local.weekday()]
    if hours is None:
        return days.law.rule("days")
    return None if within(hours, local.time()) else days.law.rule("hours")


def against_cut(days: Days, moment: datetime) -> str | None:
    """The rule that a cut at this moment breaks, if any: hours, days, holidays and the eves of holidays."""
    local = days.local(moment)
    tomorrow = local.date() + ONE_DAY
    closed = not days.open_on(local.date()) or not days.open_on(tomorrow)
    if closed or not within(days.law.cut[local.weekday()], local.time()):
        return days.law.rule("cut_hours")
    return None
