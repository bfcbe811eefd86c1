"""`/health/live` and `/health/ready`: whether the program runs, and whether it should be given work."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from receivables.usecases.alarms import CAMPAIGNS, TICKS_LATE, unseen
from receivables.usecases.health import Check, Finding, database_check, health
from receivables.usecases.services import Services


def health_router(checks: Mapping[str, Check]) -> APIRouter:
    """The two paths, open to everyone: they tell words, never why."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        found = await health(checks)
        return JSONResponse(found.told, HTTPStatus.OK if found.well else HTTPStatus.SERVICE_UNAVAILABLE)

    return router


def standard_checks(services: Services) -> dict[str, Check]:
    """Database, feed and clock. Only the roof knows migrations, and adds that check.

    An old feed, or none yet, is told but does not make the program unready: it withholds what a stale feed withholds
    and goes on with the rest. A clock before the feed's cut date is wrong, and all that counts days would be.
    """

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

    return {"database": database_check(services), "feed": feed, "clock": clock}


def sending_checks(services: Services) -> dict[str, Check]:
    """Alarms and the clock of campaigns: told for whoever watches, and never a reason to give the program no work."""

    async def alarms() -> Finding:
        return Finding("ringing" if await unseen(services) else "ok")

    async def ticks() -> Finding:
        async with services.units.reading() as unit:
            age = await unit.heartbeats.age(CAMPAIGNS)
        if age is None:
            return Finding("none")
        return Finding("late" if age > TICKS_LATE else "ok")

    return {"alarms": alarms, "ticks": ticks}
