"""One occurrence of an approved campaign: decide about everybody in its audience, and queue what may go."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from receivables.model.account import Account
from receivables.model.audit import Act, AuditEntry
from receivables.model.campaign import Campaign, CampaignPlan, Occurrence, PlanState
from receivables.model.contact import Moment
from receivables.model.decision import Allowed, Withheld
from receivables.model.message import Kind, OutboxRow
from receivables.model.pseudonym import pseudonym
from receivables.ports import UnitOfWork
from receivables.usecases.audience import Tally, Verdict, each_page, held_out, judge, opening
from receivables.usecases.entries import entry, owed
from receivables.usecases.notices import notice_key
from receivables.usecases.services import Services
from receivables.usecases.situation import Situation

CLOCK = "clock"


@dataclass(slots=True)
class FireReport:
    """What one occurrence decided; the keys of what it wants sent, and how many of those were new.

    `dropped` says why it did not take place at all.
    """

    plan: str
    tally: Tally = field(default_factory=Tally)
    keys: list[str] = field(default_factory=list)
    queued: int = 0
    dropped: str | None = None


async def fire(services: Services, occurrence: Occurrence) -> FireReport:
    """Run one occurrence. Safe to repeat from any point: its messages have natural keys.

    One that comes too late, because no program ran, or whose plan was stopped is dropped, and the record says so.
    """
    report = FireReport(occurrence.plan)
    async with services.units() as unit:
        plan = await unit.campaigns.plan(occurrence.plan)
        at = await services.moment(unit)
    report.dropped = _why_not(plan, occurrence, at)
    if plan is not None and report.dropped is None:
        await _queue_all(services, plan.campaign, occurrence, report)
    await _finish(services, occurrence, report)
    return report


def _why_not(plan: CampaignPlan | None, occurrence: Occurrence, at: Moment) -> str | None:
    if plan is None or plan.state is not PlanState.APPROVED:
        return "stopped"
    return "late" if at.now >= occurrence.due_at + _life(plan.campaign) else None


def _life(campaign: Campaign) -> timedelta:
    return timedelta(minutes=campaign.schedule.expires_after_minutes)


async def _queue_all(
    services: Services, campaign: Campaign, occurrence: Occurrence, report: FireReport
) -> None:
    async def queue(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = await services.moment(unit)
        rows: list[OutboxRow] = []
        entries: list[AuditEntry] = []
        for verdict in await judge(unit, campaign, accounts, at):
            report.tally.count(campaign, verdict)
            entries.append(_noted(campaign, verdict, at))
            if isinstance(verdict.decision, Allowed) and not held_out(campaign, verdict.situation):
                rows.append(_row(campaign, verdict.situation, occurrence, at))
        report.queued += await unit.outbox.add(rows)
        report.keys += [row.key for row in rows]
        await unit.audit.append(entries)

    today = services.policy.today(services.clock.now())
    await each_page(services, campaign, queue, today, active_only=True)


def _noted(campaign: Campaign, verdict: Verdict, at: Moment) -> AuditEntry:
    situation, decision = verdict.situation, verdict.decision
    if isinstance(decision, Withheld):
        outcome = "withheld"
    else:
        outcome = "held_out" if held_out(campaign, situation) else "planned"
    facts = {"campaign": campaign.id, **owed(situation.standing)}
    return entry(at, CLOCK, Act.PLAN, situation.supply_number, outcome, decision.reasons, facts)


def _row(campaign: Campaign, situation: Situation, occurrence: Occurrence, at: Moment) -> OutboxRow:
    if campaign.step is None:  # keys are logged, and documents and telephones must not be
        key = f"campaign/{campaign.id}/{occurrence.due_at.isoformat()}/{pseudonym(situation.person)}"
    else:
        key = notice_key(situation.case, campaign.step, at)
    return OutboxRow(
        key=key,
        kind=Kind.CAMPAIGN if campaign.step is None else Kind.NOTICE,
        message=opening(campaign, situation),
        created_at=at.now,
        not_before=at.now,
        expires_at=occurrence.due_at + _life(campaign),
        supply_number=situation.supply_number,
        person=situation.person,
        notice=campaign.step,
        campaign=campaign.id,
    )


async def _finish(services: Services, occurrence: Occurrence, report: FireReport) -> None:
    async with services.units() as unit:
        at = await services.moment(unit)
        await unit.campaigns.save_occurrence(replace(occurrence, finished_at=at.now))
        outcome = "dropped" if report.dropped else "fired"
        reasons = (report.dropped,) if report.dropped else ()
        facts = {"queued": report.queued, **report.tally.counts}
        await unit.audit.append([entry(at, CLOCK, Act.PLAN, occurrence.plan, outcome, reasons, facts)])
