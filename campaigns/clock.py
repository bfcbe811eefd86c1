"""The alarm clock: APScheduler rings every few seconds; the database and the product's clock say what is due."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from campaigns.jobs import DAILY, Agenda, Daily
from receivables.usecases.services import Services

EVERY_SECONDS = 5


def start(
    services: Services, worker: str, every_seconds: int = EVERY_SECONDS, jobs: Sequence[Daily] = DAILY
) -> AsyncIOScheduler:
    """Ring in this event loop until `shutdown(wait=False)`; `worker` names this process in the occurrences it claims.

    The sign of life, the campaigns, the jobs of every few minutes and those of every day ring apart: none waits for
    another, so that a long check of the night keeps no campaign waiting and looks like no clock that stands still. A
    ring is skipped while the one before it still works, and a late one counts: nothing is lost, nothing piles up.
    Jobs live in memory alone: a job store in the database must never be shared between processes.
    """
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a ring skipped while one works is no news
    scheduler = AsyncIOScheduler(timezone=services.policy.zone)
    agenda = Agenda(jobs)
    rings: Sequence[tuple[Callable[..., Awaitable[object]], Sequence[object]]] = (
        (agenda.beat, (services, worker)),
        (agenda.fire, (services, worker)),
        (agenda.now_and_then, (services,)),
        (agenda.daily, (services,)),
    )
    for job, given in rings:
        scheduler.add_job(
            job,
            "interval",
            seconds=every_seconds,
            args=given,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    return scheduler


def stop(scheduler: AsyncIOScheduler) -> None:
    """Ring no more; what is under way is cut off, and begun again at the next start: that is no news either."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    scheduler.shutdown(wait=False)
