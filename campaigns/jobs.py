"""Every job that recurs, and when: by the product's own clock, which a demo can move on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from receivables.usecases.escalate import escalate
from receivables.usecases.promises import check_promises
from receivables.usecases.remind import FireReport
from receivables.usecases.retention import expire
from receivables.usecases.services import Services
from receivables.usecases.sign_in import forget_failures
from receivables.usecases.tick import fire_due

Report = object
"""What a job did; each has its own."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A job of every day. It can be run again without harm, so that nobody needs to remember whether it ran."""

    name: str
    at: time
    run: Callable[[Services], Awaitable[Report]]


DAILY: tuple[Daily, ...] = (
    Daily("promises", time(0, 5), check_promises),
    Daily("retention", time(3, 0), expire),
    Daily("sign-in failures", time(3, 10), forget_failures),
    Daily("escalation", time(7, 30), escalate),
)


@dataclass(frozen=True, slots=True)
class TickReport:
    """What one tick did: the occurrences of campaigns, and the daily jobs that were due."""

    fired: tuple[FireReport, ...]
    daily: dict[str, Report]


@dataclass(slots=True)
class Agenda:
    """What is due at the clock's present moment. `ran` holds the local day on which each daily job ran last."""

    jobs: Sequence[Daily] = DAILY
    ran: dict[str, date] = field(default_factory=dict)

    async def tick(self, services: Services, worker: str) -> TickReport:
        """Run the daily jobs whose hour has come today, then the campaigns that are due.

        A daily job that fails is due again at the next tick, and keeps no other from running: its failure is raised at
        the end, in an ExceptionGroup.
        """
        local = services.policy.local(services.clock.now())
        daily: dict[str, Report] = {}
        failures: list[Exception] = []
        for job in self._due(local):
            try:
                daily[job.name] = await job.run(services)
                self.ran[job.name] = local.date()
            except Exception as failure:
                failures.append(failure)
        fired = await fire_due(services, worker)
        if failures:
            raise ExceptionGroup("daily jobs failed", failures)
        return TickReport(tuple(fired), daily)

    def _due(self, local: datetime) -> list[Daily]:
        return [job for job in self.jobs if local.time() >= job.at and self.ran.get(job.name) != local.date()]
