"""The places of what is on its way: never more than there are, and none that stands empty without need."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.places import Admission
from receivables.model.message import State
from receivables.ports import DeliveryFailed
from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from receivables.usecases.delivery.record import DeliverReport, record
from receivables.usecases.delivery.steps import Decided, decide
from tests.bot.test_dispatcher import answers, running, states, until
from tests.receivables.usecases.test_deliver import a_reply
from tests.support.world import World

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world_beside(migrated_url: str) -> AsyncIterator[World]:
    """Where units go on beside one another."""
    engine = make_engine(migrated_url)
    yield World(units=SqlUnits(engine, "tumbes"))
    await engine.dispose()


class Admissions:
    """Listens to a dispatcher that asks whether so many rows more may be sending."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.early = self.refused = 0
        honest = Admission.__call__

        async def heard(admission: Admission, rows: int) -> bool:
            early = rows > admission._pace.free
            found = await honest(admission, rows)
            self.early += early and found
            self.refused += not found
            return found

        monkeypatch.setattr(Admission, "__call__", heard)


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
    world, stop, most = World(), asyncio.Event(), 0
    admissions = Admissions(monkeypatch)

    async def records_late(*given: Any) -> DeliverReport:
        await asyncio.sleep(0.02)
        return await record(*given)

    async def answer(address: str, key: str) -> None:
        nonlocal most
        most = max(most, (await states(world)).count(State.SENDING))

    monkeypatch.setattr("bot.places.ROOM_SECONDS", 0.005)
    monkeypatch.setattr("bot.dispatcher.record", records_late)
    world.channel.answer = answer
    await world.queue(*answers(30))
    task = running(world, stop, in_flight=4)

    async def sent() -> bool:
        return set(await states(world)) == {State.SENT}

    await until(sent)
    stop.set()
    await task
    assert most <= 4
    assert admissions.refused
    assert len(world.channel.sent) == 30


async def test_the_next_batch_is_decided_while_the_last_one_is_with_the_provider(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, stop, most = world_beside, asyncio.Event(), 0
    admissions = Admissions(monkeypatch)

    async def answer(address: str, key: str) -> None:
        nonlocal most
        most = max(most, (await states(world)).count(State.SENDING))
        await asyncio.sleep(0.05)

    world.channel.answer = answer
    await world.queue(*answers(100))
    task = running(world, stop, in_flight=8)

    async def all_sent() -> bool:
        return len(world.channel.sent) == 100

    await until(all_sent)
    stop.set()
    await task
    assert most <= 8
    assert admissions.early
    assert set(await states(world)) == {State.SENT}


async def test_a_provider_that_hangs_has_hardly_anything_decided_for_places_that_do_not_come(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, stop, slow = world_beside, asyncio.Event(), asyncio.Event()
    admissions = Admissions(monkeypatch)
    monkeypatch.setattr("bot.places.ROOM_SECONDS", 0.05)

    async def answer(address: str, key: str) -> None:
        await (slow.wait() if len(world.channel.sent) >= 40 else asyncio.sleep(0.02))

    world.channel.answer = answer
    await world.queue(*answers(60))
    task = running(world, stop, in_flight=8)

    async def hangs() -> bool:
        return len(world.channel.sent) >= 40 and (await states(world)).count(State.SENDING) == 8

    await until(hangs)
    before = admissions.refused
    await asyncio.sleep(1)
    assert admissions.refused <= before + 1
    slow.set()
    stop.set()
    await task
    assert State.SENDING not in await states(world)


async def test_an_answer_decided_early_does_not_overtake_one_that_fails_meanwhile(
    world_beside: World,
) -> None:
    world, stop, failed = world_beside, asyncio.Event(), asyncio.Event()

    async def answer(address: str, key: str) -> None:
        await asyncio.sleep(0.05)
        if key == "reply/talk/0":
            failed.set()
            raise DeliveryFailed("unreachable", retry_after=1)

    world.channel.answer = answer
    # The first ones teach how long a trip takes: the second answer of the talk is decided while the first is out.
    await world.queue(*answers(6), a_reply("reply/talk/0"), a_reply("reply/talk/1"))
    task = running(world, stop, in_flight=1)
    await failed.wait()
    await asyncio.sleep(0.3)
    stop.set()
    await task
    assert [key for *_, key in world.channel.sent] == [f"reply/{n}/0" for n in range(6)]
    assert set(await states(world)) == {State.SENT, State.PENDING}


async def test_calls_that_hang_are_not_waited_for_again_and_again(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, stop, slow, begun = world_beside, asyncio.Event(), asyncio.Event(), 0
    admissions = Admissions(monkeypatch)

    async def answer(address: str, key: str) -> None:
        nonlocal begun
        begun += 1
        await (slow.wait() if 8 < begun <= 15 else asyncio.sleep(0.02))

    world.channel.answer = answer
    await world.queue(*answers(100))
    task = running(world, stop, in_flight=8)

    async def by_the_last_place() -> bool:
        return len(world.channel.sent) >= 30

    await until(by_the_last_place)
    slow.set()
    stop.set()
    await task
    assert admissions.refused <= 2  # each would keep its rows, and all the others, for a quarter of a second


async def test_of_a_batch_that_fails_nothing_more_is_asked_once_there_is_no_place(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, stop, slow, asked = world_beside, asyncio.Event(), asyncio.Event(), []
    admissions = Admissions(monkeypatch)

    async def fails_together(*given: Any) -> Decided:
        rows = given[3]
        asked.append([row.key for row in rows])
        if len(world.channel.sent) < 16 or len(rows) == 1:
            return await decide(*given)
        decided = Decided()
        decided.fault = ConnectionError("store")
        return decided

    async def answer(address: str, key: str) -> None:
        await (slow.wait() if len(world.channel.sent) >= 16 else asyncio.sleep(0.02))

    monkeypatch.setattr("bot.dispatcher.decide", fails_together)
    monkeypatch.setattr("bot.places.ROOM_SECONDS", 0.05)
    world.channel.answer = answer
    await world.queue(*answers(60))
    task = running(world, stop, in_flight=8)

    async def failed() -> bool:
        return admissions.refused > 0

    await until(failed)
    await asyncio.sleep(0.5)
    assert admissions.refused <= 2
    slow.set()

    async def all_sent() -> bool:
        return len(world.channel.sent) == 60

    await until(all_sent)
    stop.set()
    await task
    assert [key for *_, key in world.channel.sent] == [row.key for row in answers(60)]


async def test_answers_about_one_supply_do_not_wait_for_each_other_twice(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded of one needs the supply, which a decision that waited for its place would hold."""
    world, stop = world_beside, asyncio.Event()
    admissions = Admissions(monkeypatch)

    async def answer(address: str, key: str) -> None:
        await asyncio.sleep(0.03)

    world.channel.answer = answer
    await world.queue(*(replace(row, supply_number="0000001") for row in answers(24)))
    task = running(world, stop, in_flight=4)

    async def all_sent() -> bool:
        return len(world.channel.sent) == 24

    await until(all_sent)
    stop.set()
    await task
    assert admissions.refused == 0
    assert set(await states(world)) == {State.SENT}


async def test_at_the_stop_nothing_waits_for_a_place(
    world_beside: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, stop, slow = world_beside, asyncio.Event(), asyncio.Event()
    monkeypatch.setattr("bot.places.ROOM_SECONDS", 60)

    async def answer(address: str, key: str) -> None:
        await (slow.wait() if len(world.channel.sent) >= 20 else asyncio.sleep(0.02))

    world.channel.answer = answer
    await world.queue(*answers(60))
    task = running(world, stop, in_flight=8)

    async def hangs() -> bool:
        return len(world.channel.sent) >= 20 and (await states(world)).count(State.SENDING) == 8

    await until(hangs)
    await asyncio.sleep(0.3)  # the next ones are decided about by now
    sent = len(world.channel.sent)
    stop.set()
    slow.set()
    await asyncio.wait_for(task, 30)
    assert len(world.channel.sent) == sent + 8
    assert set(await states(world)) == {State.SENT, State.PENDING}
