"""Whose turn it is to leave: by sender, shared by all workers through the database, answers first.

Turns are taken before anybody decides what is to leave at them, so that hardly anything waits for one once it is
`sending`: whoever will have messages wants turns, decides when the first of them comes near, and waits then.
"""

import asyncio
import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from receivables.ports import Units
from receivables.ports.sending import FURTHEST_SECONDS, LEAD_SECONDS

LATE_SECONDS = 0.008
"""Who wakes later than this after a turn gives it up: two of them in one second would make it overfull."""
BLOCK_SECONDS = 0.1
"""So many seconds' turns are taken at a time, as others want turns too; and for no more does anything wait decided."""
NEAR_SECONDS = 0.15
"""More turns are taken when the last one is so near."""
SHORT_REST_SECONDS = 2.0
"""So long a rest is waited for; whoever would wait longer is sent back."""
STEP_SECONDS = 0.25
"""By so much the shared clock has to go wrong before it counts as put forward or back."""
DRIFT = 0.0002
"""By so much of each second two clocks may grow apart."""


@dataclass(order=True, slots=True)
class _Waiting:
    """One message that waits. Until `deadline`, by the clock of the loop, what was decided about it is fresh."""

    proactive: bool
    number: int
    deadline: float = field(compare=False)
    told: "asyncio.Future[_Told]" = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Told:
    """The moment of a turn by the clock of the loop; or None, and after how many seconds to ask again."""

    due: float | None
    again_in: float = 0.0


class Turns:
    """The turns of one program, by sender. `news` is called when there are new ones in hand."""

    def __init__(self, units: Units, news: Callable[[], None] = lambda: None) -> None:
        self._units = units
        self._news = news
        self._queues: dict[str, _Queue] = {}

    async def wait(
        self, sender: str, per_second: int, *, proactive: bool, deadline: float = math.inf
    ) -> float | None:
        """Return at this message's turn: None to go now, else after how many seconds to ask again.

        Zero: it waited longer than what was decided about it is fresh.
        """
        return await self._queue(sender, per_second).wait(proactive, deadline)

    def want(self, sender: str, per_second: int, count: int, lead: float) -> None:
        """So many messages will be decided about as turns come; a decision takes `lead` seconds."""
        self._queue(sender, per_second).want(count, lead)

    def within(self, sender: str, seconds: float) -> int:
        """How many turns are in hand in the next seconds that nobody waits for."""
        queue = self._queues.get(sender)
        return queue.within(seconds) if queue is not None else 0

    def next_in(self, sender: str) -> float:
        """Seconds until the first turn in hand that nobody waits for."""
        queue = self._queues.get(sender)
        return queue.next_in if queue is not None else math.inf

    def rests(self, sender: str) -> float:
        """How many seconds the sender rests still, as far as was told here."""
        queue = self._queues.get(sender)
        return queue.rests if queue is not None else 0.0

    def _queue(self, sender: str, per_second: int) -> "_Queue":
        queue = self._queues.get(sender)
        if queue is None:
            queue = self._queues[sender] = _Queue(self._units, sender, per_second, self._news)
        return queue


class _Queue:
    """The messages of one sender that wait, and the turns that were taken for them."""

    def __init__(self, units: Units, sender: str, per_second: int, news: Callable[[], None]) -> None:
        self._units = units
        self._sender = sender
        self._per_second = per_second
        self._block = math.ceil(per_second * BLOCK_SECONDS)
        self._news = news
        self._loop = asyncio.get_running_loop()
        self._clock = _SharedClock()
        self._waiting: list[_Waiting] = []
        self._turns: deque[float] = deque()
        self._wanted, self._lead = 0, LEAD_SECONDS
        self._count = 0
        self._rests_until = 0.0
        self._running: asyncio.Task[None] | None = None
        self._taking: asyncio.Task[None] | None = None

    @property
    def rests(self) -> float:
        """Seconds until it may be asked again."""
        return max(self._rests_until - self._loop.time(), 0.0)

    @property
    def next_in(self) -> float:
        """Seconds until the first turn that nobody waits for."""
        self._drop_late()
        if len(self._turns) <= len(self._waiting):
            return math.inf
        return self._turns[len(self._waiting)] - self._loop.time()

    def within(self, seconds: float) -> int:
        """How many turns in the next seconds nobody waits for."""
        self._drop_late()
        there = bisect_right(self._turns, self._loop.time() + seconds)
        return max(min(there, self._block) - len(self._waiting), 0)

    def want(self, count: int, lead: float) -> None:
        """Have turns taken for so many messages to come."""
        self._wanted, self._lead = count, lead
        self._take_ahead()

    async def wait(self, proactive: bool, deadline: float) -> float | None:
        """Join, and be told; whoever wakes late after its turn joins again, in its old place."""
        self._count += 1
        place = self._count
        while True:
            one = _Waiting(proactive, place, deadline, self._loop.create_future())
            heappush(self._waiting, one)
            if self._running is None:
                self._running = asyncio.create_task(self._run())
            patience = self._loop.call_at(deadline, self._expire, one) if deadline < math.inf else None
            try:
                turn = await one.told
            finally:
                if patience is not None:
                    patience.cancel()
            if turn.due is None:
                return turn.again_in
            if self._loop.time() - turn.due <= LATE_SECONDS:
                return None

    def _expire(self, one: _Waiting) -> None:
        if not one.told.done():
            one.told.set_result(_Told(None))
            self._waiting.remove(one)
            heapify(self._waiting)

    async def _run(self) -> None:
        """Tell one after the other, as long as anybody waits. A store that fails is everybody's failure here."""
        try:
            while self._waiting:
                await self._next()
        except Exception as fault:
            for each in self._waiting:
                if not each.told.done():
                    each.told.set_exception(fault)
            self._waiting = []
        finally:
            self._running = None

    async def _next(self) -> None:
        self._drop_late()
        if not self._turns:
            await self._take_now()
            return
        self._take_ahead()
        due = self._turns[0]
        if (left := due - self._loop.time()) > 0:
            await asyncio.sleep(left)
        if self._turns and self._turns[0] == due and self._loop.time() - due <= LATE_SECONDS:
            self._turns.popleft()
            self._tell(due)

    def _tell(self, due: float) -> None:
        """It is the turn of the first whose decision is fresh; the others are sent back."""
        now = self._loop.time()
        while self._waiting:
            first = heappop(self._waiting)
            if first.told.done():  # whoever waited was cancelled
                continue
            fresh = now <= first.deadline
            first.told.set_result(_Told(due if fresh else None))
            if fresh:
                return

    def _drop_late(self) -> None:
        past = self._loop.time() - LATE_SECONDS
        while self._turns and self._turns[0] < past:
            self._turns.popleft()

    def _take_ahead(self) -> None:
        """Take more turns while those in hand run down."""
        lacking = self._wanted + len(self._waiting) - len(self._turns)
        near = not self._turns or self._turns[-1] - self._loop.time() < NEAR_SECONDS + self._lead
        if lacking > 0 and near and self._taking is None and not self.rests:
            lead = LEAD_SECONDS if self._waiting else self._lead
            self._taking = asyncio.create_task(self._take_on(lacking, lead))

    async def _take_on(self, count: int, lead: float) -> None:
        try:
            await self._take(count, lead)
        except Exception:  # told to whoever waits when none are left and it is tried again
            self._rests_until = self._loop.time() + STEP_SECONDS
        finally:
            self._taking = None
            self._news()

    async def _take_now(self) -> None:
        """For those that wait. A long rest sends them back; a short one is waited for."""
        if self._taking is not None:
            await asyncio.wait([self._taking])
        elif not self.rests:
            await self._take(len(self._waiting), LEAD_SECONDS)
        elif self.rests <= SHORT_REST_SECONDS:
            await asyncio.sleep(self.rests)
        else:
            for each in self._waiting:
                if not each.told.done():
                    each.told.set_result(_Told(None, self.rests))
            self._waiting = []

    async def _take(self, count: int, lead: float) -> None:
        """A unit of its own, which ends at once: other workers wait for it."""
        count = min(max(count, 1), self._block)
        async with self._units() as unit:
            before = self._loop.time()
            given = await unit.rates.reserve(self._sender, count, self._per_second, lead)
            now = self._loop.time()
        if self._clock.stepped(before, now, given.at):
            # What was given before and after lies in the same seconds: until the last of it is over, nothing goes.
            self._turns.clear()
            self._rests_until = now + FURTHEST_SECONDS
        elif given.delays:
            began = self._clock.here(given.at)
            self._turns.extend(began + delay for delay in given.delays)
        else:
            self._rests_until = now + given.rests


class _SharedClock:
    """The clock that all programs share, as seen from the loop's. It was read somewhere between two moments of ours.

    Where it was read most quickly is best known what it showed; whoever waited for an answer learns no turn too late.
    """

    def __init__(self) -> None:
        self._last: tuple[float, float, float] | None = None
        self._apart, self._width = 0.0, math.inf

    def stepped(self, before: float, after: float, told: float) -> bool:
        """Whether it was put forward or back since the last time: its seconds are not ours any more."""
        last, self._last = self._last, (before, after, told)
        passed = told - last[2] if last else 0.0
        wrong = last is not None and not (
            before - last[1] - STEP_SECONDS <= passed <= after - last[0] + STEP_SECONDS
        )
        grown = self._width + (after - last[1]) * DRIFT if last else math.inf
        if wrong or after - before <= grown:
            self._apart, self._width = told - (before + after) / 2, after - before
        else:
            self._width = grown
        return wrong

    def here(self, told: float) -> float:
        """When it showed that, by the loop's clock."""
        return told - self._apart
