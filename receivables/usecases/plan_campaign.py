"""Plan a campaign, approve the plan, stop it. A plan is a forecast: what is sent is decided when it is sent."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from receivables.errors import Refused, Unknown
from receivables.model.account import Account
from receivables.model.approval import ApprovalState, Matter, Vote
from receivables.model.audit import Act
from receivables.model.campaign import Campaign, CampaignPlan, PlanState
from receivables.model.contact import Contact, Feed, Moment, chosen_contact
from receivables.model.decision import Allowed
from receivables.model.message import Kind, OutboxRow
from receivables.model.price import SMS, market_of
from receivables.ports import Renderer, UnitOfWork
from receivables.usecases.approvals import DECIDES, DRAFTED, NAMED, cast, plan_question
from receivables.usecases.audience import Tally, each_page, held_out, judge, opening
from receivables.usecases.delivery.words import NotWorded, worded
from receivables.usecases.entries import entry
from receivables.usecases.notices import notice_message
from receivables.usecases.run_plan import halt, let_run
from receivables.usecases.services import Services
from receivables.usecases.situation import Situation
from receivables.usecases.ways import Ways

ROUTE, PARTS = "route.", "parts."
"""How the counts by channel and market are called in the record of a plan, and those of the parts of their SMS: what
its cost is estimated from."""
A_CODE = "K7QX-3M9P"
"""As long as any."""


@dataclass(frozen=True, slots=True)
class SmsWords:
    """How long an SMS is: by its words, and by how a text is counted in parts (`count`)."""

    renderer: Renderer
    count: Callable[[str], int]

    def parts(self, campaign: Campaign, situation: Situation, contact: Contact, at: Moment) -> int:
        """Of the campaign's message to that contact; 1 where it cannot be worded, and so would not go."""
        row = OutboxRow("", Kind.NOTICE, opening(campaign, situation), at.now, at.now, notice=campaign.step)
        message = notice_message(row, situation, contact, at, A_CODE)
        try:
            return self.count(worded(self.renderer, message, SMS, None).rendered.text)
        except NotWorded:
            return 1


async def plan(
    services: Services,
    campaign: Campaign,
    *,
    planned_by: str,
    ways: Ways | None = None,
    sms: SmsWords | None = None,
) -> CampaignPlan:
    """Count whom the campaign would reach at its next occurrence, and why the others are withheld; keep it as a draft.

    Whether each channel is open that day is known only when the messages are sent. `ways`: the channels that are to
    carry it; whom none of them reaches as things stand (no chat is linked, no template approved) is not counted then.
    `sms`: by it the parts are counted that the SMS of the plan take.
    """
    tally, routes = await _forecast(services, campaign, ways, sms)
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
        await unit.audit.append(
            [entry(at, planned_by, Act.PLAN, made.id, DRAFTED, facts={**tally.counts, **routes})]
        )
    return made


async def _forecast(
    services: Services, campaign: Campaign, ways: Ways | None, sms: SmsWords | None
) -> tuple[Tally, Counter[str]]:
    """Whom it would reach at its next occurrence, and by which ways."""
    tally = Tally()
    routes: Counter[str] = Counter()

    async def count(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = _at_next_occurrence(await services.moment(unit), campaign)
        for verdict in await judge(unit, campaign, accounts, at, ways):
            tally.count(campaign, verdict)
            if isinstance(verdict.decision, Allowed) and not held_out(campaign, verdict.situation):
                contact = _contact(verdict.situation, at)
                way = f"{contact.channel}.{market_of(contact.address)}"
                routes[f"{ROUTE}{way}"] += 1
                if sms is not None and contact.channel == SMS:
                    routes[f"{PARTS}{way}"] += sms.parts(campaign, verdict.situation, contact, at)

    due = campaign.schedule.next_after(services.clock.now(), services.policy)
    await each_page(services, campaign, count, services.policy.today(due))
    return tally, routes


async def approve(services: Services, plan_id: str, *, approved_by: str) -> CampaignPlan:
    """Let a plan run on its schedule. Another plan of its campaign that runs is stopped: the latest approval holds.

    Nobody approves what they drafted (I-17). Where the policy wants several names each approval is a vote, and the plan
    stays a draft until there are enough. Approving what runs changes nothing. Raises Unknown("unknown_plan"),
    Refused("plan_is_stopped", "own_request", "voted_already", "approval_closed", "matter_not_yours"); where several
    names are wanted, Unknown("unknown_user").
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        found = await _known(unit, plan_id)
        if found.state is PlanState.STOPPED:
            raise Refused("plan_is_stopped", plan=plan_id)
        if found.state is PlanState.APPROVED:
            return found
        question = await plan_question(unit, found, at)
        name = approved_by.removeprefix(NAMED)  # as they are named wherever else they may vote
        if question.needed == 1:
            if name == question.asked_by:
                raise Refused("own_request", approval=question.id)
            return await let_run(unit, found, at, approved_by)
        await _entitled(unit, name)
        await unit.approvals.ask(question)
        asked = await unit.approvals.get(question.id) or question
        answered = await cast(unit, asked, Vote(name, True, at.now, ""), at)
        if answered.state is not ApprovalState.GRANTED:
            return found
        return await let_run(unit, found, at, answered.names)


async def _entitled(unit: UnitOfWork, name: str) -> None:
    """Two names are two people only where both are known.

    Raises Unknown("unknown_user"), Refused("matter_not_yours").
    """
    user = await unit.staff.user(name)
    if user is None or user.disabled_at is not None:
        raise Unknown("unknown_user", name=name)
    if user.role not in DECIDES[Matter.CAMPAIGN]:
        raise Refused("matter_not_yours", matter=Matter.CAMPAIGN, role=user.role)


async def stop(services: Services, plan_id: str, *, actor: str) -> CampaignPlan:
    """Stop a plan for good; what it has queued is still asked again before it goes. Raises Unknown("unknown_plan")."""
    async with services.units() as unit:
        found = await _known(unit, plan_id)
        if found.state is PlanState.STOPPED:
            return found
        return await halt(unit, found, await services.moment(unit), actor)


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


def _contact(situation: Situation, at: Moment) -> Contact:
    """Where the message would go as things stand."""
    contact = chosen_contact(situation.reach, at)
    if contact is None:
        raise AssertionError("may_contact allows nothing without a contact")
    return contact


def _days_between(at: Moment, later: datetime) -> timedelta:
    return at.policy.today(later) - at.today
