"""E-mails that came back: the message they are about is found, and handled as a failure told by its provider."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from receivables.model.audit import Act
from receivables.model.bounce import Bounce, BounceKind
from receivables.model.failure import Codes
from receivables.model.sending import AlarmKind, Callback, Told
from receivables.ports import UnitOfWork
from receivables.usecases.bounced_mail import returned_mail
from receivables.usecases.callbacks import Clerk
from receivables.usecases.closures import close_for
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

SMTP = "smtp"
SEEN, ORPHAN = "bounced", "no_such_mail"
ORPHANS, MANY, WITHIN = "bounces:orphans", 5, timedelta(days=1)
"""Under which the unknown ones are counted, over all programs, and how many in how long ring."""


async def note_bounce(services: Services, codes: Codes, bounce: Bounce, *, actor: str) -> str:
    """Find the message by its Message-ID, else by our code in what is quoted; `bounced`, or `no_such_mail`.

    The address is closed as the code asks, also when its message was proved received before, or has gone on to another
    channel since. A report of a mail that we never sent changes nothing: anybody can write one. From the fifth of a day
    on it rings.
    """
    async with services.units() as unit:
        row = await returned_mail(unit, bounce)
        if row is None or row.id is None:
            await _count_orphan(unit, services.clock.now())
            return ORPHAN
        now = services.clock.now()
        told = Callback(row.provider_id or "", Told.FAILED, row.id, row.attempt, now, code=bounce.code)
        clerk = await Clerk.at_work(services, unit, codes, [told], why="bounce")
        # A complaint is about a mail that arrived: it closes the line, and its message stays what it is.
        if bounce.kind is not BounceKind.COMPLAINT:
            await clerk.take(told)
            await clerk.finish()
        at = clerk.at
        await close_for(unit, codes.of(SMTP, bounce.code), row, at, actor=actor)
        facts: Mapping[str, str | int] = {"key": row.key, "code": bounce.code, "status": bounce.status}
        subject = row.supply_number or row.key
        await unit.audit.append([entry(at, actor, Act.SEND, subject, SEEN, facts=facts)])
    return SEEN


async def _count_orphan(unit: UnitOfWork, now: datetime) -> None:
    before = await unit.conversations.wrong_tries(ORPHANS, now - WITHIN)
    await unit.conversations.note_wrong_try(ORPHANS, now)
    if before + 1 >= MANY:
        await unit.alarms.ring(AlarmKind.BOUNCES, ORPHAN, now)
