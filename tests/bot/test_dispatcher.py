"""The loop that empties the outbox rests, recovers, and stops when it is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dispatcher import dispatch
from receivables.model.message import State
from tests.receivables.usecases.test_deliver import a_reply
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Let the loop run until something has come true; a hundred thousand turns are more than enough."""
    for _ in range(100_000):
        if await condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came true")


def running(world: World, stop: asyncio.Event) -> asyncio.Task[None]:
    """The loop, without rests worth waiting for."""
    return asyncio.create_task(
        dispatch(world.services, world.carriers, world.renderer, stop, pause_seconds=0.001)
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

        reading = sound.reading

    await world.queue(a_reply())
    world.services = replace(world.services, units=Flaky())  # type: ignore[arg-type]
    task = running(world, stop)

    async def sent() -> bool:
        return len(world.channel.sent) == 1

    await until(sent)
    stop.set()
    await task
    assert "a batch could not be delivered" in caplog.text
