"""A dispatcher killed at any moment: nobody gets a message twice, none is lost, and every row tells the truth."""

import asyncio
import math
import random

import pytest

from caudal.bench.truth import Verdict
from receivables.model.message import State
from receivables.usecases.deliver_turns import BLOCK_SECONDS
from tests.delivery.ground import Ground, Parts, opened

pytestmark = pytest.mark.anyio

IN_FLIGHT = 8
LATENCY = [0.005, 0.04]
CAP = 80
ON_THE_WIRE_SECONDS = 0.15
"""So late what left at its turn may reach a provider on as busy a machine as this; usually it is a millisecond."""
BEFORE_THE_CALL = math.ceil(CAP * (BLOCK_SECONDS + ON_THE_WIRE_SECONDS))
"""For no more turns than those of a block does anything wait `sending`; the others have left."""
RECORDED_IN = 500_000_000
"""Nanoseconds after its call: 50 ms until the answer, 15 for others to be recorded with it, some for the store."""
EVERYBODY = range(1, 401)
BEGINNINGS = (1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 11)))
"""Of chance: for each of them 5 kills of each kind with one worker, and 10 with four; ten in `make test-long`."""


async def random_moment(ground: Ground, chance: random.Random) -> None:
    """Somewhere in the work: before, while and after a call, a claim or a commit."""
    await ground.until_asked(chance.randrange(1, 20))
    await asyncio.sleep(chance.random() * 0.05)


def truthful(verdict: Verdict, most_in_doubt: int) -> None:
    """What holds at any moment, also while nobody works."""
    assert verdict.faults == {}
    assert len(verdict.doubts) <= most_in_doubt


async def one_worker_after_another(ground: Ground, kills: int, chance: random.Random) -> None:
    """Each is killed; the next goes on. The comparison is made while nobody works."""
    for killed, some in enumerate(shares(kills), start=1):
        await ground.queue(some)
        (worker,) = ground.start()
        await random_moment(ground, chance)
        ground.kill(worker)
        truthful(await ground.compared(), killed * IN_FLIGHT)
        ground.later()
    ground.start()


async def some_of_four(ground: Ground, kills: int, chance: random.Random) -> None:
    """Four work at the same time; now one, now another is killed and replaced."""
    ground.start(4)
    for some in shares(kills):
        await ground.queue(some)
        await random_moment(ground, chance)
        ground.kill(chance.choice(ground.workers))
        ground.start()
    ground.later()


def shares(parts: int) -> list[range]:
    """Everybody in so many parts, so that there is work left at every kill."""
    size = len(EVERYBODY) // parts
    return [EVERYBODY[part * size : (part + 1) * size] for part in range(parts)]


async def end_well(ground: Ground, kills: int) -> None:
    """All that can go goes; then the provider tells what it has, and only what it never had stays in doubt."""
    await ground.finished()
    ground.later()  # whoever was killed has surely left what it had `sending`
    await ground.until(lambda states: not states[State.SENDING.value])
    ground.stop()
    verdict = await ground.compared()
    truthful(verdict, kills * IN_FLIGHT)
    assert await ground.audited() == []
    assert verdict.rows == len(EVERYBODY)
    assert verdict.states[State.SENT.value] + len(verdict.doubts) >= len(EVERYBODY) * 9 // 10
    await hear_of_all(ground, verdict)


async def hear_of_all(ground: Ground, before: Verdict) -> None:
    """The provider's callbacks resolve every doubt about what reached a person; no doubt leads to a message."""
    accepted = {each.outbox for each in ground.stand_in.sendings() if each.accepted}
    ground.receive()
    ground.stand_in.tell("*", "delivered")
    served = State.SERVED.value
    await ground.until(lambda states: states[served] >= len(accepted))
    after = await ground.compared()
    assert after.faults == {}
    assert after.accepted == before.accepted == after.states[served]
    assert {str(row.id) for row in (await ground.rows()).values() if row.state is State.SERVED} == accepted


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_one_worker_on_sqlite(parts: Parts, crowd_on_sqlite: str, seed: int) -> None:
    async with opened(parts, crowd_on_sqlite, in_flight=IN_FLIGHT) as ground:
        parts.stand_in.plan(latency=LATENCY)
        await one_worker_after_another(ground, 5, random.Random(seed))
        await end_well(ground, 5)


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_one_worker_on_postgresql(parts: Parts, crowd_on_postgres: str, seed: int) -> None:
    async with opened(parts, crowd_on_postgres, in_flight=IN_FLIGHT) as ground:
        parts.stand_in.plan(latency=LATENCY)
        await one_worker_after_another(ground, 5, random.Random(100 + seed))
        await end_well(ground, 5)


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_four_workers_on_postgresql(parts: Parts, crowd_on_postgres: str, seed: int) -> None:
    async with opened(parts, crowd_on_postgres, in_flight=IN_FLIGHT) as ground:
        parts.stand_in.plan(latency=[0.02, 0.1])
        await some_of_four(ground, 10, random.Random(200 + seed))
        await end_well(ground, 10)


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_under_a_rate_only_the_last_calls_and_the_next_turns_are_in_doubt(
    parts: Parts, crowd_on_postgres: str, seed: int
) -> None:
    """Though a hundred might be on their way. What was called may be in doubt for as long as its answer takes."""
    chance, earlier = random.Random(300 + seed), set[str]()
    async with opened(parts, crowd_on_postgres, in_flight=100, per_second=CAP) as ground:
        parts.stand_in.plan(latency=[0.05, 0.05])
        await ground.queue(EVERYBODY)
        for _ in range(3):
            (worker,) = ground.start()
            await ground.until_asked(20 + chance.randrange(20))
            await asyncio.sleep(chance.random() * 0.3)
            ground.kill(worker)
            verdict = await ground.compared()
            truthful(verdict, len(EVERYBODY))
            calls = {each.outbox: each.at for each in parts.stand_in.sendings()}
            rows = await ground.rows()
            doubts = [str(rows[key].id) for key in verdict.doubts if key not in earlier]
            called = [calls[each] for each in doubts if each in calls]
            assert len(doubts) - len(called) <= BEFORE_THE_CALL
            assert all(at > max(calls.values()) - RECORDED_IN for at in called)
            earlier |= set(verdict.doubts)
            ground.later()
