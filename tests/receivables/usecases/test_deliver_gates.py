"""Beside the debt: windows and templates, gaps, budgets, the end of the day, codes, prices."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receivables.model.authenticity import normal
from receivables.model.consent import Purpose
from receivables.model.conversation import Inbound
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Notice, Step
from receivables.model.limits import ChannelLimits, portfolio
from receivables.model.message import Message, OutboxRow, State
from receivables.model.price import Price, Prices
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from receivables.usecases.carriers import Carriers
from receivables.usecases.notices import urgent
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer, neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_policy, a_served, lima
from tests.support.world import PlainRenderer, Recorder, World, outcomes

pytestmark = pytest.mark.anyio


def a_world(*, sms: bool = False, **limits: Any) -> World:
    """WhatsApp as it is, without limits unless they are given; with SMS beside it or without."""
    policy = a_policy()
    kept = {"whatsapp": ChannelLimits(**limits)} if limits else {}
    world = World(limits={**dict.fromkeys(policy.channels, ChannelLimits()), **kept})
    whatsapp = Recorder("whatsapp", provider="twilio", sender="whatsapp:+51900000099", needs_template=True)
    text = Recorder("sms", provider="twilio", sender="sms:+51900000099")
    proactive = {"whatsapp": whatsapp, "sms": text} if sms else {"whatsapp": whatsapp}
    world.channel, world.renderer = whatsapp, PlainRenderer({"agreement_offer", "friendly_notice"})
    prices = Prices.of((Price("whatsapp", "PE", "utility", lima("2023-01-01 00:00").date(), 20_000),))
    world.carriers = Carriers(proactive, {"whatsapp": whatsapp}, prices=prices)
    return world


async def approve(
    world: World, category: TemplateCategory = TemplateCategory.UTILITY, name: str = "agreement_offer"
) -> None:
    """The account has that template."""
    template = MessageTemplate(
        "whatsapp", name, "es_PE", category, "HX1", TemplateState.APPROVED, "d", world.now
    )
    async with world.services.units() as unit:
        await unit.templates.save([template])


async def hears(world: World, address: str = PHONE, ago: timedelta = timedelta()) -> None:
    """The person writes, so long ago."""
    async with world.services.units() as unit:
        await unit.conversations.receive(
            Inbound(f"SM{world.now}{ago}", "whatsapp", address, "hola", None, world.now - ago, "")
        )


async def settled(world: World, *contacts: Any) -> World:
    """With the usual customer."""
    await world.has(three_months_behind(), *(contacts or (a_contact(),)))
    return world


async def test_outside_the_window_only_an_approved_template_goes() -> None:
    world = await settled(a_world())
    await approve(world)
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 1
    parcel, row = world.channel.parcels[0], await world.row(OFFER)
    assert parcel.content is not None
    assert (parcel.content.sid, dict(parcel.content.variables)) == ("HX1", {"1": "...0001"})
    assert (row.template, row.category, row.text) == (
        "agreement_offer",
        "utility",
        "template agreement_offer: ...0001",
    )
    assert (row.segments, row.cost) == (1, 20_000)


@pytest.mark.parametrize("sms", [False, True])
async def test_a_template_approved_in_other_words_than_ours_is_none(sms: bool) -> None:
    """After a release that changes a text: the old content would go out with what fills the gaps of the new one."""
    world = a_world(sms=sms)
    await settled(world, a_contact(), *([a_contact("sms")] if sms else []))
    await approve(world)
    world.renderer = PlainRenderer({"agreement_offer"}, digest="of the new text")
    await world.queue(an_offer())
    report = await world.deliver()
    assert not world.channel.parcels
    row = await world.row(OFFER)
    if sms:
        assert (report.sent, row.channel) == (1, "sms")
    else:
        assert (row.state, row.reasons) == (State.WITHHELD, (Reason.NO_TEMPLATE,))


async def test_without_one_it_is_withheld_as_such() -> None:
    world = await settled(a_world())
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_template": 1}
    assert world.channel.parcels == []


async def test_or_goes_by_another_channel_that_the_person_allowed() -> None:
    world = await settled(a_world(sms=True), a_contact(), a_contact("sms"))
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).channel == "sms"


@pytest.mark.parametrize(("hours", "free"), [(1, True), (23.9, True), (24, False), (48, False)])
async def test_inside_24_hours_of_what_the_person_wrote_it_goes_as_free_text(
    hours: float, free: bool
) -> None:
    world = await settled(a_world())
    await approve(world)
    await hears(world, ago=timedelta(hours=hours))
    await world.queue(an_offer())
    await world.deliver()
    assert (world.channel.parcels[0].content is None) is free
    assert (await world.row(OFFER)).category == ("service" if free else "utility")


@pytest.mark.parametrize("promo", [False, True])
async def test_a_template_of_promotion_wants_a_consent_of_its_own(promo: bool) -> None:
    more = (a_contact(purpose=Purpose.PROMO),) if promo else ()
    world = await settled(a_world(), a_contact(), *more)
    await approve(world, TemplateCategory.MARKETING)
    await world.queue(an_offer())
    report = await world.deliver()
    assert (report.sent, report.withheld) == ((1, {}) if promo else (0, {"no_template": 1}))


async def test_an_answer_later_than_24_hours_fails_and_never_becomes_a_template() -> None:
    world = await settled(a_world())
    await approve(world)
    await hears(world, ago=timedelta(hours=25))
    await world.queue(a_reply(channel="whatsapp"))
    assert (await world.deliver()).failed == 1
    assert dict((await world.trail("reply/1/0"))[0].facts)["why"] == "window_closed"
    await hears(world)
    await world.queue(a_reply("reply/2/0", channel="whatsapp"))
    assert (await world.deliver()).sent == 1


async def crowd(world: World, last: int, first: int = 1) -> None:
    """The customers with these numbers and an offer each; everybody their own person."""
    for n in range(first, last + 1):
        supply = f"{n:07}"
        account = three_months_behind() if n == 1 else neighbour(supply)
        who = a_contact(supply_number=supply, document=f"{n:08}", phone=f"+519000001{n:02}")
        await world.has(account, who)
        await world.queue(an_offer(supply, expires_at=None))


async def test_no_more_people_are_written_to_first_than_the_budget_of_a_day() -> None:
    world = a_world(daily_openings=3)
    await approve(world)
    await crowd(world, 5)
    report = await world.deliver()
    assert (report.sent, report.postponed, report.withheld) == (3, 2, {"budget": 2})
    waiting = [row for row in await rows(world, 5) if row.state is State.PENDING]
    assert {row.not_before for row in waiting} == {lima("2024-01-09 10:00:01")}
    world.at("2024-01-09 10:00:01")
    await world.fresh()
    assert (await world.deliver()).sent == 2


async def test_a_second_number_of_the_utility_opens_nobody_beyond_what_they_share() -> None:
    world = a_world(daily_openings=3)
    await approve(world)
    await crowd(world, 3)
    assert (await world.deliver()).sent == 3
    world.channel.sender = "whatsapp:+51900000098"
    await crowd(world, 5, first=4)
    report = await world.deliver()
    assert (report.sent, report.withheld) == (0, {"budget": 2})


async def rows(world: World, count: int) -> list[OutboxRow]:
    """Their offers."""
    return [await world.row(f"notice/{n:07}/agreement_offer/1") for n in range(1, count + 1)]


async def test_a_part_of_the_budget_is_kept_for_the_last_chance_and_not_for_offers() -> None:
    world = a_world(daily_openings=4, reserved_percent=50)
    await approve(world)
    await crowd(world, 3)
    report = await world.deliver()
    assert (report.sent, report.withheld) == (2, {"budget": 1})
    urgent = "0000004"
    who = a_contact(supply_number=urgent, document=urgent, phone="+51900000104")
    await world.has(neighbour(urgent), who)
    offered = a_served(Notice.OFFER, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    await world.remember(Case(urgent, Step.OFFERED, notices=(offered,)))
    key = f"notice/{urgent}/last_chance/1"
    await world.queue(an_offer(urgent, key=key, notice=Notice.LAST_CHANCE, expires_at=None))
    assert (await world.deliver()).sent == 1


def test_what_is_urgent_is_the_last_chance_and_the_news_of_the_service() -> None:
    news = {
        key: an_offer(notice=None, message=Message(key)) for key in ("cut_withdrawn", "reopening_ordered")
    }
    assert all(urgent(row) for row in news.values())
    assert urgent(an_offer(notice=Notice.LAST_CHANCE))
    assert not urgent(an_offer())
    assert not urgent(an_offer(notice=None, message=Message("agreement_ended")))


async def test_a_withdrawn_cut_is_told_by_its_template_out_of_what_is_kept() -> None:
    world = await settled(a_world(daily_openings=2, reserved_percent=50))
    world.renderer = PlainRenderer({"cut_withdrawn"})
    await approve(world, name="cut_withdrawn")
    async with world.services.units() as unit:
        await unit.openings.note(portfolio("whatsapp"), ["+51900000901"], world.now)
    key = "news/0000001/cut_withdrawn/cut-0000001-1-1"
    await world.queue(an_offer(key=key, notice=None, message=Message("cut_withdrawn")))
    assert (await world.deliver()).sent == 1
    assert (await world.row(key)).template == "cut_withdrawn"


async def test_who_was_opened_today_or_wrote_today_costs_nothing() -> None:
    world = a_world(daily_openings=1)
    await approve(world)
    await crowd(world, 2)
    async with world.services.units() as unit:
        await unit.openings.note(portfolio("whatsapp"), ["+51900000101"], world.now)
    await hears(world, "+51900000102")
    assert (await world.deliver()).sent == 2


async def test_two_messages_to_one_person_keep_their_distance_in_silence() -> None:
    law = a_policy().law
    world = a_world(pair_seconds=6)
    policy = replace(world.services.policy, law=replace(law, contacts_per_day=9, contacts_per_seven_days=9))
    world.services = replace(world.services, policy=policy)
    await settled(world)
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    await approve(world)
    await world.queue(an_offer(), an_offer("0000002"))
    assert (await world.deliver()).sent == 1
    second = await world.row("notice/0000002/agreement_offer/1")
    assert (second.state, second.not_before) == (State.PENDING, world.now + timedelta(seconds=6))
    assert await world.trail("0000002") == []
    world.clock.move(timedelta(seconds=6))
    assert (await world.deliver()).sent == 1


@pytest.mark.parametrize(
    ("moment", "expires", "seconds"),
    [
        ("2024-01-08 10:00", "2024-01-08 10:30", 1800),
        ("2024-01-08 19:00", None, 3600),
        ("2024-01-08 19:59:50", None, 10),
    ],
)
async def test_the_provider_is_told_when_its_time_is_over(
    moment: str, expires: str | None, seconds: int
) -> None:
    world = await settled(a_world())
    await approve(world)
    world.at(moment)
    await world.queue(an_offer(expires_at=expires and lima(expires)))
    await world.deliver()
    assert world.channel.parcels[0].valid_for == seconds


async def test_what_might_arrive_after_the_window_waits_for_the_next_one() -> None:
    world = await settled(a_world())
    await approve(world)
    world.at("2024-01-08 19:59:56")
    await world.queue(an_offer(expires_at=None))
    assert (await world.deliver()).withheld == {"outside_window": 1}
    assert (await world.row(OFFER)).not_before == lima("2024-01-09 07:00")


async def test_each_first_message_has_a_code_of_its_own_that_stays_with_it() -> None:
    world = await settled(a_world())
    await approve(world)
    await hears(world)
    await world.queue(an_offer(), a_reply(channel="whatsapp"))
    await world.deliver()
    row = await world.row(OFFER)
    assert row.code is not None
    assert normal(row.code) == row.code
    assert f"code={row.code}" in (row.text or "")
    assert (await world.row("reply/1/0")).code is None
    assert dict(next(e for e in await world.trail() if e.outcome == "allowed").facts)["code"] == row.code


async def test_a_channel_that_gave_a_message_up_is_not_used_for_it_again() -> None:
    world = await settled(a_world(sms=True), a_contact(), a_contact("sms"))
    await approve(world)
    await world.queue(an_offer(tried=("whatsapp",)))
    await world.deliver()
    assert (await world.row(OFFER)).channel == "sms"


async def test_when_none_is_left_it_failed() -> None:
    world = await settled(a_world())
    await approve(world)
    await world.queue(an_offer(tried=("whatsapp",)))
    assert (await world.deliver()).failed == 1
    assert outcomes(await world.trail()) == ["send failed no_channel"]


async def test_a_paid_debt_is_the_reason_even_when_no_channel_is_left() -> None:
    world = await settled(a_world())
    await world.queue(an_offer(tried=("whatsapp",)))
    await world.pays("90.00")
    assert (await world.row(OFFER)).state is State.WITHHELD


async def test_an_answer_waits_for_the_one_before_it_where_another_worker_has_that_one() -> None:
    world = World()
    first = a_reply(state=State.SENDING, sent_at=world.now)
    await world.queue(first, a_reply("reply/1/1"))
    assert (await world.deliver()).sent == 0
    async with world.services.units() as unit:
        await unit.outbox.save([a_reply(state=State.SENT, sent_at=world.now)])
    world.clock.move(timedelta(seconds=1))
    assert (await world.deliver()).sent == 1
