"""The link of an e-mail, used to be left alone: nobody reads what is answered to an e-mail of ours (EML-1, I-6)."""

from enum import StrEnum

from receivables.model.contact import Moment
from receivables.model.message import OutboxRow
from receivables.model.suppression import of_address
from receivables.ports import UnitOfWork
from receivables.usecases import serve
from receivables.usecases.authenticity import EMAIL, linked_code
from receivables.usecases.services import Services
from receivables.usecases.suppress import leave_alone, opted_out, with_addresses


class Leave(StrEnum):
    """What became of the wish. `NO_GOOD`: the link is none of ours, and nobody was closed."""

    DONE = "done"
    ALREADY = "already"
    NO_GOOD = "no_good"


async def leave(services: Services, key: bytes, code: str, token: str) -> Leave:
    """Close whoever that e-mail went to, for everything and over all channels, as their BAJA in a chat would.

    Also when the message went on by another channel since. Who was forgotten is closed already, and their link is none
    any more: their messages keep no code.
    """
    shown = linked_code(key, code, token)
    if shown is None:
        return Leave.NO_GOOD
    async with services.units() as unit:
        at = await services.moment(unit)
        rows = await unit.outbox.coded(shown)
        if not rows:
            return Leave.NO_GOOD
        news = [await _heed(unit, row, at) for row in rows]
    return Leave.DONE if any(news) else Leave.ALREADY


async def _heed(unit: UnitOfWork, row: OutboxRow, at: Moment) -> bool:
    """Whoever it went to, and whoever else is reached there; False when all of them had left already."""
    here = await unit.ledger.contacts_at(row.address) if row.address else ()
    persons = sorted({contact.person for contact in here} | ({row.person} if row.person else set()))
    subjects = {*await with_addresses(unit, persons), *([of_address(row.address)] if row.address else ())}
    if subjects <= await opted_out(unit, subjects):
        return False
    supplies = {row.supply_number or row.key} | {contact.supply_number for contact in here}
    return await leave_alone(
        unit, persons, sorted(supplies), at, address=row.address, source=EMAIL, actor=serve.CUSTOMER
    )
