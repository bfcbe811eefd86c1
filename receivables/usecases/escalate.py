"""The last rung: whose last chance has passed enters the cut queue with its evidence, unless anything shields them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.cut import may_cut
from receivables.model.decision import Withheld
from receivables.model.ladder import Case, Event, Notice, Step, enough_overdue, move
from receivables.model.standing import Standing
from receivables.model.workorder import Evidence, OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.entries import act, entry, owed
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, positions
from receivables.usecases.sweep import sweep
from receivables.usecases.walk import Sieve, each_case, each_owing
from receivables.usecases.withdraw import new_order_id

CLOCK = "clock"


@dataclass(slots=True)
class EscalateReport:
    """What a morning brought. `withheld` counts each reason of each account whose last chance has passed."""

    ordered: int = 0
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


async def _escalate(unit: UnitOfWork, position: Position, at: Moment, report: EscalateReport) -> None:
    case, now = position.case, position.standing
    if not _waited(case, at):
        return
    decision = may_cut(position.account, now, case, at)
    if isinstance(decision, Withheld):
        report.withheld.update(reason.value for reason in decision.reasons)
        await _note_withheld(unit, case, now, decision, at)
    elif await _order_cut(unit, case, now, at):
        report.ordered += 1


def _waited(case: Case, at: Moment) -> bool:
    """Whether the hours of the last chance are over, counted from its sending: served or not, it is looked at now."""
    sent = [notice.sent_at for notice in case.notices if notice.notice is Notice.LAST_CHANCE]
    return bool(sent) and at.now >= max(sent) + timedelta(hours=at.policy.last_chance_hours)


async def _order_cut(unit: UnitOfWork, case: Case, now: Standing, at: Moment) -> bool:
    order = WorkOrder(
        id=await new_order_id(unit, OrderKind.CUT, case),
        kind=OrderKind.CUT,
        state=OrderState.QUEUED,
        supply_number=case.supply_number,
        debt=now.overdue,
        reasons=_why(now),
        evidence=tuple(
            Evidence(n.notice.value, n.channel, n.served_at) for n in case.evidence if n.served_at is not None
        ),
        ordered_at=at.now,
        due_by=None,
    )
    if not await unit.work_orders.add(order):
        return False  # another clock was first
    queued, made = move(case, Event.CUT_ORDERED, act(at, CLOCK, order.id))
    await unit.cases.save(queued, made)
    facts = {"order": order.id, "evidence": len(order.evidence), **owed(now)}
    await unit.audit.append([entry(at, CLOCK, Act.CUT, case.supply_number, "allowed", facts=facts)])
    return True


def _why(now: Standing) -> tuple[str, ...]:
    """For what the cut is ordered, as `kind:count`."""
    counts = {"overdue_bills": len(now.overdue_bills), "overdue_instalments": len(now.overdue_instalments)}
    return tuple(f"{kind}:{count}" for kind, count in counts.items() if count)


async def _note_withheld(unit: UnitOfWork, case: Case, now: Standing, decision: Withheld, at: Moment) -> None:
    """Once a day for the same reasons is enough."""
    reasons = tuple(reason.value for reason in decision.reasons)
    midnight = datetime.combine(at.today, time(), at.policy.zone)
    for known in await unit.audit.of(case.supply_number, since=midnight):
        if known.act is Act.CUT and known.outcome == "withheld" and known.reasons == reasons:
            return
    await unit.audit.append([entry(at, CLOCK, Act.CUT, case.supply_number, "withheld", reasons, owed(now))])
