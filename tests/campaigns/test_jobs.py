"""Daily jobs run once a day, by the product's clock, and never stop each other."""

from datetime import time, timedelta

import pytest

from campaigns.jobs import Agenda, Daily, Often, closures
from receivables.adapters.packs.codes import load_codes
from receivables.model.suppression import Cause, Suppression
from receivables.usecases.promises import PromiseReport
from receivables.usecases.services import Services
from tests.support.world import World

pytestmark = pytest.mark.anyio


class Counted:
    """A job that counts its runs, and fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.runs = 0
        self.failures = failures

    async def __call__(self, services: Services) -> PromiseReport:
        self.runs += 1
        if self.runs <= self.failures:
            raise ConnectionError("store")
        return PromiseReport()


async def test_a_job_waits_for_its_hour_and_runs_once_a_day() -> None:
    world, job = World("2024-01-08 07:29"), Counted()
    agenda = Agenda((Daily("job", time(7, 30), job),))
    for moment, runs in (
        ("2024-01-08 07:29", 0),
        ("2024-01-08 07:30", 1),
        ("2024-01-08 18:00", 1),
        ("2024-01-09 07:29", 1),
        ("2024-01-12 23:00", 2),  # a demo jumps ahead: once is enough
    ):
        world.at(moment)
        await agenda.tick(world.services, "one")
        assert job.runs == runs, moment


async def test_a_job_that_fails_is_due_again_and_stops_no_other() -> None:
    world, broken, sound = World(), Counted(failures=1), Counted()
    agenda = Agenda((Daily("broken", time(7), broken), Daily("sound", time(7), sound)))
    with pytest.raises(ExceptionGroup):
        await agenda.tick(world.services, "one")
    assert sound.runs == 1
    report = await agenda.tick(world.services, "one")
    assert (broken.runs, sound.runs) == (2, 1)
    assert set(report.daily) == {"broken"}


async def test_an_empty_utility_has_nothing_to_do() -> None:
    report = await Agenda().tick(World().services, "one")
    assert report.fired == ()
    assert set(report.daily) == {
        *("promises", "agreements", "instalments", "escalation"),
        *("retention", "sign-in failures", "deliveries"),
    }


async def test_every_tick_shows_that_the_clock_runs() -> None:
    world = World()
    await Agenda(()).tick(world.services, "one")
    async with world.services.units.reading() as unit:
        assert await unit.heartbeats.age("campaigns") is not None
        assert await unit.heartbeats.age("bot") is None


async def test_a_job_of_every_few_minutes_runs_as_often_and_is_tried_again() -> None:
    world, job = World("2024-01-08 10:00"), Counted(failures=1)
    agenda = Agenda((), often=(Often("job", timedelta(minutes=5), job),))
    with pytest.raises(ExceptionGroup):
        await agenda.tick(world.services, "one")
    for moment, runs in (
        ("2024-01-08 10:00", 2),
        ("2024-01-08 10:04", 2),
        ("2024-01-08 10:05", 3),
        ("2024-01-08 09:00", 4),  # somebody set the clock back: it goes on
        ("2024-01-08 09:04", 4),
    ):
        world.at(moment)
        await agenda.tick(world.services, "one")
        assert job.runs == runs, moment


async def test_closures_that_have_ended_are_lifted_every_night() -> None:
    world = World("2024-01-08 03:30")
    async with world.services.units() as unit:
        await unit.suppressions.add(
            Suppression("chat:whatsapp:+51900000001", Cause.INVALID, world.now, "whatsapp:63024")
        )
    agenda = Agenda((closures(load_codes()),))
    assert (await agenda.tick(world.services, "one")).daily == {"closures": 0}
    world.clock.move(timedelta(days=31))
    assert (await agenda.tick(world.services, "one")).daily == {"closures": 1}
