"""Note that a person received what was sent: by a reaction, a callback of the provider, a link opened, or on paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.ladder import notice_served
from receivables.model.message import OutboxRow, State
from receivables.ports import UnitOfWork
from receivables.usecases.closures import heard
from receivables.usecases.entries import entry
from receivables.usecases.offers import note_offer
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows
from receivables.usecases.withdraw import delivered_otherwise

CUSTOMER = "customer"
BY_CHAT, BY_CALLBACK, BY_LINK, BY_PAPER = "chat", "callback", "link", "paper"
"""How the reception of a message is proved (design.md, Served)."""
TOLD_BY_PROVIDER = frozenset({"whatsapp", "sms"})
"""Channels whose provider tells what arrived. There no answer proves it: whoever writes may not have got what went
before, and the provider may say a moment later that it was not delivered."""


async def acknowledge(
    services: Services, unit: UnitOfWork, channel: str | None, address: str, written_at: datetime
) -> int:
    """Prove the reception of what had been sent to that address when the person wrote, at `written_at`.

    Only a later message proves a notice (design.md, Served): one that lay unread meanwhile says nothing of it. On
    WhatsApp and by SMS none does, as the provider's own word is needed there. How many messages are proved. Whoever
    writes is reached there: a line that its provider had closed is open again.

    `channel` None: whatever the channel, for a page that shows them all. What nobody knows to have been sent, and what
    is still being sent, is not proved by this.
    """
    at = await services.moment(unit)
    await hold_rows(unit, await unit.outbox.unserved_to(channel, address))
    if channel is not None:
        await heard(unit, channel, address, at, actor=CUSTOMER)
    if channel in TOLD_BY_PROVIDER:
        return 0
    # What was read before it was held may have failed meanwhile, or wait for another channel by now.
    unserved = await unit.outbox.unserved_to(channel, address)
    sent = [row for row in unserved if row.state is State.SENT and _sent_by(row, written_at)]
    await prove(unit, sent, at, by=BY_CHAT, actor=CUSTOMER)
    return len(sent)


async def prove(unit: UnitOfWork, rows: Sequence[OutboxRow], at: Moment, *, by: str, actor: str) -> None:
    """The one way in which the reception of messages is proved: row, case, offer of a claim, record.

    What was received stays received: a row that is proved already keeps its first proof.
    """
    fresh = [row for row in rows if row.state is not State.SERVED]
    if not fresh:
        return
    await hold_rows(unit, fresh)
    served = [replace(row, state=State.SERVED, served_at=at.now, reasons=()) for row in fresh]
    await unit.outbox.save(served)
    await _note_in_cases(unit, served, at)
    for row in served:
        await note_offer(unit, row, at)
        await delivered_otherwise(unit, row, at, actor)
    await unit.audit.append(
        entry(at, actor, Act.SERVE, row.supply_number or row.key, "served", facts={"key": row.key, "by": by})
        for row in served
    )


def _sent_by(row: OutboxRow, moment: datetime) -> bool:
    return row.sent_at is not None and row.sent_at <= moment


async def _note_in_cases(unit: UnitOfWork, served: Sequence[OutboxRow], at: Moment) -> None:
    keys = [row.key for row in served if row.notice is not None]
    for case in await unit.cases.with_notice(keys) if keys else ():
        noted = case
        for key in keys:
            noted = notice_served(noted, key, at.now)
        await unit.cases.save(noted)
