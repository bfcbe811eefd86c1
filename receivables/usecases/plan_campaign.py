"""Plan a campaign, approve the plan, stop it. A plan is a forecast: what is sent is decided when it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from receivables.errors import Refused, Unknown
from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.campaign import Campaign, CampaignPlan, PlanState
from receivables.model.contact import Feed, Moment
from receivables.ports import UnitOfWork
from receivables.usecases.audience import Tally, each_page, judge
from receivables.usecases.entries import entry
from receivables.usecases.services import Services


async def plan(services: Services, campaign: Campaign, *, planned_by: str) -> CampaignPlan:
    """Count whom the campaign would reach at its next occurrence, and why the others are withheld; keep it as a draft.

    Whether each channel is open that day is known only when the messages are sent.
    """
    tally = Tally()

    async def forecast(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = _at_next_occurrence(await services.moment(unit), campaign)
        for verdict in await judge(unit, campaign, accounts, at):
            tally.count(campaign, verdict)

    now, policy = services.clock.now(), services.policy
    due = campaign.schedule.next_after(now, policy)
    await each_page(services, campaign, forecast, policy.today(due))
    async with services.units() as unit:
        at = await services.moment(unit)
        made = CampaignPlan(
            id=await _new_id(unit, campaign, at),
            campaign=campaign,
            planned_at=at.now,
            planned=tally.planned,
            withheld=dict(tally.withheld),
            held_out=tally.held_out,
        )
        await unit.campaigns.define(campaign)
        await unit.campaigns.add_plan(made)
        await unit.audit.append([entry(at, planned_by, Act.PLAN, made.id, "drafted", facts=tally.counts)])
    return made


async def approve(services: Services, plan_id: str, *, approved_by: str) -> CampaignPlan:
    """Let a plan run on its schedule. Another plan of its campaign that runs is stopped: the latest approval holds.

    Approving it again changes nothing. Raises Unknown("unknown_plan"), Refused("plan_is_stopped").
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        found = await _known(unit, plan_id)
        if found.state is PlanState.STOPPED:
            raise Refused("plan_is_stopped", plan=plan_id)
        if found.state is PlanState.APPROVED:
            return found
        for other in await unit.campaigns.plans():
            if other.campaign.id == found.campaign.id and other.state is PlanState.APPROVED:
                await _stop(unit, other, at, approved_by)
        due = found.campaign.schedule.next_after(at.now, at.policy)
        approved = replace(found, state=PlanState.APPROVED, approved_by=approved_by, next_at=due)
        await unit.campaigns.save_plan(approved)
        await unit.audit.append([entry(at, approved_by, Act.APPROVE, plan_id, "approved")])
    return approved


async def stop(services: Services, plan_id: str, *, actor: str) -> CampaignPlan:
    """Stop a plan for good; what it has queued is still asked again before it goes. Raises Unknown("unknown_plan")."""
    async with services.units() as unit:
        found = await _known(unit, plan_id)
        if found.state is PlanState.STOPPED:
            return found
        return await _stop(unit, found, await services.moment(unit), actor)


async def _stop(unit: UnitOfWork, plan: CampaignPlan, at: Moment, actor: str) -> CampaignPlan:
    stopped = replace(plan, state=PlanState.STOPPED, next_at=None)
    await unit.campaigns.save_plan(stopped)
    await unit.audit.append([entry(at, actor, Act.APPROVE, plan.id, "stopped")])
    return stopped


async def _known(unit: UnitOfWork, plan_id: str) -> CampaignPlan:
    found = await unit.campaigns.plan(plan_id)
    if found is None:
        raise Unknown("unknown_plan", plan=plan_id)
    return found


async def _new_id(unit: UnitOfWork, campaign: Campaign, at: Moment) -> str:
    stem = f"{campaign.id}-{at.policy.local(at.now):%Y%m%d-%H%M%S}"
    taken = {each.id for each in await unit.campaigns.plans()}
    names = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _at_next_occurrence(at: Moment, campaign: Campaign) -> Moment:
    """The moment of sending, with a feed that is then as fresh as it is now: it is expected to keep coming."""
    due = campaign.schedule.next_after(at.now, at.policy)
    ahead = _days_between(at, due)
    feed = Feed(at.feed.cut_date, at.feed.payments_through + ahead)
    return Moment(due, at.policy, at.calendar, feed)


def _days_between(at: Moment, later: datetime) -> timedelta:
    return at.policy.today(later) - at.today
