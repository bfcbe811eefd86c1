"""Where delivery is put to the proof: a crowd in a database, the stand-in, and dispatchers that can be killed."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from caudal.audit.check import Request, audit
from caudal.audit.utility import read_utility
from caudal.bench import crowd
from caudal.bench.machine import free_port
from caudal.bench.receiver import Reception
from caudal.bench.running import Nursery, Worker, rows, states
from caudal.bench.standin import StandIn
from caudal.bench.truth import Unproved, Verdict, compare
from caudal.bench.worker import Order, TurnedClock, turn
from receivables.model.message import OutboxRow, State
from receivables.store.database import Database
from receivables.usecases.services import Services

SUPPLIES = 400
"""How many a crowd has, unless it is told otherwise."""
SHARED = 10
"""Every tenth supply belongs to the person of the one before it: the caps withhold one of the two."""
LEASE = timedelta(minutes=6)
"""After so long nobody believes any more that a killed dispatcher still has its rows."""
OPEN = {State.PENDING.value, State.SENDING.value}


@dataclass(frozen=True)
class Parts:
    """What every ground is made of."""

    stand_in: StandIn
    nursery: Nursery
    scratch: Path
    supplies: int = SUPPLIES


@dataclass
class Ground:
    """One database with its crowd. Workers that still run at the end are killed.

    `killed`: how many were so far; `most`: the most rows that one of these kills left in doubt, where that can be told.
    """

    order: Order
    stand_in: StandIn
    nursery: Nursery
    database: Database
    here: Services
    supplies: int = SUPPLIES
    killed: int = 0
    most: int = 0
    keys: list[str] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    reception: Worker | None = None

    @property
    def everybody(self) -> range:
        """Their supplies."""
        return range(1, self.supplies + 1)

    def start(self, count: int = 1, **changes: Any) -> list[Worker]:
        """Start dispatchers."""
        order = replace(self.order, **changes)
        started = [self.nursery.start(order) for _ in range(count)]
        self.workers += started
        return [worker.ready() for worker in started]

    def kill(self, worker: Worker) -> None:
        """A power failure for one of them."""
        worker.kill()
        self.workers.remove(worker)
        self.killed += 1

    def receive(self) -> None:
        """Start the webhooks: the provider's callbacks have somewhere to go, and are applied."""
        port = int(self.order.callbacks.rpartition(":")[2])
        self.reception = self.nursery.start(Reception(self.order.database, self.order.clock, port)).ready()

    def stop(self) -> None:
        """Ask all that run to end; they finish what they have begun."""
        while self.workers:
            self.workers.pop().stop()

    def later(self, by: timedelta = LEASE) -> None:
        """Let the product's time pass."""
        turn(Path(self.order.clock), self.here.clock.now() + by)

    async def queue(self, numbers: range) -> None:
        """A notice for each of these supplies."""
        self.keys += await crowd.queue(self.here, [f"{number:07}" for number in numbers])

    async def rows(self) -> dict[str, OutboxRow]:
        """The messages by their keys."""
        return await rows(self.here, self.keys)

    async def states(self) -> Counter[str]:
        """How many are in each state."""
        return await states(self.here)

    async def compared(self, per_person: int = 1) -> Verdict:
        """The database held against the stand-in."""
        return compare((await self.rows()).values(), self.stand_in.sendings(), per_person)

    async def compared_whole(self, per_person: int) -> Verdict:
        """The same for whatever was ever queued for anybody, by whoever queued it."""
        async with self.here.units.reading() as unit:
            found = [row for number in self.everybody for row in await unit.outbox.of_supply(f"{number:07}")]
        return compare(found, self.stand_in.sendings(), per_person)

    async def audited(self) -> list[object]:
        """What the second opinion finds wrong with the record; it knows the daily limit, which is lifted here."""
        now = self.here.clock.now()
        request = Request(self.order.database, read_utility(None), now, now)
        report = await audit(request, lambda what, done: None)
        return [finding for finding in report.findings if finding.code != "check_openings"]

    async def until(self, done: Callable[[Counter[str]], bool], seconds: float = 60.0) -> Counter[str]:
        """Until the states are so. Raises Unproved."""
        end = time.monotonic() + seconds
        while not done(found := await self.states()):
            if time.monotonic() > end:
                raise Unproved(f"not in {seconds:.0f} s: {dict(found)}")
            await asyncio.sleep(0.05)
        return found

    async def finished(self, seconds: float = 60.0, push: timedelta | None = None) -> Counter[str]:
        """Until nothing can go any more today; with `push`, time passes by so much at a look. Raises Unproved."""
        end = time.monotonic() + seconds
        while True:
            waiting = [row for row in (await self.rows()).values() if self._may_still_go(row)]
            if not waiting:
                return await self.states()
            if time.monotonic() > end:
                raise Unproved(
                    f"not in {seconds:.0f} s: {[(row.key, row.state.value) for row in waiting[:3]]}"
                )
            if push:
                self.later(push)
            await asyncio.sleep(0.1)

    def _may_still_go(self, row: OutboxRow) -> bool:
        """Not yet ended; what the caps put off to another day is no business of this one."""
        if row.state is State.PENDING:
            policy = self.here.policy
            return not row.reasons or policy.today(row.not_before) == policy.today(self.here.clock.now())
        return row.state is State.SENDING

    def asked(self) -> int:
        """How many calls reached the provider."""
        return self.stand_in.asked()

    async def until_asked(self, more: int, seconds: float = 20.0) -> None:
        """Until so many more calls reached the provider. Raises Unproved."""
        goal, end = self.asked() + more, time.monotonic() + seconds
        while (asked := self.asked()) < goal:
            if time.monotonic() > end:
                raise Unproved(f"{asked} calls, not {goal}: {dict(await self.states())}")
            await asyncio.sleep(0.005)


@asynccontextmanager
async def opened(parts: Parts, url: str, **order: Any) -> AsyncIterator[Ground]:
    """A ground on a database where a crowd lives already."""
    stand_in, scratch = parts.stand_in, parts.scratch
    clock = scratch / "clock"
    turn(clock, crowd.START)
    stand_in.up()
    stand_in.forget()
    stand_in.plan()
    callbacks = f"http://127.0.0.1:{free_port()}"
    given = Order(url, stand_in.url, str(clock), callbacks=callbacks, **order)
    database = Database(url)
    policy = crowd.a_policy(given.per_second, given.openings)
    here = crowd.services(database, policy, TurnedClock(clock))
    ground = Ground(given, stand_in, parts.nursery, database, here, parts.supplies)
    try:
        yield ground
    finally:
        for worker in [*ground.workers, *([ground.reception] if ground.reception else [])]:
            worker.kill()
        await database.close()
