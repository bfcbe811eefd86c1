"""Lines that a provider closed: by the code of a failure, some for a time only, and until the person writes again."""

from collections.abc import Iterable
from datetime import timedelta

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.message import OutboxRow
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, Suppression, of_address, of_line
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.services import Services
from receivables.usecases.suppress import close_all

CLOCK = "clock"
UNWANTED = (Cause.OPTED_OUT, Cause.BLOCKED)
"""The person does not want us there: it counts against the campaign that wrote (WA-LIM-4)."""
CHANNELS = {"twilio": ("whatsapp", "sms"), "telegram": ("telegram",), "smtp": ("correo",)}
"""Which channels each provider carries."""
PROVIDERS = {channel: provider for provider, channels in CHANNELS.items() for channel in channels}
"""Whose error codes a channel speaks."""
BY_START_ALONE = ("telegram", Cause.BLOCKED)
"""Whoever blocked the bot starts it again by its command, and by nothing else that is written there (TG-5)."""
FAILURES = "failures"
"""Held by whoever handles failures, after the rows themselves."""


def source_of(channel: str, code: str) -> str:
    """Who closed it: by this a closure that ends by itself is found again."""
    return f"{channel}:{code}"


async def hold_failures(unit: UnitOfWork, rows: Iterable[OutboxRow]) -> None:
    """Let nobody else handle failures, nor close where these messages went, until the unit ends.

    What a failure asks for (closed lines, halts, alarms) is taken row by row, in another order by whoever has other
    rows: so all that is waited for is held before, at once and in one order for all.
    """
    lines = {of_line(row.channel, row.address) for row in rows if row.channel and row.address}
    if lines:
        await unit.hold(sorted({*lines, FAILURES}))


async def close_for(unit: UnitOfWork, rule: CodeRule, row: OutboxRow, at: Moment, *, actor: str) -> bool:
    """Close the row's line, or its address everywhere, as the code asks; False where it asks for nothing of the kind.

    SUPPRESS closes for its cause. SWITCH with `days` lets the line rest: nothing is wrong with the address as such.
    """
    rests = rule.handling is Handling.SWITCH and rule.days is not None
    if not row.address or not row.channel or not (rests or rule.handling is Handling.SUPPRESS):
        return False
    subject = of_address(row.address) if rule.everywhere else of_line(row.channel, row.address)
    source = source_of(row.channel, rule.code)
    cause = rule.cause or Cause.INVALID
    held = (await unit.suppressions.in_force([subject])).get(subject)
    if held is not None and not rests and _says_more(rule, row.channel, held, source):
        await unit.suppressions.lift(subject, at.now, source)
    news = (await close_all(unit, [subject], cause, at, source=source, actor=actor))[0]
    if news and cause in UNWANTED and row.supply_number:
        facts = {"channel": row.channel, "code": rule.code, "campaign": row.campaign or ""}
        await unit.audit.append([entry(at, actor, Act.OPT_OUT, row.supply_number, "blocked", facts=facts)])
    return news


def _says_more(rule: CodeRule, channel: str, held: Suppression, source: str) -> bool:
    """Whether this closure, which nothing ends by itself, counts instead of one that another code of the channel made.

    That one may end: a full box rests for a week, also where the same box turns out to be nobody's on the next day.
    """
    told = held.source.startswith(f"{channel}:") and held.source != source
    return told and rule.days is None and held.cause is Cause.INVALID


async def lift_ended(services: Services, codes: Codes) -> int:
    """Open the lines whose closure was for so many days, once these have passed; how many. Run twice it finds none."""
    ended = 0
    async with services.units() as unit:
        at = await services.moment(unit)
        for rule in codes.rules.values():
            for channel in CHANNELS.get(rule.provider, ()) if rule.days is not None else ():
                ended += await _lift(unit, rule, source_of(channel, rule.code), at)
    return ended


async def heard(unit: UnitOfWork, channel: str, address: str, at: Moment, *, actor: str) -> bool:
    """Whoever writes on a line is reached there: what a provider's code had closed of it is open again (63014).

    What the person or the staff closed stays.
    """
    line = of_line(channel, address)
    held = (await unit.suppressions.in_force([line])).get(line)
    if held is None or not held.source.startswith(f"{channel}:") or (channel, held.cause) == BY_START_ALONE:
        return False
    await _open(unit, line, held.cause, at, actor, "wrote_again")
    return True


async def _lift(unit: UnitOfWork, rule: CodeRule, source: str, at: Moment) -> int:
    closed = await unit.suppressions.by_source(source, at.now - timedelta(days=rule.days or 0))
    for each in closed:
        await _open(unit, each.subject, each.cause, at, CLOCK, f"days_passed:{rule.code}")
    return len(closed)


async def _open(unit: UnitOfWork, subject: str, cause: Cause, at: Moment, actor: str, why: str) -> None:
    await unit.suppressions.lift(subject, at.now, actor)
    facts = {"cause": cause.value, "why": why}
    await unit.audit.append([entry(at, actor, Act.SUPPRESS, pseudonym(subject), "lifted", facts=facts)])
