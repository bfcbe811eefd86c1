"""Stories with an agreement of the chat, in a real database: the second opinion has nothing to say against them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from receivables.model.agreeing import Stage
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.usecases.agreements import check_agreements
from receivables.usecases.codes import give
from receivables.usecases.fieldwork import execute_cut, reopen
from receivables.usecases.settle import reverse_payment
from tests.scenarios.agreed import DOWN, SUPPLY, Told, sound
from tests.scenarios.calendar import three_months_behind
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import a_contact, an_agreement
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Told]:
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    told = Told(units=database.units("tumbes"))
    await told.begins_with(three_months_behind())
    await told.has(three_months_behind(), a_contact())
    yield told
    await database.close()


async def test_cut_offered_again_agreed_reopened_reminded_missed_and_pressed_for_what_is_due(
    story: Told, tmp_path: Path
) -> None:
    await queued(story)
    story.at("2024-01-16 09:00")
    await story.fresh()
    (order,) = await story.orders()
    assert (await execute_cut(story.services, order.id, actor="staff/luis")).reasons == ()
    await story.agrees()
    story.at("2024-01-16 15:00")
    paid = await story.pays(DOWN)
    assert paid.settlement["reopening"] is not None
    _, reopening = await story.orders()
    await reopen(story.services, reopening.id, actor="staff/luis")
    ours = await story.ours()
    first = ours.rows[0].due_on
    await story.comes(f"{first - timedelta(days=1)} 09:30")
    assert (await story.row(f"reminder/{SUPPLY}/{ours.number}-1/1")).text is not None
    for days in range(1, 30):
        await story.comes(f"{first + timedelta(days=days)} 09:30")
    assert (await story.ours()).stage is Stage.BROKEN
    assert (await story.case()).step is Step.OFFERED
    await sound(tmp_path, story)


async def test_kept_paid_taken_back_and_lapsed(story: Told, tmp_path: Path) -> None:
    await story.comes("2024-01-09 09:00")
    story.at("2024-01-09 18:00")
    await story.agrees()
    await story.comes("2024-01-10 09:00")
    paid = await story.pays(DOWN)
    assert (await story.ours()).stage is Stage.ACTIVE
    for day in ("11", "12", "15", "16"):
        await story.comes(f"2024-01-{day} 09:30")
    assert (await story.case()).step is Step.CLEAR
    await reverse_payment(story.services, str(paid.settlement["operation"]), actor="staff/car1")
    assert (await story.ours()).stage is Stage.LAPSED
    for day in ("17", "18", "19", "22", "23", "24"):
        await story.comes(f"2024-01-{day} 09:30")
    assert (await story.case()).step is not Step.CLEAR
    await sound(tmp_path, story)


async def test_every_instalment_paid(story: Told, tmp_path: Path) -> None:
    await story.agrees(3)
    await story.pays(DOWN)
    for row in (await story.ours()).rows:
        await story.comes(f"{row.due_on - timedelta(days=2)} 09:30")
        story.at(f"{row.due_on - timedelta(days=1)} 12:00")
        await story.pays(str(row.amount.soles))
        await story.comes(f"{row.due_on + timedelta(days=6)} 09:30")
    assert (await story.ours()).stage is Stage.FULFILLED
    assert date(2024, 3, 1) < story.services.policy.today(story.now)
    await sound(tmp_path, story)


async def reminded(story: Told) -> str:
    """Active, and reminded of its first instalment; the key of the reminder."""
    await story.agrees()
    await story.pays(DOWN)
    ours = await story.ours()
    await story.comes(f"{ours.rows[0].due_on - timedelta(days=1)} 09:30")
    key = f"reminder/{SUPPLY}/{ours.number}-1/1"
    assert (await story.row(key)).text is not None
    return key


async def test_a_reminder_of_one_that_came_to_nothing_afterwards(story: Told, tmp_path: Path) -> None:
    await reminded(story)
    down = next(operation for operation, _ in (await story.ours()).down)
    await reverse_payment(story.services, down, actor="staff/car1")
    assert (await story.ours()).stage is Stage.LAPSED
    await sound(tmp_path, story)


async def test_a_reminder_by_the_schedule_of_before_it_was_changed(story: Told, tmp_path: Path) -> None:
    await reminded(story)
    code = await give(story.services, SUPPLY, actor="staff/ana")
    await story.says(button="amend")
    await story.says(button="accept:12")
    await story.says("sí")
    await story.says(code.code)
    changed = await story.ours()
    assert (changed.stage, changed.version) == (Stage.AMENDED, 2)
    await sound(tmp_path, story)
    next_due = changed.rows[0].due_on
    await story.comes(f"{next_due - timedelta(days=1)} 09:30")
    await sound(tmp_path, story)


async def test_a_reminder_of_one_that_the_feed_took_over_since(story: Told, tmp_path: Path) -> None:
    await reminded(story)
    ours = await story.ours()
    theirs = an_agreement(ours.rows[0].due_on, ours.rows[1].due_on, signed_on=ours.accepted_on)
    paid = tuple(replace(bill, balance=Money(0)) for bill in three_months_behind().bills)
    await story.has(replace(three_months_behind(), bills=paid, agreements=(theirs,)), a_contact())
    assert (await check_agreements(story.services)).superseded == 1
    await sound(tmp_path, story)
    for days in range(1, 12):
        await story.comes(f"{ours.rows[0].due_on + timedelta(days=days)} 09:30")
    await sound(tmp_path, story)


async def test_another_plan_instead_of_one_that_waits(story: Told, tmp_path: Path) -> None:
    await story.agrees(6)
    await story.says("quiero fraccionar")
    assert await story.says(button="accept:3") == ["plan_confirm"]
    assert (await story.says("sí"))[-1] == "plan_accepted"
    await story.pays(DOWN)
    assert (await story.ours()).stage is Stage.ACTIVE
    assert len((await story.ours()).rows) == 3
    await sound(tmp_path, story)


async def test_a_second_one_after_the_first_and_a_payment_of_the_first_taken_back(
    story: Told, tmp_path: Path
) -> None:
    await story.agrees(3)
    await story.pays(DOWN)
    last = ""
    for row in (await story.ours()).rows:
        await story.comes(f"{row.due_on - timedelta(days=1)} 09:30")
        last = str((await story.pays(str(row.amount.soles))).settlement["operation"])
    assert (await story.ours()).stage is Stage.FULFILLED
    await sound(tmp_path, story)
    await reverse_payment(story.services, last, actor="staff/car1")
    assert (await story.ours()).stage is Stage.ACTIVE
    for days in range(1, 12):
        await story.comes(f"2024-04-{10 + days} 09:30")
    await sound(tmp_path, story)
