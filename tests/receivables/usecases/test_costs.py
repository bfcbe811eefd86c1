"""What a campaign will cost is told before it is approved; what was spent is summed after it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from receivables.errors import Unknown
from receivables.model.message import OutboxRow, State
from receivables.model.price import Bill, Price, Prices
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from receivables.usecases.costs import estimate, spending, unpriced
from receivables.usecases.plan_campaign import A_CODE, SmsWords, plan
from tests.receivables.usecases.test_deliver import an_offer
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_supply
from tests.support.world import PlainRenderer, World

pytestmark = pytest.mark.anyio
FIRST = date(2023, 1, 1)
PRICES = Prices.of(
    (
        Price("whatsapp", "PE", "utility", FIRST, 25_000, confirmed=True),
        Price("whatsapp", "PE", "marketing", FIRST, 75_000, confirmed=True),
        Price("sms", "PE", "text", FIRST, 80_000),
    )
)


async def two_customers() -> tuple[World, str]:
    """A plan that reaches one customer by WhatsApp and another by SMS."""
    world = World("2024-01-08 08:00")
    for number, channel in ((1, "whatsapp"), (2, "sms")):
        supply = f"000000{number}"
        account = three_months_behind()
        bills = tuple(
            replace(bill, supply_number=supply, number=f"{supply}-{bill.number}") for bill in account.bills
        )
        account = replace(account, bills=bills, supply=a_supply(supply, document=f"0000000{number}"))
        contact = replace(
            a_contact(channel),
            supply_number=supply,
            document=f"0000000{number}",
            phone=f"+5190000000{number}",
        )
        await world.has(account, contact)
    words = SmsWords(PlainRenderer(), lambda text: 3 if A_CODE in text else 0)
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla", sms=words)
    return world, made.id


async def test_an_sms_is_estimated_by_its_own_parts_as_channel_and_category_say() -> None:
    world, made = await two_customers()
    forecast = await estimate(world.services, made, PRICES)
    assert dict(forecast.lines) == {
        ("sms", "text"): Bill(1, 1, 240_000, confirmed=False),
        ("whatsapp", "utility"): Bill(1, 1, 25_000, confirmed=True),
    }
    assert forecast.bill == Bill(2, 2, 265_000, confirmed=False)


async def test_a_template_that_the_account_calls_marketing_costs_as_such() -> None:
    world, made = await two_customers()
    campaign = an_offer_campaign()
    name = f"{campaign.message_key}.{campaign.variants[0]}" if campaign.variants else campaign.message_key
    template = MessageTemplate(
        "whatsapp", name, "es_PE", TemplateCategory.MARKETING, "HX1", TemplateState.APPROVED, "d", world.now
    )
    async with world.services.units() as unit:
        await unit.templates.save([template])
    forecast = await estimate(world.services, made, PRICES)
    assert forecast.lines["whatsapp", "marketing"].micros == 75_000


async def test_of_a_day_without_a_price_the_cost_is_unknown() -> None:
    world, made = await two_customers()
    forecast = await estimate(world.services, made, Prices())
    assert forecast.bill == Bill(2, 0, 0, confirmed=False, unpriced=2)


async def test_a_plan_that_does_not_exist_is_unknown() -> None:
    with pytest.raises(Unknown, match="unknown_plan"):
        await estimate(World().services, "x", PRICES)


def went(number: int, moment: Any, **changes: Any) -> OutboxRow:
    """A message that was sent."""
    plain: dict[str, Any] = {
        "state": State.SENT,
        "sent_at": moment,
        "channel": "whatsapp",
        "category": "utility",
        "campaign": "offer",
        "segments": 1,
        "cost": 25_000,
    }
    return an_offer(f"{number:07}", **{**plain, **changes})


async def test_what_was_spent_is_summed_by_day_of_the_utility() -> None:
    world = World("2024-01-08 10:00")
    night = world.now + timedelta(hours=13, minutes=59)  # 23:59 in Lima, the next day in UTC
    await world.queue(
        went(1, world.now),
        went(2, night, cost=31_000),
        went(3, night + timedelta(minutes=1)),
        went(4, world.now, channel="sms", category="text", segments=2, cost=160_000),
        went(5, world.now, state=State.WITHHELD),
    )
    assert dict(await spending(world.services, date(2024, 1, 8), date(2024, 1, 8))) == {
        ("offer", "whatsapp", "utility"): (2, 2, 56_000),
        ("offer", "sms", "text"): (1, 2, 160_000),
    }
    both = await spending(world.services, date(2024, 1, 8), date(2024, 1, 9))
    assert both["offer", "whatsapp", "utility"] == (3, 3, 81_000)


async def test_what_went_before_the_first_known_price_is_told_apart() -> None:
    world = World("2024-01-08 10:00")
    later = Prices.of((Price("whatsapp", "PE", "utility", date(2024, 1, 9), 25_000),))
    await world.queue(
        went(1, world.now, cost=0),
        went(2, world.now + timedelta(days=1)),
        went(3, world.now, channel="telegram", category="free", cost=0),
        went(4, world.now, channel="sms", category="text", cost=70_000),  # as the provider told
    )
    first, last = date(2024, 1, 8), date(2024, 1, 9)
    found = await unpriced(world.services, first, last, later)
    assert found == {("offer", "whatsapp", "utility"): 1}
    assert await unpriced(world.services, last, last, later) == {}
