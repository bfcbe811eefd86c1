"""Answers that never went: how long one may wait for its channel, and who answers in its place."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.message import Kind, OutboxRow
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.handovers import hand_over
from receivables.usecases.request_news import note_lost

REPLY_LIFE = timedelta(hours=24)
"""How long an answer is worth sending: as long as the person's own message lets us write (WA-WIN-1), on every channel.

What it says, above all an amount, is of the moment when they asked.
"""
NOT_ANSWERED = "not_answered"
"""Why a person takes such a chat over."""


def reply_ends(row: OutboxRow) -> datetime:
    """When an answer or a receipt is too old to go."""
    return row.expires_at or row.created_at + REPLY_LIFE


async def hand_to_people(
    unit: UnitOfWork, lost: Sequence[OutboxRow], at: Moment, *, actor: str
) -> list[AuditEntry]:
    """Have a person take over the chats whose answers will never go: nobody is left without an answer unseen.

    What the record is to tell of it, after what became of the answers themselves. A receipt answers nobody: that it did
    not go stands in the record, and that is all; but the answer of a desk goes back to the list of that desk.
    """
    told = [line for row in lost for line in await note_lost(unit, row, at, actor=actor)]
    chats = {(row.channel, row.address): row for row in lost if row.kind is Kind.REPLY}
    for (channel, address), row in chats.items():
        if channel and address:
            await hand_over(unit, channel, address, row.supply_number, at.now, NOT_ANSWERED)
            subject, facts = row.supply_number or row.key, {"key": row.key}
            told.append(entry(at, actor, Act.HANDOVER, subject, NOT_ANSWERED, facts=facts))
    return told
