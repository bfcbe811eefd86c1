"""The clock of campaigns in a process of its own, ringing every second. It says `ready` once it rings."""

import asyncio
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from campaigns import clock
from caudal.bench.crowd import a_policy, services
from caudal.bench.worker import TurnedClock
from receivables.store.database import Database


@dataclass(frozen=True, slots=True)
class Ticking:
    """On which database, by which clock; `name` stands in the occurrences that it claims."""

    database: str
    clock: str
    name: str


async def tick(ticking: Ticking) -> None:
    """Ring until a signal asks to stop."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database(ticking.database)
    here = services(database, a_policy(), TurnedClock(Path(ticking.clock)))
    ringing = clock.start(here, ticking.name, every_seconds=1, jobs=())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await stop.wait()
    clock.stop(ringing)
    await database.close()
