"""The one way out of the outbox: it claims, asks, sends and records at the same time, never too much at once.

A dispatcher goes it without end; replies to somebody who waits, and a simulation, until their rows are through.
Alone or beside any number of others on the same database. What it has `sending` never exceeds its limit, so that no
more rows can be in doubt after a crash; of a sender with a rate it is what is with the provider, and the next few.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import partial

from bot.hand import Hand
from bot.pace import BATCH, Pace
from bot.places import Admission
from bot.waking import Bell, Signal
from receivables.model.message import OutboxRow, State
from receivables.ports import Renderer
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.limits import Limits
from receivables.usecases.delivery.record import DeliverReport, Outcome, record
from receivables.usecases.delivery.send import Sending
from receivables.usecases.delivery.steps import Decided, decide, recover, release
from receivables.usecases.delivery.turns import Turns
from receivables.usecases.services import Services

PAUSE_SECONDS = 1.0
IN_FLIGHT = 100
"""How many messages of one worker are on their way at most."""
RECOVER_SECONDS = 10.0
GATHER_SECONDS = 0.015
"""So long an outcome waits for others to be recorded with it, unless all that are on their way ended, or many."""
TRIES = 10
"""How often an outcome is recorded while the store answers all else; then its row is left to be found in doubt."""
PAGE = 500
log = logging.getLogger(__name__)


async def dispatch(
    services: Services,
    carriers: Carriers,
    renderer: Renderer,
    stop: asyncio.Event,
    pause_seconds: float = PAUSE_SECONDS,
    *,
    in_flight: int = IN_FLIGHT,
    bell: Bell | None = None,
) -> None:
    """Deliver until `stop` is set, resting when there is nothing to do, or until the `bell` is rung.

    What an earlier program left half sent becomes unknown first. A store that fails gets a rest and another try. At the
    stop nothing new is claimed; what is on its way is waited for and recorded, the rest is left to other workers.
    """
    dispatcher = Dispatcher(services, carriers, renderer, pause_seconds, in_flight, bell=bell)
    if bell is not None:
        bell.listen(dispatcher.wake)
    await dispatcher.run(stop)


async def dispatch_keys(
    services: Services,
    carriers: Carriers,
    renderer: Renderer,
    keys: Collection[str],
    *,
    in_flight: int = IN_FLIGHT,
) -> DeliverReport:
    """Send these rows as a dispatcher does, as far as they are due and may be sent, and say what became of them.

    Raises whatever keeps them from being claimed.
    """
    await Dispatcher(services, carriers, renderer, in_flight=in_flight, keys=keys).run(asyncio.Event())
    report = DeliverReport()
    async with services.units.reading() as unit:
        named = list(keys)
        for first in range(0, len(named), PAGE):
            report += DeliverReport.of((await unit.outbox.find(named[first : first + PAGE])).values())
    return report


async def dispatch_due(
    services: Services, carriers: Carriers, renderer: Renderer, *, in_flight: int = IN_FLIGHT
) -> DeliverReport:
    """Send as a dispatcher does until nothing is due, and say what became of it all. Raises as `dispatch_keys`."""
    worker = Dispatcher(services, carriers, renderer, in_flight=in_flight, once=True)
    await worker.run(asyncio.Event())
    return worker.report


class Dispatcher:
    """One worker. With `keys` it ends when these rows have had their chance, `once` when nothing is due any more.

    `report`: what became of all that it decided about.
    """

    def __init__(
        self,
        services: Services,
        carriers: Carriers,
        renderer: Renderer,
        pause_seconds: float = PAUSE_SECONDS,
        in_flight: int = IN_FLIGHT,
        keys: Collection[str] | None = None,
        *,
        once: bool = False,
        bell: Bell | None = None,
    ) -> None:
        self.report = DeliverReport()
        self._services = services
        self._carriers = carriers
        self._renderer = renderer
        self._pause_seconds = pause_seconds
        self._moved = Signal()
        turns = Turns(services.units, self._moved.set)
        self._sending = Sending(services, turns)
        self._pace = Pace(services, carriers, turns, in_flight)
        self._out, self._trips = self._pace.out, self._pace.trips
        self._stop = asyncio.Event()
        self._ends = once or keys is not None
        size = max(BATCH, in_flight)
        self._hand = Hand(services, self._on_claim, size, pause_seconds, keys, ends=self._ends, bell=bell)
        self._quiet = False
        self._done: deque[Outcome] = deque()
        self._ended = Signal()
        self._tries: Counter[str] = Counter()
        self._one_by_one = 0
        self._recovered_at = float("-inf")

    async def run(self, stop: asyncio.Event) -> None:
        """Work until the stop, and end well."""
        self._stop = stop
        recording = asyncio.create_task(self._record_all())
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self._moved.set())
        try:
            while not stop.is_set() and not self._through:
                if not await self._worked() and not stop.is_set():
                    await self._rest()
        finally:
            stopping.cancel()
            await self._end(recording)
        if self._hand.fault is not None:
            raise self._hand.fault

    def wake(self) -> None:
        """There is something to send: look at once."""
        self._hand.wake()
        self._moved.set()

    @property
    def _through(self) -> bool:
        """Whether all rows that it is to send had their chance; nothing more is expected of one that cannot claim."""
        if not self._ends:
            return False
        busy = self._pace.waiting or self._out.total()
        return self._hand.fault is not None or (self._hand.through and not busy)

    async def _worked(self) -> bool:
        """One round; False when there is nothing to do until something moves."""
        try:
            self._moved.clear()
            await self._recover()
            self._hand.fetch(self._pace.waiting)
            self._pace.want(self._hand.rows)
            first, fresh = self._pace.chunk(self._hand.rows, self._hoped)
            if first or fresh:
                self._hand.put_back(await self._decide([*first, *fresh], {row.key for row in first}))
                await asyncio.sleep(0)  # what was begun stands in its line before more is decided about
            return bool(first or fresh)
        except Exception as fault:  # its text may hold what a row says of a person
            log.error("%s: a batch could not be delivered", type(fault).__name__)
            self._moved.clear()
            return False

    @property
    def _hoped(self) -> int:
        """How many rows may yet come together; when nothing moves, those that can go do not wait for others."""
        if self._quiet:
            return 1
        return BATCH if self._hand.full else len(self._hand.rows) + self._pace.waiting

    async def _recover(self) -> None:
        now = asyncio.get_running_loop().time()
        if not self._ends and now >= self._recovered_at + RECOVER_SECONDS:
            await recover(self._services)
            self._recovered_at = now

    def _on_claim(self) -> None:
        self._pace.expect(self._hand.rows)
        self._moved.set()

    async def _decide(self, chunk: Sequence[OutboxRow], first: Collection[str] = ()) -> Sequence[OutboxRow]:
        """Decide about some rows and start sending them; those for which there was no room."""
        loop = asyncio.get_running_loop()
        room, began = self._pace.room(), loop.time()
        before, under_way = dict(room), frozenset(self._trips.under_way)
        self._sending.decides(under_way)
        admission = Admission(self._pace, self._moved, self._stop)
        limits = Limits(room, under_way, self._pace.later(), admission)
        decided = await decide(self._services, self._carriers, self._renderer, chunk, limits)
        if decided.crowded:
            self._trips.misjudged()
            return chunk
        if decided.fault is not None:
            return await self._undo(decided, decided.fault, chunk)
        for departure in decided.departures:
            self._start(departure, admission.waited)
        self._report(decided)
        self._pace.took(loop.time() - began - admission.waited)
        self._pace.learn(decided.prepared, first, before, room)
        return ()

    async def _undo(
        self, decided: Decided, fault: Exception, chunk: Sequence[OutboxRow]
    ) -> Sequence[OutboxRow]:
        """Nothing of it goes. One row that nobody can decide about keeps no other from going: each is tried alone.

        Those are left for which there was no room.
        """
        self._done.extend(self._counted(decided.undone))
        self._ended.set()
        if len(chunk) == 1:
            log.error("%s: %s could not be decided", type(fault).__name__, chunk[0].key)
            return ()
        for place, row in enumerate(chunk):
            if await self._decide([row]):
                return chunk[place:]
        return ()

    def _start(self, departure: Departure, age: float) -> None:
        """From here on it is on its way, or as good as never begun: a row that is `sending` never lacks its outcome."""
        self._out[departure.channel.sender] += 1
        self._trips.begin(departure.row, asyncio.get_running_loop().time())
        try:
            sending = self._sending.start(departure, age)
        except Exception as fault:
            log.error("%s: a message could not be begun", type(fault).__name__)
            self._done.append(Outcome(departure, State.PENDING))
            self._ended.set()
        else:
            sending.add_done_callback(partial(self._finished, departure))

    def _report(self, decided: Decided) -> None:
        """Count what was decided without sending; the rest is counted when it is recorded."""
        going = {departure.row.key for departure in decided.departures}
        if len(going) < len(decided.prepared.rows):
            self.report += DeliverReport.of(r for r in decided.prepared.rows if r.key not in going)

    def _counted(self, undone: list[Outcome]) -> list[Outcome]:
        for outcome in undone:
            self._out[outcome.departure.channel.sender] += 1
        return undone

    def _finished(self, departure: Departure, sending: "asyncio.Task[Outcome]") -> None:
        if sending.cancelled():  # the program is torn down: its row is found in doubt later
            self._out[departure.channel.sender] -= 1
            self._trips.end([departure.row], asyncio.get_running_loop().time())
            self._moved.set()
        else:
            self._done.append(sending.result())
            if len(self._done) == 1 or self._enough:
                self._ended.set()

    async def _rest(self) -> None:
        """Until something moves, a turn comes near, the stop, or the pause is over."""
        busy = bool(self._hand.rows or self._pace.waiting)
        longest = min(self._pause_seconds, 0.1) if busy else self._pause_seconds
        waited = max(min(longest, self._pace.due_in(self._hand.rows, self._hoped)), 0.001)
        self._quiet = not await self._moved.within(waited) and waited == longest

    async def _record_all(self) -> None:
        """Record outcomes in groups: what ends while one is written is the next one."""
        while True:
            await self._gathered()
            size = 1 if self._one_by_one else BATCH
            self._one_by_one = max(self._one_by_one - 1, 0)
            await self._record([self._done.popleft() for _ in range(min(size, len(self._done)))])

    async def _gathered(self) -> None:
        """Until enough outcomes are there, or the first of them has waited long enough."""
        while not self._done:
            self._ended.clear()
            await self._ended.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHER_SECONDS):
                while not self._enough:
                    self._ended.clear()
                    await self._ended.wait()

    @property
    def _enough(self) -> bool:
        """Whether as many outcomes are there as are recorded together."""
        return len(self._done) >= min(BATCH, self._out.total())

    async def _record(self, group: list[Outcome]) -> None:
        try:
            self.report += await self._recorded(group)
        except Exception as fault:
            log.error("%s: %d outcomes could not be recorded", type(fault).__name__, len(group))
            self._one_by_one = len(group) if len(group) > 1 else self._one_by_one
            group = await self._given_up(group)
            await asyncio.sleep(min(self._pause_seconds, 0.5))
        self._trips.end([each.departure.row for each in group], asyncio.get_running_loop().time())
        for outcome in group:
            self._out[outcome.departure.channel.sender] -= 1
            self._tries.pop(outcome.departure.row.key, None)
            if outcome.state is State.PENDING:
                self._hand.look_again(None if outcome.again_in else outcome.departure.row.key)
        self._moved.set()

    async def _recorded(self, group: list[Outcome]) -> DeliverReport:
        """What is decided meanwhile may count on the places of these."""
        self._pace.leaving = len(group)
        self._moved.set()
        try:
            return await record(self._services, self._carriers, group)
        finally:
            self._pace.leaving = 0
            self._moved.set()

    async def _given_up(self, group: list[Outcome]) -> list[Outcome]:
        """The outcomes that are never recorded; the others are tried again, and while the store is away all of them."""
        given_up = []
        answers = await self._store_answers()
        for outcome in group:
            key = outcome.departure.row.key
            self._tries[key] += answers and len(group) == 1
            if self._tries[key] >= TRIES:
                given_up.append(outcome)
            else:
                self._done.append(outcome)
        return given_up

    async def _store_answers(self) -> bool:
        try:
            async with self._services.units.reading() as unit:
                await unit.ledger.feed()
        except Exception:
            return False
        return True

    async def _end(self, recording: "asyncio.Task[None]") -> None:
        """Leave what was only claimed to others, and wait for what is on its way."""
        await self._hand.settled()
        claimed = [*self._pace.drained(), *self._hand.rows]
        self._hand.rows.clear()
        if claimed:
            with suppress(Exception):
                await release(self._services, claimed)
        while self._out.total():
            self._moved.clear()
            await self._moved.wait()
        recording.cancel()
        with suppress(asyncio.CancelledError):
            await recording
