"""Where delivery is measured: a PostgreSQL that keeps what it commits, a crowd, the stand-in, and workers to order."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from caudal.bench import crowd
from caudal.bench.cluster import DURABLE, Cluster, running_cluster
from caudal.bench.running import Nursery, Worker, rows, running_nursery, states
from caudal.bench.standin import Sending, StandIn, running_stand_in
from caudal.bench.truth import Verdict, compare
from caudal.bench.worker import Order, TurnedClock, turn
from receivables.store.database import Database
from receivables.usecases.services import Services

LOOK = 0.05
PATIENCE = 150.0
"""Longer than a claim lasts: what a killed dispatcher had claimed is free for others only after that."""
Watch = Callable[[str], None]
"""Told what is measured next."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The parts. `template` is the database where the crowd lives; every measurement works on a copy."""

    cluster: Cluster
    template: str
    stand_in: StandIn
    nursery: Nursery
    scratch: Path
    supplies: int

    @contextmanager
    def scene(self, messages: int, **order: Any) -> "Iterator[Scene]":
        """A copy of the database with so many messages that are due."""
        with self.cluster.fresh_database(self.template) as url:
            scene = Scene(self, Order(url, self.stand_in.url, str(self.scratch / "clock"), **order))
            turn(Path(scene.order.clock), crowd.START)
            self.stand_in.plan()
            self.stand_in.forget()
            scene.keys = scene.do(lambda here: crowd.queue(here, crowd.Crowd(messages).numbers()))
            self.cluster.ask(url, "vacuum analyze")
            try:
                yield scene
            finally:
                for worker in scene.workers:
                    worker.kill()


class Scene:
    """One measurement. Workers that still run at its end are killed."""

    def __init__(self, stage: Stage, order: Order) -> None:
        self.stage = stage
        self.order = order
        self.keys: list[str] = []
        self.workers: list[Worker] = []

    def do(self, work: Callable[[Services], Any]) -> Any:
        """Do something on the database, from here."""

        async def done() -> Any:
            database = Database(self.order.database)
            policy = crowd.a_policy(self.order.per_second, self.order.openings)
            here = crowd.services(database, policy, TurnedClock(Path(self.order.clock)))
            try:
                return await work(here)
            finally:
                await database.close()

        return asyncio.run(done())

    def now(self) -> datetime:
        """What the product's clock shows."""
        return TurnedClock(Path(self.order.clock)).now()

    def start(self, count: int = 1) -> list[Worker]:
        """Start dispatchers."""
        started = [self.stage.nursery.start(self.order) for _ in range(count)]
        self.workers += started
        return [worker.ready() for worker in started]

    def stop(self) -> None:
        """Ask them to end."""
        while self.workers:
            self.workers.pop().stop()

    def asked(self) -> int:
        """How many calls reached the provider."""
        return self.stage.stand_in.asked()

    def until_asked(self, count: int) -> int:
        """Until so many did; how many it were then. Raises TimeoutError when no more come."""
        before, since = -1, time.monotonic()
        while (asked := self.asked()) < count:
            if asked > before:
                before, since = asked, time.monotonic()
            elif time.monotonic() > since + PATIENCE:
                raise TimeoutError(f"{asked} of {count} messages, and no more in {PATIENCE:.0f} s")
            time.sleep(LOOK)
        return asked

    def until(self, done: Callable[[dict[str, int]], bool]) -> dict[str, int]:
        """Until the states of the messages are so. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while not done(found := self.do(states)):
            if time.monotonic() > end:
                raise TimeoutError(f"{dict(found)} after {PATIENCE:.0f} s")
            time.sleep(4 * LOOK)
        return dict(found)

    def sendings(self) -> list[Sending]:
        """What reached the provider."""
        return self.stage.stand_in.sendings()

    def compared(self, per_person: int = 1) -> Verdict:
        """The database held against the provider. Raises RuntimeError when they differ."""
        found = self.do(lambda here: rows(here, self.keys))
        verdict = compare(found.values(), self.sendings(), per_person)
        if verdict.faults:
            raise RuntimeError(f"database and provider differ: {verdict.faults}")
        return verdict


@contextmanager
def set_stage(supplies: int, watch: Watch, shared: int = 0) -> Iterator[Stage]:
    """Everything that a measurement needs, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        watch("PostgreSQL")
        with (
            running_cluster(settings=DURABLE) as cluster,
            running_stand_in(scratch / "log") as stand_in,
            running_nursery() as nursery,
            cluster.fresh_database() as url,
        ):
            watch(f"{supplies} clientes")
            asyncio.run(settle(url, crowd.Crowd(supplies, shared)))
            name = url.split("/")[3].split("?")[0]
            yield Stage(cluster, name, stand_in, nursery, scratch, supplies)


async def settle(url: str, people: crowd.Crowd) -> None:
    """Let a crowd move into an empty database."""
    database = Database(url)
    try:
        await crowd.settle_in(database, people)
    finally:
        await database.close()
