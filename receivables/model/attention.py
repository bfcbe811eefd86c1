"""When people of the utility answer: the hours they keep, and from when somebody is there again (I-27)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from receivables.errors import BadPolicy
from receivables.model.jurisdiction import Week

DAYS_AHEAD = 30
ONE_DAY = timedelta(days=1)
WEEK_DAYS = 7
PATIENCE = timedelta(hours=24)
"""How long a customer waits before hearing that nobody has answered, where the utility says nothing else."""


@dataclass(frozen=True, slots=True)
class Attention:
    """The hours in which chats are answered by people, by weekday in the utility's zone; holidays are closed.

    `patience_hours`: after so long without an answer of a person the customer is told so, and may choose.
    `emergency_phone`: answered at every hour; "" where the utility has none. Raises BadPolicy for a week without hours.
    """

    week: Week
    patience_hours: int = 24
    emergency_phone: str = ""

    def __post_init__(self) -> None:
        if len(self.week) != WEEK_DAYS or not any(self.week):
            raise BadPolicy("attention_without_hours")

    @property
    def patience(self) -> timedelta:
        """How long a customer waits before hearing that nobody has answered."""
        return timedelta(hours=self.patience_hours)


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether somebody is there now and until when, else from when; neither is known for a year without calendar."""

    now: bool
    until: datetime | None = None
    since: datetime | None = None


def attended(attention: Attention, open_on: Callable[[date], bool], local: datetime) -> Attended:
    """Who asks at that local moment: served until the day's closing, or from the next opening on."""
    for ahead in range(DAYS_AHEAD):
        day = local.date() + ahead * ONE_DAY
        hours = attention.week[day.weekday()]
        if hours is None or not open_on(day):
            continue
        opens = datetime.combine(day, hours.opens, local.tzinfo)
        closes = datetime.combine(day, hours.closes, local.tzinfo)
        if opens <= local < closes:
            return Attended(True, until=closes)
        if local < opens:
            return Attended(False, since=opens)
    return Attended(False)
