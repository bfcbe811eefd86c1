"""Messages that could not be processed: staff read them, have them processed again, or look after them otherwise."""

from datetime import datetime

from receivables.errors import BadInput, Unknown
from receivables.model.audit import Act
from receivables.model.conversation import DeadLetter, Inbound, LetterPlace
from receivables.model.pseudonym import reason_given
from receivables.model.sending import AlarmKind
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

SHOWN = 50


async def lay_aside(unit: UnitOfWork, inbound: Inbound, now: datetime, problem: str) -> None:
    """A stored message cannot be processed: it waits for staff, and rings for them."""
    await unit.conversations.mark_answered(inbound.id, now, problem)
    await unit.alarms.ring(AlarmKind.DEAD_LETTERS, inbound.channel, now)


async def waiting(
    services: Services, limit: int = SHOWN, after: LetterPlace | None = None
) -> list[DeadLetter]:
    """Those that wait for staff, newest first; those that follow on that place."""
    async with services.units.reading() as unit:
        return await unit.conversations.dead_letters(limit, after)


async def retry(services: Services, inbound_id: str, *, actor: str) -> None:
    """Have it processed again, as if it had just come. Raises Unknown("unknown_dead_letter")."""
    async with services.units() as unit:
        at = await services.moment(unit)
        if not await unit.conversations.requeue(inbound_id):
            raise Unknown("unknown_dead_letter", id=inbound_id)
        told = entry(at, actor, Act.HANDOVER, inbound_id, "requeued", facts={"inbound": inbound_id})
        await unit.audit.append([told])


async def bury(services: Services, inbound_id: str, *, why: str, actor: str) -> None:
    """Somebody looked after it. Raises BadInput("reason_needed"), Unknown("unknown_dead_letter")."""
    if not why.strip():
        raise BadInput("reason_needed")
    async with services.units() as unit:
        at = await services.moment(unit)
        if not await unit.conversations.bury(inbound_id, at.now, actor):
            raise Unknown("unknown_dead_letter", id=inbound_id)
        facts = {"inbound": inbound_id, "why": reason_given(why)}
        await unit.audit.append([entry(at, actor, Act.HANDOVER, inbound_id, "buried", facts=facts)])
