"""The alarm clock rings in the event loop of the program."""

import asyncio
from dataclasses import replace

import pytest

from campaigns.clock import start
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_it_rings_until_it_is_shut_down() -> None:
    world = World()
    rung = asyncio.Event()
    units = world.services.units

    class Listening:
        def __call__(self) -> object:
            rung.set()
            return units()

        reading = units.reading

    services = replace(world.services, units=Listening())  # type: ignore[arg-type]
    scheduler = start(services, "one", every_seconds=1)
    try:
        await asyncio.wait_for(rung.wait(), 10)
    finally:
        scheduler.shutdown(wait=False)
    await asyncio.sleep(0)
    assert not scheduler.running
