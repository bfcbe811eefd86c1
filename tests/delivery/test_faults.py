"""Whatever goes wrong around a dispatcher, the database says what the provider saw, and nobody gets anything twice."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from caudal.bench.cluster import DURABLE, FORGETFUL, Cluster, running_cluster
from receivables.model.message import OutboxRow, State
from tests.delivery.conftest import settled
from tests.delivery.ground import Ground, Parts, opened

pytestmark = pytest.mark.anyio

SOME = range(1, 81)
SHARED = 8
"""Of them, supplies whose person has another: the caps put them off."""
MINUTE = timedelta(minutes=1)
FIFTH = 5
"""What counts a 429 as an attempt has given up by then."""


async def nothing_is_wrong(ground: Ground, numbers: range = SOME) -> dict[str, int]:
    """The end of every story; how many are in each state."""
    ground.stop()
    verdict = await ground.compared()
    assert verdict.faults == {}
    assert verdict.rows == len(numbers)
    return dict(verdict.states)


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("kind", ["close", "empty", "garbage", "reset"])
async def test_an_answer_that_says_nothing_leaves_a_doubt_and_is_never_sent_again(
    parts: Parts, crowd_on_postgres: str, kind: str, accepted: bool
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        parts.stand_in.plan(seed=4, faults=[{"kind": kind, "accepted": accepted, "p": 0.3}])
        await ground.queue(SOME)
        ground.start()
        await ground.finished()
        states = await nothing_is_wrong(ground)
        spoiled = parts.stand_in.seen()["faults"][kind]
        assert states["unknown"] == spoiled > 5
        assert states["sent"] == ground.asked() - spoiled


async def test_an_answer_that_comes_too_late_leaves_a_doubt(parts: Parts, crowd_on_postgres: str) -> None:
    async with opened(parts, crowd_on_postgres, call_seconds=0.5) as ground:
        parts.stand_in.plan(seed=4, faults=[{"kind": "late", "accepted": True, "p": 0.1, "seconds": 2}])
        await ground.queue(SOME)
        ground.start()
        await ground.finished()
        await asyncio.sleep(2)  # the late answers arrive: nobody listens any more
        states = await nothing_is_wrong(ground)
        assert states["unknown"] == parts.stand_in.seen()["faults"]["late"] > 2


def waits_after_its_fifth(row: OutboxRow) -> bool:
    """Whether it was refused so often and is still to go."""
    return row.attempt >= FIFTH and row.state is State.PENDING


async def test_a_storm_of_429_delays_and_nothing_else(parts: Parts, crowd_on_postgres: str) -> None:
    """Everything is refused until a message has met it five times."""
    numbers, dispatchers, cap = range(1, 9), 2, 40
    async with opened(parts, crowd_on_postgres, per_second=cap, rest=1) as ground:
        parts.stand_in.plan(faults=[{"kind": "status", "status": 429, "code": 20429}])
        await ground.queue(numbers)
        began = time.monotonic()
        ground.start(dispatchers)
        while not any(waits_after_its_fifth(row) for row in (await ground.rows()).values()):
            assert time.monotonic() < began + 60, await ground.states()
            await asyncio.sleep(0.2)
        # All rest together: each message is refused once between two rests of a second, whoever has it.
        assert ground.asked() <= len(numbers) * (time.monotonic() - began + 1)
        parts.stand_in.plan()
        await ground.finished()
        states = await nothing_is_wrong(ground, numbers)
        assert states == {"sent": len(numbers)}


async def test_openings_over_the_limit_of_the_portfolio_pause_and_go_on_later(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        limit = {"kind": "status", "status": 429, "code": 63018}
        parts.stand_in.plan(latency=[0.02, 0.06], faults=[limit])
        await ground.queue(SOME)
        ground.start(2)
        end = time.monotonic() + 20
        while any(not row.reasons for row in (await ground.rows()).values()):
            assert time.monotonic() < end, await ground.states()
            ground.later(MINUTE / 10)
            await asyncio.sleep(0.2)
        async with ground.here.units.reading() as unit:
            assert list(await unit.halts.in_force(ground.here.clock.now())) == ["openings:whatsapp"]
        assert ground.asked() <= 2 * 3 * ground.order.in_flight
        parts.stand_in.plan()
        ground.later(timedelta(hours=1))
        await ground.finished(push=MINUTE)
        states = await nothing_is_wrong(ground)
        assert states["sent"] == len(SOME) - SHARED


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_storm_of_5xx_leaves_doubts_and_never_a_second_message(
    parts: Parts, crowd_on_postgres: str, accepted: bool
) -> None:
    storm = {"kind": "status", "status": 503, "accepted": accepted, "p": 0.6}
    async with opened(parts, crowd_on_postgres) as ground:
        parts.stand_in.plan(seed=2, faults=[storm])
        await ground.queue(SOME)
        ground.start(2)
        await ground.finished(push=MINUTE / 10)
        states = await nothing_is_wrong(ground)
        assert states["unknown"] == parts.stand_in.seen()["faults"]["status:503"] > 20


async def test_callbacks_in_any_order_repeated_and_before_the_answer_serve_each_message_once(
    parts: Parts, crowd_on_postgres: str
) -> None:
    telling = {"statuses": ["queued", "sent", "delivered", "read"], "repeated": 2, "shuffled": True}
    async with opened(parts, crowd_on_postgres) as ground:
        ground.receive()
        parts.stand_in.plan(telling={**telling, "early": True}, seed=7)
        await ground.queue(SOME)
        ground.start(2)
        served = State.SERVED.value
        await ground.until(lambda states: states[served] == len(SOME) - SHARED)
        ground.stop()
        assert (await ground.compared()).faults == {}
        answers = parts.stand_in.seen()["callbacks"]
        assert answers == {"200": 8 * (len(SOME) - SHARED)}


@pytest.fixture(params=[DURABLE, FORGETFUL], ids=["durable", "forgetful"])
def own_cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A server of this test's own, to be restarted; also one that was told to answer before a commit is written."""
    with running_cluster(settings=request.param) as cluster:
        yield cluster


async def test_a_database_that_restarts_interrupts_and_spoils_nothing(
    parts: Parts, own_cluster: Cluster
) -> None:
    with own_cluster.fresh_database() as url:
        await asyncio.to_thread(settled, url)
        async with opened(parts, url) as ground:
            parts.stand_in.plan(latency=[0.02, 0.06])
            await ground.queue(SOME)
            ground.start(2)
            for _ in range(2):
                await ground.until_asked(12)
                await asyncio.to_thread(own_cluster.restart)
                ground.later()  # what a worker had claimed when its answer was lost is free only then
            await ground.finished()
            ground.later()
            await ground.until(lambda states: not states["sending"])
            states = await nothing_is_wrong(ground)
            assert states.get("unknown", 0) <= 2 * 2 * ground.order.in_flight


async def test_a_full_disk_stops_the_work_and_not_the_truth(parts: Parts, crowd_on_sqlite: str) -> None:
    async with opened(parts, crowd_on_sqlite) as ground:
        await ground.queue(SOME)
        file = Path(crowd_on_sqlite.removeprefix("sqlite+aiosqlite:///"))
        log = file.with_name(file.name + "-wal")
        full = (log.stat().st_size if log.exists() else 0) + 200_000
        (worker,) = ground.start(largest_file=full)
        await ground.until_asked(3)
        await asyncio.sleep(2.0)
        assert (await ground.states())["pending"] > SHARED, "the disk was never full"
        ground.kill(worker)
        assert (await ground.compared()).faults == {}
        ground.later()
        ground.start()
        await ground.finished()
        ground.later()
        await ground.until(lambda states: not states["sending"])
        states = await nothing_is_wrong(ground)
        assert states.get("unknown", 0) <= ground.order.in_flight


async def test_a_clock_that_jumps_repeats_nothing(parts: Parts, crowd_on_postgres: str) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        parts.stand_in.plan(latency=[0.05, 0.15])
        await ground.queue(SOME)
        ground.start(2)
        for jump in (
            timedelta(hours=1),
            -timedelta(minutes=40),
            timedelta(minutes=20),
            -timedelta(minutes=5),
        ):
            await ground.until_asked(8)
            ground.later(jump)
        await ground.finished(push=MINUTE)
        ground.later(timedelta(hours=1))
        await ground.until(lambda states: not states["sending"])
        states = await nothing_is_wrong(ground)
        assert states["sent"] == len(SOME) - SHARED
