"""The two buttons of a demo, on the database that a story left."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from caudal import settings as environment
from caudal import wiring
from caudal.demo.controls import Controls
from caudal.demo.records import open_records
from caudal.demo.visitor import visitor_supplies
from caudal.doors import Doors
from receivables.errors import Refused
from receivables.model.ladder import Step
from receivables.model.standing import Standing, standing
from tests.caudal.demo.conftest import Told

pytestmark = pytest.mark.anyio


@pytest.fixture
async def here(told: Told, tmp_path: Path) -> AsyncIterator[wiring.Installation]:
    """The installation as `caudal run` opens it, on a copy of the demo's database."""
    copy = shutil.copy(told.database, tmp_path / "demo.db")
    settings = environment.load().model_copy(update={"database_url": f"sqlite+aiosqlite:///{copy}"})
    async with wiring.opened(settings=settings) as installation:
        yield installation


def controls(here: wiring.Installation) -> Controls:
    return Controls(here, Doors().carriers(demo=True))


async def stands(here: wiring.Installation, supply_number: str) -> Standing:
    async with here.services.units.reading() as unit:
        account = await unit.ledger.account(supply_number)
    assert account is not None
    return standing(account, here.services.policy.today(here.clock.now()), here.services.policy.negligible)


async def test_the_clock_goes_on_from_where_the_story_ended(here: wiring.Installation, told: Told) -> None:
    assert here.demo
    assert here.services.policy.today(here.clock.now()) == told.report.last_day


async def test_the_next_day_is_a_working_morning_and_is_remembered(
    here: wiring.Installation, told: Told
) -> None:
    await controls(here).next_day()
    local = here.services.policy.local(here.clock.now())
    assert local.date() == told.report.last_day + timedelta(days=1)
    assert (local.weekday(), local.hour) == (0, 11)
    kept = await here.database.clock(here.services.policy.utility)
    assert kept is not None
    assert here.services.policy.local(kept[0]).date() == local.date()


async def test_a_weekend_is_passed_over_with_its_daily_closes(here: wiring.Installation) -> None:
    buttons = controls(here)
    for _ in range(6):
        await buttons.next_day()
    local = here.services.policy.local(here.clock.now())
    assert local.weekday() == 0
    async with here.services.units.reading() as unit:
        feed = await unit.ledger.feed()
    assert feed is not None
    assert feed.payments_through == local.date() - timedelta(days=1)


async def test_nothing_goes_out_on_the_next_day_outside_the_window(
    here: wiring.Installation, told: Told
) -> None:
    for _ in range(2):
        await controls(here).next_day()
    database = Path(here.settings.database_file)
    with open_records(database, here.services.policy.utility) as records:
        sent = records.evidence().sent
    later = [each for each in sent if here.services.policy.today(each.sent_at) > told.report.last_day]
    assert all(7 <= here.services.policy.local(each.sent_at).hour < 20 for each in later)


async def test_a_payment_settles_the_case_at_once(here: wiring.Installation) -> None:
    supply = (await visitor_supplies(here.services))[0]
    assert (await stands(here, supply)).overdue
    await controls(here).post_payment(supply)
    assert not (await stands(here, supply)).overdue
    async with here.services.units.reading() as unit:
        assert (await unit.cases.get([supply]))[supply].step is Step.CLEAR


async def test_who_owes_nothing_cannot_pay(here: wiring.Installation) -> None:
    buttons = controls(here)
    supply = (await visitor_supplies(here.services))[0]
    while (await stands(here, supply)).outstanding or (await stands(here, supply)).overdue:
        await buttons.post_payment(supply)
    with pytest.raises(Refused, match="demo_nothing_to_pay"):
        await buttons.post_payment(supply)


async def test_a_visitor_meets_a_customer_with_something_to_decide(here: wiring.Installation) -> None:
    supplies = await visitor_supplies(here.services)
    assert supplies
    async with here.services.units.reading() as unit:
        cases = await unit.cases.get(supplies)
    assert cases[supplies[0]].step in (Step.OFFERED, Step.LAST_CHANCE, Step.CUT_QUEUED)
    assert len((await stands(here, supplies[0])).overdue_bills) >= 2
