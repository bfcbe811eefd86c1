"""E-mails that came back: the message they are about is found, and handled as a failure told by its provider."""

import re
from collections.abc import Mapping

from receivables.model.audit import Act
from receivables.model.authenticity import code_in
from receivables.model.bounce import Bounce, BounceKind
from receivables.model.failure import Codes
from receivables.model.message import OutboxRow
from receivables.model.sending import AlarmKind, Callback, Told
from receivables.ports import UnitOfWork
from receivables.usecases.callbacks import Clerk
from receivables.usecases.closures import close_for
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

MAIL = "correo"
SMTP = "smtp"
OWN_NUMBER = re.compile(r"<(\d{1,18})\.\d{1,6}\.")
"""How our Message-IDs begin: the number of the row and its attempt."""
SEEN, ORPHAN = "bounced", "no_such_mail"


async def note_bounce(services: Services, codes: Codes, bounce: Bounce, *, actor: str) -> str:
    """Find the message by its Message-ID, else by our code in what is quoted; `bounced`, or `no_such_mail`.

    The address is closed as the code asks, also when its message was proved received before. A report of a mail that we
    never sent rings an alarm and changes nothing: anybody can write one.
    """
    async with services.units() as unit:
        row = await _found(unit, bounce)
        if row is None or row.id is None:
            await unit.alarms.ring(AlarmKind.BOUNCES, ORPHAN, services.clock.now())
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


async def _found(unit: UnitOfWork, bounce: Bounce) -> OutboxRow | None:
    """Only the very mail counts: its Message-ID is known to its sender and its reader alone, and so is its code."""
    ids = {int(found[1]): each for each in bounce.message_ids if (found := OWN_NUMBER.match(each))}
    for id, row in (await unit.outbox.numbered(ids)).items():
        if row.channel == MAIL and row.provider_id in (ids[id], ids[id].strip("<>")):
            return row
    for line in bounce.text.splitlines():
        quoted = code_in(line)
        for row in await unit.outbox.coded(quoted[0]) if quoted else ():
            if row.channel == MAIL:
                return row
    return None
