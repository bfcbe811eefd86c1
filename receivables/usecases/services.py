"""What every use case is handed: where things are kept, what time it is, and under which rules."""

from dataclasses import dataclass

from receivables.model.contact import Feed, Moment
from receivables.model.policy import Calendar, Policy
from receivables.ports import Clock, UnitOfWork, Units


@dataclass(frozen=True, slots=True)
class Services:
    """The surroundings of a use case, wired once at the start of a program."""

    units: Units
    clock: Clock
    policy: Policy
    calendar: Calendar

    async def moment(self, unit: UnitOfWork) -> Moment:
        """The present moment with the feed's freshness; without any feed everything is stale."""
        now = self.clock.now()
        feed = await unit.ledger.feed()
        if feed is None:
            never = self.policy.today(now).replace(year=1970)
            feed = Feed(cut_date=never, payments_through=never)
        return Moment(now, self.policy, self.calendar, feed)
