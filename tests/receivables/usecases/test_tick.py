"""An occurrence happens once, however many clocks tick and wherever one of them falls over."""

import asyncio
from datetime import timedelta

import pytest

from receivables.errors import Refused
from receivables.model.campaign import Audience, Occurrence
from receivables.model.message import Kind, State
from receivables.usecases.plan_campaign import approve, plan, stop
from receivables.usecases.remind import fire
from receivables.usecases.tick import LEASE, fire_due, fire_now
from tests.receivables.usecases.test_deliver import neighbour
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
OFFER = "notice/0000001/agreement_offer/1"


class Planned(World):
    """A world with one approved plan."""

    plan: str


@pytest.fixture
async def world() -> Planned:
    """An approved plan of offers, due on Tuesday at nine."""
    world = Planned()
    await world.has(three_months_behind(), a_contact())
    world.plan = (await plan(world.services, an_offer_campaign(), planned_by="staff/carla")).id
    await approve(world.services, world.plan, approved_by="staff/jefa")
    return world


async def test_nothing_happens_before_it_is_due(world: Planned) -> None:
    world.at("2024-01-09 08:59")
    assert await fire_due(world.services, "one") == []


async def test_what_is_due_is_queued_with_its_expiry(world: Planned) -> None:
    world.at("2024-01-09 09:01")
    (report,) = await fire_due(world.services, "one")
    assert (report.keys, report.queued, report.tally.planned) == ([OFFER], 1, 1)
    row = await world.row(OFFER)
    assert (row.state, row.campaign, row.person) == (State.PENDING, "offer", "doc:00000001")
    assert row.expires_at == lima("2024-01-09 11:00")
    assert await fire_due(world.services, "one") == []


async def test_two_clocks_fire_it_once(world: Planned) -> None:
    world.at("2024-01-09 09:01")
    both = await asyncio.gather(fire_due(world.services, "one"), fire_due(world.services, "two"))
    assert sum(len(reports) for reports in both) == 1


async def test_the_next_one_is_due_a_week_later(world: Planned) -> None:
    world.at("2024-01-09 09:01")
    await fire_due(world.services, "one")
    async with world.services.units.reading() as unit:
        (approved,) = await unit.campaigns.plans()
    assert approved.next_at == lima("2024-01-16 09:00")


async def test_what_came_due_while_no_program_ran_is_dropped_on_the_record(world: Planned) -> None:
    world.at("2024-01-17 09:00")
    await world.fresh()
    reports = await fire_due(world.services, "one")
    assert [report.dropped for report in reports] == ["late", "late"]
    assert outcomes(await world.trail(reports[0].plan))[-2:] == ["plan dropped late"] * 2
    async with world.services.units.reading() as unit:
        assert await unit.outbox.get(OFFER) is None


async def test_a_stopped_plan_sends_nothing_more(world: Planned) -> None:
    async with world.services.units() as unit:
        await unit.campaigns.add_occurrence(Occurrence(world.plan, world.now))
    await stop(world.services, world.plan, actor="staff/jefa")
    (report,) = await fire_due(world.services, "one")
    assert report.dropped == "stopped"


async def test_what_a_fallen_worker_left_is_begun_again_and_nothing_is_queued_twice(world: Planned) -> None:
    world.at("2024-01-09 09:00")
    async with world.services.units() as unit:
        await unit.campaigns.add_occurrence(Occurrence(world.plan, world.now))
        await unit.campaigns.claim_occurrence("fallen", world.now, LEASE)
    assert await fire_due(world.services, "one") == []
    world.clock.move(LEASE)
    (report,) = await fire_due(world.services, "one")
    assert report.queued == 1
    again = Occurrence(world.plan, world.now - LEASE)
    assert (await fire(world.services, again)).queued == 0


async def test_an_approved_plan_can_be_run_at_once(world: Planned) -> None:
    world.at("2024-01-10 15:00")
    report = await fire_now(world.services, world.plan, "cli")
    assert report.queued == 1
    draft = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    with pytest.raises(Refused, match="plan_not_approved"):
        await fire_now(world.services, draft.id, "cli")


async def test_a_campaign_outside_the_ladder_writes_once_to_each_person() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    outside = an_offer_campaign(step=None, audience=Audience(), variants=("a", "b"))
    made = await plan(world.services, outside, planned_by="staff/carla")
    await approve(world.services, made.id, approved_by="staff/jefa")
    world.at("2024-01-09 09:00")
    (report,) = await fire_due(world.services, "one")
    assert (report.tally.planned, report.queued) == (2, 1)
    row = await world.row(report.keys[0])
    assert row.kind is Kind.CAMPAIGN
    assert "00000001" not in row.key  # neither document nor telephone in what is logged
    assert row.message.values["variant"] in ("a", "b")
    assert (await world.deliver()).sent == 1
    assert (await world.case()).notices == ()


async def test_an_occurrence_without_its_plan_is_dropped(world: Planned) -> None:
    async with world.services.units() as unit:
        await unit.campaigns.add_occurrence(Occurrence("gone", world.now - timedelta(days=1)))
    (report,) = await fire_due(world.services, "one")
    assert report.dropped == "stopped"
