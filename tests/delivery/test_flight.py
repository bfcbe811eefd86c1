"""What is on its way: as much as may be, and never more."""

import asyncio

import pytest

from caudal.bench.ground import Parts, opened
from receivables.model.message import State

pytestmark = pytest.mark.anyio

IN_FLIGHT = 20


async def test_never_is_more_sending_than_may_be_on_its_way(parts: Parts, crowd_on_postgres: str) -> None:
    """At any moment that the database shows, for each of them might be in doubt: also while outcomes are recorded."""
    async with opened(parts, crowd_on_postgres, in_flight=IN_FLIGHT) as ground:
        parts.stand_in.plan(latency=[0.005, 0.04])
        await ground.queue(ground.everybody)
        ground.start()
        most, left = 0, ground.supplies
        async with asyncio.timeout(60):
            while left:
                states = await ground.states()
                most = max(most, states[State.SENDING.value])
                left = states[State.SENDING.value] + states[State.PENDING.value]
        ground.stop()
        assert IN_FLIGHT // 2 <= most <= IN_FLIGHT
        assert (await ground.compared()).faults == {}
