"""Every job that recurs, and when: by the product's own clock, which a demo can move on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from time import monotonic

from receivables.model.failure import Codes
from receivables.usecases.agreements import check_agreements
from receivables.usecases.alarms import CAMPAIGNS, watch_opt_outs
from receivables.usecases.closures import lift_ended
from receivables.usecases.escalate import escalate
from receivables.usecases.inbox import tell_late
from receivables.usecases.instalments import remind_instalments
from receivables.usecases.promises import check_promises
from receivables.usecases.remind import FireReport
from receivables.usecases.request_alarms import watch_deadlines
from receivables.usecases.retention import expire
from receivables.usecases.services import Services
from receivables.usecases.sign_in import forget_failures
from receivables.usecases.tick import LEASE, fire_due
from receivables.usecases.unserved import order_deliveries

STUCK_SECONDS = LEASE.total_seconds()
"""Campaigns that work for longer than any worker may are stuck: then the clock must be seen to stand still."""

Report = object
"""What a job did; each has its own."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A job of every day. It can be run again without harm, so that nobody needs to remember whether it ran."""

    name: str
    at: time
    run: Callable[[Services], Awaitable[Report]]


@dataclass(frozen=True, slots=True)
class Often:
    """A job of every few minutes, that can be run again without harm as well."""

    name: str
    every: timedelta
    run: Callable[[Services], Awaitable[Report]]


DAILY: tuple[Daily, ...] = (
    Daily("promises", time(0, 5), check_promises),
    Daily("agreements", time(0, 10), check_agreements),
    Daily("instalments", time(8, 5), remind_instalments),
    Daily("retention", time(3, 0), expire),
    Daily("sign-in failures", time(3, 10), forget_failures),
    Daily("escalation", time(7, 30), escalate),
    Daily("deliveries", time(7, 40), order_deliveries),
)
OFTEN: tuple[Often, ...] = (
    Often("opt-outs", timedelta(minutes=5), watch_opt_outs),
    Often("waiting", timedelta(minutes=5), tell_late),
    Often("deadlines", timedelta(minutes=5), watch_deadlines),
)


def closures(codes: Codes) -> Daily:
    """Open what a provider's code closed for some days only; which codes those are stands in the table."""

    async def lift(services: Services) -> int:
        return await lift_ended(services, codes)

    return Daily("closures", time(3, 20), lift)


@dataclass(frozen=True, slots=True)
class TickReport:
    """What one tick did: the occurrences of campaigns, and the jobs that were due."""

    fired: tuple[FireReport, ...]
    daily: dict[str, Report]


@dataclass(slots=True)
class Agenda:
    """What is due at the clock's present moment.

    `ran` holds the local day on which each daily job ran last; `done` the moment at which each of the others did.
    `begun`: since when the campaigns are at work, in the seconds of this machine.
    """

    jobs: Sequence[Daily] = DAILY
    ran: dict[str, date] = field(default_factory=dict)
    often: Sequence[Often] = OFTEN
    done: dict[str, datetime] = field(default_factory=dict)
    begun: float | None = None

    async def tick(self, services: Services, worker: str) -> TickReport:
        """Show that the clock runs, run the jobs whose hour has come, then the campaigns that are due: one by one.

        A job that fails is due again at the next tick, and keeps no other from running: its failure is raised at the
        end, in an ExceptionGroup.
        """
        await self.beat(services, worker)
        daily, failures = await self._do_daily(services)
        failures += await self._do_often(services)
        fired = await self.fire(services, worker)
        if failures:
            raise ExceptionGroup("daily jobs failed", failures)
        return TickReport(tuple(fired), daily)

    async def beat(self, services: Services, worker: str) -> bool:
        """Show that the clock runs, however long its jobs take; not once the campaigns got stuck."""
        if self.begun is not None and monotonic() - self.begun > STUCK_SECONDS:
            return False
        async with services.units() as unit:
            await unit.heartbeats.beat(CAMPAIGNS, worker)
        return True

    async def fire(self, services: Services, worker: str) -> list[FireReport]:
        """Run the campaigns that are due."""
        self.begun = monotonic()
        try:
            return await fire_due(services, worker)
        finally:
            self.begun = None

    async def daily(self, services: Services) -> dict[str, Report]:
        """Run the jobs of every day whose hour has come. Raises an ExceptionGroup of those that failed."""
        daily, failures = await self._do_daily(services)
        if failures:
            raise ExceptionGroup("daily jobs failed", failures)
        return daily

    async def now_and_then(self, services: Services) -> None:
        """Run the jobs of every few minutes. Raises an ExceptionGroup of those that failed."""
        if failures := await self._do_often(services):
            raise ExceptionGroup("jobs failed", failures)

    async def _do_daily(self, services: Services) -> tuple[dict[str, Report], list[Exception]]:
        local = services.policy.local(services.clock.now())
        daily: dict[str, Report] = {}
        failures: list[Exception] = []
        for job in self._due(local):
            try:
                daily[job.name] = await job.run(services)
                self.ran[job.name] = local.date()
            except Exception as failure:
                failures.append(failure)
        return daily, failures

    async def _do_often(self, services: Services) -> list[Exception]:
        now = services.clock.now()
        failures: list[Exception] = []
        for job in self.often:
            last = self.done.get(job.name)
            if (
                last is None or not last <= now < last + job.every
            ):  # a clock that was set back does not stop it
                try:
                    await job.run(services)
                    self.done[job.name] = now
                except Exception as failure:
                    failures.append(failure)
        return failures

    def _due(self, local: datetime) -> list[Daily]:
        return [job for job in self.jobs if local.time() >= job.at and self.ran.get(job.name) != local.date()]
