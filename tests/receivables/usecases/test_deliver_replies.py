"""An answer that cannot go is not kept for ever, and whoever asked is not left alone with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.message import Kind, Message, State
from receivables.ports import DeliveryFailed
from receivables.usecases.delivery.replies import REPLY_LIFE
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
ASKED_AT = lima("2024-01-08 10:00")


@pytest.fixture
async def world() -> World:
    """Somebody asked what they owe, and no program was there to send the answer."""
    world = World("2024-01-08 10:00")
    await world.has(three_months_behind(), a_contact())
    owed = Message("debt", {"overdue": "115.20"})
    await world.queue(a_reply(channel="telegram", message=owed, created_at=ASKED_AT, not_before=ASKED_AT))
    return world


async def goes_on(world: World, after: timedelta) -> State:
    """So much later one is there again."""
    world.clock.move(after)
    await world.deliver()
    return (await world.row("reply/1/0")).state


async def chats_for_people(world: World) -> list[tuple[object, object, object]]:
    async with world.services.units.reading() as unit:
        return [(each.channel, each.address, each.why) for each in await unit.handovers.waiting()]


async def test_an_answer_of_days_ago_is_given_up_and_a_person_takes_the_chat_over(world: World) -> None:
    assert await goes_on(world, timedelta(days=5)) is State.EXPIRED
    assert world.channel.sent == []
    assert outcomes(await world.trail("reply/1/0")) == ["reply expired", "handover not_answered"]
    assert await chats_for_people(world) == [("telegram", PHONE, "not_answered")]


async def test_an_answer_goes_until_its_end_and_its_channel_is_told_what_is_left(world: World) -> None:
    assert await goes_on(world, REPLY_LIFE - timedelta(minutes=1)) is State.SENT
    assert [parcel.valid_for for parcel in world.channel.parcels] == [60]
    assert await chats_for_people(world) == []


async def test_a_receipt_that_is_too_old_stands_in_the_record_and_asks_nobody() -> None:
    world = World("2024-01-09 10:00")
    await world.queue(a_reply("receipt/1", kind=Kind.RECEIPT))
    await world.deliver()
    assert outcomes(await world.trail("receipt/1")) == ["reply expired"]
    assert await chats_for_people(world) == []


@pytest.mark.parametrize(("code", "taken_over"), [("400.too_long", True), ("403.blocked", False)])
async def test_a_person_answers_what_its_channel_refuses_but_nobody_who_shut_us_out(
    code: str, taken_over: bool
) -> None:
    world = World()
    world.channel.provider, world.channel.name = "telegram", "telegram"
    world.carriers = replace(world.carriers, codes=load_codes())

    async def refuses(address: str, key: str) -> None:
        raise DeliveryFailed("refused", code=code, status=int(code[:3]))

    world.channel.answer = refuses
    await world.queue(a_reply(channel="telegram"))
    await world.deliver()
    assert (await world.row("reply/1/0")).state is State.FAILED
    assert bool(await chats_for_people(world)) is taken_over


async def test_a_notice_that_expires_is_nobodys_answer(world: World) -> None:
    await world.queue(an_offer())
    world.at("2024-01-08 19:00")
    await world.deliver()
    assert (await world.row(OFFER)).state is State.EXPIRED
    assert await chats_for_people(world) == []
