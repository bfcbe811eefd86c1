"""What a tick of the clock does about campaigns: note what has come due, and run each occurrence once."""

from dataclasses import replace
from datetime import timedelta

from receivables.errors import Refused, Unknown
from receivables.model.campaign import CampaignPlan, Occurrence, PlanState
from receivables.ports import UnitOfWork
from receivables.usecases.remind import FireReport, fire
from receivables.usecases.services import Services

LEASE = timedelta(minutes=15)
"""How long a worker may take for one occurrence before it counts as fallen over, and another begins it again."""


async def fire_due(services: Services, worker: str) -> list[FireReport]:
    """Run whatever approved plans ask for up to now, however many clocks tick beside this one."""
    await _note_due(services)
    reports = []
    while occurrence := await _claim(services, worker):
        reports.append(await fire(services, occurrence))
    return reports


async def fire_now(services: Services, plan_id: str, worker: str) -> FireReport:
    """Run an approved plan at this moment, beside its schedule.

    Raises Unknown("unknown_plan"), Refused("plan_not_approved").
    """
    now = services.clock.now()
    occurrence = Occurrence(plan_id, now, worker, now)
    async with services.units() as unit:
        plan = await unit.campaigns.plan(plan_id)
        if plan is None:
            raise Unknown("unknown_plan", plan=plan_id)
        if plan.state is not PlanState.APPROVED:
            raise Refused("plan_not_approved", plan=plan_id)
        await unit.campaigns.add_occurrence(occurrence)
    return await fire(services, occurrence)


async def _note_due(services: Services) -> None:
    now = services.clock.now()
    async with services.units() as unit:
        for plan in await unit.campaigns.due(now):
            await _add_occurrences(unit, plan, services)


async def _add_occurrences(unit: UnitOfWork, plan: CampaignPlan, services: Services) -> None:
    """Every moment that has passed, also while no program ran: those that are too late are dropped on the record."""
    now, due = services.clock.now(), plan.next_at
    while due is not None and due <= now:
        await unit.campaigns.add_occurrence(Occurrence(plan.id, due))
        due = plan.campaign.schedule.next_after(due, services.policy)
    await unit.campaigns.save_plan(replace(plan, next_at=due))


async def _claim(services: Services, worker: str) -> Occurrence | None:
    async with services.units() as unit:
        return await unit.campaigns.claim_occurrence(worker, services.clock.now(), LEASE)
