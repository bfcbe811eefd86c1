"""What staff must look at: what rings, what was seen, and what is counted before it rings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.contact import Moment, Touch
from receivables.model.message import OutboxRow
from receivables.model.sending import Alarm, AlarmKind, Halt, campaign_halt
from receivables.model.suppression import Suppression, line_of, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.closures import UNWANTED
from receivables.usecases.entries import Facts, entry
from receivables.usecases.halts import LIFTED, halt_here
from receivables.usecases.services import Services

DAY = timedelta(hours=24)
DISPATCHER = "dispatcher"
MISTAKEN = "window_mistaken"
ONE_IN = 1_000
"""More than one message in so many outside of its 24 hours: our books of the window are wrong (63016)."""
QUALITY_PERCENT = 2
"""More blocks and opt-outs than this stop a campaign (WA-LIM-4)."""
COHORT = timedelta(hours=72)
"""Whose reaction is counted: whoever the campaign wrote to in so long. People read and answer on the next day too."""
FEWEST_LOST, FEWEST_SENT = 5, 100
"""With fewer people lost, or fewer messages, a share says nothing of a campaign."""
INSTANT = timedelta(microseconds=1)
TICKS_LATE = 60
"""Seconds without a ring of the clock of campaigns, which rings every few."""
CAMPAIGNS = "campaigns"


async def unseen(services: Services) -> list[Alarm]:
    """What rings and nobody looked at, oldest first."""
    async with services.units.reading() as unit:
        return await unit.alarms.unseen()


async def see(services: Services, kind: AlarmKind, subject: str, *, actor: str) -> None:
    """Somebody looks after it: it rings anew when it happens again. Raises Unknown("unknown_alarm")."""
    async with services.units() as unit:
        at = await services.moment(unit)
        if not await unit.alarms.see(kind, subject, at.now, actor):
            raise Unknown("unknown_alarm", kind=kind.value)
        facts = {"kind": kind.value, "subject": subject}
        await unit.audit.append([entry(at, actor, Act.STAFF, "alarms", "alarm_seen", facts=facts)])


async def note_window_mistake(unit: UnitOfWork, row: OutboxRow, at: Moment) -> bool:
    """Count a message that the provider refused as outside of its 24 hours; whether that makes too many (63016)."""
    channel, since = row.channel or "", at.now - DAY
    told = await unit.audit.tally(Act.HALT, since)
    mistakes = told.get((MISTAKEN, ""), 0) + 1
    went = await unit.outbox.spent(since, at.now)
    sent = sum(count for (_, by, _), (count, _, _) in went.items() if by == channel)
    facts: Facts = {"key": row.key, "attempt": row.attempt}
    await unit.audit.append([entry(at, DISPATCHER, Act.HALT, channel, MISTAKEN, facts=facts)])
    if mistakes * ONE_IN <= sent:
        return False
    await unit.alarms.ring(AlarmKind.WINDOW_MISTAKEN, channel, at.now)
    return True


async def watch_opt_outs(services: Services) -> list[str]:
    """Halt the campaigns that too many people flee (WA-LIM-4); which were halted now.

    The rule names 2 %, the outlines are our own choice: of the messages of a campaign in 72 hours, how many of those
    people opted out or blocked us since; at least 5 people and 100 messages. A wish counts against the campaign of the
    last message that the person got before it, and against none where there was none. After a halt was lifted only
    what goes out from then on is counted: whoever lifted it knew of the rest.
    """
    async with services.units.reading() as unit:  # nobody waits for what almost never finds anything
        at = await services.moment(unit)
        lost = await _lost(unit, at.now - COHORT)
        fled = [each for each in sorted(lost) if await _fled(unit, each, lost[each], at)]
    if not fled:
        return []
    async with services.units() as unit:
        at = await services.moment(unit)
        return [
            each for each in fled if await _fled(unit, each, lost[each], at) and await _stop(unit, each, at)
        ]


async def watch_ticks(services: Services) -> bool:
    """Whether the clock of campaigns stands still, asked by another program: then it rings.

    One that never ran has not stopped.
    """
    async with services.units.reading() as unit:
        age = await unit.heartbeats.age(CAMPAIGNS)
    if age is None or age <= TICKS_LATE:
        return False
    async with services.units() as unit:
        await unit.alarms.ring(AlarmKind.TICKS, CAMPAIGNS, services.clock.now())
    return True


async def _lost(unit: UnitOfWork, since: datetime) -> Mapping[str, list[OutboxRow]]:
    """By campaign, the last message that each person got before shutting us out."""
    gone = await unit.suppressions.closed_since(since, UNWANTED)
    touches = await unit.outbox.touches({_reached_by(each) for each in gone}, since) if gone else {}
    keys = {touch.key for each in gone if (touch := _last_before(each, touches[_reached_by(each)]))}
    lost: dict[str, list[OutboxRow]] = defaultdict(list)
    for row in (await unit.outbox.find(keys)).values():
        if row.campaign is not None:
            lost[row.campaign].append(row)
    return lost


def _reached_by(closed: Suppression) -> str:
    """Under which name its messages are found: a line is an address on one channel."""
    line = line_of(closed.subject)
    return of_address(line[1]) if line else closed.subject


def _last_before(closed: Suppression, touches: Iterable[Touch]) -> Touch | None:
    line = line_of(closed.subject)
    before = [each for each in touches if each.at <= closed.at and (line is None or each.channel == line[0])]
    return before[-1] if before else None


async def _fled(unit: UnitOfWork, campaign: str, lost: Iterable[OutboxRow], at: Moment) -> bool:
    """Whether a campaign lost too many."""
    subject = campaign_halt(campaign)
    told = await unit.audit.of(subject, at.now - COHORT)
    since = max([at.now - COHORT, *(each.at for each in told if each.outcome == LIFTED)])
    people = len({row.address for row in lost if row.sent_at is not None and row.sent_at >= since})
    if people < FEWEST_LOST:
        return False
    went = await unit.outbox.spent(since, at.now + INSTANT)
    sent = sum(count for (what, _, _), (count, _, _) in went.items() if what == campaign)
    return sent >= FEWEST_SENT and people * 100 > QUALITY_PERCENT * sent


async def _stop(unit: UnitOfWork, campaign: str, at: Moment) -> bool:
    if not await halt_here(unit, Halt(campaign_halt(campaign), at.now, DISPATCHER, "opt_outs"), at):
        return False
    await unit.alarms.ring(AlarmKind.OPT_OUTS, campaign, at.now)
    return True
