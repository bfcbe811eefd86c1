"""The web server of a program: bound before anything else starts, and ended in good order by a signal."""

import asyncio
import errno
import fcntl
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from caudal.cli.keeping import keep, kept
from receivables.errors import BadSetting


class Server(uvicorn.Server):
    """A server that ends in good order on a signal, without dying of it: others finish their work after it."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ask to stop; the library would raise the signal again once it is done."""
        with told_to_stop(self._told_to_stop):
            yield

    def _told_to_stop(self) -> None:
        self.force_exit = self.should_exit  # the second time means now
        self.should_exit = True

    async def until_told(self, listening: socket.socket) -> None:
        """Serve on that socket; a part beside it that fails ends the serving too."""
        try:
            await self.serve(sockets=[listening])
        finally:
            self.should_exit = True


@contextmanager
def told_to_stop(tell: Callable[[], None]) -> Iterator[None]:
    """While inside, SIGINT and SIGTERM call `tell`."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, tell)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


def bound(host: str, port: int, variable: str) -> socket.socket:
    """The socket to listen on, the one of an earlier run if it was kept.

    Raises BadSetting naming the variable of the port, or CAUDAL_HOST, that is to blame.
    """
    name = f"{host}-{port}".replace(":", "_")
    if (earlier := kept(name)) is not None:
        return earlier
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        elsewhere = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        problem = f"no se puede escuchar en {host}:{port} ({error.strerror})"
        blamed = "CAUDAL_HOST" if elsewhere else variable
        raise BadSetting("bad_setting", variable=blamed, problem=problem) from None
    keep(listening, name)
    return listening


@contextmanager
def alone_with(database: Path) -> Iterator[None]:
    """While inside, no other program answers and sends from that file: SQLite is for one (the lock dies with us).

    Raises BadSetting when another one does.
    """
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            problem = (
                "otro programa ya atiende esta base; con SQLite solo puede haber uno, con PostgreSQL varios"
            )
            raise BadSetting("bad_setting", variable="CAUDAL_DATABASE_URL", problem=problem) from None
        yield
