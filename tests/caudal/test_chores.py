"""What is looked after now and then: each chore by itself, and all of them end when they are told to."""

import asyncio
from dataclasses import replace

import pytest

from caudal import chores as module
from caudal.chores import chores
from receivables.usecases.carriers import Carriers
from receivables.usecases.doubts import LookedUp
from receivables.usecases.services import Services
from tests.support.world import World

pytestmark = pytest.mark.anyio


class Slow:
    """Look-ups at a provider that never answers; how many began, and how many were cut off."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.cut_off = False

    async def __call__(self, services: Services, carriers: Carriers) -> LookedUp:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.cut_off = True
        return LookedUp()


async def test_a_stop_does_not_wait_for_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    world, slow, stop = World(), Slow(), asyncio.Event()
    monkeypatch.setattr(module, "look_up", slow)
    working = asyncio.create_task(chores(world.services, world.carriers, stop, watching=True))
    await asyncio.wait_for(slow.begun.wait(), 5)
    stop.set()
    await asyncio.wait_for(working, 1)
    assert slow.cut_off


async def test_a_slow_provider_keeps_nobody_from_seeing_that_the_clock_stands_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, slow, stop, rounds = World(), Slow(), asyncio.Event(), 0

    async def watched(services: Services) -> bool:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            stop.set()
        return False

    monkeypatch.setattr(module, "look_up", slow)
    monkeypatch.setattr(module, "watch_ticks", watched)
    await asyncio.wait_for(chores(world.services, world.carriers, stop, watching=True, every_seconds=0.01), 5)
    assert rounds == 3


async def test_a_chore_that_fails_is_done_again_and_told_by_its_kind_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world, stop, rounds = World(), asyncio.Event(), 0

    async def broken(services: Services, carriers: Carriers) -> LookedUp:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            stop.set()
        raise ConnectionError("+51900000042")

    monkeypatch.setattr(module, "look_up", broken)
    carriers = replace(world.carriers)
    await asyncio.wait_for(chores(world.services, carriers, stop, watching=False, every_seconds=0.01), 5)
    assert rounds == 2
    assert "ConnectionError" in caplog.text
    assert "+519" not in caplog.text
