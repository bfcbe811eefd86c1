"""A notice that was sent moves its case once, whoever tells it and however often."""

from dataclasses import replace
from typing import Any

import pytest

from receivables.model.ladder import Case, Notice, Step
from receivables.model.message import OutboxRow, State
from receivables.usecases.arrivals import arrived
from tests.receivables.usecases.test_deliver import a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    """One customer three bills behind."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    return world


def went(world: World, **changes: Any) -> OutboxRow:
    """An offer in doubt."""
    gone = an_offer(state=State.UNKNOWN, channel="whatsapp", address=PHONE, sent_at=world.now)
    return replace(gone, **changes)


async def tell(world: World, row: OutboxRow) -> bool:
    """Somebody tells that it went."""
    async with world.services.units() as unit:
        return await arrived(unit, row, await world.services.moment(unit), actor="provider")


async def test_the_case_moves_once(world: World) -> None:
    for _ in range(3):
        assert await tell(world, went(world))
    assert (await world.case()).step is Step.OFFERED
    assert [move.actor for move in await world.moves()] == ["provider"]


async def test_weeks_later_it_is_still_the_notice_of_its_own_day(world: World) -> None:
    row = went(world)
    world.at("2024-02-20 10:00")
    assert await tell(world, row)
    assert (await world.case()).latest(Notice.OFFER).sent_at == row.sent_at  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "meanwhile", [Case("0000001", round=2), Case("0000001", Step.PROMISED), Case("0000001", Step.CUT_QUEUED)]
)
async def test_a_case_that_moved_by_itself_is_left_alone(world: World, meanwhile: Case) -> None:
    await world.remember(meanwhile)
    assert not await tell(world, went(world))
    assert await world.case() == meanwhile


async def test_what_went_once_more_by_another_channel_brings_the_evidence_up_to_date(world: World) -> None:
    await tell(world, went(world))
    world.at("2024-01-09 10:00")
    assert await tell(world, went(world, channel="sms"))
    case = await world.case()
    assert [(n.channel, n.sent_at) for n in case.notices] == [("sms", world.now)]
    assert len(await world.moves()) == 1


async def test_what_is_no_notice_moves_nothing(world: World) -> None:
    assert await tell(world, a_reply(sent_at=world.now))
    assert await tell(world, replace(went(world), notice=None))
    assert await world.moves() == []
