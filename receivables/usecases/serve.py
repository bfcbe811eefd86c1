"""Note that a person received what was sent: whoever writes or presses a button has the chat before their eyes."""

from dataclasses import replace
from datetime import datetime

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.ladder import notice_served
from receivables.model.message import OutboxRow, State
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.offers import note_offer
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies

CUSTOMER = "customer"


async def acknowledge(
    services: Services, unit: UnitOfWork, channel: str | None, address: str, written_at: datetime
) -> int:
    """Prove the reception of what had been sent to that address when the person wrote, at `written_at`.

    Only a later message proves a notice (design.md, Served): one that lay unread meanwhile says nothing of it. How
    many messages are proved.

    `channel` None: whatever the channel, for a page that shows them all. What nobody knows to have been sent, and what
    is still being sent, is not proved by this.
    """
    at = await services.moment(unit)
    unserved = await unit.outbox.unserved_to(channel, address)
    sent = [row for row in unserved if row.state is State.SENT and _sent_by(row, written_at)]
    if not sent:
        return 0
    await hold_supplies(unit, {row.supply_number for row in sent if row.supply_number})
    await unit.outbox.save([replace(row, state=State.SERVED, served_at=at.now) for row in sent])
    await _note_in_cases(unit, sent, at)
    for row in sent:
        await note_offer(unit, row, at)
    await unit.audit.append(
        entry(at, CUSTOMER, Act.SERVE, row.supply_number or row.key, "served", facts={"key": row.key})
        for row in sent
    )
    return len(sent)


def _sent_by(row: OutboxRow, moment: datetime) -> bool:
    return row.sent_at is not None and row.sent_at <= moment


async def _note_in_cases(unit: UnitOfWork, sent: list[OutboxRow], at: Moment) -> None:
    keys = [row.key for row in sent if row.notice is not None]
    for case in await unit.cases.with_notice(keys) if keys else ():
        noted = case
        for key in keys:
            noted = notice_served(noted, key, at.now)
        await unit.cases.save(noted)
