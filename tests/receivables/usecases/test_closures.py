"""A provider's code closes one line; some closures end by themselves, and whoever writes again opens theirs."""

from datetime import timedelta
from typing import Any

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.message import State
from receivables.model.suppression import Cause, of_address, of_line
from receivables.usecases.closures import close_for, heard, lift_ended
from receivables.usecases.suppress import close_all
from tests.receivables.usecases.test_deliver import an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio
CODES = load_codes()
LINE, SMS, EVERYWHERE = of_line("whatsapp", PHONE), of_line("sms", PHONE), of_address(PHONE)


async def told(world: World, code: str, channel: str = "whatsapp") -> bool:
    """A message to that telephone failed with that code."""
    row = an_offer(channel=channel, address=PHONE)
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        return await close_for(unit, CODES.of("twilio", code), row, at, actor="provider")


async def closed(world: World) -> dict[str, Cause]:
    """What is closed of that telephone."""
    async with world.services.units.reading() as unit:
        held = await unit.suppressions.in_force([LINE, SMS, EVERYWHERE])
    return {subject: each.cause for subject, each in held.items()}


@pytest.mark.parametrize(
    ("code", "channel", "subjects"),
    [
        ("21211", "sms", {EVERYWHERE: Cause.INVALID}),
        ("21610", "sms", {EVERYWHERE: Cause.OPTED_OUT}),
        ("21614", "sms", {SMS: Cause.INVALID}),
        ("30004", "sms", {SMS: Cause.BLOCKED}),
        ("30008", "sms", {}),
        ("63014", "whatsapp", {LINE: Cause.OPTED_OUT}),
        ("63016", "whatsapp", {}),
        ("63024", "whatsapp", {LINE: Cause.INVALID}),
    ],
)
async def test_a_code_closes_what_the_table_says(code: str, channel: str, subjects: Any) -> None:
    world = World()
    assert await told(world, code, channel) == bool(subjects)
    assert await closed(world) == subjects


@pytest.mark.parametrize(("code", "channel", "days"), [("30004", "sms", 90), ("63024", "whatsapp", 30)])
async def test_a_closure_for_some_days_ends_by_itself(code: str, channel: str, days: int) -> None:
    world = World()
    await told(world, code, channel)
    world.clock.move(timedelta(days=days))
    assert await lift_ended(world.services, CODES) == 0
    world.clock.move(timedelta(seconds=1))
    assert await lift_ended(world.services, CODES) == 1
    assert await closed(world) == {}
    assert await lift_ended(world.services, CODES) == 0


async def test_what_the_person_or_staff_closed_never_ends_by_itself() -> None:
    world = World()
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        await close_all(unit, [LINE], Cause.OPTED_OUT, at, source="whatsapp", actor="customer")
        await close_all(unit, [SMS], Cause.INVALID, at, source="desk", actor="staff/ana")
    await told(world, "63024")
    world.clock.move(timedelta(days=400))
    assert await lift_ended(world.services, CODES) == 0
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        assert not await heard(unit, "whatsapp", PHONE, at, actor="customer")
    assert await closed(world) == {LINE: Cause.OPTED_OUT, SMS: Cause.INVALID}


async def test_whoever_writes_on_a_line_is_reached_there() -> None:
    world = World()
    await told(world, "63014")
    await told(world, "21614", "sms")
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        assert await heard(unit, "whatsapp", PHONE, at, actor="customer")
    assert await closed(world) == {SMS: Cause.INVALID}


async def test_a_closed_line_leaves_the_other_channels_of_the_same_telephone() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await told(world, "63024")
    await world.queue(an_offer())
    await world.deliver()
    row = await world.row(an_offer().key)
    assert (row.state, row.channel) == (State.SENT, "sms")


async def test_with_its_only_line_closed_nobody_is_reached() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact())
    await told(world, "63024")
    await world.queue(an_offer())
    await world.deliver()
    row = await world.row(an_offer().key)
    assert (row.state, [reason.value for reason in row.reasons]) == (State.WITHHELD, ["no_channel"])
