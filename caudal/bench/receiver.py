"""The bot's webhooks in a process of their own, for the stand-in's callbacks and what people write.

It stores what comes and applies the callbacks. It says `ready` once it listens.
"""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from bot.app import create_bot
from bot.callbacks import apply_waiting
from bot.channels.twilio.signature import Signature
from bot.problems import fault
from bot.webhooks import webhooks_router
from bot.worker import Inbox
from caudal.bench.crowd import a_policy, renderer, services
from caudal.bench.worker import TOKEN, TurnedClock
from caudal.shield import shielded
from receivables.adapters.packs.codes import load_codes
from receivables.store.database import Database
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.carriers import Carriers


@dataclass(frozen=True, slots=True)
class Reception:
    """Where it listens (`port`), on which database, by which clock."""

    database: str
    clock: str
    port: int

    @property
    def url(self) -> str:
        """What signatures are checked against."""
        return f"http://127.0.0.1:{self.port}"


async def receive(reception: Reception) -> None:
    """Until a signal asks to stop."""
    database = Database(reception.database)
    policy = a_policy()
    here = services(database, policy, TurnedClock(Path(reception.clock)))
    inbox = Inbox(here, Carriers({}, {}), renderer(policy))
    bare = create_bot(here, [webhooks_router(inbox, twilio=Signature(TOKEN, reception.url))])
    app = shielded(bare, fault)
    server = _Server(
        uvicorn.Config(app, port=reception.port, log_level="error", lifespan="off", access_log=False)
    )
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, server.told_to_stop)
    codes, stop = load_codes(), asyncio.Event()
    applying = asyncio.create_task(
        apply_waiting(lambda: apply_callbacks(here, codes), inbox.gatherer.callbacks_came, stop)
    )
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the library has no event to wait for
        await asyncio.sleep(0.01)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await serving
    stop.set()
    await applying
    await inbox.gatherer.flush()
    await database.close()


class _Server(uvicorn.Server):
    """A server that does not die of the signal that stops it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are caught outside."""
        yield

    def told_to_stop(self) -> None:
        """Finish what is under way, and end."""
        self.should_exit = True
