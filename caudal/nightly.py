"""Every night the second opinion looks the record through; what it finds rings an alarm."""

import logging
from datetime import time

from campaigns.jobs import DAILY, Daily, closures
from caudal.audit.check import Request, audit
from caudal.audit.utility import read_utility
from caudal.settings import Settings
from receivables.adapters.packs.codes import load_codes
from receivables.usecases.checked import last_check, note_check
from receivables.usecases.consents import reconcile
from receivables.usecases.health import Check, Finding
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

AT = time(2, 15)


async def look(services: Services, settings: Settings) -> int:
    """Look the record through and keep the result in it; how many findings. An alarm for the log when there are any.

    The ends that it keeps vouch for the chains at the looks that follow (see `audit`).
    """
    now = services.clock.now()
    utility = read_utility(None if settings.policy is None else str(settings.policy))
    report = await audit(Request(settings.database_url, utility, now, now), lambda what, done: None)
    ends = {end.table: f"{end.number}:{end.digest}" for end in report.ends}
    await note_check(services, len(report.findings), ends)
    if report.findings:
        log.critical("the record does not hold: %d findings; run caudal check", len(report.findings))
    return len(report.findings)


def agenda(settings: Settings) -> tuple[Daily, ...]:
    """The jobs of every day, with the nightly look."""

    async def nightly(services: Services) -> int:
        return await look(services, settings)

    # An import whose program died before its end left consents of the file unheard.
    return (
        Daily("check", AT, nightly),
        closures(load_codes()),
        Daily("consents", time(4, 0), reconcile),
        *DAILY,
    )


def record_check(services: Services) -> Check:
    """For the health page: a broken record is told; customers are answered all the same."""

    async def record() -> Finding:
        latest = await last_check(services)
        if latest is None:
            return Finding("none")
        if not latest.sound:
            return Finding("broken")
        return Finding("old" if latest.old else "ok")

    return record
