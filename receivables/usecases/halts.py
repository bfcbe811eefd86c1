"""Halt what may not go out, and let it go again: the global stop, a channel, a template, a campaign (I-29, I-30)."""

import re
from datetime import datetime

from receivables.errors import BadInput
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.pseudonym import reason_given
from receivables.model.sending import AlarmKind, Halt
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services

SUBJECT = re.compile(r"proactive|((channel|openings):[a-z]+|template:[a-z]+:[\w.-]+|campaign:[\w.-]+)")
"""What can be halted: see `receivables.model.sending`."""
HALTED, LIFTED = "halted", "lifted"


async def halts(services: Services) -> list[Halt]:
    """What is halted now, by subject."""
    async with services.units.reading() as unit:
        held = await unit.halts.in_force(services.clock.now())
    return [held[subject] for subject in sorted(held)]


async def halt(
    services: Services, subject: str, *, why: str, actor: str, until: datetime | None = None
) -> bool:
    """Let nothing of it go out any more, before the next send of any worker; False when it was halted already.

    Raises BadInput("bad_halt_subject", "halt_ends_before", "reason_needed").
    """
    _refuse_nonsense(subject, why)
    async with services.units() as unit:
        at = await services.moment(unit)
        if until is not None and until <= at.now:
            raise BadInput("halt_ends_before", until=services.policy.local(until))
        return await halt_here(unit, Halt(subject, at.now, actor, why, until), at, given=True)


async def lift(services: Services, subject: str, *, why: str, actor: str) -> bool:
    """Let it go again; False when it was not halted. Raises BadInput("bad_halt_subject", "reason_needed")."""
    _refuse_nonsense(subject, why)
    async with services.units() as unit:
        at = await services.moment(unit)
        lifted = await unit.halts.lift(subject)
        if lifted:
            facts: Facts = {"why": reason_given(why)}
            await unit.audit.append([entry(at, actor, Act.HALT, subject, LIFTED, facts=facts)])
        return lifted


async def halt_here(unit: UnitOfWork, halted: Halt, at: Moment, *, given: bool = False) -> bool:
    """Halt inside a unit of somebody else. `given`: the reason is in words of a person; else it is one of our own.

    What the dispatcher halts by itself rings an alarm as well.
    """
    fresh = await unit.halts.add(halted)
    if fresh:
        facts: dict[str, str | int] = {"why": reason_given(halted.why) if given else halted.why}
        if halted.until is not None:
            facts["until"] = halted.until.isoformat()
        await unit.audit.append([entry(at, halted.by, Act.HALT, halted.subject, HALTED, facts=facts)])
    if not given:
        await unit.alarms.ring(AlarmKind.HALTED, halted.subject, at.now)
    return fresh


def _refuse_nonsense(subject: str, why: str) -> None:
    if SUBJECT.fullmatch(subject) is None:
        raise BadInput("bad_halt_subject", subject=subject)
    if not why.strip():
        raise BadInput("reason_needed")
