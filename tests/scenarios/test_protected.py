"""Whom the loop leaves alone, whatever they owe."""

from datetime import date

import pytest

from receivables.model.account import Account, SupplyState
from receivables.model.ladder import Case, Notice, Step
from receivables.model.suppression import Cause, Suppression
from receivables.usecases.escalate import cut_candidates
from tests.scenarios.calendar import BEST, GOOD, Story, three_months_behind
from tests.support.build import a_claim, a_contact, a_served, a_supply, an_agreement, lima
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio
OCTOBER, NOVEMBER, DECEMBER = (bill.number for bill in three_months_behind().bills[5:])


async def a_story(account: Account, *, consent: bool = True) -> Story:
    """A story about one account."""
    story = Story()
    await story.begins_with(account)
    await story.has(account, *([a_contact()] if consent else []))
    return story


async def test_a_good_payer_who_fell_behind_is_told_kindly_first() -> None:
    story = await a_story(three_months_behind(GOOD))
    await story.comes("2024-01-09 09:00")
    assert story.channel.sent == []
    await story.comes("2024-01-10 10:00")
    assert "friendly_notice: " in story.channel.sent[0][1]
    assert (await story.case()).step is Step.FRIENDLY


async def test_a_good_payer_has_a_week_before_the_offer() -> None:
    story = await a_story(three_months_behind(GOOD))
    await story.comes("2024-01-10 10:00")
    await story.comes("2024-01-11 09:00")
    await story.comes("2024-01-16 09:00")
    assert (await story.case()).step is Step.FRIENDLY
    await story.comes("2024-01-18 09:00")
    assert (await story.case()).step is Step.OFFERED


async def test_the_best_payers_are_never_threatened_and_never_cut() -> None:
    story = await a_story(three_months_behind(BEST))
    await story.comes("2024-01-10 10:00")
    await story.comes("2024-01-18 09:00")
    assert (await story.case()).step is Step.FRIENDLY
    assert "plan withheld protecting_score" in outcomes(await story.trail())
    candidates = await cut_candidates(story.services)
    assert (candidates.total, candidates.allowed) == (1, 0)
    assert candidates.withheld["protecting_score"] == 1


async def test_a_good_payer_is_cut_only_with_a_named_approval() -> None:
    story = await a_story(three_months_behind(GOOD))
    served = a_served(Notice.LAST_CHANCE, lima("2024-01-08 09:00"), lima("2024-01-08 10:00"))
    case = Case("0000001", Step.LAST_CHANCE, notices=(served,))
    await story.remember(case)
    await story.comes("2024-01-11 07:30")
    assert await story.orders() == []
    assert "cut withheld protecting_score" in outcomes(await story.trail())
    approved = Case("0000001", Step.LAST_CHANCE, notices=(served,), approved_by="jefa")
    await story.remember(approved)
    await story.comes("2024-01-12 07:30")
    assert len(await story.orders()) == 1


async def test_a_withheld_cut_is_noted_once_a_day() -> None:
    story = await a_story(three_months_behind(GOOD))
    served = a_served(Notice.LAST_CHANCE, lima("2024-01-08 09:00"), lima("2024-01-08 10:00"))
    await story.remember(Case("0000001", Step.LAST_CHANCE, notices=(served,)))
    for moment in ("2024-01-11 07:30", "2024-01-11 09:30", "2024-01-12 07:30"):
        story.agenda.ran.clear()
        await story.comes(moment)
    assert outcomes(await story.trail()).count("cut withheld protecting_score") == 2


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (three_months_behind(supply=a_supply(protected=True)), "protected_supply"),
        (three_months_behind(supply=a_supply(continuity=False)), "no_continuity"),
        (three_months_behind(supply=a_supply(state=SupplyState.CUT)), "already_cut"),
        (three_months_behind(agreements=(an_agreement(date(2024, 2, 15)),)), "live_agreement"),
        (three_months_behind(claims=(a_claim(NOVEMBER),)), "claim"),
        (three_months_behind(claims=tuple(map(a_claim, (OCTOBER, NOVEMBER, DECEMBER)))), "claim"),
    ],
)
async def test_whoever_is_shielded_gets_no_notice_of_a_cut(account: Account, reason: str) -> None:
    story = await a_story(account)
    await story.comes("2024-01-09 09:00")
    assert story.channel.sent == []
    assert outcomes(await story.trail()) == [f"plan withheld {reason}"]


async def test_an_inactive_supply_is_counted_in_the_plan_and_then_passed_over() -> None:
    story = await a_story(three_months_behind(supply=a_supply(state=SupplyState.INACTIVE)))
    async with story.services.units.reading() as unit:
        withheld = {plan.campaign.id: plan.withheld for plan in await unit.campaigns.plans()}
    assert withheld["agreement-offer-48h"] == {"inactive": 1}
    await story.comes("2024-01-09 09:00")
    assert story.channel.sent == []


async def test_whoever_gave_no_consent_is_not_written_to() -> None:
    story = await a_story(three_months_behind(), consent=False)
    await story.comes("2024-01-09 09:00")
    assert outcomes(await story.trail()) == ["plan withheld no_consent"]


async def test_whoever_asked_to_be_left_alone_is_not_written_to() -> None:
    story = await a_story(three_months_behind())
    async with story.services.units() as unit:
        await unit.suppressions.add(Suppression("doc:00000001", Cause.OPTED_OUT, story.now, "chat"))
    await story.comes("2024-01-09 09:00")
    assert outcomes(await story.trail()) == ["plan withheld opted_out"]


async def test_on_a_holiday_nobody_is_written_to() -> None:
    story = await a_story(three_months_behind())
    story.holidays(date(2024, 1, 9))
    await story.comes("2024-01-09 09:00")
    assert outcomes(await story.trail()) == ["plan withheld holiday"]


async def test_without_news_of_payments_nobody_is_written_to() -> None:
    story = await a_story(three_months_behind())
    story.at("2024-01-16 09:00")
    await story.agenda.tick(story.services, "one")
    assert outcomes(await story.trail()) == ["plan withheld stale_feed"]
