"""The last rung: whose last chance has passed enters the cut queue with its evidence, unless anything shields them.

What a named person must decide is asked here (I-17): the cut of a good payer, a drastic cut, a report to a bureau.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from receivables.model.account import Account
from receivables.model.approval import Matter
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.cut import broken_agreements, may_cut
from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import Event, Step, enough_overdue, last_chance_waited, move
from receivables.model.protection import Protection
from receivables.model.workorder import Evidence, OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.approvals import ask
from receivables.usecases.bureau import ask_for_reports
from receivables.usecases.entries import act, cut_facts, entry, owed
from receivables.usecases.operators import operator_for
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, positions
from receivables.usecases.sweep import sweep
from receivables.usecases.walk import Sieve, each_case, each_owing
from receivables.usecases.withdraw import new_order_id

CLOCK = "clock"
MATTERS = {Reason.PROTECTING_SCORE: Matter.GOOD_PAYER_CUT, Reason.NEEDS_APPROVAL: Matter.DRASTIC_CUT}
"""What is asked when nothing else stands in the way of a cut."""


@dataclass(slots=True)
class EscalateReport:
    """What a morning brought. `withheld` counts each reason of each account whose last chance has passed.

    `asked`: how many questions went to named people.
    """

    ordered: int = 0
    asked: int = 0
    settled: int = 0
    withdrawn: int = 0
    withheld: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class CutCandidates:
    """All accounts that owe enough for a cut; `withheld` counts each of the reasons that keep them from it."""

    total: int = 0
    allowed: int = 0
    withheld: Counter[str] = field(default_factory=Counter)


async def escalate(services: Services) -> EscalateReport:
    """Ask every queued cut again, settle what is settled, and order the cuts that are due. May be repeated."""
    swept = await sweep(services, (Step.CUT_QUEUED, Step.CUT, Step.LAST_CHANCE), actor=CLOCK)
    report = EscalateReport(settled=swept.settled, withdrawn=swept.withdrawn)

    async def order(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = await services.moment(unit)
        for position in await positions(unit, accounts, at):
            await _escalate(unit, position, at, report)

    await each_case(services, Step.LAST_CHANCE, order)
    report.asked += await ask_for_reports(services)
    return report


async def cut_candidates(services: Services) -> CutCandidates:
    """Of all who owe enough to be cut (POL-CUT-1), how many may be, and what keeps the others from it."""
    found = CutCandidates()

    async def look(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = await services.moment(unit)
        for each in await positions(unit, accounts, at):
            if enough_overdue(each.standing, at.policy):
                decision = may_cut(each.account, each.standing, each.case, at)
                found.total += 1
                found.allowed += not decision.reasons
                found.withheld.update(reason.value for reason in decision.reasons)

    policy = services.policy
    today = policy.today(services.clock.now())
    await each_owing(services, look, Sieve(due_before=today, bills_due=policy.cut_overdue_bills))
    return found


async def _escalate(unit: UnitOfWork, here: Position, at: Moment, report: EscalateReport) -> None:
    if not last_chance_waited(here.case, at.policy, at.now):
        return
    decision = may_cut(here.account, here.standing, here.case, at)
    if isinstance(decision, Withheld):
        report.withheld.update(reason.value for reason in decision.reasons)
        await _note_withheld(unit, here, decision, at)
        report.asked += await _ask(unit, here, decision, at)
    elif await _order_cut(unit, here, at):
        report.ordered += 1


async def _ask(unit: UnitOfWork, here: Position, decision: Withheld, at: Moment) -> int:
    """Put what named people may lift, if nothing but days stands in the way besides; never about who was 5-5-5."""
    against = set(decision.reasons) - {Reason.TOO_SOON}
    if here.protection is Protection.NEVER_CUT or not against <= MATTERS.keys():
        return 0
    matters = [MATTERS[reason] for reason in decision.reasons if reason in MATTERS]
    return sum([await ask(unit, matter, here.case, at, ",".join(_why(here, at))) for matter in matters])


async def _order_cut(unit: UnitOfWork, here: Position, at: Moment) -> bool:
    case = here.case
    order = WorkOrder(
        id=await new_order_id(unit, OrderKind.CUT, case),
        kind=OrderKind.CUT,
        state=OrderState.QUEUED,
        supply_number=case.supply_number,
        debt=here.standing.overdue,
        reasons=_why(here, at),
        evidence=tuple(
            Evidence(n.notice.value, n.channel, n.served_at) for n in case.evidence if n.served_at is not None
        ),
        ordered_at=at.now,
        due_by=None,
        operator=await operator_for(unit, here.account),
    )
    if not await unit.work_orders.add(order):
        return False  # another clock was first
    queued, made = move(case, Event.CUT_ORDERED, act(at, CLOCK, order.id))
    await unit.cases.save(queued, made)
    facts = cut_facts(order, here, at)
    await unit.audit.append([entry(at, CLOCK, Act.CUT, case.supply_number, "allowed", facts=facts)])
    return True


def _why(here: Position, at: Moment) -> tuple[str, ...]:
    """For what the cut is ordered, as `kind:count`; broken agreements where they make it drastic."""
    broken = broken_agreements(here.account)
    counts = {
        "overdue_bills": len(here.standing.overdue_bills),
        "overdue_instalments": len(here.standing.overdue_instalments),
        "broken_agreements": broken if broken >= at.policy.drastic_after_broken else 0,
    }
    return tuple(f"{kind}:{count}" for kind, count in counts.items() if count)


async def _note_withheld(unit: UnitOfWork, here: Position, decision: Withheld, at: Moment) -> None:
    """Once a day for the same reasons is enough."""
    supply, reasons = here.supply_number, tuple(reason.value for reason in decision.reasons)
    midnight = datetime.combine(at.today, time(), at.policy.zone)
    for known in await unit.audit.of(supply, since=midnight):
        if known.act is Act.CUT and known.outcome == "withheld" and known.reasons == reasons:
            return
    facts = owed(here.standing)
    await unit.audit.append([entry(at, CLOCK, Act.CUT, supply, "withheld", reasons, facts)])
