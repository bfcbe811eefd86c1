"""What may be told about campaigns: the definitions, their plans, what became of their messages."""

from collections.abc import Mapping
from dataclasses import dataclass

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.campaign import Campaign, CampaignPlan
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
