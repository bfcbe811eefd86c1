"""A bill far above the usual: offered an inspection or a claim before anybody presses for it (PE-BILL-2)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from receivables.model.account import Account
from receivables.ports import DeliveryFailed
from receivables.usecases.tick import fire_due
from tests.scenarios.calendar import POOR, Story, three_months_behind
from tests.support.build import a_contact
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio


def with_a_high_bill() -> Account:
    """Three months behind; the latest bill is five times what is usual there."""
    plain = three_months_behind(POOR)
    odd = replace(plain.bills[-1], consumption_m3=Decimal(60))
    return replace(plain, bills=(*plain.bills[:-1], odd))


@pytest.fixture
async def story() -> Story:
    """All shipped campaigns run; on Sunday evening."""
    story = Story("2024-01-07 21:00")
    await story.begins_with(with_a_high_bill())
    await story.has(with_a_high_bill(), a_contact())
    async with story.services.units() as unit:
        await unit.ledger.note_usual_consumption()
    return story


async def test_the_offer_goes_first_and_the_notice_follows_on_another_day(story: Story) -> None:
    await story.comes("2024-01-08 08:00")
    assert [key.split("/")[:2] for _, _, key in story.channel.sent] == [["campaign", "atypical-bill"]]
    assert "claimable=('R-2023-12',)" in story.channel.sent[0][1]
    await story.writes()
    await story.comes("2024-01-09 09:00")
    assert story.channel.sent[-1][2] == "notice/0000001/agreement_offer/1"
    assert len(story.channel.sent) == 2


async def test_until_then_the_notice_is_withheld_and_says_why(story: Story) -> None:
    async with story.services.units() as unit:
        for made in await unit.campaigns.plans():
            if made.campaign.id == "atypical-bill":
                await unit.campaigns.save_plan(replace(made, next_at=None))
    await story.comes("2024-01-09 09:00")
    assert story.channel.sent == []
    assert "plan withheld atypical_bill" in outcomes(await story.trail())


async def test_an_offer_that_no_channel_took_is_made_again(story: Story) -> None:
    async def refuses(address: str, key: str) -> None:
        raise DeliveryFailed("closed today")

    story.channel.answer = refuses
    await story.comes("2024-01-08 08:00")
    story.channel.answer = None
    await story.comes("2024-01-15 08:00")
    assert len(story.channel.sent) == 1


async def test_an_offer_that_nobody_saw_counts_for_nothing_and_is_made_again(story: Story) -> None:
    for day in (8, 9, 15):
        await story.comes(f"2024-01-{day:02} 08:00")
    assert [key.split("/")[1] for _, _, key in story.channel.sent] == ["atypical-bill"] * 2


async def test_it_is_offered_once_when_it_was_received(story: Story) -> None:
    for day in (8, 15, 22):
        await story.comes(f"2024-01-{day:02} 08:00")
        await story.writes()
    offers = [key for _, _, key in story.channel.sent if key.split("/")[1] == "atypical-bill"]
    assert len(offers) == 1


async def test_nobody_else_is_in_that_audience() -> None:
    story = Story("2024-01-07 21:00")
    await story.begins_with(three_months_behind(POOR))
    story.at("2024-01-08 08:00")
    await story.fresh()
    reports = await fire_due(story.services, "one")
    assert {report.tally.planned for report in reports if report.plan.startswith("atypical")} == {0}
