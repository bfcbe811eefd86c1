"""Gathers the report after the story: from the database, not from what the story believed of itself."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from caudal.demo import report
from caudal.demo.effects import Effects
from caudal.demo.evidence import Evidence
from caudal.demo.invariants import World
from caudal.demo.records import Records, WithheldAt
from receivables.model.account import Account
from receivables.model.audit import AuditEntry
from receivables.model.campaign import CampaignPlan
from receivables.model.decision import Reason
from receivables.model.identity import masked
from receivables.model.ladder import Notice
from receivables.model.money import Money, total
from receivables.model.policy import Policy
from receivables.model.protection import protecting_score, reference_day
from receivables.model.request import RequestKind
from receivables.model.segment import NO_SEGMENT, TUMBES, grouped, unpaid
from receivables.model.workorder import OrderKind, WorkOrder
from receivables.usecases.pages import accounts_on
from receivables.usecases.score import ScoreReport
from receivables.usecases.services import Services

NEEDED = (
    Reason.OUTSIDE_WINDOW,
    Reason.HOLIDAY,
    Reason.CAP,
    Reason.OPTED_OUT,
    Reason.NO_CONSENT,
    Reason.CLAIM,
    Reason.LIVE_AGREEMENT,
    Reason.PROTECTED_SUPPLY,
    Reason.PROTECTING_SCORE,
    Reason.NO_CONTINUITY,
    Reason.INACTIVE,
    Reason.STALE_FEED,
    Reason.BELOW_AMOUNT,
    Reason.PAID,
)
"""The reasons for withholding of which each has to be seen acting at least once."""

CLAIM = RequestKind.CLAIM.value
OLDER_THAN = 3
SHOWN_ORDERS = 8


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One walk over all that owe, as of the feed's cut date; `accounts` are those that the record is about."""

    by_locality: tuple[report.Owed, ...]
    by_segment: tuple[report.Owed, ...]
    accounts: Mapping[str, Account]


async def walk(services: Services, about: Collection[str]) -> Portfolio:
    """Read everybody who may owe once: for the tables, and to check what the record says of some."""
    localities: list[tuple[str, Money]] = []
    segments: list[tuple[str, Money]] = []
    accounts: dict[str, Account] = {}
    async with services.units.reading() as unit:
        feed = await unit.ledger.feed()
        if feed is None:
            raise AssertionError("the story is told over a portfolio")
        async for page in accounts_on(unit, feed.cut_date):
            for account in page:
                then = services.standing(account, feed.cut_date)
                localities.append((account.supply.locality, unpaid(then, OLDER_THAN)))
                segments.append((TUMBES.segment_of(account, then) or NO_SEGMENT, unpaid(then)))
                if account.supply.supply_number in about:
                    accounts[account.supply.supply_number] = account
    by_segment = {owed.name: owed for owed in _owed(segments)}
    order = [name for name in (*TUMBES.shown, NO_SEGMENT) if name in by_segment]
    return Portfolio(_owed(localities), tuple(by_segment[name] for name in order), accounts)


def _owed(pairs: Sequence[tuple[str, Money]]) -> tuple[report.Owed, ...]:
    return tuple(report.Owed(each.name, each.customers, each.amount) for each in grouped(pairs))


def concerned(evidence: Evidence, cuts: Collection[WithheldAt]) -> frozenset[str]:
    """The supplies that the record is about."""
    told = {sent.supply_number for sent in evidence.sent} | {
        posted.supply_number for posted in evidence.posted
    }
    told |= {answered.supply_number for answered in evidence.answers}
    told |= {agreed.supply_number for agreed in evidence.agreed}
    return frozenset(
        told | {order.supply_number for order in evidence.orders} | {cut.supply_number for cut in cuts}
    )


def withheld_cut(world: World, cuts: Sequence[WithheldAt]) -> report.WithheldCut | None:
    """The first cut that only the behaviour of old withheld, with the score and the day as of which it was taken."""
    for cut in cuts:
        account = world.accounts[cut.supply_number]
        then = world.standing(cut.supply_number, cut.at)
        day, score = reference_day(account, then), protecting_score(account, then)
        if day is not None and score is not None and then.overdue_bills:
            return report.WithheldCut(
                supply=masked(cut.supply_number),
                locality=account.supply.locality,
                debt=then.overdue,
                bills=len(then.overdue_bills),
                oldest_due_on=then.overdue_bills[0].bill.due_on,
                protecting_score=score.code,
                as_of=day,
                reasons=cut.reasons,
            )
    return None


def rfm(scored: ScoreReport) -> tuple[report.Shares, ...]:
    """The real share of each class of each measure: ties move it off a fifth."""
    return tuple(
        report.Shares(
            measure=measure.value,
            per_mille=tuple(round(1000 * scored.classes.share(measure, n + 1)) for n in range(len(counts))),
            tied=measure in scored.tied,
        )
        for measure, counts in scored.classes.counts.items()
    )


def reminders(records: Records, plans: Sequence[CampaignPlan]) -> tuple[report.Reminders, ...]:
    """What became of the notices of each kind."""
    campaigns = {plan.campaign.id: plan.campaign.step for plan in plans}
    left_out: Counter[tuple[Notice | None, str]] = Counter()
    for (campaign, outcome), supplies in records.planned().items():
        left_out[campaigns.get(campaign), outcome] += supplies
    return tuple(
        report.Reminders(
            notice=notice.value,
            planned=planned,
            held_out=left_out[notice, "held_out"],
            not_planned=left_out[notice, "withheld"],
            withheld=withheld,
            sent=sent,
            served=served,
        )
        for notice, (planned, sent, served, withheld) in records.notices().items()
    )


def withholdings(records: Records, plans: Sequence[CampaignPlan]) -> tuple[report.Withholding, ...]:
    """How often each reason spoke against something; a forecast is a decision of planning too."""
    counted = records.withheld()
    for plan in plans:
        for reason, times in plan.withheld.items():
            counted["planning", reason] += times
    return tuple(
        report.Withholding(
            reason.value,
            *(counted[stage, reason.value] for stage in ("planning", "sending", "cut")),
        )
        for reason in Reason
        if any(counted[stage, reason.value] for stage in ("planning", "sending", "cut"))
    )


def missing(seen: Sequence[report.Withholding]) -> tuple[str, ...]:
    """The reasons needed that were never seen to act."""
    acted = {each.reason for each in seen if each.times}
    return tuple(reason.value for reason in NEEDED if reason.value not in acted)


def promises(records: Records) -> report.Promises:
    """Promises taken, kept and broken."""
    outcomes = records.outcomes("promise")
    return report.Promises(outcomes["made"], outcomes["kept"], outcomes["broken"])


def talks(records: Records) -> report.Talks:
    """What people said in the chats, and what came of it."""
    agreed, links = records.outcomes("agreement"), records.outcomes("link")
    asked, waiting = records.requests(), records.handovers()
    return report.Talks(
        answered=records.answered(),
        codes=links["code_used"],
        agreed=agreed["accepted"],
        in_force=agreed["active"],
        lapsed=agreed["lapsed"],
        amended=agreed["amended"],
        reminded=records.reminded(),
        claims=sum(count for (kind, _), count in asked.items() if kind == CLAIM),
        requested={
            kind: sum(count for (each, _), count in asked.items() if each == kind)
            for kind in sorted({kind for kind, _ in asked} - {CLAIM})
        },
        requests_answered=sum(count for (_, state), count in asked.items() if state == "done"),
        handed_over=waiting.all,
        handovers_answered=waiting.answered,
        handovers_closed=waiting.closed,
        photos=records.photos(),
        opted_out=records.outcomes("opt_out")["opted_out"],
        in_distress=len(records.crises()),
    )


def recovered(evidence: Evidence) -> report.Recovered:
    """Simulated payments, by whether the supply had been sent a notice before."""
    first: dict[str, datetime] = {}
    for sent in evidence.sent:
        first.setdefault(sent.supply_number, sent.sent_at)
    paid: dict[bool, list[Money]] = {True: [], False: []}
    for posted in evidence.posted:
        asked = first.get(posted.supply_number)
        paid[asked is not None and asked < posted.paid_at].append(posted.amount)
    return report.Recovered(total(paid[True]), len(paid[True]), total(paid[False]), len(paid[False]))


async def cut_orders(services: Services, accounts: Mapping[str, Account]) -> tuple[report.CutOrder, ...]:
    """The first cut orders, with what they rest on."""
    async with services.units.reading() as unit:
        page = await unit.work_orders.page(kind=OrderKind.CUT, limit=SHOWN_ORDERS)
    return tuple(_cut_order(order, accounts[order.supply_number], services.policy) for order in page)


def _cut_order(order: WorkOrder, account: Account, policy: Policy) -> report.CutOrder:
    return report.CutOrder(
        id=order.id,
        supply=masked(order.supply_number),
        locality=account.supply.locality,
        state=order.state.value,
        debt=order.debt,
        ordered_at=policy.local(order.ordered_at),
        reasons=order.reasons,
        evidence=tuple(
            report.Served(each.notice, each.channel, policy.local(each.served_at)) for each in order.evidence
        ),
        closed_why=order.closed_why,
    )


async def trail(services: Services, supply_number: str) -> tuple[report.Step, ...]:
    """The audit trail of one account."""
    async with services.units.reading() as unit:
        entries = await unit.audit.of(supply_number)
    return tuple(_step(entry, services) for entry in entries)


def _step(entry: AuditEntry, services: Services) -> report.Step:
    return report.Step(
        at=services.policy.local(entry.at),
        actor=entry.actor,
        act=entry.act.value,
        outcome=entry.outcome,
        reasons=entry.reasons,
        facts=dict(entry.facts),
    )


def assumed(effects: Effects) -> dict[str, dict[str, int]]:
    """The effects that the simulation assumes, out of a thousand."""
    table = {
        notice.value: {each.value: share for each, share in shares.items()} | {"keep": effects.keeps[notice]}
        for notice, shares in effects.moods.items()
    }
    others = {
        "pay_in_a_week": effects.pays_unasked,
        "pay_between": effects.pays_meanwhile,
        "pay_down": effects.pays_down,
        "pay_instalment": effects.pays_instalment,
    }
    return {**table, "without_notice": others}
