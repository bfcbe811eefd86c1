"""What messages cost: estimated before a campaign, summed after it (WA-PRC-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.campaign import Campaign
from receivables.model.price import FREE, NOTHING, SMS, TEXT, UNCHARGED, UTILITY, Bill, Prices
from receivables.model.sending import MessageTemplate, Spent
from receivables.usecases.plan_campaign import PARTS, ROUTE
from receivables.usecases.services import Services

WHATSAPP = "whatsapp"


Spending = tuple[str, str, str]
"""Campaign or kind, channel, category."""


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
    facts = told[0].facts if told else {}
    routes, parts = _counts(facts, ROUTE), _counts(facts, PARTS)
    due = plan.next_at or plan.campaign.schedule.next_after(plan.planned_at, services.policy)
    category = _category(plan.campaign, templates)
    lines: dict[tuple[str, str], Bill] = {}
    for route, count in sorted(routes.items()):
        channel, _, market = route.partition(".")
        charged_as = _charged_as(channel, category)
        day = services.policy.today(due)
        bill = prices.estimate(channel, market, charged_as, day, count, parts=parts.get(route, count))
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


async def unpriced(services: Services, since: date, until: date, prices: Prices) -> Mapping[Spending, int]:
    """How many messages went on days of which the price list says nothing, and their provider neither: by what
    `spending` has them by."""
    found: dict[Spending, int] = {}
    for what in await spending(services, since, until):
        _, channel, category = what
        if channel in UNCHARGED or category in ("", FREE):
            continue
        known = prices.known_since(channel, category) or date.max
        if since >= known:
            continue
        before = await spending(services, since, min(until, known - timedelta(days=1)))
        messages, _, micros = before.get(what, (0, 0, 0))
        found |= {what: messages} if messages and not micros else {}
    return found


async def spent(services: Services, since: datetime, until: datetime) -> Spent:
    """The same between two moments, the second not included."""
    async with services.units.reading() as unit:
        return await unit.outbox.spent(since, until)


def _counts(facts: Mapping[str, object], prefix: str) -> dict[str, int]:
    counted = ((name.removeprefix(prefix), count) for name, count in facts.items() if name.startswith(prefix))
    return {name: int(str(count)) for name, count in counted}


def _category(campaign: Campaign, templates: Mapping[str, MessageTemplate]) -> str:
    """The dearest category among the campaign's approved templates; without any, what a notice should be (WA-TPL-2)."""
    names = [f"{campaign.message_key}.{variant}" for variant in campaign.variants] or [campaign.message_key]
    found = {templates[name].category.value for name in (*names, campaign.message_key) if name in templates}
    return min(found, default=UTILITY)  # "marketing" comes before "utility"


def _charged_as(channel: str, category: str) -> str:
    if channel in UNCHARGED:
        return FREE
    return TEXT if channel == SMS else category
