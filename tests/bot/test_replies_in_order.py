"""The answers of one chat go out in the order of its messages, whichever of several programs answers which."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.embedded import EmbeddedChannel
from bot.dispatcher import dispatch, dispatch_due, dispatch_keys
from bot.worker import Inbox
from receivables.adapters.clocks import RunningClock, real_now
from receivables.model.message import State
from receivables.ports import Delivery, Parcel
from receivables.store.database import Database
from receivables.usecases.answer import answer_next
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.order import IN_MIND
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
HERE = "chat-1"


class Slow(EmbeddedChannel):
    """A provider that takes its time over the first message that it is given."""

    def __init__(self, seconds: float, sent: list[str]) -> None:
        super().__init__()
        self._seconds = seconds
        self._sent = sent

    async def send(self, parcel: Parcel) -> Delivery:
        """Slow once."""
        seconds, self._seconds = self._seconds, 0
        await asyncio.sleep(seconds)
        self._sent.append(parcel.key)
        return await super().send(parcel)


@pytest.fixture
async def world(migrated_url: str) -> AsyncIterator[ChatWorld]:
    """Two messages of one chat are stored, and time runs."""
    database = Database(migrated_url)
    world = await ChatWorld.with_customer(units=database.units("tumbes"))
    world.services = replace(world.services, clock=RunningClock(world.now, real_now()))
    yield world
    await database.close()


def carriers(sent: list[str], seconds: float = 0) -> Carriers:
    """Those of one program."""
    return Carriers(proactive={}, replies={"chat": Slow(seconds, sent)})


async def stores(world: ChatWorld, *said: str) -> None:
    """The person writes."""
    for text in said:
        await world.inbox.store(world.message(text, address=HERE))


async def gone(sent: list[str], count: int) -> None:
    """Until so many answers have gone."""
    for _ in range(2_000):
        if len(sent) >= count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(sent)


async def states(world: ChatWorld) -> list[State]:
    """Of the answers."""
    return [row.state for row in await world.rows(("reply/chat:1/0", "reply/chat:2/0"))]


async def sends_slowly(world: ChatWorld, sent: list[str]) -> "asyncio.Task[object]":
    """One program has answered the first message, and its answer is on its way."""
    keys = await answer_next(world.services, "chat", HERE)
    first = carriers(sent, seconds=0.4)
    sending = asyncio.create_task(dispatch_keys(world.services, first, world.words, keys or ()))
    for _ in range(1_000):
        if (await states(world))[:1] == [State.SENDING]:
            return sending
        await asyncio.sleep(0.005)
    raise AssertionError(await states(world))


async def test_the_answer_of_another_program_does_not_overtake(world: ChatWorld) -> None:
    sent: list[str] = []
    await stores(world, "hola", "gracias")
    sending = await sends_slowly(world, sent)
    assert await Inbox(world.services, carriers(sent), world.words).catch_up()
    await sending
    assert sent == ["reply/chat:1/0", "reply/chat:2/0"]
    assert await states(world) == [State.SENT, State.SENT]


async def test_nor_does_a_dispatcher_send_it_before(world: ChatWorld) -> None:
    sent: list[str] = []
    await stores(world, "hola", "gracias")
    sending = await sends_slowly(world, sent)
    await answer_next(world.services, "chat", HERE)
    stop = asyncio.Event()
    task = asyncio.create_task(dispatch(world.services, carriers(sent), world.words, stop, 0.05))
    await gone(sent, 2)
    stop.set()
    await asyncio.gather(task, sending)
    assert sent == ["reply/chat:1/0", "reply/chat:2/0"]


async def test_two_workers_keep_the_order_of_many_answers(world: ChatWorld) -> None:
    sent: list[str] = []
    stop = asyncio.Event()
    inboxes = [Inbox(world.services, carriers(sent, 0.1), world.words) for _ in range(2)]
    runs = [asyncio.create_task(inbox.run(stop, 2, 0.02)) for inbox in inboxes]
    for _ in range(5):
        await stores(world, "hola", "gracias")
        await asyncio.sleep(0.02)
    await gone(sent, 10)
    stop.set()
    await asyncio.gather(*runs)
    assert sent == [f"reply/chat:{number}/0" for number in range(1, 11)]


async def test_other_chats_wait_for_nobody(world: ChatWorld) -> None:
    sent: list[str] = []
    await stores(world, "hola")
    sending = await sends_slowly(world, sent)
    await world.inbox.store(world.message("hola", address="chat-2"))
    assert await Inbox(world.services, carriers(sent), world.words).catch_up()
    assert sent == ["reply/chat:2/0"]
    await sending


async def test_an_answer_that_is_stuck_is_waited_for_a_moment_only() -> None:
    world = await ChatWorld.with_customer()
    await stores(world, "hola", "gracias")
    for _ in range(2):
        await answer_next(world.services, "chat", HERE)
    [first] = await world.rows(("reply/chat:1/0",))
    async with world.services.units() as unit:
        await unit.outbox.save([replace(first, state=State.SENDING, sent_at=world.now)])
    for seconds, state in ((0.0, State.PENDING), (1.0, State.PENDING), (IN_MIND.total_seconds(), State.SENT)):
        world.clock.move(timedelta(seconds=seconds))
        await dispatch_due(world.services, world.carriers, world.words)
        assert await states(world) == [State.SENDING, state]
