"""What is around a dispatcher goes away, fills up or lies about the time."""

import asyncio
from datetime import timedelta
from pathlib import Path

from caudal.bench.cluster import Cluster
from caudal.bench.ground import OPEN, Ground
from caudal.bench.proof.endings import MINUTE, REACHED, SOME, agreed, counted, nobody_sends, nothing_is_wrong
from caudal.bench.truth import Verdict, demand

JUMPS = (timedelta(hours=1), -timedelta(minutes=40), timedelta(minutes=20), -timedelta(minutes=5))
FEW = range(1, 41)
SQLITE = "sqlite+aiosqlite:///"


async def provider_down(ground: Ground) -> Verdict:
    """For an hour nobody can be reached; afterwards everybody gets it once."""
    await ground.queue(FEW)
    ground.stand_in.down()
    ground.start(2)
    for _ in range(12):
        await asyncio.sleep(0.2)
        ground.later(timedelta(minutes=5))
    counts = await ground.states()
    demand(sum(counts[state] for state in OPEN) >= 36, dict(counts))
    demand(ground.asked() == 0, "somebody answered")
    ground.stand_in.up()
    await ground.finished(push=MINUTE, seconds=100)
    verdict = await nothing_is_wrong(ground, FEW)
    counted(verdict, sent=36, unknown=0, sending=0)
    return verdict


async def database_restart(ground: Ground, cluster: Cluster) -> Verdict:
    """It goes down at once, twice, while two dispatchers work, and spoils nothing."""
    ground.stand_in.plan(latency=[0.02, 0.06])
    await ground.queue(SOME)
    ground.start(2)
    for _ in range(2):
        await ground.until_asked(12)
        await asyncio.to_thread(cluster.restart)
        ground.later()  # what a worker had claimed when its answer was lost is free only then
    await ground.finished()
    await nobody_sends(ground)
    verdict = await nothing_is_wrong(ground)
    in_doubt(verdict, 2 * 2 * ground.order.in_flight)
    return verdict


async def full_disk(ground: Ground) -> Verdict:
    """The work stops and not the truth. On SQLite, whose file may grow no more."""
    await ground.queue(SOME)
    file = Path(ground.order.database.removeprefix(SQLITE))
    log = file.with_name(file.name + "-wal")
    full = (log.stat().st_size if log.exists() else 0) + 200_000
    (worker,) = ground.start(largest_file=full)
    await ground.until_asked(3)
    await asyncio.sleep(2.0)
    pending = (await ground.states())["pending"]
    demand(pending > len(SOME) - REACHED, "the disk was never full")
    ground.kill(worker)
    agreed(await ground.compared())
    ground.later()
    ground.start()
    await ground.finished()
    await nobody_sends(ground)
    verdict = await nothing_is_wrong(ground)
    in_doubt(verdict, ground.order.in_flight)
    return verdict


async def jumping_clock(ground: Ground) -> Verdict:
    """Forward and back while two dispatchers work: nothing is repeated."""
    ground.stand_in.plan(latency=[0.05, 0.15])
    await ground.queue(SOME)
    ground.start(2)
    for jump in JUMPS:
        await ground.until_asked(8)
        ground.later(jump)
    await ground.finished(push=MINUTE)
    ground.later(timedelta(hours=1))
    await ground.until(lambda states: not states["sending"])
    verdict = await nothing_is_wrong(ground)
    counted(verdict, sent=REACHED)
    return verdict


def in_doubt(verdict: Verdict, most: int) -> None:
    """No more than were on their way. Raises Unproved."""
    found = verdict.states["unknown"]
    demand(found <= most, f"{found} in doubt, not {most} at most")
