"""Campaigns from the schedule to the telephone: every occurrence once, and what happens on the way always wins."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import pytest

from caudal.bench.crowd import START
from caudal.bench.ground import Parts, opened
from caudal.bench.proof import happenings
from caudal.bench.proof.happenings import IN_FIVE_MINUTES, approved, telephones, ticking, until_fired
from caudal.bench.worker import turn

pytestmark = pytest.mark.anyio


async def test_with_two_clocks_and_four_dispatchers_each_occurrence_fires_once(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await happenings.two_clocks_and_four_dispatchers(ground)


async def test_an_occurrence_whose_clock_was_killed_is_begun_again_and_repeats_nothing(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        plan_id = await approved(ground)
        ticking(ground, 1)
        turn(Path(ground.order.clock), START + IN_FIVE_MINUTES)
        await asyncio.sleep(random.Random(3).random())
        ground.kill(ground.workers[0])
        ticking(ground, 2)
        ground.start(4)
        ground.later(timedelta(minutes=20))
        await until_fired(ground, plan_id, 1)
        await ground.until(lambda states: states["sent"] == telephones(ground))
        ground.stop()
        await until_fired(ground, plan_id, 1)
        assert set(parts.stand_in.seen()["per_to"].values()) == {1}


@pytest.mark.parametrize(
    "what", [happenings.claims, happenings.opts_out, happenings.pays], ids=lambda what: what.__name__
)
async def test_what_happens_between_planning_and_sending_wins(
    parts: Parts, crowd_on_postgres: str, what: happenings.Happening
) -> None:
    async with opened(parts, crowd_on_postgres, per_second=happenings.PER_SECOND) as ground:
        await happenings.happening_on_the_way(ground, what)


async def test_a_day_that_was_declared_a_holiday_after_planning_is_kept(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await happenings.holiday_declared(ground)
