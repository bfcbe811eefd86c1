"""Several programs on one PostgreSQL: each message is answered once, and within a chat in the order of its coming."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.gathering import Gatherer
from bot.worker import Inbox
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback, Told
from receivables.ports import UnitOfWork
from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from receivables.usecases import answer as answering
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
CHATS, EACH = 6, 5


@pytest.fixture
async def engine(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(migrated_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def world(engine: AsyncEngine) -> ChatWorld:
    return await ChatWorld.with_customer(units=SqlUnits(engine, "tumbes"))


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[Inbound]:
    """What was answered, in the order of the commits of each chat; with a random delay inside each."""
    chance = random.Random(4)
    seen: list[Inbound] = []
    honest = answering._saved

    async def slow(unit: UnitOfWork, inbound: Inbound, *others: object) -> tuple[str, ...]:
        await asyncio.sleep(chance.random() * 0.02)
        keys = await honest(unit, inbound, *others)  # type: ignore[arg-type]
        seen.append(inbound)
        return keys

    monkeypatch.setattr("receivables.usecases.answer._saved", slow)
    return seen


async def _all_answered(world: ChatWorld) -> None:
    for _ in range(1_500):
        async with world.services.units.reading() as unit:
            if not await unit.conversations.unanswered(1):
                return
        await asyncio.sleep(0.02)
    raise AssertionError("some messages were never answered")


def _workers(world: ChatWorld, count: int) -> list[Inbox]:
    return [Inbox(world.services, world.carriers, world.words) for _ in range(count)]


async def _heard(world: ChatWorld) -> list[Inbound]:
    said = ["hola", "cuánto debo", "gracias", "dónde pago", "hola"]
    messages = [world.message(said[turn], address=f"chat-{n}") for turn in range(EACH) for n in range(CHATS)]
    gatherer = Gatherer(world.services)
    for turn in range(EACH):  # a messenger brings the next one when the one before was taken
        await gatherer.messages([(each, "") for each in messages[turn * CHATS : (turn + 1) * CHATS]])
    return messages


async def test_three_workers_keep_the_order_of_every_chat(world: ChatWorld, answered: list[Inbound]) -> None:
    messages = await _heard(world)
    stop = asyncio.Event()
    runs = [asyncio.create_task(inbox.run(stop, 3, 0.05)) for inbox in _workers(world, 3)]
    await _all_answered(world)
    stop.set()
    await asyncio.gather(*runs)
    assert sorted(message.id for message in answered) == sorted(message.id for message in messages)
    by_chat = defaultdict(list)
    for message in answered:
        by_chat[message.address].append(int(message.id.partition(":")[2]))
    assert len(by_chat) == CHATS
    assert all(order == sorted(order) for order in by_chat.values())


async def test_a_worker_that_dies_in_the_middle_leaves_every_message_to_be_answered_once(
    world: ChatWorld, answered: list[Inbound]
) -> None:
    messages = await _heard(world)
    for _ in range(4):  # killed, again and again, wherever it was
        run = asyncio.create_task(_workers(world, 1)[0].run(asyncio.Event(), 3, 0.05))
        await asyncio.sleep(0.08)
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
    stop = asyncio.Event()
    run = asyncio.create_task(_workers(world, 1)[0].run(stop, 3, 0.05))
    await _all_answered(world)
    stop.set()
    await run
    async with world.services.units.reading() as unit:
        replies = [await unit.outbox.get(f"reply/{message.id}/0") for message in messages]
        total = sum((await unit.outbox.tally()).values())
    assert all(replies)
    assert total == sum(1 for _ in messages)


async def test_a_group_with_repetitions_and_a_value_that_no_column_holds(
    world: ChatWorld, engine: AsyncEngine
) -> None:
    gatherer = Gatherer(world.services)
    good = [world.message("hola", address=f"chat-{n}") for n in range(20)]
    good.append(replace(good[0]))
    bad = Callback("SM-bad", Told.SENT, 10**30, 1, world.now, raw="{}")
    fine = [Callback(f"SM{n}", Told.SENT, n, 1, world.now) for n in range(20)]
    await asyncio.gather(*map(gatherer.message, good), *map(gatherer.callback, [bad, *fine, fine[0]]))
    async with world.services.units.reading() as unit:
        assert len(await unit.conversations.unanswered(100)) == 20
        assert await unit.callbacks.waiting() == 20
        [letter] = await unit.conversations.dead_letters(10)
    assert letter.inbound.channel == "callback"


async def test_a_database_that_comes_back_takes_what_comes_then(
    world: ChatWorld, engine: AsyncEngine
) -> None:
    gatherer = Gatherer(world.services)
    await gatherer.message(world.message("hola"))
    async with engine.connect() as connection:  # all connections of the pool are ended under our feet
        others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
        await connection.execute(text(f"{others} and datname = current_database()"))
    await gatherer.message(world.message("gracias"))
    async with world.services.units.reading() as unit:
        assert len(await unit.conversations.unanswered(10)) == 2
