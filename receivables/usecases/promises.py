"""Promises whose day has passed: kept, or broken; a broken one gets its one last chance at once.

The first breach of a commitment brings a new near date instead, and the customer is told (domain.md, action 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from receivables.model.account import Account
from receivables.model.audit import Act, AuditEntry
from receivables.model.claims import business_days_after
from receivables.model.contact import Moment
from receivables.model.ladder import Case, Notice, Promise, Step, promise_breached, promise_kept
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.money import Money, total
from receivables.model.policy import Policy
from receivables.model.standing import Standing
from receivables.ports import UnitOfWork
from receivables.usecases.entries import act, entry, owed
from receivables.usecases.notices import its_turn, notice_key
from receivables.usecases.service_news import settle_and_tell
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, positions
from receivables.usecases.walk import each_case
from receivables.usecases.withdraw import Settled

CLOCK = "clock"


@dataclass(slots=True)
class PromiseReport:
    """How many promises came to their end; `renewed`: commitments that got a new date."""

    kept: int = 0
    broken: int = 0
    renewed: int = 0


async def check_promises(services: Services) -> PromiseReport:
    """Judge every promise whose day is over. May be repeated: a judged promise is not one any more."""
    report = PromiseReport()

    async def check(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = await services.moment(unit)
        for position in await positions(unit, accounts, at):
            await _judge(unit, position, at, report)

    await each_case(services, Step.PROMISED, check, whole=True)
    return report


def paid_since(account: Account, promise: Promise, policy: Policy) -> Money:
    """What was paid from the local day of the promise on: a payment knows its day, so that whole day counts."""
    made_on = policy.today(promise.made_at)
    return total(
        (p.amount for p in account.payments if p.paid_on >= made_on and not p.reversed), policy.currency
    )


async def _judge(unit: UnitOfWork, position: Position, at: Moment, report: PromiseReport) -> None:
    """Past the day: kept when enough was paid or nothing is owed.

    It is not called broken while all of it is under claim, nor before the payments of its own day are known.
    """
    case, promise, now = position.case, position.case.promise, position.standing
    if promise is None or promise.due_on >= at.today:
        return
    paid = promise_kept(promise, paid_since(position.account, promise, at.policy))
    if paid or not (now.overdue or now.overdue_but_claimed):
        report.kept += 1
        await unit.audit.append([_noted(at, case, promise, now, "kept")])
        await settle_and_tell(unit, case, position.account, at, Settled("promise_kept", CLOCK, at.now))
    elif now.overdue and _heard_of(promise, at):
        report.renewed += promise.renewable
        report.broken += not promise.renewable
        outcome = "renewed" if promise.renewable else "broken"
        await unit.audit.append([_noted(at, case, promise, now, outcome)])
        await _breach(unit, position, at)


def _heard_of(promise: Promise, at: Moment) -> bool:
    """Whether news of payments are recent, and reach to the end of the promised day."""
    return at.feed.payments_through >= promise.due_on and not at.feed.stale(at.today, at.policy.feed_days)


def _noted(at: Moment, case: Case, promise: Promise, now: Standing, outcome: str) -> AuditEntry:
    facts = {"amount": str(promise.amount), "due_on": promise.due_on.isoformat(), **owed(now)}
    return entry(at, CLOCK, Act.PROMISE, case.supply_number, outcome, facts=facts)


async def _breach(unit: UnitOfWork, position: Position, at: Moment) -> None:
    after, made = promise_breached(position.case, near_date(at), act(at, CLOCK, "promise_broken"))
    await unit.cases.save(after, made)
    notice = Notice.COMMITMENT_RENEWED if after.step is Step.PROMISED else Notice.LAST_CHANCE
    if its_turn(replace(position, case=after), notice, at):
        await unit.outbox.add([_row(after, notice, at)])


def near_date(at: Moment) -> date:
    """The new date of a commitment: `renewal_days` ahead, then the next business day (PE-CLM-9)."""
    return business_days_after(at.today + timedelta(days=at.policy.renewal_days - 1), 1, at.calendar)


def _row(case: Case, notice: Notice, at: Moment) -> OutboxRow:
    """Not bound to an hour: it waits until it may go, and whoever pays first never gets it."""
    return OutboxRow(
        key=notice_key(case, notice, at),
        kind=Kind.NOTICE,
        message=Message(notice.value),
        created_at=at.now,
        not_before=at.now,
        supply_number=case.supply_number,
        notice=notice,
    )
