"""How long people wait is measured, by why, and nothing of anybody."""

from datetime import timedelta

import pytest

from receivables.usecases import inbox
from receivables.usecases.measure_waiting import lines, measure
from receivables.usecases.waiting_times import Lately
from tests.receivables.usecases.test_inbox import ANA, anything
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


async def test_the_figures_tell_counts_and_times_by_why() -> None:
    world = await ChatWorld.with_customer()
    await world.says("quiero hablar con una persona")
    await world.says("ya no quiero vivir", address="+51900000002")
    world.clock.move(timedelta(minutes=2))
    async with world.services.units.reading() as unit:
        stay = await unit.handovers.open_of("chat", PHONE)
    assert stay is not None
    await inbox.answer(world.services, stay.id, "Buen día", ANA, anything)
    world.clock.move(timedelta(minutes=1))
    told = lines(await measure(world.services, Lately(world.services)))
    assert told == [
        "# TYPE caudal_handovers gauge",
        'caudal_handovers{why="crisis",state="waiting"} 1',
        'caudal_handovers{why="asked",state="taken"} 1',
        "# TYPE caudal_handover_longest_wait_seconds gauge",
        'caudal_handover_longest_wait_seconds{why="crisis"} 180',
        "# TYPE caudal_handover_wait_seconds summary",
        'caudal_handover_wait_seconds{why="asked",quantile="0.5"} 120',
        'caudal_handover_wait_seconds{why="asked",quantile="0.9"} 120',
        'caudal_handover_wait_seconds_count{why="asked"} 1',
        'caudal_handover_wait_seconds_count{why="crisis"} 0',
    ]
    assert "900000" not in "".join(told)


async def test_what_was_counted_is_shown_for_a_minute() -> None:
    world = await ChatWorld.with_customer()
    lately = Lately(world.services)
    assert (await lately.whole()).count == 0
    await world.says("quiero hablar con una persona")
    async with world.services.units.reading() as unit:
        stay = await unit.handovers.open_of("chat", PHONE)
    assert stay is not None
    await inbox.answer(world.services, stay.id, "Buen día", ANA, anything)
    assert (await lately.whole()).count == 0
    world.clock.move(timedelta(minutes=1))
    assert (await lately.whole()).count == 1
    assert list(await lately.by_why()) == ["asked"]
