"""From an unanswered offer to the cut queue, and the ways back."""

import pytest

from receivables.model.ladder import Notice, Step
from receivables.model.message import State
from receivables.model.workorder import OrderKind, OrderState
from receivables.usecases.fieldwork import execute_cut, reopen
from tests.scenarios.calendar import Story, three_months_behind
from tests.support.build import a_contact
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture
async def story() -> Story:
    """One customer, three bills behind, who can be reached by WhatsApp."""
    story = Story()
    await story.begins_with(three_months_behind())
    await story.has(three_months_behind(), a_contact())
    return story


async def queued(story: Story) -> Story:
    """Until the account is in the cut queue."""
    await story.comes("2024-01-09 09:00")  # a Tuesday: offers
    story.at("2024-01-09 18:00")
    await story.writes()
    await story.comes("2024-01-12 08:30")
    story.at("2024-01-12 12:00")
    await story.writes()
    await story.comes("2024-01-15 07:30")
    return story


async def test_the_offer_comes_on_tuesday_and_only_a_reaction_proves_it(story: Story) -> None:
    await story.comes("2024-01-08 10:00")
    assert (await story.case()).step is Step.CLEAR
    await story.comes("2024-01-09 09:00")
    case = await story.case()
    assert case.step is Step.OFFERED
    assert case.served(Notice.OFFER) is None
    assert (await story.row("notice/0000001/agreement_offer/1")).state is State.SENT
    story.at("2024-01-09 18:00")
    assert await story.writes() == 1
    assert (await story.case()).served(Notice.OFFER) is not None


async def test_an_offer_that_nobody_reacted_to_leads_to_a_letter_and_no_further(story: Story) -> None:
    for day in ("09", "10", "11", "12", "15", "16", "17", "18", "19"):
        await story.comes(f"2024-01-{day} 09:00")
    assert (await story.case()).step is Step.OFFERED
    assert len(story.channel.sent) == 1
    assert [order.kind for order in await story.orders()] == [OrderKind.NOTICE_DELIVERY]


async def test_the_last_chance_waits_for_the_48_hours_of_the_offer(story: Story) -> None:
    await story.comes("2024-01-09 09:00")
    story.at("2024-01-09 18:00")
    await story.writes()
    await story.comes("2024-01-11 08:30")
    assert (await story.case()).step is Step.OFFERED
    await story.comes("2024-01-12 08:30")
    assert (await story.case()).step is Step.LAST_CHANCE
    assert "last_chance: " in story.channel.sent[-1][1]
    assert "debt=90.00" in story.channel.sent[-1][1]


async def test_after_the_last_chance_the_cut_is_ordered_with_the_evidence_of_both_notices(
    story: Story,
) -> None:
    await queued(story)
    (order,) = await story.orders()
    assert (order.id, order.kind, order.state) == ("cut-0000001-1-1", OrderKind.CUT, OrderState.QUEUED)
    assert str(order.debt) == "90.00"
    assert order.reasons == ("overdue_bills:3",)
    assert [(e.notice, e.channel) for e in order.evidence] == [
        ("agreement_offer", "whatsapp"),
        ("last_chance", "whatsapp"),
    ]
    assert (await story.case()).step is Step.CUT_QUEUED
    assert [move.after.value for move in await story.moves()] == [
        "agreement_offer",
        "last_chance",
        "cut_queued",
    ]


async def test_escalating_again_orders_nothing_twice(story: Story) -> None:
    await queued(story)
    story.agenda.ran.clear()
    await story.comes("2024-01-15 07:40")
    assert len(await story.orders()) == 1


async def test_whoever_pays_with_the_crew_on_the_way_is_not_cut(story: Story) -> None:
    await queued(story)
    story.at("2024-01-15 10:00")
    paid = await story.pays("90.00")
    assert paid.settlement["cut_withdrawn"] is True
    assert paid.settlement["outstanding"] == "0.00"
    (order,) = await story.orders()
    assert (order.state, order.closed_why) == (OrderState.WITHDRAWN, "paid")
    case = await story.case()
    assert (case.step, case.round, case.notices) == (Step.CLEAR, 2, ())


async def test_a_payment_of_one_bill_takes_the_account_out_of_the_queue(story: Story) -> None:
    await queued(story)
    story.at("2024-01-15 10:00")
    paid = await story.pays("30.00")
    assert paid.settlement["cut_withdrawn"] is True
    assert paid.settlement["overdue"] == "60.00"
    assert (await story.orders())[0].closed_why == "not_overdue_enough"
    assert (await story.case()).step is Step.LAST_CHANCE


async def test_at_the_door_everything_is_asked_again(story: Story) -> None:
    await queued(story)
    story.at("2024-01-15 17:00")
    late = await execute_cut(story.services, "cut-0000001-1-1", actor="staff/luis")
    assert [reason.value for reason in late.reasons] == ["outside_window"]
    assert late.order.state is OrderState.QUEUED
    story.at("2024-01-16 09:00")
    done = await execute_cut(story.services, "cut-0000001-1-1", actor="staff/luis")
    assert (done.order.state, done.reasons) == (OrderState.DONE, ())
    assert (await story.case()).step is Step.CUT


async def test_whoever_pays_after_the_cut_is_reopened_within_24_hours_of_paying(story: Story) -> None:
    await queued(story)
    story.at("2024-01-16 09:00")
    await execute_cut(story.services, "cut-0000001-1-1", actor="staff/luis")
    story.at("2024-01-19 17:00")  # a Friday: the clock does not stop for the weekend
    paid = await story.pays("90.00")
    assert paid.settlement["reopening"] == {
        "work_order": "reopening-0000001-1-1",
        "due_by": "2024-01-20T17:00:00-05:00",
    }
    assert (await story.case()).step is Step.REOPENING
    story.at("2024-01-19 19:00")
    done = await reopen(story.services, "reopening-0000001-1-1", actor="staff/luis")
    assert done.state is OrderState.DONE
    assert (await story.case()).step is Step.CLEAR


async def test_the_record_tells_the_whole_story(story: Story) -> None:
    await queued(story)
    assert outcomes(await story.trail()) == [
        "plan planned",
        "send allowed",
        "send sent",
        "serve served",
        "plan planned",
        "send allowed",
        "send sent",
        "serve served",
        "cut allowed",
    ]
