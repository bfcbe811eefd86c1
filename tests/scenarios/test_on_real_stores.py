"""The whole road once more, on a SQLite file and on PostgreSQL: what memory promises, they keep."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from receivables.model.ladder import Step
from receivables.model.workorder import OrderState
from receivables.usecases.fieldwork import execute_cut, reopen
from tests.scenarios.calendar import BEST, Story, three_months_behind
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import a_contact
from tests.support.laid_out import laid_out
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["file", "server"])
async def story(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Story]:
    """One customer three bills behind, in a real database."""
    if request.param == "file":
        url = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    else:
        url = request.getfixturevalue("migrated_url")
    database = await laid_out(url)
    story = Story(units=database.units("tumbes"))
    await story.begins_with(three_months_behind())
    await story.has(three_months_behind(), a_contact())
    yield story
    await database.close()


async def test_from_the_offer_to_the_cut_and_back(story: Story) -> None:
    await queued(story)
    (order,) = await story.orders()
    assert [evidence.notice for evidence in order.evidence] == ["agreement_offer", "last_chance"]
    story.at("2024-01-16 09:00")
    await story.fresh()
    assert (await execute_cut(story.services, order.id, actor="staff/luis")).reasons == ()
    story.at("2024-01-16 15:00")
    paid = await story.pays("90.00")
    assert paid.settlement["outstanding"] == "0.00"
    _, reopening = await story.orders()
    assert (await reopen(story.services, reopening.id, actor="staff/luis")).state is OrderState.DONE
    case = await story.case()
    assert (case.step, case.round) == (Step.CLEAR, 2)
    assert outcomes(await story.trail())[-5:] == [
        "cut done",
        "case settled",
        "case reopening_ordered",
        "payment posted",
        "case done",
    ]
    again = await story.pays("90.00")
    assert (again.settlement, again.created) == (paid.settlement, False)


async def test_the_best_payers_are_shielded_there_too(story: Story) -> None:
    await story.has(three_months_behind(BEST))
    await story.comes("2024-01-09 09:00")
    assert (await story.case()).step is Step.CLEAR
    await story.comes("2024-01-10 10:00")
    assert (await story.case()).step is Step.FRIENDLY
    await story.comes("2024-01-18 09:00")
    assert "plan withheld protecting_score" in outcomes(await story.trail())
