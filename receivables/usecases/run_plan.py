"""What an approval or a stop does to the plan of a campaign."""

from dataclasses import replace

from receivables.model.audit import Act
from receivables.model.campaign import CampaignPlan, PlanState
from receivables.model.contact import Moment
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry


async def let_run(unit: UnitOfWork, plan: CampaignPlan, at: Moment, approved_by: str) -> CampaignPlan:
    """Run it on its schedule from now on; another plan of its campaign that runs is stopped."""
    for other in await unit.campaigns.plans():
        if other.campaign.id == plan.campaign.id and other.state is PlanState.APPROVED:
            await halt(unit, other, at, approved_by)
    due = plan.campaign.schedule.next_after(at.now, at.policy)
    approved = replace(plan, state=PlanState.APPROVED, approved_by=approved_by, next_at=due)
    await unit.campaigns.save_plan(approved)
    await unit.audit.append([entry(at, approved_by, Act.APPROVE, plan.id, "approved")])
    return approved


async def halt(unit: UnitOfWork, plan: CampaignPlan, at: Moment, actor: str) -> CampaignPlan:
    """Stop it for good."""
    stopped = replace(plan, state=PlanState.STOPPED, next_at=None)
    await unit.campaigns.save_plan(stopped)
    await unit.audit.append([entry(at, actor, Act.APPROVE, plan.id, "stopped")])
    return stopped
