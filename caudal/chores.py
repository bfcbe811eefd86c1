"""What a program that talks to customers looks after now and then: sends in doubt, a clock that stands still."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.waking import sleep, until
from receivables.usecases.alarms import watch_ticks
from receivables.usecases.carriers import Carriers
from receivables.usecases.doubts import look_up
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0

Chore = Callable[[], Awaitable[object]]


async def chores(
    services: Services,
    carriers: Carriers,
    stop: asyncio.Event,
    *,
    watching: bool,
    every_seconds: float = EVERY_SECONDS,
) -> None:
    """Do them until `stop` is set. `watching`: the clock of campaigns runs elsewhere, and must be seen to run.

    Each goes by itself: a provider that answers slowly keeps nobody from seeing that the clock stands still.
    """

    async def in_doubt() -> object:
        return await look_up(services, carriers)

    async def ticks() -> object:
        return await watch_ticks(services)

    several: list[Chore] = [in_doubt, ticks] if watching else [in_doubt]
    async with asyncio.TaskGroup() as tasks:
        for chore in several:
            tasks.create_task(_again(chore, stop, every_seconds))


async def _again(chore: Chore, stop: asyncio.Event, every_seconds: float) -> None:
    """Do it until `stop` is set, which cuts it off: whatever it began is undone, and done by the next program.

    One that fails is told by its kind alone, and done again at the next round.
    """

    async def done() -> object:
        return await chore()

    while not stop.is_set():
        try:
            await until(stop, done())
        except Exception as fault:
            log.error("%s: a chore is left for the next round", type(fault).__name__)
        await sleep(stop, every_seconds)
