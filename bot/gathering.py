"""What comes in is stored in groups: while one transaction is under way the next requests gather for the following one.

A request is answered when the transaction that holds its message is committed, so that a provider may forget it. One
item that the database refuses fails nobody else: the group is stored one by one, and that item ends as a dead letter.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from bot import letters
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback
from receivables.usecases.dead_letters import lay_aside
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

MOST = 500
"""Of one transaction."""
PATIENCE_SECONDS = 10
"""A provider gives up after 15, and comes again."""
REFUSED = "refused_by_the_store"


@dataclass(slots=True)
class _Waiting:
    """One item with who waits for it. `problem`: why it will not be processed."""

    item: Inbound | Callback
    problem: str
    done: "asyncio.Future[None]" = field(repr=False)


class Gatherer:
    """Stores messages and callbacks. `messages_came` and `callbacks_came` are set after what is new is committed."""

    def __init__(self, services: Services) -> None:
        self.messages_came = asyncio.Event()
        self.callbacks_came = asyncio.Event()
        self._services = services
        self._waiting: list[_Waiting] = []
        self._storing: asyncio.Task[None] | None = None

    async def message(self, inbound: Inbound, problem: str = "") -> None:
        """Store a message; one with a problem is a dead letter at once. Raises when the store is away."""
        await self._hand_in(storable(inbound), problem)

    async def messages(self, inbounds: Sequence[tuple[Inbound, str]]) -> None:
        """Several at once, each with its problem or ""; returns when all of them are stored."""
        await asyncio.gather(*(self.message(inbound, problem) for inbound, problem in inbounds))

    async def callback(self, callback: Callback) -> None:
        """Store a status callback."""
        await self._hand_in(replace(callback, raw=_clean(callback.raw)), "")

    async def flush(self) -> None:
        """Until nothing waits any more."""
        while self._storing is not None:
            await asyncio.wait([self._storing])

    def _hand_in(self, item: Inbound | Callback, problem: str) -> "asyncio.Future[None]":
        waiting = _Waiting(item, problem, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        return waiting.done

    async def _store_all(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._store_group(group)
        finally:
            self._storing = None
            _fail(self._waiting, ConnectionError("storing was ended"))
            self._waiting = []

    async def _store_group(self, group: Sequence[_Waiting]) -> None:
        try:
            await self._store(group)
        except TimeoutError as fault:  # it hangs: each alone would only hang as long, one after the other
            log.error("the store hangs: %d items could not be stored", len(group))
            _fail(group, fault)
        except Exception as fault:
            log.warning("%s: %d items are stored one by one", type(fault).__name__, len(group))
            await self._one_by_one(group)
        except BaseException:
            _fail(group, ConnectionError("storing was ended"))
            raise

    async def _one_by_one(self, group: Sequence[_Waiting]) -> None:
        for place, waiting in enumerate(group):
            try:
                await self._store_alone(waiting)
            except Exception as fault:  # the store is away, and for all of them
                log.error("%s: %d items could not be stored", type(fault).__name__, len(group) - place)
                _fail(group[place:], fault)
                return
            except BaseException:
                _fail(group[place:], ConnectionError("storing was ended"))
                raise

    async def _store_alone(self, waiting: _Waiting) -> None:
        """What is refused twice by a store that answers all else is kept as a dead letter."""
        try:
            await self._store([waiting])
            return
        except Exception as fault:
            log.warning("%s: an item could not be stored", type(fault).__name__)
        async with asyncio.timeout(PATIENCE_SECONDS), self._services.units.reading() as unit:
            await unit.conversations.talks_waiting(1)
        try:
            await self._store([waiting])
        except Exception as fault:
            letter = _dead_letter(waiting.item, self._services)
            await self._store([replace(waiting, item=letter, problem=REFUSED)])
            log.error("%s: %s was refused by the store", type(fault).__name__, letter.id)

    async def _store(self, group: Sequence[_Waiting]) -> None:
        """One transaction, and then those who wait are told."""
        messages = [(each.item, each.problem) for each in group if isinstance(each.item, Inbound)]
        callbacks = [each.item for each in group if isinstance(each.item, Callback)]
        fresh = False
        async with asyncio.timeout(PATIENCE_SECONDS), self._services.units() as unit:
            if messages:
                news = await unit.conversations.receive_all([inbound for inbound, _ in messages])
                fresh = any(news)
                for new, (inbound, problem) in zip(news, messages, strict=True):
                    if new and problem:
                        await lay_aside(unit, inbound, inbound.received_at, problem)
            if callbacks:
                await unit.callbacks.receive(callbacks)
        if fresh:
            self.messages_came.set()
        if callbacks:
            self.callbacks_came.set()
        for each in group:
            if not each.done.done():
                each.done.set_result(None)


def _fail(group: Sequence[_Waiting], fault: Exception) -> None:
    for each in group:
        if not each.done.done():
            each.done.set_exception(fault)


def _dead_letter(item: Inbound | Callback, services: Services) -> Inbound:
    """The item as far as any database keeps it: what it was stands in `raw`."""
    if isinstance(item, Callback):
        return letters.refused(item, services.clock.now())
    name = f"{REFUSED}:{sha256(item.id.encode()).hexdigest()[:32]}"
    return Inbound(name, item.channel, "", "", None, services.clock.now(), item.raw)


def storable(inbound: Inbound) -> Inbound:
    """Without what no database can keep. Nearly every message is as it should be, and is only looked at."""
    texts = (inbound.id, inbound.address, inbound.text, inbound.button or "", inbound.name, inbound.raw)
    if all(map(_plain, texts)):
        return inbound
    return replace(
        inbound,
        id=_clean(inbound.id),
        address=_clean(inbound.address),
        text=_clean(inbound.text),
        button=None if inbound.button is None else _clean(inbound.button),
        name=_clean(inbound.name),
        raw=_clean(inbound.raw),
    )


def _plain(text: str) -> bool:
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _clean(text: str) -> str:
    """Without zero bytes and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
