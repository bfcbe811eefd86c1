"""A plan counts, a named person approves it, and only then the clock looks at it."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from receivables.errors import Refused, Unknown
from receivables.model.campaign import Audience, Campaign, PlanState, Schedule
from receivables.model.conversation import Conversation, Identity
from receivables.model.ladder import Notice
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from receivables.usecases.audience import draw
from receivables.usecases.carriers import Carriers
from receivables.usecases.plan_campaign import approve, plan, stop
from receivables.usecases.ways import Ways
from tests.receivables.usecases.test_deliver import neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, lima
from tests.support.world import PlainRenderer, Recorder, World

pytestmark = pytest.mark.anyio


def an_offer_campaign(**changes: Any) -> Campaign:
    """Offers on Tuesdays at nine."""
    plain = Campaign(
        id="offer",
        title="Oferta",
        step=Notice.OFFER,
        audience=Audience(),
        message_key="agreement_offer",
        variants=(),
        holdout_percent=0,
        schedule=Schedule(("tue",), time(9), 120),
    )
    return replace(plain, **changes)


@pytest.fixture
async def world() -> World:
    """Three supplies three bills behind: one to reach, one without consent, one of another locality."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.has(neighbour("0000002"))
    elsewhere = neighbour("0000003")
    elsewhere = replace(elsewhere, supply=replace(elsewhere.supply, locality="Zorritos"))
    await world.has(elsewhere, a_contact(supply_number="0000003", document="00000003"))
    return world


async def test_everybody_in_turn_is_counted_once(world: World) -> None:
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    assert (made.planned, made.withheld, made.held_out) == (2, {"no_consent": 1}, 0)
    assert (made.id, made.state) == ("offer-20240108-100000", PlanState.DRAFT)
    assert [entry.outcome for entry in await world.trail(made.id)] == ["drafted"]


async def test_a_campaign_can_be_for_some_localities_only(world: World) -> None:
    only = an_offer_campaign(audience=Audience(localities=("Zorritos",)))
    assert (await plan(world.services, only, planned_by="staff/carla")).planned == 1


async def test_whoever_has_less_overdue_is_not_in_the_audience(world: World) -> None:
    more = an_offer_campaign(audience=Audience(overdue_bills_at_least=4))
    made = await plan(world.services, more, planned_by="staff/carla")
    assert (made.planned, made.withheld) == (0, {})


async def test_the_forecast_is_for_the_next_occurrence_and_not_for_now(world: World) -> None:
    world.at("2024-01-06 22:00")  # a Saturday night
    await world.has(three_months_behind())
    assert (await plan(world.services, an_offer_campaign(), planned_by="staff/carla")).planned == 2
    world.holidays(date(2024, 1, 9))
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    assert made.withheld == {"no_consent": 1, "holiday": 2}


async def test_a_feed_that_comes_every_day_is_expected_to_come_until_then(world: World) -> None:
    weekly = an_offer_campaign(schedule=Schedule(("mon",), time(9), 120))
    assert (await plan(world.services, weekly, planned_by="staff/carla")).planned == 2
    world.at("2024-01-16 09:00")
    made = await plan(world.services, weekly, planned_by="staff/carla")
    assert made.withheld == {"stale_feed": 3}


async def test_whole_routes_are_held_out_always_the_same(world: World) -> None:
    half = an_offer_campaign(holdout_percent=50)
    first = await plan(world.services, half, planned_by="staff/carla")
    second = await plan(world.services, half, planned_by="staff/carla")
    assert (first.planned, first.held_out) == (second.planned, second.held_out)
    assert {first.planned, first.held_out} == {0, 2}  # both live on one route
    lots = [draw(half.id, f"{route:04}") % 100 < 50 for route in range(1000)]
    assert 450 < sum(lots) < 550


async def test_two_plans_in_one_second_have_names_of_their_own(world: World) -> None:
    names = [(await plan(world.services, an_offer_campaign(), planned_by="x")).id for _ in range(3)]
    assert names == ["offer-20240108-100000", "offer-20240108-100000-2", "offer-20240108-100000-3"]


async def test_an_approved_plan_knows_when_it_is_due(world: World) -> None:
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    approved = await approve(world.services, made.id, approved_by="staff/jefa")
    assert (approved.state, approved.approved_by) == (PlanState.APPROVED, "staff/jefa")
    assert approved.next_at == lima("2024-01-09 09:00")
    assert await approve(world.services, made.id, approved_by="staff/otra") == approved


async def test_the_latest_approval_of_a_campaign_holds(world: World) -> None:
    first = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    await approve(world.services, first.id, approved_by="staff/jefa")
    second = await plan(world.services, an_offer_campaign(title="Otra"), planned_by="staff/carla")
    await approve(world.services, second.id, approved_by="staff/jefa")
    async with world.services.units.reading() as unit:
        states = {each.id: each.state for each in await unit.campaigns.plans()}
    assert states == {first.id: PlanState.STOPPED, second.id: PlanState.APPROVED}


async def test_a_stopped_plan_stays_stopped(world: World) -> None:
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    await stop(world.services, made.id, actor="staff/jefa")
    assert (await stop(world.services, made.id, actor="staff/jefa")).state is PlanState.STOPPED
    with pytest.raises(Refused, match="plan_is_stopped"):
        await approve(world.services, made.id, approved_by="staff/jefa")


async def test_an_unknown_plan_is_said_to_be_unknown(world: World) -> None:
    with pytest.raises(Unknown, match="unknown_plan"):
        await approve(world.services, "nothing", approved_by="staff/jefa")


def by(world: World, *channels: Recorder) -> Ways:
    """The plan is to go by these."""
    carriers = Carriers({each.name: each for each in channels}, {})
    return Ways(carriers, PlainRenderer(templates={"agreement_offer"}))


async def test_whom_no_channel_that_is_there_reaches_is_not_counted(world: World) -> None:
    for ways, planned in ((None, 2), (by(world, Recorder("whatsapp")), 2), (by(world, Recorder("sms")), 0)):
        made = await plan(world.services, an_offer_campaign(), planned_by="x", ways=ways)
        assert made.planned == planned
    assert made.withheld == {"no_consent": 1, "no_channel": 2}


async def test_a_messenger_that_cannot_begin_reaches_only_chats_that_are_linked() -> None:
    world = World()
    for number in ("0000001", "0000002"):
        contact = a_contact("telegram", supply_number=number, document=f"0{number}")
        account = three_months_behind() if number == "0000001" else neighbour(number)
        await world.has(account, contact)
    async with world.services.units() as unit:
        linked = Conversation("telegram", "42", Identity.LINKED, supply_number="0000002")
        await unit.conversations.save(linked)
    ways = by(world, Recorder("telegram", initiates=False))
    made = await plan(world.services, an_offer_campaign(), planned_by="x", ways=ways)
    assert (made.planned, made.withheld) == (1, {"no_channel": 1})
    assert (await plan(world.services, an_offer_campaign(), planned_by="x")).planned == 2


@pytest.mark.parametrize(
    ("digest", "state", "withheld"),
    [
        ("d", TemplateState.APPROVED, {"no_consent": 1}),
        ("d", TemplateState.PENDING, {"no_consent": 1, "no_template": 2}),
        ("older", TemplateState.APPROVED, {"no_consent": 1, "no_template": 2}),
    ],
)
async def test_without_an_approved_template_of_these_words_nobody_is_counted(
    world: World, digest: str, state: TemplateState, withheld: dict[str, int]
) -> None:
    ways = by(world, Recorder("whatsapp", needs_template=True))
    unseen = await plan(world.services, an_offer_campaign(), planned_by="x", ways=ways)
    assert unseen.planned == 2  # nobody has looked at the account yet
    name, utility = "agreement_offer", TemplateCategory.UTILITY
    held = MessageTemplate("whatsapp", name, "es_PE", utility, "HX1", state, digest, world.now)
    async with world.services.units() as unit:
        await unit.templates.save([held])
    made = await plan(world.services, an_offer_campaign(), planned_by="x", ways=ways)
    assert made.withheld == withheld
    assert made.planned == 3 - sum(withheld.values())
    drafted = (await world.trail(made.id))[-1]
    assert drafted.facts.get("route.whatsapp.PE", 0) == made.planned
