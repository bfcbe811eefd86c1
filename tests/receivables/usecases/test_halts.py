"""What is halted does not go out, whoever asked for it, until it is lifted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receivables.errors import BadInput
from receivables.model.message import Message, State
from receivables.model.sending import AlarmKind, Halt
from receivables.usecases.delivery.steps import claim, decide
from receivables.usecases.halts import halt, halt_here, halts, lift
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, lima
from tests.support.world import PlainRenderer, World, outcomes

pytestmark = pytest.mark.anyio
ROSA: dict[str, Any] = {"actor": "staff/rosa", "why": "se cayó el proveedor"}


@pytest.fixture
async def world() -> World:
    """One customer three bills behind, who can be reached by WhatsApp and by SMS."""
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    return world


async def test_the_global_stop_leaves_everything_as_it_waits_and_lets_answers_go(world: World) -> None:
    await halt(world.services, "proactive", **ROSA)
    await world.queue(an_offer(), a_reply())
    assert (await world.deliver()).sent == 1
    assert await world.row(OFFER) == replace(an_offer(), id=None)
    await lift(world.services, "proactive", actor="staff/rosa", why="volvió")
    assert (await world.deliver()).sent == 1


async def test_what_was_claimed_before_the_stop_waits_as_well(world: World) -> None:
    await world.queue(an_offer())
    claimed = await claim(world.services, 50)
    await halt(world.services, "proactive", **ROSA)
    decided = await decide(world.services, world.carriers, world.renderer, claimed)
    assert list(decided.departures) == []
    assert (await world.row(OFFER)).state is State.PENDING


async def test_messages_of_a_halted_channel_go_by_the_next_one(world: World) -> None:
    await halt(world.services, "channel:whatsapp", **ROSA)
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).channel == "sms"


async def test_who_has_only_the_halted_channel_waits_for_it_and_is_told_of_once(world: World) -> None:
    await world.has(three_months_behind(), a_contact())
    await halt(world.services, "channel:whatsapp", **ROSA)
    await halt(world.services, "channel:sms", **ROSA)
    await world.queue(an_offer())
    for _ in range(3):
        await world.deliver()
        world.clock.move(timedelta(minutes=1))
    row = await world.row(OFFER)
    assert (row.state, [r.value for r in row.reasons]) == (State.PENDING, ["no_channel"])
    assert outcomes(await world.trail()).count("send postponed no_channel") == 1
    await lift(world.services, "channel:whatsapp", actor="staff/rosa", why="volvió")
    assert (await world.deliver()).sent == 1


async def test_a_channel_that_somebody_halts_still_answers_who_writes(world: World) -> None:
    """I-5: whoever writes is answered; the halt is a decision of ours."""
    await halt(world.services, "channel:chat", **ROSA)
    await world.queue(a_reply())
    assert (await world.deliver()).sent == 1


async def test_answers_wait_where_the_provider_refuses_the_account(world: World) -> None:
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        refused = Halt("channel:chat", at.now, "dispatcher", "telegram:401", whole=True)
        await halt_here(unit, refused, at)
    await world.queue(a_reply())
    assert (await world.deliver()).sent == 0
    await lift(world.services, "channel:chat", actor="staff/rosa", why="volvió")
    world.clock.move(timedelta(minutes=1))
    assert (await world.deliver()).sent == 1


async def test_a_halted_campaign_waits_and_the_others_go(world: World) -> None:
    await halt(world.services, "campaign:offers", **ROSA)
    await world.queue(an_offer(campaign="offers"))
    assert (await world.deliver()).sent == 0
    assert (await world.row(OFFER)).state is State.PENDING
    await lift(world.services, "campaign:offers", actor="staff/rosa", why="listo")
    world.clock.move(timedelta(minutes=1))
    assert (await world.deliver()).sent == 1


async def test_a_halted_template_is_sent_by_no_worker(world: World) -> None:
    world.renderer = PlainRenderer()
    await halt(world.services, "template:whatsapp:agreement_offer.red", **ROSA)
    await world.queue(an_offer(message=Message("agreement_offer", {"variant": "red"})))
    await world.deliver()
    assert (await world.row(OFFER)).channel == "sms"


async def test_halting_twice_is_halting_once_and_the_record_keeps_who_and_when(world: World) -> None:
    assert await halt(world.services, "proactive", **ROSA)
    assert not await halt(world.services, "proactive", **ROSA)
    assert await lift(world.services, "proactive", **ROSA)
    assert not await lift(world.services, "proactive", **ROSA)
    trail = await world.trail("proactive")
    assert outcomes(trail) == ["halt halted", "halt lifted"]
    assert trail[0].actor == "staff/rosa"
    assert "proveedor" not in str(trail[0].facts)


async def test_a_halt_with_an_end_ends_by_itself(world: World) -> None:
    await halt(world.services, "proactive", until=lima("2024-01-08 11:00"), **ROSA)
    assert [held.subject for held in await halts(world.services)] == ["proactive"]
    world.at("2024-01-08 11:00")
    assert await halts(world.services) == []


async def test_what_the_dispatcher_halts_rings_an_alarm(world: World) -> None:
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        await halt_here(unit, Halt("channel:sms", at.now, "dispatcher", "twilio:20003"), at)
    async with world.services.units.reading() as unit:
        assert [alarm.kind for alarm in await unit.alarms.unseen()] == [AlarmKind.HALTED]


@pytest.mark.parametrize(
    "subject", ["", "all", "campaign:", "channel:", "channel:Whats App", "proactive:now", "template:sms"]
)
async def test_nothing_but_what_is_known_is_halted(world: World, subject: str) -> None:
    with pytest.raises(BadInput, match="bad_halt_subject"):
        await halt(world.services, subject, **ROSA)


async def test_a_reason_and_an_end_that_lies_ahead_are_asked_for(world: World) -> None:
    with pytest.raises(BadInput, match="reason_needed"):
        await halt(world.services, "proactive", actor="staff/rosa", why=" ")
    with pytest.raises(BadInput, match="halt_ends_before"):
        await halt(world.services, "proactive", until=world.now, **ROSA)
