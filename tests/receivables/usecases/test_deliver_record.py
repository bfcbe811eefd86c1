"""What becomes of a row after its worker: doubts that are none, claims that lapsed, and what it cost in the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from receivables.model.message import State
from receivables.model.price import Price, Prices
from receivables.ports import CLAIM_LEASE, Delivery
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.record import Outcome, record
from receivables.usecases.delivery.steps import LOST, claim, decide, recover
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
A_MOMENT = timedelta(seconds=1)
PRICES = Prices.of((Price("sms", "PE", "text", date(2023, 1, 1), 80_000),))


@pytest.fixture
async def world() -> World:
    """One customer with an offer that is due."""
    world = World()
    await world.has(three_months_behind(), a_contact("sms"))
    await world.queue(an_offer())
    return world


async def decided(world: World) -> Departure:
    claimed = await claim(world.services, 5)
    (departure,) = (await decide(world.services, world.carriers, world.renderer, claimed)).departures
    return departure


async def test_a_row_that_nobody_was_asked_to_send_is_no_doubt_however_late_that_is_known(
    world: World,
) -> None:
    departure = await decided(world)
    world.clock.move(LOST + A_MOMENT)
    assert await recover(world.services) == 1
    await record(world.services, world.carriers, [Outcome(departure, State.PENDING)])
    row = await world.row(OFFER)
    assert (row.state, row.attempt, row.sent_at) == (State.PENDING, 0, None)
    assert outcomes(await world.trail())[-2:] == ["send unknown", "send resolved"]
    assert dict((await world.trail())[-1].facts)["told"] == "pending"
    assert (await world.deliver()).sent == 1


async def test_a_doubt_that_a_person_settled_stays_settled(world: World) -> None:
    departure = await decided(world)
    async with world.services.units() as unit:
        await unit.outbox.save([replace(departure.row, state=State.SENT)])
    await record(world.services, world.carriers, [Outcome(departure, State.PENDING)])
    assert (await world.row(OFFER)).state is State.SENT


async def test_a_claim_that_lapsed_is_worth_nothing_once_another_worker_had_the_row(world: World) -> None:
    mine = await claim(world.services, 5)
    world.clock.move(CLAIM_LEASE + A_MOMENT)
    (theirs,) = await claim(world.services, 5)
    assert (await decide(world.services, world.carriers, world.renderer, mine)).prepared.rows == []
    later = world.now + timedelta(hours=1)
    async with world.services.units() as unit:
        await unit.outbox.save([replace(theirs, not_before=later)])
    assert (await decide(world.services, world.carriers, world.renderer, mine)).prepared.rows == []
    assert (await world.row(OFFER)).not_before == later


async def test_a_claim_that_lapsed_holds_while_nobody_else_took_the_row(world: World) -> None:
    mine = await claim(world.services, 5)
    world.clock.move(CLAIM_LEASE + A_MOMENT)
    assert len((await decide(world.services, world.carriers, world.renderer, mine)).departures) == 1


async def test_every_attempt_that_a_provider_took_is_counted_and_paid_for(world: World) -> None:
    world.carriers = replace(world.carriers, prices=PRICES)
    taken = replace(
        await world.row(OFFER), tried=("whatsapp",), provider_id="SM-old", segments=1, cost=20_000
    )
    async with world.services.units() as unit:
        await unit.outbox.save([replace(taken, attempt=1)])
    departure = await decided(world)
    departure = replace(departure, row=replace(departure.row, category="text"))
    async with world.services.units() as unit:
        await unit.outbox.save([departure.row])
    answered = Outcome(departure, State.SENT, Delivery("SM-new", 3))
    for _ in range(2):  # nobody knows whether it was recorded: it is recorded again, and counted once
        await record(world.services, world.carriers, [answered])
        row = await world.row(OFFER)
        assert (row.provider_id, row.segments, row.cost) == ("SM-new", 4, 20_000 + 3 * 80_000)


async def test_what_a_callback_told_of_the_price_stands(world: World) -> None:
    world.carriers = replace(world.carriers, prices=PRICES)
    departure = await decided(world)
    departure = replace(departure, row=replace(departure.row, category="text"))
    async with world.services.units() as unit:
        told = replace(departure.row, state=State.SENT, provider_id="SM1", cost=70_000)
        await unit.outbox.save([told])
    await record(world.services, world.carriers, [Outcome(departure, State.SENT, Delivery("SM1", 1))])
    row = await world.row(OFFER)
    assert (row.segments, row.cost) == (1, 70_000)
