"""Definitions, plans, occurrences; and the staff who approve them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from receivables.model.campaign import Audience, Campaign, CampaignPlan, Occurrence, PlanState, Schedule
from receivables.model.ladder import Notice
from receivables.model.staff import ApiKey, StaffRole, User
from receivables.ports import Units

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_campaign(campaign_id: str = "friendly-notice", **changes: Any) -> Campaign:
    plain = Campaign(
        id=campaign_id,
        title="Aviso amistoso",
        step=Notice.FRIENDLY,
        audience=Audience(Decimal("4.0"), 1, ("Zorritos", "La Cruz"), True, 6),
        message_key="friendly_notice",
        variants=("plain", "facilities"),
        holdout_percent=10,
        schedule=Schedule(("mon", "wed"), time(10, 30), 120),
    )
    return replace(plain, **changes)


def a_plan(plan_id: str = "P-1", **changes: Any) -> CampaignPlan:
    plain = CampaignPlan(plan_id, a_campaign(), NOW, 120, {"cap": 3, "claim": 1}, 12)
    return replace(plain, **changes)


async def test_a_definition_is_kept_by_id_and_comes_back_exactly(units: Units) -> None:
    plain = a_campaign("a-plain", step=None, audience=Audience(), variants=())
    async with units() as unit:
        await unit.campaigns.define(a_campaign(title="before"))
        await unit.campaigns.define(a_campaign())
        await unit.campaigns.define(plain)
    async with units() as unit:
        assert await unit.campaigns.definitions() == [plain, a_campaign()]


async def test_a_plan_keeps_the_campaign_as_it_was_planned(units: Units) -> None:
    async with units() as unit:
        await unit.campaigns.add_plan(a_plan())
        await unit.campaigns.define(a_campaign(title="later"))
    async with units() as unit:
        assert await unit.campaigns.plan("P-1") == a_plan()
        assert await unit.campaigns.plan("P-2") is None
        approved = a_plan(state=PlanState.APPROVED, approved_by="ana", next_at=NOW)
        await unit.campaigns.save_plan(approved)
        await unit.campaigns.save_plan(a_plan("P-9"))
        assert await unit.campaigns.plans() == [approved]


async def test_plans_are_told_newest_first(units: Units) -> None:
    async with units() as unit:
        for plan in (a_plan("P-1"), a_plan("P-3", planned_at=NOW - HOUR), a_plan("P-2")):
            await unit.campaigns.add_plan(plan)
        assert [plan.id for plan in await unit.campaigns.plans()] == ["P-2", "P-1", "P-3"]


async def test_a_plan_is_not_added_twice(units: Units) -> None:
    async with units() as unit:
        await unit.campaigns.add_plan(a_plan())
    with pytest.raises(Exception, match=r"exists|UNIQUE|unique"):
        async with units() as unit:
            await unit.campaigns.add_plan(a_plan(planned=1))


async def test_only_approved_plans_whose_moment_has_come_are_due(units: Units) -> None:
    async with units() as unit:
        for plan in (
            a_plan("now", state=PlanState.APPROVED, next_at=NOW),
            a_plan("before", state=PlanState.APPROVED, next_at=NOW - HOUR),
            a_plan("later", state=PlanState.APPROVED, next_at=NOW + HOUR),
            a_plan("never", state=PlanState.APPROVED),
            a_plan("draft", next_at=NOW),
            a_plan("stopped", state=PlanState.STOPPED, next_at=NOW),
        ):
            await unit.campaigns.add_plan(plan)
        assert [plan.id for plan in await unit.campaigns.due(NOW)] == ["before", "now"]


async def test_an_occurrence_happens_once_however_many_clocks_tick(units: Units) -> None:
    async def tick() -> bool:
        async with units() as unit:
            return await unit.campaigns.add_occurrence(Occurrence("P-1", NOW))

    assert sorted(await asyncio.gather(*(tick() for _ in range(5)))) == [False] * 4 + [True]


async def test_no_two_workers_take_the_same_occurrence(units: Units) -> None:
    async with units() as unit:
        for n in range(4):
            await unit.campaigns.add_occurrence(Occurrence("P-1", NOW + n * HOUR))

    async def work(name: str) -> Occurrence | None:
        async with units() as unit:
            return await unit.campaigns.claim_occurrence(name, NOW, HOUR)

    taken = await asyncio.gather(*(work(f"worker {n}") for n in range(6)))
    due = [each.due_at for each in taken if each]
    assert sorted(due) == [NOW + n * HOUR for n in range(4)]


async def test_an_occurrence_is_taken_again_only_when_its_lease_has_run_out(units: Units) -> None:
    async with units() as unit:
        await unit.campaigns.add_occurrence(Occurrence("P-2", NOW))
        await unit.campaigns.add_occurrence(Occurrence("P-1", NOW))
        first = await unit.campaigns.claim_occurrence("one", NOW, HOUR)
        second = await unit.campaigns.claim_occurrence("one", NOW, HOUR)
        assert first == Occurrence("P-1", NOW, "one", NOW)
        assert second == Occurrence("P-2", NOW, "one", NOW)
        await unit.campaigns.save_occurrence(replace(first, finished_at=NOW))
        await unit.campaigns.save_occurrence(Occurrence("none", NOW))
    async with units() as unit:
        assert await unit.campaigns.claim_occurrence("two", NOW + HOUR / 2, HOUR) is None
        again = await unit.campaigns.claim_occurrence("two", NOW + HOUR, HOUR)
        assert again == Occurrence("P-2", NOW, "two", NOW + HOUR)
        assert await unit.campaigns.claim_occurrence("three", NOW + HOUR, HOUR) is None


async def test_a_user_has_a_name_of_their_own(units: Units) -> None:
    ana = User("ana", StaffRole.SUPERVISOR, "$argon2id$1", NOW)
    async with units() as unit:
        assert await unit.staff.add_user(User("luis", StaffRole.OPERATOR, "$argon2id$2", NOW))
        assert await unit.staff.add_user(ana)
        assert not await unit.staff.add_user(replace(ana, role=StaffRole.MANAGER))
    async with units() as unit:
        assert await unit.staff.user("ana") == ana
        assert await unit.staff.user("eva") is None
        assert [user.name for user in await unit.staff.users()] == ["ana", "luis"]


async def test_a_key_is_found_by_its_digest(units: Units) -> None:
    key = ApiKey("ana", "sha256", NOW)
    async with units() as unit:
        await unit.staff.add_key(key)
        assert await unit.staff.key("sha256") == key
        assert await unit.staff.key("other") is None
