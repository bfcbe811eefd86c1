"""What happens every day, at its hours: the same jobs for the story and for the button *next day*."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dispatcher import dispatch_due
from bot.worker import Inbox
from campaigns.jobs import Agenda
from caudal import wiring
from caudal.demo import crew, desk
from receivables.adapters.clocks import FrozenClock, RunningClock
from receivables.ports import Renderer
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services
from receivables.usecases.settle import receive_daily_close

WORKER = "demo"
BILLING = "demo/facturación"
CLOSE = time(6, 0)
HOURS = (time(0, 5), CLOSE, time(7, 0), time(7, 30), time(12, 0), time(16, 0), time(19, 0))
"""When something may be due besides the campaigns, which have their own hours."""


@dataclass(frozen=True, slots=True)
class Routine:
    """The jobs of a day, on a clock that is moved to each of their hours."""

    services: Services
    clock: wiring.MovableClock
    carriers: Carriers
    renderer: Renderer
    agenda: Agenda

    async def moments(self, day: date) -> list[datetime]:
        """The hours of that day at which there may be something to do, in order."""
        policy = self.services.policy
        midnight = datetime.combine(day, time(), policy.zone)
        async with self.services.units.reading() as unit:
            plans = await unit.campaigns.plans()
        planned = (
            plan.campaign.schedule.next_after(midnight - timedelta(microseconds=1), policy)
            for plan in plans
            if plan.next_at is not None
        )
        hours = {datetime.combine(day, hour, policy.zone) for hour in HOURS}
        return sorted(hours | {due for due in planned if policy.today(due) == day})

    async def work(self, moment: datetime, *, silent: bool = False) -> None:
        """Go to that moment and do what is due then, short of sending. `silent`: the billing system says nothing."""
        self.clock.move_to(moment)
        local = self.services.policy.local(moment)
        if local.time() == CLOSE and not silent:
            through = local.date() - timedelta(days=1)
            await receive_daily_close(self.services, through, actor=BILLING)
        await self.agenda.tick(self.services, WORKER)
        await crew.work(self.services, moment)
        await desk.work(self.services, moment)

    async def dispatch(self) -> None:
        """Send what is due now, until nothing is."""
        await dispatch_due(self.services, self.carriers, self.renderer)


def routine_of(installation: wiring.Installation, inbox: Inbox) -> Routine:
    """The daily jobs on that installation, by the channels of that inbox. Raises TypeError for a clock of real time."""
    clock = installation.clock
    if not isinstance(clock, FrozenClock | RunningClock):
        raise TypeError("a demo needs a clock that can be moved")
    return Routine(installation.services, clock, inbox.carriers, inbox.renderer, Agenda())
