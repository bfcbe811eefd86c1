"""What becomes of a message that was certainly not delivered: by the class of the provider's code (rules.md, b).

Told by the channel at once, or by a status callback after the provider had taken it. Whatever is tried again is asked
all again, so that a payment, a wish or a closed window in between wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zlib import crc32

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.failure import FREE_TEXT_REFUSED, TOO_FAST, TOO_MANY, CodeRule, Codes, Handling
from receivables.model.law import contact_closing, next_contact_opening
from receivables.model.message import OutboxRow, State
from receivables.model.sending import AlarmKind, Halt, channel_halt, openings_halt, template_halt
from receivables.ports import DeliveryFailed, UnitOfWork
from receivables.ports.sending import LONGEST_REST_SECONDS
from receivables.usecases.alarms import note_window_mistake
from receivables.usecases.closures import close_for
from receivables.usecases.delivery.handover import PROACTIVE
from receivables.usecases.entries import entry
from receivables.usecases.halts import halt_here

UNREACHABLE_SECONDS = 30
"""How long a sender rests whose provider did not answer at all: it was certainly not asked."""
EXPIRED, NO_CODE = "expired", "no_code"
"""What a channel says when no time was left to hand the message over."""
SEVERAL = 3
"""So many different recipients must fail with a code before it is held against more than themselves: against a template
where nobody knows the code, against all openings or the sender where it says that we are too fast."""
WITHIN = timedelta(minutes=15)
"""So long failures are counted together; whom nobody refused anything for as long starts from the shortest rest."""
AT_ONCE = timedelta(seconds=10)
"""Answers to several people that are too fast within so long: it is the sender's rate, and nobody of them."""
NOT_AT_ALL, A_DAY = timedelta(), timedelta(hours=24)
A_PAUSE, LONGEST_PAUSE = timedelta(hours=1), timedelta(hours=8)
"""Of openings, before some are tried again: of a moving day's openings something is free again by then."""
SPREAD, MOST_SPREAD = 4, timedelta(minutes=1)
"""By this part of itself a wait is longer at most, for each message another: not all come back at one moment."""
MOST_SECONDS = 7 * 24 * 3600
"""A provider that asks for more than a week is taken for mistaken, and asked again then."""
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
        await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, f"{rule.provider}:{rule.code or NO_CODE}", at.now)
    if failure.code == FREE_TEXT_REFUSED:
        await note_window_mistake(unit, row, at)
    unsent = _unsent(row, failure)
    if failure.code == EXPIRED:
        outcome, kept = EXPIRED, replace(unsent, state=State.EXPIRED)
    else:
        await close_for(unit, rule, row, at, actor=actor)
        await _halt(unit, row, rule, at, actor)
        wait = await _slow_down(unit, row, failure, rule, at, actor)
        outcome, kept = _next(unsent, row, failure, rule, at, wait)
        kept = _lives_on(kept, at) if failure.accepted else kept
    facts = _facts(row, failure)
    act = Act.SEND if row.kind in PROACTIVE else Act.REPLY
    subject = row.supply_number or row.key
    await unit.audit.append([entry(at, actor, act, subject, outcome, facts=facts)])
    return kept


def retries(row: OutboxRow) -> int:
    """How often its present channel asked to try again."""
    return row.tried.count(_asked(row.channel))


def no_free_text(channel: str | None) -> str:
    """How a row keeps in mind that our own words were refused on a channel, as nobody there had written lately."""
    return f"{channel or ''}!"


def _asked(channel: str | None) -> str:
    return f"{channel or ''}?"


def _unsent(row: OutboxRow, failure: Failure) -> OutboxRow:
    """What was never taken has no moment and no text; what was, by this attempt or an earlier one, keeps them."""
    kept = replace(row, error=failure.code)
    if failure.accepted or row.provider_id is not None:
        return kept
    return replace(kept, sent_at=None, text=None)


def _next(
    unsent: OutboxRow, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment, wait: timedelta
) -> tuple[str, OutboxRow]:
    """What happens to the row, and the row after it; `wait`: for how long, where it is tried again as it is."""
    if not failure.accepted and (rule.handling is Handling.WAIT or failure.status == TOO_MANY):
        return RETRIED, _later(unsent, at, wait)
    # What the provider took and then told to wait may have cost something each time: it is tried as often as RETRY.
    if rule.handling in (Handling.RETRY, Handling.WAIT) and retries(row) < len(rule.waits):
        return RETRIED, _later(replace(unsent, tried=(*row.tried, _asked(row.channel))), at, wait)
    if rule.of_account and (row.kind in PROACTIVE or not rule.answers):
        return RETRIED, _later(unsent, at)
    if rule.of_template and row.template is None:
        if rule.code == FREE_TEXT_REFUSED and row.kind in PROACTIVE:
            refused = replace(unsent, tried=(*row.tried, no_free_text(row.channel)))
            return RETRIED, _later(refused, at)  # by its template, whatever else it meets before that
        return FAILED, replace(unsent, state=State.FAILED)
    if row.kind not in PROACTIVE or row.channel is None:
        return FAILED, replace(unsent, state=State.FAILED)
    return SWITCHED, _later(replace(unsent, tried=(*row.tried, row.channel)), at)


def _patience(failure: Failure, rule: CodeRule, turn: int) -> timedelta:
    """The provider's own seconds where it named them, else those of the table."""
    return _turn(rule, turn) if failure.retry_after is None else timedelta(seconds=failure.retry_after)


async def _slow_down(
    unit: UnitOfWork, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment, actor: str
) -> timedelta:
    """Let rest whatever is too fast, and nothing else; after how long the row may be tried again."""
    if rule.code == TOO_FAST:
        return await _too_fast(unit, row, failure, rule, at, actor)
    if failure.status == TOO_MANY and not failure.accepted:
        return await _flooded(unit, row, failure, rule, at, actor)
    wait = _patience(failure, rule, retries(row))
    if rule.handling is Handling.WAIT and failure.sender:
        await unit.rates.rest(failure.sender, wait.total_seconds())
    return wait


async def _flooded(
    unit: UnitOfWork, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment, actor: str
) -> timedelta:
    """The sender rests, each time longer, and never shorter than its provider asks. What meets one rest is one time.

    One that is to be silent for longer than a sender can rest is halted until then, answers as well.
    """
    asked, left = _named(failure), timedelta(seconds=await unit.rates.resting(failure.sender))
    table = left or _turn(rule, await _times(unit, f"flood:{failure.sender}", at, WITHIN))
    wait = _spread(row, max(asked, table))
    if not left or asked > left:
        await unit.rates.rest(failure.sender, wait.total_seconds())
    if (failure.retry_after or 0) > LONGEST_REST_SECONDS:
        await _silence(unit, row, rule, at, actor, wait)
    return wait


async def _silence(
    unit: UnitOfWork, row: OutboxRow, rule: CodeRule, at: Moment, actor: str, lasting: timedelta
) -> None:
    """Halt the whole channel for so long. A halt that stands already, and may have no end, is not replaced by it."""
    halted = _halted(channel_halt(row.channel or ""), rule, at.now, actor)
    if halted.subject not in await unit.halts.in_force(at.now):
        await halt_here(unit, replace(halted, until=at.now + lasting, whole=True), at)


async def _too_fast(
    unit: UnitOfWork, row: OutboxRow, failure: Failure, rule: CodeRule, at: Moment, actor: str
) -> timedelta:
    """One address alone waits alone; several openings are over the limit of the portfolio, answers of the sender.

    Our own turns and gaps keep an opening from being too fast for its sender or its person.
    """
    channel = row.channel or ""
    if row.template is not None:
        if await _hits_several(unit, f"{openings_halt(channel)}:{rule.code}", row, at.now, WITHIN):
            await _pause_openings(unit, channel, rule, at, actor)
    elif failure.sender and await _hits_several(unit, f"{failure.sender}:{rule.code}", row, at.now, AT_ONCE):
        return await _flooded(unit, row, failure, rule, at, actor)
    return _spread(row, max(_named(failure), _turn(rule, row.attempt - 1)))


async def _pause_openings(unit: UnitOfWork, channel: str, rule: CodeRule, at: Moment, actor: str) -> None:
    """No new conversations for an hour, and twice as long each time within a day; whoever writes is answered."""
    subject = openings_halt(channel)
    if subject in await unit.halts.in_force(at.now):
        return
    lasting = min(A_PAUSE * 2 ** await _times(unit, subject, at, A_DAY), LONGEST_PAUSE)
    until = at.now + lasting
    await halt_here(unit, replace(_halted(subject, rule, at.now, actor), until=until), at)


async def _times(unit: UnitOfWork, what: str, at: Moment, within: timedelta) -> int:
    """How often that happened lately; this time counts from now on."""
    before = await unit.openings.used(what, at.now - within)
    await unit.openings.note(what, [at.now.isoformat()], at.now)
    return before


def _named(failure: Failure) -> timedelta:
    """For how long the provider asks to be left alone, and a second more; nothing where it names no time."""
    return timedelta(seconds=min(failure.retry_after, MOST_SECONDS) + 1 if failure.retry_after else 0)


def _turn(rule: CodeRule, turn: int) -> timedelta:
    waits = rule.waits or (UNREACHABLE_SECONDS,)
    return timedelta(seconds=waits[min(turn, len(waits) - 1)])


def _spread(row: OutboxRow, wait: timedelta) -> timedelta:
    """A little longer, by another part of itself for each attempt of each message."""
    part = crc32(f"{row.key}/{row.attempt}".encode()) % 1000
    return wait + min(wait // SPREAD, MOST_SPREAD) * part // 1000


def _lives_on(row: OutboxRow, at: Moment) -> OutboxRow:
    """A notice that was taken once counts for today: its time ends with the next day on which people are written to."""
    if row.state is not State.PENDING or row.notice is None or row.provider_id is None or not row.expires_at:
        return row
    tomorrow = datetime.combine(at.today + timedelta(days=1), time(), at.policy.zone)
    opens = next_contact_opening(tomorrow, at.policy, at.calendar)
    closes = None if opens is None else contact_closing(opens, at.policy, at.calendar)
    return row if closes is None else replace(row, expires_at=max(row.expires_at, closes))


def _later(row: OutboxRow, at: Moment, wait: timedelta = NOT_AT_ALL) -> OutboxRow:
    return replace(row, state=State.PENDING, not_before=at.now + wait)


async def _halt(unit: UnitOfWork, row: OutboxRow, rule: CodeRule, at: Moment, actor: str) -> None:
    """A defect of ours stops its template, a trouble of the account its channel, for every worker.

    A code that nobody knows may be of one recipient alone: it has rung, and stops the template when it hits several.
    """
    channel = row.channel or ""
    if rule.of_template and row.template is not None:
        template = template_halt(channel, row.template)
        if rule.says or await _hits_several(unit, f"{template}:{rule.code}", row, at.now, WITHIN):
            await halt_here(unit, _halted(template, rule, at.now, actor), at)
    elif rule.code == FREE_TEXT_REFUSED:
        return  # it is counted, and rings when there are too many
    elif rule.of_template:
        refused = f"message:{channel}:{row.message.key}:{rule.code}"
        await unit.alarms.ring(AlarmKind.REFUSED, refused, at.now)
    elif rule.of_account:
        halted = _halted(channel_halt(channel), rule, at.now, actor)
        await halt_here(unit, replace(halted, whole=not rule.answers), at)


async def _hits_several(
    unit: UnitOfWork, fault: str, row: OutboxRow, now: datetime, within: timedelta
) -> bool:
    """Count whom that fault hit lately, where all workers see it."""
    address, since = row.address or "", now - within
    before = await unit.openings.used(fault, since)
    known = await unit.openings.known(fault, [address], since)
    await unit.openings.note(fault, [address], now)
    return before + (0 if known else 1) >= SEVERAL


def _halted(subject: str, rule: CodeRule, now: datetime, actor: str) -> Halt:
    return Halt(subject, now, actor, f"{rule.provider}:{rule.code}")


def _facts(row: OutboxRow, failure: Failure) -> Mapping[str, str | int]:
    facts: dict[str, str | int] = {
        "key": row.key,
        "attempt": row.attempt,
        "channel": row.channel or "",
        "code": failure.code,
    }
    return {**facts, "why": failure.why} if failure.why and failure.why != failure.code else facts
