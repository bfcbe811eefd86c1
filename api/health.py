"""`/health/live` and `/health/ready`: whether the program runs, and whether it should be given work."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from receivables.usecases.services import Services

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: one word, and whether work can be done all the same."""

    word: str = "ok"
    ready: bool = True


Check = Callable[[], Awaitable[Finding]]


def health_router(checks: Mapping[str, Check]) -> APIRouter:
    """The two paths, open to everyone: they tell words, never why."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        found = {name: await _ask(name, check) for name, check in checks.items()}
        well = all(finding.ready for finding in found.values())
        words = {name: finding.word for name, finding in found.items()}
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse({"status": "ok" if well else "unavailable", "checks": words}, status)

    return router


def standard_checks(services: Services) -> dict[str, Check]:
    """Database, feed and clock. Only the roof knows migrations, and adds that check.

    An old feed, or none yet, is told but does not make the program unready: it withholds what a stale feed withholds
    and goes on with the rest. A clock before the feed's cut date is wrong, and all that counts days would be.
    """

    async def database() -> Finding:
        async with services.units.reading() as unit:
            await unit.ledger.feed()
        return Finding()

    async def feed() -> Finding:
        async with services.units.reading() as unit:
            known = await unit.ledger.feed()
        today = services.policy.today(services.clock.now())
        if known is None:
            return Finding("none")
        return Finding("stale" if known.stale(today, services.policy.feed_days) else "ok")

    async def clock() -> Finding:
        async with services.units.reading() as unit:
            known = await unit.ledger.feed()
        today = services.policy.today(services.clock.now())
        wrong = known is not None and today < known.cut_date
        return Finding("before_the_feed", ready=False) if wrong else Finding()

    return {"database": database, "feed": feed, "clock": clock}


async def _ask(name: str, check: Check) -> Finding:
    """A check that fails, or does not end, has found something too."""
    try:
        return await asyncio.wait_for(check(), PATIENCE_SECONDS)
    except Exception as error:
        log.error("check %s failed: %s", name, type(error).__name__)
        return Finding("failing", ready=False)
