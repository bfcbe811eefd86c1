"""`/health/live`, `/health/ready` and `/metrics` of the bot's program: words and counts, and nothing of anybody."""

import asyncio
import ipaddress
import time
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from bot.problems import ProblemRoute
from receivables.errors import Unknown
from receivables.model.request_deadlines import Nearness
from receivables.usecases.health import Check, database_check, health
from receivables.usecases.measure_waiting import lines as waiting_lines
from receivables.usecases.measure_waiting import measure
from receivables.usecases.request_alarms import deadlines
from receivables.usecases.services import Services
from receivables.usecases.waiting_times import Lately

TALLY_SECONDS = 60
"""How old the count of all messages may be: each one goes through the whole outbox."""
COUNTED = 1_000
"""Chats that wait are counted as far as this."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def health_router(services: Services, checks: Mapping[str, Check] | None = None) -> APIRouter:
    """The two paths of health. `checks` come after the one of the database."""
    router = APIRouter(include_in_schema=False)

    asked: dict[str, Check] = {"database": database_check(services), **(checks or {})}

    @router.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/health/ready")
    async def ready() -> JSONResponse:
        found = await health(asked)
        return JSONResponse(found.told, HTTPStatus.OK if found.well else HTTPStatus.SERVICE_UNAVAILABLE)

    return router


def metrics_router(services: Services) -> APIRouter:
    """`/metrics`, for this machine only; include it in any application."""
    router = APIRouter(include_in_schema=False, route_class=ProblemRoute)
    states, lately = _States(services), Lately(services)

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        if not _from_this_machine(request):
            raise Unknown("only_from_here")
        return PlainTextResponse(await figures(services, await states.counted(), lately))

    return router


class _States:
    """How many messages are in each state, counted again after a while however often somebody asks."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = asyncio.Lock()
        self._counted: Mapping[str, int] = {}
        self._until = 0.0

    async def counted(self) -> Mapping[str, int]:
        """As of a minute ago at most."""
        async with self._lock:
            if time.monotonic() >= self._until:
                self._counted = await self._count()
                self._until = time.monotonic() + TALLY_SECONDS
            return self._counted

    async def _count(self) -> Mapping[str, int]:
        async with self._services.units.reading() as unit:
            tally = await unit.outbox.tally()
        states: dict[str, int] = {}
        for (_, state), count in tally.items():
            states[state] = states.get(state, 0) + count
        return states


async def figures(services: Services, states: Mapping[str, int], lately: Lately) -> str:
    """What there is to count, in the text form that collectors read. `states`: of all messages."""
    async with services.units.reading() as unit:
        talks = len(await unit.conversations.talks_waiting(COUNTED))
        letters = len(await unit.conversations.dead_letters(COUNTED))
        callbacks = await unit.callbacks.waiting()
        alarms = await unit.alarms.unseen()
        halts = len(await unit.halts.in_force(services.clock.now()))
    lines = ["# TYPE caudal_outbox_rows gauge"]
    lines += [f'caudal_outbox_rows{{state="{state}"}} {states[state]}' for state in sorted(states)]
    kinds: dict[str, int] = {}
    for alarm in alarms:
        kinds[alarm.kind] = kinds.get(alarm.kind, 0) + alarm.count
    lines.append("# TYPE caudal_alarms_unseen gauge")
    lines += [f'caudal_alarms_unseen{{kind="{kind}"}} {kinds[kind]}' for kind in sorted(kinds)]
    for name, count in (
        ("talks_waiting", talks),
        ("dead_letters", letters),
        ("callbacks_waiting", callbacks),
        ("halts", halts),
    ):
        lines += [f"# TYPE caudal_{name} gauge", f"caudal_{name} {count}"]
    lines += await _of_requests(services)
    lines += waiting_lines(await measure(services, lately))
    return "\n".join(lines) + "\n"


async def _of_requests(services: Services) -> list[str]:
    counts = await deadlines(services)
    told = [
        f'caudal_requests_unsettled{{deadline="{each}"}} {counts[each]}'
        for each in (Nearness.LATE, Nearness.NEAR)
    ]
    return ["# TYPE caudal_requests_unsettled gauge", *told]


def _from_this_machine(request: Request) -> bool:
    """A client of this machine, and not somebody for whom a proxy of this machine asks."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False
