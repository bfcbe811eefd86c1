"""Promises: kept, broken, and the one last chance."""

from datetime import date

import pytest

from receivables.model.ladder import Act, Promise, Step, promise_made
from receivables.model.money import Money
from receivables.model.workorder import OrderState
from receivables.usecases.promises import PromiseReport
from tests.scenarios.calendar import Story, three_months_behind
from tests.support.build import a_claim, a_contact
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture
async def story() -> Story:
    """On Wednesday evening somebody promises all of it for Thursday, by WhatsApp."""
    story = Story("2024-01-10 19:00")
    await story.begins_with(three_months_behind())
    await story.has(three_months_behind(), a_contact(), a_contact("telegram"))
    promise = Promise(date(2024, 1, 11), Money.of("90.00"), story.now, "telegram")
    act = Act(story.now, "customer", "promise", "2024-01")
    case, _ = promise_made(await story.case(), promise, act)
    await story.remember(case)
    return story


async def test_while_a_promise_runs_nobody_presses(story: Story) -> None:
    await story.comes("2024-01-11 09:00")  # a Thursday: offers
    assert (await story.case()).step is Step.PROMISED
    assert story.channel.sent == []


async def test_a_promise_that_is_kept_closes_the_case_at_once(story: Story) -> None:
    story.at("2024-01-11 15:00")
    paid = await story.pays("90.00")
    assert paid.settlement["promise_kept"] is True
    case = await story.case()
    assert (case.step, case.round) == (Step.CLEAR, 2)
    assert outcomes(await story.trail()) == ["case settled", "promise kept", "payment posted"]


async def test_part_of_the_amount_keeps_no_promise(story: Story) -> None:
    story.at("2024-01-11 15:00")
    paid = await story.pays("60.00")
    assert paid.settlement["promise_kept"] is False
    assert (await story.case()).step is Step.PROMISED


async def test_nobody_breaks_a_promise_over_a_centimo(story: Story) -> None:
    story.at("2024-01-11 15:00")
    paid = await story.pays("89.99")
    assert paid.settlement["promise_kept"] is True


async def test_the_whole_day_belongs_to_the_promise(story: Story) -> None:
    await story.comes("2024-01-11 23:59")
    assert (await story.case()).step is Step.PROMISED
    ticked, _ = await story.comes("2024-01-12 00:05")
    assert (await story.case()).step is Step.BROKEN
    assert ticked.daily["promises"] == PromiseReport(kept=0, broken=1)


async def test_a_promise_is_not_broken_before_the_payments_of_its_own_day_are_known(story: Story) -> None:
    await story.comes("2024-01-11 23:59")  # closes the tenth: the eleventh is not told yet
    story.at("2024-01-12 00:05")
    await story.agenda.tick(story.services, "one")
    assert (await story.case()).step is Step.PROMISED
    await story.comes("2024-01-13 00:05")
    assert (await story.case()).step is Step.BROKEN


async def test_the_last_chance_waits_for_the_morning_and_comes_by_the_channel_of_the_promise(
    story: Story,
) -> None:
    _, night = await story.comes("2024-01-12 00:05")
    assert (night.postponed, night.withheld["outside_window"]) == (1, 1)
    _, morning = await story.comes("2024-01-12 07:00")
    assert morning.sent == 1
    assert (await story.row("notice/0000001/last_chance/1")).channel == "telegram"
    assert (await story.case()).step is Step.LAST_CHANCE


async def test_whoever_pays_before_the_morning_never_gets_it(story: Story) -> None:
    await story.comes("2024-01-12 00:05")
    story.at("2024-01-12 06:00")
    await story.pays("90.00")
    _, morning = await story.comes("2024-01-12 07:00")
    assert morning.sent == 0
    row = await story.row("notice/0000001/last_chance/1")
    assert (row.state.value, [r.value for r in row.reasons]) == ("withheld", ["paid"])


async def test_after_the_last_chance_the_broken_promise_ends_in_the_cut_queue(story: Story) -> None:
    await story.comes("2024-01-12 00:05")
    await story.comes("2024-01-12 07:00")
    story.at("2024-01-12 09:00")
    await story.writes()
    await story.comes("2024-01-14 07:30")
    assert await story.orders() == []  # 48 hours are not over
    await story.comes("2024-01-15 07:30")
    (order,) = await story.orders()
    assert order.state is OrderState.QUEUED
    assert [e.notice for e in order.evidence] == ["last_chance"]


async def test_a_promise_over_what_is_all_claimed_now_waits_for_the_claim(story: Story) -> None:
    bills = three_months_behind().bills
    claims = tuple(a_claim(bill.number, filed_on=date(2024, 1, 11)) for bill in bills[5:])
    await story.has(three_months_behind(claims=claims))
    await story.comes("2024-01-12 00:05")
    assert (await story.case()).step is Step.PROMISED
