"""Which of our e-mails came back: by its Message-ID, which its sender and its reader alone know, or by its code."""

import re
from collections.abc import Mapping
from dataclasses import replace

from receivables.model.authenticity import code_in
from receivables.model.bounce import Bounce
from receivables.model.message import OutboxRow
from receivables.model.pseudonym import pseudonym
from receivables.ports import UnitOfWork

MAIL = "correo"
OWN_NUMBER = re.compile(r"<(\d{1,18})\.\d{1,6}\.")
"""How our Message-IDs begin: the number of the row and its attempt."""


def mail_facts(message_id: str, address: str) -> Mapping[str, str]:
    """What the record keeps of an e-mail that left: a bounce may come when its message has gone on elsewhere."""
    return {"mail": message_id.strip("<>"), "to": pseudonym(address)}


async def returned_mail(unit: UnitOfWork, bounce: Bounce) -> OutboxRow | None:
    """The message as it was when it went by e-mail; None for a mail that we never sent."""
    ids = {int(found[1]): each for each in bounce.message_ids if (found := OWN_NUMBER.match(each))}
    for id, row in (await unit.outbox.numbered(ids)).items():
        own = ids[id].strip("<>")
        if row.channel == MAIL and (row.provider_id or "").strip("<>") == own:
            return row
        if (earlier := await _on_record(unit, row, own)) is not None:
            return earlier
    for line in bounce.text.splitlines():
        quoted = code_in(line)
        for row in await unit.outbox.coded(quoted[0]) if quoted else ():
            if row.channel == MAIL:
                return row
    return None


async def _on_record(unit: UnitOfWork, row: OutboxRow, message_id: str) -> OutboxRow | None:
    """The row as that mail, which it was before it went on to another channel, or to another attempt."""
    supply = row.supply_number
    lines = await unit.audit.of(supply) if supply else []
    facts = next((line.facts for line in lines if line.facts.get("mail") == message_id), None)
    if supply is None or facts is None:
        return None
    for contact in (await unit.ledger.contacts([supply]))[supply]:
        if pseudonym(contact.address) == facts["to"]:
            attempt, place = int(str(facts["attempt"])), contact.address
            return replace(row, channel=MAIL, address=place, provider_id=message_id, attempt=attempt)
    return None
