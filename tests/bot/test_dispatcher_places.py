"""The places of what is on its way: never more than there are, and none that stands empty without need."""

import asyncio
from typing import Any

import pytest

from bot.dispatcher import Dispatcher
from receivables.model.message import State
from receivables.usecases.delivery.record import DeliverReport, record
from tests.bot.test_dispatcher import answers, running, states, until
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_no_more_is_sending_than_the_limit_and_the_next_batch_does_not_wait_for_the_slowest() -> None:
    world, stop, most = World(), asyncio.Event(), 0
    slow = asyncio.Event()

    async def answer(address: str, key: str) -> None:
        nonlocal most
        most = max(most, (await states(world)).count(State.SENDING))
        await (slow.wait() if key == "reply/0/0" else asyncio.sleep(0.001))

    world.channel.answer = answer
    await world.queue(*answers(60))
    task = running(world, stop, in_flight=5)

    async def all_but_one() -> bool:
        return len(world.channel.sent) == 59

    await until(all_but_one)
    slow.set()
    stop.set()
    await task
    assert most <= 5
    assert set(await states(world)) == {State.SENT}


async def test_calls_that_hang_do_not_keep_the_others_from_their_places() -> None:
    world, stop, slow = World(), asyncio.Event(), asyncio.Event()

    async def answer(address: str, key: str) -> None:
        await (slow.wait() if int(key.split("/")[1]) < 7 else asyncio.sleep(0.001))

    world.channel.answer = answer
    await world.queue(*answers(30))
    task = running(world, stop, in_flight=8)

    async def all_others() -> bool:
        return len(world.channel.sent) == 23

    await until(all_others)
    slow.set()
    stop.set()
    await task
    assert set(await states(world)) == {State.SENT}


async def test_what_was_decided_for_places_that_do_not_come_is_decided_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, stop, most, refused = World(), asyncio.Event(), 0, 0
    room = Dispatcher._admitted

    async def records_late(*given: Any) -> DeliverReport:
        await asyncio.sleep(0.02)
        return await record(*given)

    async def counted(self: Dispatcher, rows: int) -> bool:
        nonlocal refused
        refused += not (found := await room(self, rows))
        return found

    async def answer(address: str, key: str) -> None:
        nonlocal most
        most = max(most, (await states(world)).count(State.SENDING))

    monkeypatch.setattr("bot.dispatcher.ROOM_SECONDS", 0.005)
    monkeypatch.setattr("bot.dispatcher.record", records_late)
    monkeypatch.setattr(Dispatcher, "_admitted", counted)
    world.channel.answer = answer
    await world.queue(*answers(30))
    task = running(world, stop, in_flight=4)

    async def sent() -> bool:
        return set(await states(world)) == {State.SENT}

    await until(sent)
    stop.set()
    await task
    assert most <= 4
    assert refused
    assert len(world.channel.sent) == 30
