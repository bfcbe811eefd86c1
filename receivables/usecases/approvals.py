"""Questions to named people: what the program may not decide alone (I-17). Nobody is asked twice about the same."""

from collections.abc import Mapping
from dataclasses import replace

from receivables.errors import Refused, Unknown
from receivables.model.approval import Approval, ApprovalState, Matter, Vote, vote
from receivables.model.audit import Act
from receivables.model.campaign import CampaignPlan, PlanState
from receivables.model.contact import Moment
from receivables.model.ladder import Case, Notice
from receivables.model.pseudonym import reason_given
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderKind, OrderState, order_stem
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.run_plan import let_run
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies

CLOCK = "clock"
DRAFTED = "drafted"
NAMED = "staff/"
"""How the record marks a person of the staff; in a vote they stand without it."""

DECIDES: Mapping[Matter, frozenset[StaffRole]] = {
    Matter.GOOD_PAYER_CUT: frozenset({StaffRole.SUPERVISOR, StaffRole.MANAGER}),
    Matter.DRASTIC_CUT: frozenset({StaffRole.SUPERVISOR, StaffRole.MANAGER}),
    Matter.REMOVAL: frozenset({StaffRole.SUPERVISOR, StaffRole.MANAGER}),
    Matter.BUREAU_REPORT: frozenset({StaffRole.MANAGER}),
    Matter.CAMPAIGN: frozenset({StaffRole.MANAGER}),
    Matter.WRITE_OFF: frozenset({StaffRole.COMMITTEE}),
}
"""Who may answer (domain.md, "Who is who")."""

OF_CASES = tuple(matter for matter in Matter if matter is not Matter.CAMPAIGN)
OF_CUTS = (Matter.GOOD_PAYER_CUT, Matter.DRASTIC_CUT)


async def waiting(services: Services) -> list[Approval]:
    """The questions without an answer, oldest first."""
    async with services.units.reading() as unit:
        return await unit.approvals.open()


async def decide(
    services: Services, approval_id: str, *, name: str, role: StaffRole, yes: bool, why: str
) -> Approval:
    """One named person answers. What is granted is remembered in the case, if it is about its present cut; a plan runs.

    Raises Unknown("unknown_approval"), Refused("matter_not_yours", "approval_closed", "own_request",
    "voted_already"): nothing is changed then.
    """
    async with services.units() as unit:
        asked = await _known(unit, approval_id)
        await hold_supplies(unit, [asked.subject])
        asked = await _known(unit, approval_id)
        if role not in DECIDES[asked.matter]:
            raise Refused("matter_not_yours", matter=asked.matter, role=role)
        at = await services.moment(unit)
        answered = await cast(unit, asked, Vote(name, yes, at.now, why), at)
        if answered.state is ApprovalState.GRANTED:
            await _follow(unit, answered, at)
        return answered


async def cast(unit: UnitOfWork, asked: Approval, answer: Vote, at: Moment) -> Approval:
    """Add the vote, and write it down. What the person said stays with the vote: the record is never erased."""
    answered = vote(asked, answer)
    await unit.approvals.save(answered)
    facts: Facts = {
        "approval": asked.id,
        "matter": asked.matter.value,
        "yes": int(answer.yes),
        "why": reason_given(answer.why),
        "votes": len(answered.votes),
        "needed": asked.needed,
    }
    line = entry(at, answer.name, Act.APPROVE, asked.subject, answered.state.value, facts=facts)
    await unit.audit.append([line])
    return answered


async def ask(unit: UnitOfWork, matter: Matter, case: Case, at: Moment, why: str) -> bool:
    """Put a question about a case to those who may answer; False when it was put already.

    One that waits still about an earlier cut of the round lapses.
    """
    earlier = await unit.approvals.of(matter, case.supply_number, case.round)
    asked = Approval(
        id=await _question_id(unit, matter, case),
        matter=matter,
        subject=case.supply_number,
        round=case.round,
        needed=needed(matter, at),
        asked_at=at.now,
        asked_by=CLOCK,
        why=why,
    )
    if not await unit.approvals.ask(asked):
        return False
    if earlier is not None:
        await _lapse(unit, earlier, at, CLOCK)
    facts: Facts = {"approval": asked.id, "matter": matter.value, "needed": asked.needed, "why": why}
    await unit.audit.append([entry(at, CLOCK, Act.APPROVE, case.supply_number, "asked", facts=facts)])
    return True


async def _question_id(unit: UnitOfWork, matter: Matter, case: Case) -> str:
    """One question in each round; about a cut another after each further last chance, and each cut taken back."""
    stem = f"{matter}/{case.supply_number}/{case.round}"
    if matter not in OF_CUTS:
        return stem
    warned = sum(each.notice is Notice.LAST_CHANCE for each in case.notices)
    orders = await unit.work_orders.of_supply(case.supply_number, OrderState.WITHDRAWN)
    of_round = order_stem(OrderKind.CUT, case.supply_number, case.round)
    number = max(warned, 1) + sum(order.id.startswith(of_round) for order in orders)
    return stem if number == 1 else f"{stem}-{number}"


def needed(matter: Matter, at: Moment) -> int:
    """How many different people must agree; never nobody."""
    return max(at.policy.approvals[matter], 1)


async def plan_question(unit: UnitOfWork, plan: CampaignPlan, at: Moment) -> Approval:
    """Whether the plan of a campaign may run, asked by whoever drafted it: they have no vote in it."""
    drafts = (line.actor for line in await unit.audit.of(plan.id) if line.outcome == DRAFTED)
    return Approval(
        id=f"{Matter.CAMPAIGN}/{plan.id}/0",
        matter=Matter.CAMPAIGN,
        subject=plan.id,
        round=0,
        needed=needed(Matter.CAMPAIGN, at),
        asked_at=at.now,
        asked_by=next(drafts, CLOCK).removeprefix(NAMED),
        why=plan.campaign.title,
    )


async def lapse(unit: UnitOfWork, case: Case, at: Moment, actor: str) -> None:
    """Close the open questions of a round that has ended: what they were about is gone.

    Nobody is asked about a case before a cut was announced to it.
    """
    if not any(each.notice.of_cut for each in case.notices):
        return
    for matter in OF_CASES:
        asked = await unit.approvals.of(matter, case.supply_number, case.round)
        if asked is not None:
            await _lapse(unit, asked, at, actor)


async def _lapse(unit: UnitOfWork, asked: Approval, at: Moment, actor: str) -> None:
    """Close it, if it waits still."""
    if asked.state is not ApprovalState.OPEN:
        return
    await unit.approvals.save(replace(asked, state=ApprovalState.LAPSED))
    facts: Facts = {"approval": asked.id, "matter": asked.matter.value}
    line = entry(at, actor, Act.APPROVE, asked.subject, ApprovalState.LAPSED.value, facts=facts)
    await unit.audit.append([line])


async def _known(unit: UnitOfWork, approval_id: str) -> Approval:
    found = await unit.approvals.get(approval_id)
    if found is None:
        raise Unknown("unknown_approval", approval=approval_id)
    return found


async def _follow(unit: UnitOfWork, granted: Approval, at: Moment) -> None:
    """What a grant brings: a plan runs, the cut that it is about may be ordered. Anything else is for people."""
    if granted.matter is Matter.CAMPAIGN:
        plan = await unit.campaigns.plan(granted.subject)
        if plan is not None and plan.state is PlanState.DRAFT:
            await let_run(unit, plan, at, granted.names)
        return
    case = (await unit.cases.get([granted.subject]))[granted.subject]
    if granted.id != await _question_id(unit, granted.matter, case):
        return
    if granted.matter is Matter.GOOD_PAYER_CUT:
        await unit.cases.save(replace(case, approved_by=granted.names))
    if granted.matter is Matter.DRASTIC_CUT:
        await unit.cases.save(replace(case, drastic_by=granted.names))
