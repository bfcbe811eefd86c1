"""Whatever goes wrong around a dispatcher, the database says what the provider saw, and nobody gets anything twice."""

import asyncio
from collections.abc import Iterator

import pytest

from caudal.bench.cluster import DURABLE, FORGETFUL, Cluster, running_cluster
from caudal.bench.ground import Parts, opened
from caudal.bench.proof import answers, outages
from caudal.bench.proof.endings import REACHED, SOME
from receivables.model.message import State
from tests.delivery.conftest import settled

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("kind", ["close", "empty", "garbage", "reset"])
async def test_an_answer_that_says_nothing_leaves_a_doubt_and_is_never_sent_again(
    parts: Parts, crowd_on_postgres: str, kind: str, accepted: bool
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await answers.saying_nothing(ground, kind, accepted)


async def test_an_answer_that_comes_too_late_leaves_a_doubt(parts: Parts, crowd_on_postgres: str) -> None:
    async with opened(parts, crowd_on_postgres, call_seconds=answers.CALL_SECONDS) as ground:
        await answers.too_late(ground)


async def test_a_storm_of_429_delays_and_nothing_else(parts: Parts, crowd_on_postgres: str) -> None:
    async with opened(parts, crowd_on_postgres, **answers.STORMY) as ground:
        await answers.storm_of_429(ground)


async def test_openings_over_the_limit_of_the_portfolio_pause_and_go_on_later(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await answers.too_many_openings(ground)


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_storm_of_5xx_leaves_doubts_and_never_a_second_message(
    parts: Parts, crowd_on_postgres: str, accepted: bool
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await answers.storm_of_5xx(ground, accepted)


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
        await ground.until(lambda states: states[served] == REACHED)
        ground.stop()
        assert (await ground.compared()).faults == {}
        answers = parts.stand_in.seen()["callbacks"]
        assert answers == {"200": 8 * REACHED}


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
            await outages.database_restart(ground, own_cluster)


async def test_a_full_disk_stops_the_work_and_not_the_truth(parts: Parts, crowd_on_sqlite: str) -> None:
    async with opened(parts, crowd_on_sqlite) as ground:
        await outages.full_disk(ground)


async def test_a_clock_that_jumps_repeats_nothing(parts: Parts, crowd_on_postgres: str) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await outages.jumping_clock(ground)
