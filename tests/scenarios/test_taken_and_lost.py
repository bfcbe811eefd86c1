"""A provider takes a notice of a daily campaign and loses it: never two in one day, and nobody is forgotten."""

from dataclasses import replace

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.ladder import Step
from receivables.model.message import State
from receivables.model.sending import Callback, Told
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.carriers import Carriers
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.tick import fire_due
from tests.receivables.usecases.test_deliver import OFFER
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import Recorder, World

pytestmark = pytest.mark.anyio
DAILY = an_offer_campaign(schedule=replace(an_offer_campaign().schedule, weekdays=("mon", "tue", "wed")))


async def morning(world: World, day: str) -> None:
    """The feed comes, the campaign is due, and what may go goes."""
    world.at(f"{day} 09:01")
    await world.fresh()
    await fire_due(world.services, "clock")
    await world.deliver()


async def loses(world: World, code: str) -> None:
    """The provider tells later that it did not deliver."""
    row = await world.row(OFFER)
    assert row.id is not None
    told = Callback(row.provider_id or "", Told.FAILED, row.id, row.attempt, world.now, code=code)
    async with world.services.units() as unit:
        await unit.callbacks.receive([told])
    await apply_callbacks(world.services, load_codes())


@pytest.mark.parametrize("lost_at", ["09:30", "12:30"])
async def test_it_goes_by_another_channel_on_the_next_day(lost_at: str) -> None:
    world = World()
    whatsapp, sms = Recorder("whatsapp"), Recorder("sms")
    world.carriers = Carriers({"whatsapp": whatsapp, "sms": sms}, {})
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    made = await plan(world.services, DAILY, planned_by="staff/carla")
    await approve(world.services, made.id, approved_by="staff/jefa")
    await morning(world, "2024-01-09")
    world.at(f"2024-01-09 {lost_at}")
    await loses(world, "63024")
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, row.tried, len(whatsapp.sent), len(sms.sent)) == (State.PENDING, ("whatsapp",), 1, 0)
    await morning(world, "2024-01-10")
    row = await world.row(OFFER)
    assert (row.state, row.channel, len(whatsapp.sent), len(sms.sent)) == (State.SENT, "sms", 1, 1)
    assert (await world.case()).step is Step.OFFERED
    assert len((await world.case()).notices) == 1


async def test_a_payment_in_the_night_wins() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    made = await plan(world.services, DAILY, planned_by="staff/carla")
    await approve(world.services, made.id, approved_by="staff/jefa")
    await morning(world, "2024-01-09")
    await loses(world, "63024")
    await world.pays("90.00")
    await morning(world, "2024-01-10")
    assert (await world.row(OFFER)).state is State.WITHHELD
    assert len(world.channel.sent) == 1
