"""The offer of an inspection or a claim: noted for the bills that it named once it was received."""

from receivables.model.contact import Moment
from receivables.model.message import OutboxRow
from receivables.ports import UnitOfWork
from receivables.usecases.notices import CLAIM_OFFER


async def note_offer(unit: UnitOfWork, row: OutboxRow, at: Moment) -> None:
    """Note the offer whose reception is proved (PE-BILL-2); any other message changes nothing."""
    bills = row.message.values.get("claimable")
    if row.message.key == CLAIM_OFFER and isinstance(bills, tuple):
        await unit.ledger.offer_claim([str(bill) for bill in bills], at.now, row.channel or "")
