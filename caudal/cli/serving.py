"""The programs: `run` is all of them in one process; `bot`, `campaigns` and `api` are each of them apart."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import FastAPI

from bot.callbacks import apply_waiting
from bot.channels.telegram import TelegramInbox
from bot.dispatcher import dispatch
from bot.waking import Bell
from bot.worker import AT_ONCE, Inbox
from campaigns import clock
from caudal import web, wiring
from caudal.chores import chores
from caudal.cli.greeting import greet, say_ready
from caudal.cli.server import Server, alone_with, bound, told_to_stop
from caudal.demo.controls import Controls
from caudal.demo.visitor import visitor_supplies
from caudal.doors import Doors, opened_doors
from caudal.nightly import agenda
from receivables.errors import BadSetting
from receivables.usecases.callbacks import apply_callbacks


class Program(StrEnum):
    """What a process does."""

    RUN = "run"
    BOT = "bot"
    CAMPAIGNS = "campaigns"
    API = "api"

    @property
    def talks(self) -> bool:
        """Whether it receives, answers and sends."""
        return self in (Program.RUN, Program.BOT)

    @property
    def ticks(self) -> bool:
        """Whether it moves the campaigns and the jobs of every day."""
        return self in (Program.RUN, Program.CAMPAIGNS)


@dataclass(frozen=True, slots=True)
class House:
    """What the parts of a program share."""

    program: Program
    installation: wiring.Installation
    doors: Doors
    inbox: Inbox
    invented: Sequence[str] = ()


async def serve(program: Program) -> None:
    """Serve until a signal asks to stop; what is being sent is finished and recorded first. Raises BadSetting."""
    async with _house(program) as house:
        stop = asyncio.Event()
        parts = _talking(house, stop) if program.talks else []
        if program.ticks:
            parts.append(_ticking(house, stop))
        problem: BaseException | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                for part in parts:
                    tasks.create_task(part)
                await _until_told(house)
                stop.set()
        except* BadSetting as refused:
            problem = refused.exceptions[0]  # raised here it would be a group to Python before 3.11.4
        finally:
            await house.inbox.gatherer.flush()
        if problem is not None:
            raise problem from None


@asynccontextmanager
async def _house(program: Program) -> AsyncIterator[House]:
    async with AsyncExitStack() as opened:
        here = await opened.enter_async_context(wiring.opened())
        if program.talks and here.settings.embedded:
            opened.enter_context(alone_with(here.settings.database_file))
        doors = await opened.enter_async_context(opened_doors(here.settings, here.services))
        _refuse_unconfirmed(here)
        inbox = wiring.inbox(here, doors.carriers(demo=here.demo))
        invented = await visitor_supplies(here.services) if here.demo else ()
        try:
            yield House(program, here, doors, inbox, invented)
        finally:
            if here.demo:
                await here.keep_clock()


def _talking(house: House, stop: asyncio.Event) -> list[Coroutine[Any, Any, None]]:
    """Receive, answer, send, and hear what became of it."""
    services, inbox = house.installation.services, house.inbox
    carriers, settings = inbox.carriers, house.installation.settings
    inbox.bell, inbox.sole = Bell(), settings.embedded

    async def apply() -> int:
        return await apply_callbacks(services, carriers.codes, senders=carriers.senders)

    parts: list[Coroutine[Any, Any, None]] = [
        inbox.run(stop, at_once=1 if settings.embedded else AT_ONCE),
        apply_waiting(apply, inbox.gatherer.callbacks_came, stop),
        dispatch(services, carriers, inbox.renderer, stop, bell=inbox.bell),
        chores(services, carriers, stop, watching=not house.program.ticks),
    ]
    if house.doors.telegram is not None and not settings.telegram_webhook:
        parts.append(TelegramInbox(house.doors.telegram, inbox).run(stop))
    return parts


async def _ticking(house: House, stop: asyncio.Event) -> None:
    """Move the campaigns; several processes may, and each hour is taken by one of them."""
    worker = f"{house.program}-{secrets.token_hex(4)}"
    ringing = clock.start(house.installation.aside, worker, jobs=agenda(house.installation.settings))
    try:
        await stop.wait()
    finally:
        clock.stop(ringing)


async def _until_told(house: House) -> None:
    """Serve the pages of the program; one without pages waits for the signal alone."""
    if house.program is Program.CAMPAIGNS:
        told = asyncio.Event()
        with told_to_stop(told.set):
            say_ready(house.installation, house.program)
            await told.wait()
        return
    settings = house.installation.settings
    port, variable = settings.api_port, "CAUDAL_API_PORT"
    if house.program is Program.BOT:
        port, variable = settings.bot_port, "CAUDAL_BOT_PORT"
    listening = bound(settings.host, port, variable)
    try:
        server = Server(_application(house))
        if house.program is Program.RUN:
            await greet(house.installation, house.invented, house.doors.channels)
        else:
            say_ready(house.installation, house.program, listening)
        await server.until_told(listening)
    finally:
        listening.close()


def _application(house: House) -> FastAPI:
    here, inbox = house.installation, house.inbox
    controls = Controls(here, inbox.carriers) if here.demo else None
    if house.program is Program.BOT:
        return web.bot(here, house.doors, inbox, controls, house.invented)
    if house.program is Program.API:
        return web.api(here, house.doors)
    return web.whole(here, house.doors, inbox, controls, house.invented)


def _refuse_unconfirmed(installation: wiring.Installation) -> None:
    """Figures that nobody of the utility has confirmed may not reach real people (POL-EAAB-1). Raises BadSetting."""
    unconfirmed = installation.services.policy.unconfirmed
    if installation.settings.reaches_people and unconfirmed:
        problem = f"la política tiene secciones por confirmar: {', '.join(unconfirmed)}"
        raise BadSetting("bad_setting", variable="CAUDAL_POLICY", problem=problem)
