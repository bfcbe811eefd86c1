"""One process that serves everything: pages and API, the dispatcher, the clock of campaigns, Telegram's inbox."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.channels.telegram import TelegramInbox
from bot.dispatcher import dispatch
from bot.worker import Inbox
from campaigns import clock
from caudal import wiring
from caudal.cli.greeting import greet
from caudal.demo.controls import Controls
from caudal.demo.visitor import visitor_supplies
from caudal.nightly import agenda
from caudal.settings import Settings
from receivables.errors import BadSetting

WORKER = "run"


async def serve() -> None:
    """Serve until a signal asks to stop; what is being sent is finished first. Raises BadSetting."""
    async with wiring.opened() as installation:
        _refuse_unconfirmed(installation)
        listening = _bound(installation.settings)
        telegram = wiring.telegram(installation.settings)
        received = wiring.inbox(installation, wiring.carriers(telegram, demo=installation.demo))
        invented = await visitor_supplies(installation.services) if installation.demo else ()
        controls = Controls(installation, received.carriers) if installation.demo else None
        app = wiring.application(installation, received, controls, invented)
        server = _Server(uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False))
        try:
            if telegram is not None:
                await telegram.open()
            await greet(installation, invented, telegram=telegram is not None)
            polling = TelegramInbox(telegram, received) if telegram is not None else None
            await _together(installation, received, server, listening, polling)
        finally:
            listening.close()
            if installation.demo:
                await installation.keep_clock()
            if telegram is not None:
                await telegram.close()


async def _together(
    installation: wiring.Installation,
    received: Inbox,
    server: "_Server",
    listening: socket.socket,
    polling: TelegramInbox | None,
) -> None:
    """Run all of it; when the server ends, or any part fails, the others stop too."""
    stop = asyncio.Event()
    services = installation.services
    ticking = clock.start(services, WORKER, jobs=agenda(installation.settings))
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(dispatch(services, received.carriers, received.renderer, stop))
            if polling is not None:
                tasks.create_task(polling.run(stop))
            await server.until_told(listening)
            stop.set()
    except* BadSetting as refused:
        raise refused.exceptions[0] from None
    finally:
        clock.stop(ticking)


class _Server(uvicorn.Server):
    """A server that ends in good order on a signal, without dying of it: others finish their work after it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ask to stop; the library would raise the signal again once it is done."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._told_to_stop)
        yield
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    def _told_to_stop(self) -> None:
        self.force_exit = self.should_exit  # the second time means now
        self.should_exit = True

    async def until_told(self, listening: socket.socket) -> None:
        """Serve on that socket; a part beside it that fails ends the serving too."""
        try:
            await self.serve(sockets=[listening])
        finally:
            self.should_exit = True


def _refuse_unconfirmed(installation: wiring.Installation) -> None:
    """Figures that nobody of the utility has confirmed may not reach real people (POL-EAAB-1). Raises BadSetting."""
    unconfirmed = installation.services.policy.unconfirmed
    if installation.settings.reaches_people and unconfirmed:
        problem = f"la política tiene secciones por confirmar: {', '.join(unconfirmed)}"
        raise BadSetting("bad_setting", variable="CAUDAL_POLICY", problem=problem)


def _bound(settings: Settings) -> socket.socket:
    """The socket to listen on. Raises BadSetting when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.api_port))
    except OSError as error:
        listening.close()
        problem = f"no se puede escuchar en {settings.host}:{settings.api_port} ({error.strerror})"
        raise BadSetting("bad_setting", variable="CAUDAL_API_PORT", problem=problem) from None
    return listening
