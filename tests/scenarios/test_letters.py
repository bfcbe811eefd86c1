"""The monthly letter: once in a month to who was offered an agreement, and never in place of the last chance."""

from dataclasses import replace
from typing import Any

import pytest

from receivables.model.account import Account
from receivables.model.ladder import Case, Event, Notice, Step
from receivables.model.policy import Letters
from tests.scenarios.calendar import Story, three_months_behind
from tests.support.build import a_contact, a_served, lima, monthly_bills
from tests.support.world import World

pytestmark = pytest.mark.anyio

OFFER = a_served(Notice.OFFER, lima("2024-01-02 09:00"))
OFFERED = Case("0000001", Step.OFFERED, notices=(OFFER,))


async def a_story(account: Account, case: Case = OFFERED, **policy: Any) -> Story:
    """An offer was sent that nobody reacted to."""
    story = Story("2024-01-08 08:00")
    changed = {"letters": Letters(3, 6), **policy}
    story.services = replace(story.services, policy=replace(story.services.policy, **changed))
    await story.begins_with(account)
    await World.has(story, account, a_contact())
    await story.remember(case)
    return story


def letters(story: Story) -> list[str]:
    return [key for _, _, key in story.channel.sent if "/letter/" in key]


async def test_it_comes_once_in_a_calendar_month_and_leaves_the_case_where_it_is() -> None:
    story = await a_story(three_months_behind())
    for day in ("2024-01-10", "2024-01-17", "2024-01-24", "2024-01-31", "2024-02-07", "2024-02-14"):
        await story.comes(f"{day} 09:30")
    assert letters(story) == ["notice/0000001/letter/2024-01", "notice/0000001/letter/2024-02"]
    assert (await story.case()).step is Step.OFFERED
    assert {move.event for move in await story.moves()} == {Event.LETTER_SENT}


@pytest.mark.parametrize("unpaid", [2, 7])
async def test_only_from_so_many_bills_to_so_many(unpaid: int) -> None:
    account = replace(three_months_behind(), bills=monthly_bills(8, unpaid=unpaid))
    story = await a_story(account)
    await story.comes("2024-01-10 09:30")
    assert letters(story) == []


async def test_where_the_policy_has_no_letters_nobody_gets_one() -> None:
    story = await a_story(three_months_behind(), letters=None)
    await story.comes("2024-01-10 09:30")
    assert letters(story) == []


async def test_an_offer_that_was_received_brings_the_last_chance_and_no_letter() -> None:
    served = replace(OFFER, served_at=lima("2024-01-02 10:00"))
    story = await a_story(three_months_behind(), replace(OFFERED, notices=(served,)))
    await story.comes("2024-01-10 09:30")
    assert [key for _, _, key in story.channel.sent] == ["notice/0000001/last_chance/1"]


async def test_while_the_hours_of_the_last_chance_run_there_is_no_letter() -> None:
    last = a_served(Notice.LAST_CHANCE, lima("2024-01-09 08:30"), lima("2024-01-09 09:00"))
    held = Case("0000001", Step.LAST_CHANCE, notices=(OFFER, last)).hold("paid", lima("2024-01-09 10:00"))
    story = await a_story(three_months_behind(), held)
    await story.comes("2024-01-10 09:30")
    assert letters(story) == []
