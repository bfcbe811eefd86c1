"""The loop that empties the outbox rests, recovers, and stops when it is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dispatcher import dispatch, dispatch_keys
from receivables.model.limits import ChannelLimits
from receivables.model.message import OutboxRow, State
from receivables.ports import DeliveryFailed
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.record import Outcome
from receivables.usecases.delivery.send import Sending
from receivables.usecases.halts import halt
from tests.receivables.usecases.test_deliver import a_reply, an_offer, neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Let the loop run until something has come true; ten seconds are more than enough."""
    for _ in range(10_000):
        if await condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came true")


def running(world: World, stop: asyncio.Event, in_flight: int = 8) -> asyncio.Task[None]:
    """The loop, without rests worth waiting for."""
    return asyncio.create_task(
        dispatch(
            world.services, world.carriers, world.renderer, stop, pause_seconds=0.001, in_flight=in_flight
        )
    )


async def test_what_is_queued_while_it_runs_is_delivered() -> None:
    world, stop = World(), asyncio.Event()
    task = running(world, stop)
    await world.queue(a_reply())

    async def sent() -> bool:
        return len(world.channel.sent) == 1

    await until(sent)
    stop.set()
    await task


async def test_what_an_earlier_program_left_half_sent_becomes_unknown() -> None:
    world, stop = World(), asyncio.Event()
    await world.queue(a_reply(state=State.SENDING, sent_at=world.now - timedelta(minutes=5)))
    task = running(world, stop)

    async def recovered() -> bool:
        return (await world.row("reply/1/0")).state is State.UNKNOWN

    await until(recovered)
    stop.set()
    await task
    assert world.channel.sent == []


async def test_a_store_that_fails_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    world, stop = World(), asyncio.Event()
    sound, calls = world.services.units, 0

    class Flaky:
        def __call__(self) -> object:
            nonlocal calls
            calls += 1
            if calls <= 2:
                raise ConnectionError("store")
            return sound()

        reading, beside = sound.reading, sound.beside

    await world.queue(a_reply())
    world.services = replace(world.services, units=Flaky())  # type: ignore[arg-type]
    task = running(world, stop)

    async def sent() -> bool:
        return len(world.channel.sent) == 1

    await until(sent)
    stop.set()
    await task
    assert "rows could not be claimed" in caplog.text


def answers(count: int) -> list[OutboxRow]:
    """Answers to as many people."""
    return [a_reply(f"reply/{n}/0", address=f"+519{n:08}") for n in range(count)]


async def states(world: World) -> list[State]:
    """Of all rows."""
    async with world.services.units.reading() as unit:
        tally = await unit.outbox.tally()
    return [State(state) for (_, state), count in tally.items() for _ in range(count)]


async def test_at_the_stop_what_is_on_its_way_is_recorded_and_the_rest_is_left_to_others() -> None:
    world, stop, started = World(), asyncio.Event(), asyncio.Event()

    async def answer(address: str, key: str) -> None:
        started.set()
        await asyncio.sleep(0.05)

    world.channel.answer = answer
    await world.queue(*answers(40))
    task = running(world, stop, in_flight=4)
    await started.wait()
    stop.set()
    await asyncio.wait_for(task, 5)
    left = await states(world)
    assert left.count(State.SENT) == len(world.channel.sent) < 40
    assert State.SENDING not in left
    world.channel.answer = None
    assert (await world.deliver()).sent == 40 - left.count(State.SENT)


async def many_offers(world: World, count: int) -> list[str]:
    """To as many people; their keys."""
    people = []
    for n in range(1, count + 1):
        number = f"{n:07}"
        account = three_months_behind() if n == 1 else neighbour(number)
        who = a_contact(supply_number=number, document=f"{n:08}", phone=f"+5190000{n:04}")
        people.append((account, [who]))
    await world.has_all(*people)
    rows = [an_offer(f"{n:07}") for n in range(1, count + 1)]
    await world.queue(*rows)
    return [row.key for row in rows]


async def test_a_stop_of_all_that_we_begin_holds_the_worker_at_once() -> None:
    world, stop = World(limits={"chat": ChannelLimits(per_second=20)}), asyncio.Event()
    await many_offers(world, 120)  # six seconds of them
    task = running(world, stop, in_flight=50)

    async def begun() -> bool:
        return len(world.channel.sent) >= 3

    await until(begun)
    await halt(world.services, "proactive", actor="staff/rosa", why="prueba")
    await asyncio.sleep(2)  # what had its turn may still go: a stop has two seconds
    seen = len(world.channel.sent)
    await asyncio.sleep(0.7)
    assert len(world.channel.sent) == seen < 120
    stop.set()
    await task
    assert set(await states(world)) == {State.SENT, State.PENDING}


async def test_of_a_sender_with_a_rate_hardly_any_is_sending_before_its_turn() -> None:
    world, stop, most = World(limits={"chat": ChannelLimits(per_second=80)}), asyncio.Event(), 0
    await many_offers(world, 60)

    async def count(address: str, key: str) -> None:
        nonlocal most
        most = max(most, (await states(world)).count(State.SENDING))

    world.channel.answer = count
    task = running(world, stop, in_flight=100)

    async def sent() -> bool:
        return len(world.channel.sent) == 60

    await until(sent)
    stop.set()
    await task
    assert most <= 14


async def test_rows_that_are_named_go_as_from_any_dispatcher_and_a_stop_holds_them() -> None:
    world = World(limits={"chat": ChannelLimits(per_second=20)})
    keys = await many_offers(world, 60)
    task = asyncio.create_task(dispatch_keys(world.services, world.carriers, world.renderer, keys))

    async def begun() -> bool:
        return len(world.channel.sent) >= 5

    await until(begun)
    await halt(world.services, "proactive", actor="staff/rosa", why="prueba")
    seen = len(world.channel.sent)
    report = await asyncio.wait_for(task, 10)
    assert seen <= report.sent < 60
    assert report.sent + report.postponed == 60
    assert State.SENDING not in await states(world)


async def test_a_channel_that_is_busy_has_its_row_back_as_it_was() -> None:
    world, stop, asked = World(), asyncio.Event(), 0

    async def answer(address: str, key: str) -> None:
        nonlocal asked
        asked += 1
        raise DeliveryFailed("busy")

    world.channel.answer = answer
    await world.queue(a_reply())
    task = running(world, stop)

    async def back() -> bool:
        return bool(asked) and (await world.row("reply/1/0")).state is State.PENDING

    await until(back)
    assert (await world.row("reply/1/0")).attempt == 0
    stop.set()
    await task


async def test_what_cannot_even_be_begun_is_pending_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world, stop, tried = World(), asyncio.Event(), 0
    start = Sending.start

    def breaks_once(self: Sending, departure: Departure, age: float) -> "asyncio.Task[Outcome]":
        nonlocal tried
        tried += 1
        if tried == 1:
            raise RuntimeError("bug")
        return start(self, departure, age)

    monkeypatch.setattr(Sending, "start", breaks_once)
    await world.queue(a_reply(), a_reply("reply/2/0"))
    task = running(world, stop)

    async def sent() -> bool:
        return await states(world) == [State.SENT, State.SENT]

    await until(sent)
    stop.set()
    await task
    assert tried == 3
    assert (await world.row("reply/1/0")).attempt == 1


async def test_a_row_that_breaks_the_decision_keeps_no_other_from_going() -> None:
    world, stop = World(), asyncio.Event()

    class Broken(type(world.renderer)):  # type: ignore[misc]
        def template_name(self, message: object) -> str:
            raise RuntimeError("bug")

    world.renderer = Broken()
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer(), *answers(3))
    task = running(world, stop)

    async def sent() -> bool:
        return len(world.channel.sent) == 3

    await until(sent)
    stop.set()
    await task
    assert (await world.row("notice/0000001/agreement_offer/1")).state is State.PENDING


async def test_what_a_store_says_of_a_row_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    world, stop = World(), asyncio.Event()

    class Broken:
        beside = False

        def __call__(self) -> object:
            raise ConnectionError("DETAIL: (Rosa Ejemplo, +51900000001)")

        reading, beside = world.services.units.reading, world.services.units.beside

    world.services = replace(world.services, units=Broken())  # type: ignore[arg-type]
    task = running(world, stop)
    await asyncio.sleep(0.05)
    stop.set()
    await task
    assert "ConnectionError" in caplog.text
    assert "Rosa" not in caplog.text


async def test_an_outcome_is_kept_until_the_store_takes_it(caplog: pytest.LogCaptureFixture) -> None:
    world, stop = World(), asyncio.Event()
    sound, away = world.services.units, False

    class Away:
        beside = sound.beside

        def __call__(self) -> object:
            if away:
                raise ConnectionError("store")
            return sound()

        def reading(self) -> object:
            return self() if away else sound.reading()

    async def answer(address: str, key: str) -> None:
        nonlocal away
        away = True

    world.channel.answer = answer
    await world.queue(a_reply())
    inside, world.services = world.services, replace(world.services, units=Away())  # type: ignore[arg-type]
    task = running(world, stop)

    async def refused() -> bool:
        return "could not be recorded" in caplog.text

    await until(refused)
    away = False
    world.services = inside

    async def recorded() -> bool:
        return (await world.row("reply/1/0")).state is State.SENT

    await until(recorded)
    stop.set()
    await task
    assert len(world.channel.sent) == 1
