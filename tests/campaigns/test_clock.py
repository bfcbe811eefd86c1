"""The alarm clock rings in the event loop of the program."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from campaigns import jobs
from campaigns.clock import start, stop
from campaigns.jobs import Agenda, Daily
from receivables.usecases.alarms import CAMPAIGNS
from receivables.usecases.remind import FireReport
from receivables.usecases.services import Services
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


async def test_while_a_long_job_runs_the_clock_beats_and_campaigns_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World("2024-01-08 10:00")
    began, fired, beaten = asyncio.Event(), asyncio.Event(), asyncio.Event()
    beat = Agenda.beat

    async def whole_night(services: Services) -> None:
        began.set()
        await asyncio.Event().wait()

    async def beating(self: Agenda, services: Services, worker: str) -> bool:
        alive = await beat(self, services, worker)
        if began.is_set() and alive and await _age(world) is not None:
            beaten.set()
        return alive

    async def fire_due(services: Services, worker: str) -> list[FireReport]:
        if began.is_set():
            fired.set()
        return []

    monkeypatch.setattr(jobs, "fire_due", fire_due)
    monkeypatch.setattr(Agenda, "beat", beating)
    scheduler = start(world.services, "one", every_seconds=1, jobs=(Daily("check", time(2), whole_night),))
    try:
        for each in (began, fired, beaten):
            await asyncio.wait_for(each.wait(), 10)
    finally:
        stop(scheduler)


async def test_once_the_campaigns_got_stuck_the_clock_shows_no_life(monkeypatch: pytest.MonkeyPatch) -> None:
    world, agenda, stuck = World(), Agenda(()), asyncio.Event()

    async def fire_due(services: Services, worker: str) -> list[FireReport]:
        await stuck.wait()
        return []

    monkeypatch.setattr(jobs, "fire_due", fire_due)
    firing = asyncio.create_task(agenda.fire(world.services, "one"))
    await asyncio.sleep(0)
    assert await agenda.beat(world.services, "one")
    monkeypatch.setattr(jobs, "STUCK_SECONDS", -1.0)
    assert not await agenda.beat(world.services, "one")
    stuck.set()
    await firing
    assert await agenda.beat(world.services, "one")


async def _age(world: World) -> float | None:
    async with world.services.units.reading() as unit:
        return await unit.heartbeats.age(CAMPAIGNS)
