"""What messages cost: estimated before a campaign, summed after it (WA-PRC-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.campaign import Campaign
from receivables.model.price import FREE, NOTHING, TEXT, UNCHARGED, UTILITY, Bill, Prices
from receivables.model.sending import MessageTemplate, Spent
from receivables.usecases.plan_campaign import ROUTE
from receivables.usecases.services import Services

SMS_PARTS = 2
"""What a notice with its code and its way to check it takes of an SMS, as a rule."""
WHATSAPP, SMS = "whatsapp", "sms"


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many messages of a plan go by which channel and as what, and what they cost if nothing changes.

    `lines`: by channel and category. `bill.confirmed` is False while one of its prices waits to be confirmed.
    """

    lines: Mapping[tuple[str, str], Bill]

    @property
    def bill(self) -> Bill:
        """All of it together."""
        return sum(self.lines.values(), NOTHING)


async def estimate(services: Services, plan_id: str, prices: Prices) -> Forecast:
    """What a plan will cost at its next occurrence. Raises Unknown("unknown_plan")."""
    async with services.units.reading() as unit:
        plan = await unit.campaigns.plan(plan_id)
        if plan is None:
            raise Unknown("unknown_plan", plan=plan_id)
        told = [each for each in await unit.audit.of(plan_id) if each.act is Act.PLAN]
        templates = await unit.templates.approved(WHATSAPP, services.policy.locale)
    routes = {
        name.removeprefix(ROUTE): int(count)
        for each in told[:1]
        for name, count in each.facts.items()
        if name.startswith(ROUTE)
    }
    due = plan.next_at or plan.campaign.schedule.next_after(plan.planned_at, services.policy)
    category = _category(plan.campaign, templates)
    lines: dict[tuple[str, str], Bill] = {}
    for route, count in sorted(routes.items()):
        channel, _, market = route.partition(".")
        charged_as = _charged_as(channel, category)
        segments = SMS_PARTS if channel == SMS else 1
        day = services.policy.today(due)
        bill = prices.estimate(channel, market, charged_as, day, count, segments=segments)
        lines[channel, charged_as] = lines.get((channel, charged_as), NOTHING) + bill
    return Forecast(lines)


async def spending(services: Services, since: date, until: date) -> Spent:
    """What went out on those days of the utility, both included, and what it cost.

    By (campaign or kind, channel, category): messages, segments, millionths of a US dollar; at the provider's own price
    where it told one, else at that of the price list.
    """
    zone = services.policy.zone
    begins = datetime.combine(since, time(), zone)
    ends = datetime.combine(until + timedelta(days=1), time(), zone)
    return await spent(services, begins, ends)


async def spent(services: Services, since: datetime, until: datetime) -> Spent:
    """The same between two moments, the second not included."""
    async with services.units.reading() as unit:
        return await unit.outbox.spent(since, until)


def _category(campaign: Campaign, templates: Mapping[str, MessageTemplate]) -> str:
    """The dearest category among the campaign's approved templates; without any, what a notice should be (WA-TPL-2)."""
    names = [f"{campaign.message_key}.{variant}" for variant in campaign.variants] or [campaign.message_key]
    found = {templates[name].category.value for name in (*names, campaign.message_key) if name in templates}
    return min(found, default=UTILITY)  # "marketing" comes before "utility"


def _charged_as(channel: str, category: str) -> str:
    if channel in UNCHARGED:
        return FREE
    return TEXT if channel == SMS else category
