"""What may be told about campaigns: the definitions, their plans, what became of their messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from receivables.errors import Unknown
from receivables.model.approval import Matter
from receivables.model.audit import Act
from receivables.model.campaign import Campaign, CampaignPlan, PlanState
from receivables.model.message import State
from receivables.model.policy import Policy
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services

LEFT_OUT = ("withheld", "postponed", "expired")


@dataclass(frozen=True, slots=True)
class Known:
    """One campaign and its plans, newest first."""

    campaign: Campaign
    plans: tuple[CampaignPlan, ...]


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """What became of all that was to be sent.

    `messages`: by campaign, or by kind for what belongs to none, and by state. `left_out`: how often each reason
    withheld somebody, by the act (`plan` or `send`) at which it did; one decision may have several reasons.
    """

    messages: Mapping[tuple[str, str], int]
    left_out: Mapping[tuple[str, str], int]


async def known_campaigns(services: Services, shipped: Mapping[str, Campaign]) -> list[Known]:
    """Those of the database and those shipped, by id; what was loaded stands before what is shipped."""
    async with services.units.reading() as unit:
        loaded = {campaign.id: campaign for campaign in await unit.campaigns.definitions()}
        plans = await unit.campaigns.plans()
    campaigns = {**shipped, **loaded}
    return [
        Known(campaigns[name], tuple(plan for plan in plans if plan.campaign.id == name))
        for name in sorted(campaigns)
    ]


@dataclass(frozen=True, slots=True)
class Running:
    """A campaign that was planned, with its plans, newest first, and what became of its messages so far.

    `sent` are all that a channel took, `served` those of them whose reception is proved. `lacking`: how many named
    approvals each draft still needs, by plan.
    """

    campaign: Campaign
    plans: tuple[CampaignPlan, ...]
    sent: int
    served: int
    failed: int
    unknown: int
    lacking: Mapping[str, int]


async def planned_campaigns(services: Services) -> list[Running]:
    """All that were ever planned, by title."""
    async with services.units.reading() as unit:
        plans = await unit.campaigns.plans()
        tally = await unit.outbox.tally()
        lacking = {plan.id: await _lacking(unit, plan, services.policy) for plan in plans}
    newest = {plan.campaign.id: plan.campaign for plan in reversed(plans)}
    return [
        _running(campaign, [plan for plan in plans if plan.campaign.id == campaign.id], tally, lacking)
        for campaign in sorted(newest.values(), key=lambda campaign: (campaign.title, campaign.id))
    ]


def _running(
    campaign: Campaign,
    plans: Sequence[CampaignPlan],
    tally: Mapping[tuple[str, str], int],
    lacking: Mapping[str, int],
) -> Running:
    counts = {state: tally.get((campaign.id, state.value), 0) for state in State}
    return Running(
        campaign,
        tuple(plans),
        sent=counts[State.SENT] + counts[State.SERVED],
        served=counts[State.SERVED],
        failed=counts[State.FAILED],
        unknown=counts[State.UNKNOWN],
        lacking={plan.id: lacking[plan.id] for plan in plans},
    )


async def _lacking(unit: UnitOfWork, plan: CampaignPlan, policy: Policy) -> int:
    if plan.state is not PlanState.DRAFT:
        return 0
    asked = await unit.approvals.of(Matter.CAMPAIGN, plan.id, 0)
    if asked is None:
        return max(policy.approvals[Matter.CAMPAIGN], 1)
    return max(asked.needed - len(asked.votes), 0)


async def campaign_named(services: Services, name: str, shipped: Mapping[str, Campaign]) -> Campaign:
    """One campaign by its id. Raises Unknown("unknown_campaign")."""
    for known in await known_campaigns(services, shipped):
        if known.campaign.id == name:
            return known.campaign
    raise Unknown("unknown_campaign", campaign=name)


async def campaign_report(services: Services) -> CampaignReport:
    """The counts of everything so far."""
    async with services.units.reading() as unit:
        messages = await unit.outbox.tally()
        left_out: dict[tuple[str, str], int] = {}
        for act in (Act.PLAN, Act.SEND):
            for (outcome, reason), count in (await unit.audit.tally(act)).items():
                if outcome in LEFT_OUT and reason:
                    key = (act.value, reason)
                    left_out[key] = left_out.get(key, 0) + count
    return CampaignReport(messages, left_out)
