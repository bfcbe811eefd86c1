"""Only a reaction of the person proves that a message was received."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.ladder import Notice
from receivables.model.message import OutboxRow, State
from receivables.ports import UnitOfWork
from receivables.usecases import serve, situation
from receivables.usecases.serve import acknowledge
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> World:
    """An offer was sent, and an answer in the chat."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer(), a_reply())
    await world.deliver()
    return world


async def test_a_later_message_proves_all_that_was_sent_to_that_address(world: World) -> None:
    world.clock.move(timedelta(hours=2))
    assert await world.writes() == 2
    row = await world.row(OFFER)
    assert (row.state, row.served_at) == (State.SERVED, world.now)
    served = (await world.case()).served(Notice.OFFER)
    assert served is not None
    assert served.served_at == world.now
    assert outcomes(await world.trail())[-1] == "serve served"


async def test_the_first_proof_counts(world: World) -> None:
    first = world.now
    await world.writes()
    world.clock.move(timedelta(hours=2))
    assert await world.writes() == 0
    assert (await world.row(OFFER)).served_at == first


async def test_somebody_elses_message_proves_nothing(world: World) -> None:
    assert await world.writes("+51900000002") == 0


async def test_a_message_written_before_the_notice_was_sent_proves_nothing(world: World) -> None:
    sent_at = (await world.row(OFFER)).sent_at
    assert sent_at is not None
    world.clock.move(timedelta(hours=2))
    async with world.services.units() as unit:
        earlier = sent_at - timedelta(seconds=1)
        assert await acknowledge(world.services, unit, None, PHONE, earlier) == 0
        assert await acknowledge(world.services, unit, None, PHONE, sent_at) == 2


async def test_another_channel_proves_nothing_unless_one_page_shows_all(world: World) -> None:
    async with world.services.units() as unit:
        assert await acknowledge(world.services, unit, "telegram", PHONE, world.now) == 0
        assert await acknowledge(world.services, unit, None, PHONE, world.now) == 2
    assert (await world.row(OFFER)).state is State.SERVED


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
async def test_where_the_provider_tells_what_arrived_no_answer_proves_it(world: World, channel: str) -> None:
    """It may still say that the notice was never delivered, and a cut would rest on it."""
    async with world.services.units() as unit:
        await unit.outbox.save([replace(await world.row(OFFER), channel=channel)])
        assert await acknowledge(world.services, unit, channel, PHONE, world.now) == 0
    assert (await world.row(OFFER)).state is State.SENT
    assert (await world.case()).served(Notice.OFFER) is None


async def test_on_telegram_a_later_message_proves_it(world: World) -> None:
    async with world.services.units() as unit:
        await unit.outbox.save([replace(await world.row(OFFER), channel="telegram")])
        assert await acknowledge(world.services, unit, "telegram", PHONE, world.now) == 1
    assert (await world.row(OFFER)).state is State.SERVED


@pytest.mark.parametrize("state", [State.FAILED, State.PENDING])
async def test_what_failed_while_the_reaction_waited_for_its_row_is_not_proved(
    world: World, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever held it told its failure: what was read before that is old."""
    held = situation.hold_rows

    async def holding(unit: UnitOfWork, rows: Iterable[OutboxRow]) -> None:
        rows = list(rows)
        await held(unit, rows)
        # As another worker left it before it let it go.
        await unit.outbox.save([replace(row, state=state) for row in rows if row.state is State.SENT])

    monkeypatch.setattr(serve, "hold_rows", holding)
    assert await world.writes() == 0
    assert (await world.row(OFFER)).state is state
    assert (await world.case()).served(Notice.OFFER) is None


@pytest.mark.parametrize("state", [State.UNKNOWN, State.SENDING, State.FAILED, State.PENDING])
async def test_what_may_never_have_arrived_is_not_proved(world: World, state: State) -> None:
    row = await world.row(OFFER)
    async with world.services.units() as unit:
        await unit.outbox.save([replace(row, state=state)])
    await world.writes()
    assert (await world.row(OFFER)).state is state
    assert (await world.case()).served(Notice.OFFER) is None
