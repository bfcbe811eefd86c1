"""By which line a message goes: the one used before, an open one, never one that its person closed."""

from dataclasses import replace

import pytest

from receivables.model.conversation import Conversation, Identity
from receivables.model.ladder import Case, Notice, Step
from receivables.model.message import Message, OutboxRow
from receivables.model.suppression import Cause, Suppression, of_address
from receivables.usecases.carriers import Carriers
from tests.receivables.usecases.test_deliver import an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_served, lima
from tests.support.world import Recorder, World

pytestmark = pytest.mark.anyio
LAST = "notice/0000001/last_chance/1"


async def offered_by(channel: str) -> World:
    """The offer went by that channel, was received, and its 48 hours are over."""
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    offer = a_served(Notice.OFFER, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    await world.remember(Case("0000001", Step.OFFERED, notices=(replace(offer, channel=channel),)))
    await world.queue(a_last_chance())
    return world


def a_last_chance() -> OutboxRow:
    """One that is due."""
    return an_offer(key=LAST, notice=Notice.LAST_CHANCE, message=Message("last_chance"))


async def test_the_last_chance_goes_by_the_channel_used_before() -> None:
    world = await offered_by("sms")
    await world.deliver()
    assert (await world.row(LAST)).channel == "sms"


async def test_when_that_channel_is_closed_the_next_one_is_used_and_the_record_says_so() -> None:
    world = await offered_by("sms")
    world.carriers = Carriers({"whatsapp": world.channel}, {})
    await world.deliver()
    assert (await world.row(LAST)).channel == "whatsapp"
    allowed = next(entry for entry in await world.trail() if entry.outcome == "allowed")
    assert (allowed.facts["wanted_channel"], allowed.facts["channel"]) == ("sms", "whatsapp")


async def test_a_linked_chat_that_its_person_closed_is_no_line() -> None:
    world = World()
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {})
    await world.has(three_months_behind(), a_contact("telegram"))
    async with world.services.units() as unit:
        await unit.conversations.save(Conversation("telegram", "777", Identity.LINKED, "0000001"))
        await unit.suppressions.add(Suppression(of_address("777"), Cause.WRONG_PERSON, world.now, "chat"))
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_channel": 1}


async def test_an_address_that_somebody_said_is_wrong_is_passed_over() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms", phone="+51900000007"))
    async with world.services.units() as unit:
        await unit.suppressions.add(
            Suppression(of_address("+51900000001"), Cause.WRONG_PERSON, world.now, "chat")
        )
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row("notice/0000001/agreement_offer/1")).address == "+51900000007"


async def test_whom_nobody_knows_how_to_reach_is_the_holder_of_the_register() -> None:
    world = World()
    await world.has(three_months_behind())
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_consent": 1}
    assert (await world.row("notice/0000001/agreement_offer/1")).person == "doc:00000001"
