"""The inbox: what came in is stored before anything is done with it, and answered by a worker.

Several chats at once, and within a chat one message after the other, however many programs work (see `answer_next`).
What a crash leaves stored and unanswered is found by the next look at the store. It may have been the cause: whatever
waits for longer than usual is counted before it is taken, so that no message kills one program after another for ever.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import timedelta

from bot.dispatcher import dispatch_keys
from bot.gathering import Gatherer
from bot.letters import CALLBACK
from bot.waking import Bell, first_of
from receivables.model.conversation import Inbound
from receivables.model.intent import warm
from receivables.model.message import OPEN_STATES, State
from receivables.ports import Renderer
from receivables.usecases.answer import (
    ATTEMPTS,
    LeftLying,
    Unanswerable,
    answer,
    answer_next,
    count_next,
    give_up,
)
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Chats that are answered at the same time. One on SQLite, where only one unit writes at a time."""
LOOKED_AT = 50
AHEAD = 4
"""So many chats for each that is answered at the same time are found with one look at the store."""
FRESH = timedelta(seconds=5)
"""What came in longer ago, or before this program began, may have been taken by one that fell."""
REST_SECONDS = 1.0
"""Of a chat whose message could not be answered, before the next attempt."""
POLL_SECONDS = 1.0
OVERTAKEN_SECONDS = 2.0
"""As long as the answer to a message waits for the one before it to go out, when somebody else sends that."""
PAGE_SECONDS = 12.0
"""So long a page waits for the replies that it asked for: a day that is moved on may hold the store for a while."""
MANY_WAIT = 8
"""Chats that wait for an answer: while there are more, nothing is sent that nobody asked for."""
Talk = tuple[str, str]
ReadLetter = Callable[[Services, str], Awaitable[bool | None]]
"""Reads the next letter of that channel again: whether it could be read, None when none waits (rereading)."""


def _for_codes(carriers: Carriers) -> frozenset[str]:
    """The channels that may write to anybody who is known; on a demo there are none."""
    proactive = carriers.proactive
    return frozenset(name for name, channel in carriers.replies.items() if proactive.get(name) is channel)


class Inbox:
    """What every channel hands its messages to."""

    def __init__(self, services: Services, carriers: Carriers, renderer: Renderer) -> None:
        self.services = replace(services, code_channels=_for_codes(carriers))
        self.carriers = carriers
        self.renderer = renderer
        self.gatherer = Gatherer(services)
        self.attempts: Counter[str] = Counter()
        """How often a message could not be answered, by its id."""
        self.read_letter: ReadLetter | None = None
        """Set by whoever takes webhooks in: the worker knows no provider's words."""
        self.bell: Bell | None = None
        """Set where a dispatcher runs in the same program: it sends the replies, many of them with one look."""
        self.sole = False
        """Set where no other program answers from this store: nobody took what came since this one began."""
        self._began = services.clock.now()
        self._alone = asyncio.Lock()

    async def store(self, inbound: Inbound, problem: str = "") -> None:
        """Keep a message and wake the worker. The provider may be told to forget it from now on."""
        await self.gatherer.message(inbound, problem)

    async def settle(self, inbound: Inbound) -> tuple[str, ...]:
        """Answer a message at once and send the replies: for a page that waits for them. The keys of its replies."""
        keys = await answer(self.services, inbound)
        report = await dispatch_keys(self.services, self.carriers, self.renderer, keys)
        if report.postponed or report.total < len(
            keys
        ):  # another one is sending them, or they wait for their turn
            await self._let_go_out(keys, PAGE_SECONDS)
        return keys

    async def catch_up(self) -> bool:
        """Answer all that is stored and unanswered; False when some of it is left for another time."""
        left: set[Talk] = set()
        while waiting := [talk for talk in await self._waiting(LOOKED_AT + len(left)) if talk not in left]:
            for talk in waiting:
                if not await self._answer_all(talk, asyncio.Event()):
                    left.add(talk)
        return not left

    async def run(
        self, stop: asyncio.Event, at_once: int = AT_ONCE, poll_seconds: float = POLL_SECONDS
    ) -> None:
        """Answer until `stop` is set; messages that are being answered then are finished first."""
        warm()  # what is learnt once, before the first message and not with it
        await _Shift(self, stop, at_once, poll_seconds).work()

    async def _answer_all(self, talk: Talk, stop: asyncio.Event) -> bool:
        """Answer the messages of one chat in their order; False when one is left for later.

        A message that cannot be answered is noted with its problem after a few attempts, and a person takes over.
        """
        while not stop.is_set():
            try:
                keys = await self._answer_next(talk)
            except Unanswerable as failed:
                if not await self._given_up(failed.inbound, failed.__cause__ or failed):
                    return False
                continue
            except Exception as fault:  # the store is away
                log.error("%s: a chat is left for later", type(fault).__name__)
                return False
            if keys is None:
                return True
            await self._deliver(keys)
        return True

    async def _answer_next(self, talk: Talk) -> tuple[str, ...] | None:
        """An ordinary message costs no commit more; one that was taken twice is taken again with no such beside it."""
        channel, address = talk
        if not address and self.read_letter is not None:
            return await self._read_again(self.read_letter, channel)
        fresh_since = self._began if self.sole else max(self._began, self.services.clock.now() - FRESH)
        try:
            return await answer_next(self.services, *talk, fresh_since)
        except LeftLying as left:
            if left.inbound.id in self.attempts:  # it failed here, and nobody fell over it
                return await answer_next(self.services, *talk)
        try:
            await count_next(self.services, *talk)
            return await answer_next(self.services, *talk)
        except LeftLying:
            async with self._alone:
                await count_next(self.services, *talk, alone=True)
                return await answer_next(self.services, *talk)

    async def _read_again(self, read: ReadLetter, channel: str) -> tuple[str, ...] | None:
        """What staff want read again, and is of no chat yet: a message that can be read waits in its own."""
        known = await read(self.services, channel)
        if known:
            (self.gatherer.callbacks_came if channel == CALLBACK else self.gatherer.messages_came).set()
        return None if known is None else ()

    async def _deliver(self, keys: Collection[str]) -> None:
        """The replies are stored: what cannot be sent now, the dispatcher sends."""
        if self.bell is not None:
            self.bell.ring()
            return
        try:
            report = await dispatch_keys(self.services, self.carriers, self.renderer, keys)
            if report.postponed or report.total < len(keys):
                await self._let_go_out(keys)
        except Exception as fault:
            log.error("%s: replies are left for the dispatcher", type(fault).__name__)

    async def _let_go_out(self, keys: Collection[str], seconds: float = OVERTAKEN_SECONDS) -> None:
        """A dispatcher was quicker to take them: the answer to the next message is not to overtake these.

        Or they wait themselves for the answer to an earlier message, which another program has: then they go after it.
        """
        patience = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < patience:
            async with self.services.units.reading() as unit:
                found = (await unit.outbox.find(keys)).values()
            now = self.services.clock.now()
            soon = now + timedelta(seconds=seconds / 2)
            rows = [row for row in found if row.state in OPEN_STATES and row.not_before <= soon]
            if not rows:
                return
            if any(row.state is State.PENDING and row.not_before <= now for row in rows):
                await dispatch_keys(self.services, self.carriers, self.renderer, keys)
            await asyncio.sleep(OVERTAKEN_SECONDS / 40)

    async def _given_up(self, inbound: Inbound, fault: BaseException) -> bool:
        """Whether the message had its last attempt. While the store is away none is counted: that is not its fault."""
        problem = type(fault).__name__
        log.error("%s: message %s could not be answered", problem, inbound.id)
        try:
            await self._waiting(1)
            self.attempts[inbound.id] += 1
            if self.attempts[inbound.id] < ATTEMPTS:
                return False
            await give_up(self.services, inbound, problem)
        except Exception as other:
            log.error("%s: message %s is left for later", type(other).__name__, inbound.id)
            return False
        del self.attempts[inbound.id]
        return True

    async def _waiting(self, limit: int) -> list[Talk]:
        async with self.services.units.reading() as unit:
            return await unit.conversations.talks_waiting(limit)


class _Shift:
    """One run of the worker: the chats under way, and those that rest after a failure."""

    def __init__(self, inbox: Inbox, stop: asyncio.Event, at_once: int, poll_seconds: float) -> None:
        self._inbox = inbox
        self._stop = stop
        self._at_once = at_once
        self._poll_seconds = poll_seconds
        self._running: dict[Talk, asyncio.Task[bool]] = {}
        self._resting: dict[Talk, float] = {}
        self._next: deque[Talk] = deque()

    async def work(self) -> None:
        """Until it is to stop."""
        try:
            while not self._stop.is_set():
                await self._turn(self._inbox.gatherer.messages_came)
        except BaseException:  # ended from outside, as by a crash: what is undone is found again
            for task in self._running.values():
                task.cancel()
            raise
        finally:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _turn(self, news: asyncio.Event) -> None:
        news.clear()
        if len(self._running) < self._at_once:
            await self._begin()
        bells = [self._stop] if len(self._running) >= self._at_once else [self._stop, news]
        await first_of(bells, self._running.values(), self._patience())
        self._reap()

    async def _begin(self) -> None:
        """Start on chats that wait; look for more of them once those that were found are begun."""
        if not self._next:
            await self._look()
        while self._next and len(self._running) < self._at_once:
            talk = self._next.popleft()
            if talk not in self._running and talk not in self._resting:
                self._running[talk] = asyncio.create_task(self._inbox._answer_all(talk, self._stop))

    async def _look(self) -> None:
        """The chat that waits longest, and others in an order that no other program has: a few, for these change."""
        limit = LOOKED_AT + len(self._running) + len(self._resting)
        try:
            waiting = await self._inbox._waiting(limit)
        except Exception as fault:
            log.error("%s: nobody can be answered now", type(fault).__name__)
            return
        free = [talk for talk in waiting if talk not in self._running and talk not in self._resting]
        mixed = free[:1] + sorted(free[1:], key=lambda talk: hash((talk, id(self))))
        self._next.extend(mixed[: AHEAD * self._at_once])
        if self._inbox.bell is not None:  # whoever wrote to us comes before what we begin
            self._inbox.bell.pressing = len(waiting) > MANY_WAIT

    def _reap(self) -> None:
        now = asyncio.get_running_loop().time()
        self._resting = {talk: until for talk, until in self._resting.items() if until > now}
        for talk in [talk for talk, task in self._running.items() if task.done()]:
            if not self._running.pop(talk).result():
                self._resting[talk] = now + REST_SECONDS

    def _patience(self) -> float:
        """Until the next look at the store: other programs store messages too, and rests come to their end."""
        now = asyncio.get_running_loop().time()
        ends = [max(0.0, until - now) for until in self._resting.values()]
        return min([self._poll_seconds, *ends])
