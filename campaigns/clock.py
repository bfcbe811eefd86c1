"""The alarm clock: APScheduler rings every few seconds; the database and the product's clock say what is due."""

import logging
from collections.abc import Sequence

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from campaigns.jobs import DAILY, Agenda, Daily
from receivables.usecases.services import Services

EVERY_SECONDS = 5


def start(
    services: Services, worker: str, every_seconds: int = EVERY_SECONDS, jobs: Sequence[Daily] = DAILY
) -> AsyncIOScheduler:
    """Ring in this event loop until `shutdown(wait=False)`; `worker` names this process in the occurrences it claims.

    A ring is skipped while the one before it still works, and a late one counts: nothing is lost, nothing piles up.
    Jobs live in memory alone: a job store in the database must never be shared between processes.
    """
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a ring skipped while one works is no news
    scheduler = AsyncIOScheduler(timezone=services.policy.zone)
    scheduler.add_job(
        Agenda(jobs).tick,
        "interval",
        seconds=every_seconds,
        args=[services, worker],
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
