"""What becomes of a message that was certainly not delivered: by the class of the provider's code (rules.md, b).

Told by the channel at once, or by a status callback after the provider had taken it. Whatever is tried again is asked
all again, so that a payment, a wish or a closed window in between wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.law import contact_closing, next_contact_opening
from receivables.model.message import OutboxRow, State
from receivables.model.sending import AlarmKind, Halt, channel_halt, template_halt
from receivables.ports import DeliveryFailed, UnitOfWork
from receivables.usecases.alarms import note_window_mistake
from receivables.usecases.closures import close_for
from receivables.usecases.deliver_handover import PROACTIVE
from receivables.usecases.entries import entry
from receivables.usecases.halts import halt_here

UNREACHABLE_SECONDS = 30
"""How long a sender rests whose provider did not answer at all: it was certainly not asked."""
FREE_TEXT_REFUSED = "63016"
"""WhatsApp says that the 24 hours are over: our own bookkeeping is wrong."""
EXPIRED = "expired"
"""What a channel says when no time was left to hand the message over."""
SEVERAL = 3
"""So many different recipients must fail with a code that nobody knows before it is held against the template."""
WITHIN = timedelta(minutes=15)
RETRIED, SWITCHED, FAILED = "retried", "switched", "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """What a provider told. `status`: of its HTTP answer, 0 without one. `accepted`: it had taken the message first.

    `sender`: whose turns rest where the provider asks to wait; "" where nobody knows it.
    """

    code: str
    status: int = 0
    why: str = ""
    retry_after: int | None = None
    accepted: bool = False
    sender: str = ""

    @classmethod
    def of(cls, told: DeliveryFailed, sender: str) -> "Failure":
        """What a channel raised."""
        return cls(told.code, told.status, told.why, told.retry_after, sender=sender)


def rule_for(codes: Codes, provider: str, failure: Failure) -> CodeRule:
    """What the code asks of us. Where nothing was answered at all, and no rule says otherwise, the sender waits."""
    if failure.status == 0 and not failure.accepted and not codes.known(provider, failure.code):
        seconds = failure.retry_after or UNREACHABLE_SECONDS
        return CodeRule(provider, failure.code, Handling.WAIT, "not answered", waits=(seconds,))
    return codes.of(provider, failure.code, failure.status)


async def after_failure(
    unit: UnitOfWork, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment, *, actor: str
) -> OutboxRow:
    """The row as it is to be kept, after all else that its failure asks for: closed lines, halts, alarms, rests.

    A failed attempt that the provider had taken keeps its moment and counts against the caps. A notice of which there
    was one lives on until it may be tried again: its case holds it as given, so that no campaign would plan it anew.
    """
    if not rule.says:
        await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, f"{rule.provider}:{rule.code}", at.now)
    if failure.code == FREE_TEXT_REFUSED:
        await note_window_mistake(unit, row, at)
    unsent = _unsent(row, failure)
    if failure.code == EXPIRED:
        outcome, kept = EXPIRED, replace(unsent, state=State.EXPIRED)
    else:
        await close_for(unit, rule, row, at, actor=actor)
        await _halt(unit, row, rule, at, actor)
        await _rest(unit, failure, rule)
        outcome, kept = _next(unsent, row, failure, rule, at)
        kept = _lives_on(kept, at)
    facts = _facts(row, failure)
    act = Act.SEND if row.kind in PROACTIVE else Act.REPLY
    subject = row.supply_number or row.key
    await unit.audit.append([entry(at, actor, act, subject, outcome, facts=facts)])
    return kept


def retries(row: OutboxRow) -> int:
    """How often its present channel asked to try again."""
    return row.tried.count(_asked(row.channel))


def _asked(channel: str | None) -> str:
    return f"{channel or ''}?"


def _unsent(row: OutboxRow, failure: Failure) -> OutboxRow:
    """What was never taken has no moment and no text; what was, by this attempt or an earlier one, keeps them."""
    kept = replace(row, error=failure.code)
    if failure.accepted or row.provider_id is not None:
        return kept
    return replace(kept, sent_at=None, text=None)


def _next(
    unsent: OutboxRow, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment
) -> tuple[str, OutboxRow]:
    match rule.handling:
        case Handling.WAIT if not failure.accepted:
            return RETRIED, _later(unsent, at, _patience(failure, rule, 0))
        # What the provider took and then told to wait may have cost something each time: it is tried as often as RETRY.
        case Handling.RETRY | Handling.WAIT if retries(row) < len(rule.waits):
            tried = (*row.tried, _asked(row.channel))
            seconds = _patience(failure, rule, retries(row))
            return RETRIED, _later(replace(unsent, tried=tried), at, seconds)
        case Handling.OPS if row.kind in PROACTIVE or not rule.answers:
            return RETRIED, _later(unsent, at, 0)
        case Handling.FIX if row.template is None:
            return FAILED, replace(unsent, state=State.FAILED)
    if row.kind not in PROACTIVE or row.channel is None:
        return FAILED, replace(unsent, state=State.FAILED)
    return SWITCHED, _later(replace(unsent, tried=(*row.tried, row.channel)), at, 0)


def _patience(failure: Failure, rule: CodeRule, turn: int) -> int:
    """The provider's own seconds where it named them, else those of the table."""
    if failure.retry_after is not None:
        return failure.retry_after
    return rule.waits[min(turn, len(rule.waits) - 1)] if rule.waits else UNREACHABLE_SECONDS


def _lives_on(row: OutboxRow, at: Moment) -> OutboxRow:
    """A notice that was taken once counts for today: its time ends with the next day on which people are written to."""
    if row.state is not State.PENDING or row.notice is None or row.provider_id is None or not row.expires_at:
        return row
    tomorrow = datetime.combine(at.today + timedelta(days=1), time(), at.policy.zone)
    opens = next_contact_opening(tomorrow, at.policy, at.calendar)
    closes = None if opens is None else contact_closing(opens, at.policy, at.calendar)
    return row if closes is None else replace(row, expires_at=max(row.expires_at, closes))


def _later(row: OutboxRow, at: Moment, seconds: int) -> OutboxRow:
    return replace(row, state=State.PENDING, not_before=at.now + timedelta(seconds=seconds))


async def _halt(unit: UnitOfWork, row: OutboxRow, rule: CodeRule, at: Moment, actor: str) -> None:
    """A defect of ours stops its template, a trouble of the account its channel, for every worker.

    A code that nobody knows may be of one recipient alone: it has rung, and stops the template when it hits several.
    """
    channel = row.channel or ""
    if rule.handling is Handling.FIX and row.template is not None:
        template = template_halt(channel, row.template)
        if rule.says or await _hits_several(unit, template, row, rule, at.now):
            await halt_here(unit, _halted(template, rule, at.now, actor), at)
    elif rule.handling is Handling.FIX:
        refused = f"message:{channel}:{row.message.key}:{rule.code}"
        await unit.alarms.ring(AlarmKind.REFUSED, refused, at.now)
    elif rule.handling is Handling.OPS:
        halted = _halted(channel_halt(channel), rule, at.now, actor)
        await halt_here(unit, replace(halted, whole=not rule.answers), at)


async def _hits_several(
    unit: UnitOfWork, template: str, row: OutboxRow, rule: CodeRule, now: datetime
) -> bool:
    """Count whom that code hit lately, where all workers see it."""
    fault, address = f"{template}:{rule.code}", row.address or ""
    since = now - WITHIN
    before = await unit.openings.used(fault, since)
    known = await unit.openings.known(fault, [address], since)
    await unit.openings.note(fault, [address], now)
    return before + (0 if known else 1) >= SEVERAL


def _halted(subject: str, rule: CodeRule, now: datetime, actor: str) -> Halt:
    return Halt(subject, now, actor, f"{rule.provider}:{rule.code}")


async def _rest(unit: UnitOfWork, failure: Failure, rule: CodeRule) -> None:
    """The sender that was asked to wait, and nothing else."""
    if rule.handling is Handling.WAIT and failure.sender:
        await unit.rates.rest(failure.sender, _patience(failure, rule, 0))


def _facts(row: OutboxRow, failure: Failure) -> Mapping[str, str | int]:
    facts: dict[str, str | int] = {
        "key": row.key,
        "attempt": row.attempt,
        "channel": row.channel or "",
        "code": failure.code,
    }
    return {**facts, "why": failure.why} if failure.why and failure.why != failure.code else facts
