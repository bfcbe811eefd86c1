"""How APScheduler behaves where it surprises, and that we stay clear of it: it is our alarm clock and nothing more."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

import pytest
from apscheduler.events import EVENT_JOB_MISSED
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from campaigns import clock
from receivables.errors import BadInput
from receivables.model.campaign import WEEKDAYS, Schedule
from tests.architecture.source import house, imports, within
from tests.support.build import a_policy, lima
from tests.support.world import World

LIMA = ZoneInfo("America/Lima")
MONDAY = lima("2024-01-08 12:00")
TEN = clock_time(10)


@pytest.mark.parametrize(("number", "day"), [("0", "Monday"), ("1", "Tuesday"), ("6", "Sunday")])
def test_weekday_numbers_of_the_library_are_not_those_of_crontab(number: str, day: str) -> None:
    trigger = CronTrigger.from_crontab(f"0 10 * * {number}", timezone=LIMA)
    fires = trigger.get_next_fire_time(None, MONDAY - timedelta(days=1))
    assert f"{fires:%A}" == day


def test_our_schedules_name_their_weekdays() -> None:
    with pytest.raises(BadInput, match="unknown_weekday"):
        Schedule(("1",), TEN, 60)
    due = [Schedule((day,), TEN, 60).next_after(MONDAY, a_policy()) for day in WEEKDAYS]
    assert [f"{each.astimezone(LIMA):%a}".lower() for each in due] == list(WEEKDAYS)


def test_a_cron_trigger_without_a_zone_runs_by_that_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    try:
        naive = CronTrigger(hour=10).get_next_fire_time(None, MONDAY)
        named = CronTrigger(hour=10, timezone=LIMA).get_next_fire_time(None, MONDAY)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert named - naive == timedelta(hours=5)


def test_a_naive_date_is_taken_to_be_in_the_zone_of_the_scheduler() -> None:
    scheduler = AsyncIOScheduler(timezone=LIMA)
    job = scheduler.add_job(print, "date", run_date=datetime(2030, 1, 8, 10))  # noqa: DTZ001 - naive is the trap
    assert job.trigger.run_date == datetime(2030, 1, 8, 15, tzinfo=UTC)


@pytest.mark.anyio
@pytest.mark.parametrize(("grace", "runs"), [(1, 0), (None, 1)])
async def test_a_date_that_passed_while_nobody_ran_is_lost_for_ever_unless_grace_has_no_end(
    grace: int | None, runs: int
) -> None:
    ran: list[str] = []
    missed: list[object] = []
    scheduler = AsyncIOScheduler(timezone=LIMA)
    scheduler.add_listener(missed.append, EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    long_ago = datetime.now(UTC) - timedelta(seconds=30)
    scheduler.add_job(_note, "date", [ran], run_date=long_ago, misfire_grace_time=grace)
    scheduler.resume()
    async with asyncio.timeout(5):
        while scheduler.get_jobs() or not (ran or missed):  # noqa: ASYNC110 - the library has no event to wait for
            await asyncio.sleep(0.01)
    scheduler.shutdown(wait=False)
    assert (len(ran), len(missed)) == (runs, 1 - runs)


async def _note(ran: list[str]) -> None:
    ran.append("ran")


@pytest.mark.anyio
async def test_a_shutdown_that_waits_cuts_coroutines_off_all_the_same() -> None:
    begun, ended = asyncio.Event(), []

    async def job() -> None:
        begun.set()
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            ended.append("cut off")
            raise

    scheduler = AsyncIOScheduler(timezone=LIMA)
    scheduler.start()
    scheduler.add_job(job)
    await asyncio.wait_for(begun.wait(), 5)
    scheduler.shutdown(wait=True)
    await asyncio.sleep(0.01)
    assert ended == ["cut off"]


@pytest.mark.anyio
async def test_our_clock_keeps_its_jobs_in_memory_and_lets_them_be_late() -> None:
    world = World()
    scheduler = clock.start(world.services, "one", every_seconds=3600)
    try:
        assert isinstance(scheduler._lookup_jobstore("default"), MemoryJobStore)
        assert list(scheduler._jobstores) == ["default"]
        kept = {(job.misfire_grace_time, job.coalesce, job.max_instances) for job in scheduler.get_jobs()}
        assert kept == {(None, True, 1)}
        assert str(scheduler.timezone) == str(world.services.policy.zone)
    finally:
        clock.stop(scheduler)


def test_no_job_store_that_programs_could_share_and_no_cron_of_the_library_is_in_the_house() -> None:
    found = {
        module.name: sorted(names)
        for module in house()
        if (
            names := {
                name
                for name in imports(module.text)
                if within(name, "apscheduler.jobstores", "apscheduler.triggers", "apscheduler.executors")
            }
        )
    }
    assert found == {}
