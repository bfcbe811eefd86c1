"""A dispatcher killed at any moment, on both databases; and how little is in doubt under a rate."""

import asyncio
import math
import random

import pytest

from caudal.bench.ground import Parts, opened
from caudal.bench.proof import kills
from receivables.usecases.delivery.turns import BLOCK_SECONDS

pytestmark = pytest.mark.anyio

CAP = 80
ON_THE_WIRE_SECONDS = 0.15
"""So late what left at its turn may reach a provider on as busy a machine as this; usually it is a millisecond."""
BEFORE_THE_CALL = math.ceil(CAP * (BLOCK_SECONDS + ON_THE_WIRE_SECONDS))
"""For no more turns than those of a block does anything wait `sending`; the others have left."""
RECORDED_IN = 500_000_000
"""Nanoseconds after its call: 50 ms until the answer, 15 for others to be recorded with it, some for the store."""
BEGINNINGS = (1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 11)))
"""Of chance: for each of them 5 kills of each kind with one worker, and 10 with four; ten in `make test-long`."""


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_one_worker_on_sqlite(parts: Parts, crowd_on_sqlite: str, seed: int) -> None:
    async with opened(parts, crowd_on_sqlite, in_flight=kills.IN_FLIGHT) as ground:
        await kills.one_after_another(ground, 5, random.Random(seed))


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_one_worker_on_postgresql(parts: Parts, crowd_on_postgres: str, seed: int) -> None:
    async with opened(parts, crowd_on_postgres, in_flight=kills.IN_FLIGHT) as ground:
        await kills.one_after_another(ground, 5, random.Random(100 + seed))


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_four_workers_on_postgresql(parts: Parts, crowd_on_postgres: str, seed: int) -> None:
    async with opened(parts, crowd_on_postgres, in_flight=kills.IN_FLIGHT) as ground:
        await kills.some_of_four(ground, 10, random.Random(200 + seed))


@pytest.mark.parametrize("seed", BEGINNINGS)
async def test_under_a_rate_only_the_last_calls_and_the_next_turns_are_in_doubt(
    parts: Parts, crowd_on_postgres: str, seed: int
) -> None:
    """Though a hundred might be on their way. What was called may be in doubt for as long as its answer takes."""
    chance, earlier = random.Random(300 + seed), set[str]()
    async with opened(parts, crowd_on_postgres, in_flight=100, per_second=CAP) as ground:
        parts.stand_in.plan(latency=[0.05, 0.05])
        await ground.queue(ground.everybody)
        for _ in range(3):
            (worker,) = ground.start()
            await ground.until_asked(20 + chance.randrange(20))
            await asyncio.sleep(chance.random() * 0.3)
            ground.kill(worker)
            verdict = await ground.compared()
            kills.truthful(verdict, ground.supplies)
            calls = {each.outbox: each.at for each in parts.stand_in.sendings()}
            rows = await ground.rows()
            doubts = [str(rows[key].id) for key in verdict.doubts if key not in earlier]
            called = [calls[each] for each in doubts if each in calls]
            assert len(doubts) - len(called) <= BEFORE_THE_CALL
            assert all(at > max(calls.values()) - RECORDED_IN for at in called)
            earlier |= set(verdict.doubts)
            ground.later()
