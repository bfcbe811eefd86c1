"""Forget what its purpose needs no longer: by the months of the law, every night (PE-DAT-11)."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.dates import months_before
from receivables.usecases import attachments
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

RETENTION = "retention"
TRIES_KEPT = timedelta(days=30)
"""Wrong proofs lock for a day at most; so long staff may want to see who tried."""
BEATS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many texts of chats were deleted, and from how many messages person and address were taken off."""

    texts: int = 0
    evidence: int = 0


async def expire(services: Services, *, actor: str = RETENTION) -> Forgotten:
    """Delete the words of old chats, and the person and address of old messages. Run twice it finds nothing more.

    Counted back from the beginning of the utility's day: the same night always draws the same line.
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        months = services.policy.law.retention
        forgotten = Forgotten(
            texts=await unit.persons.expire_chats(_before(at, months.chat_months)),
            evidence=await unit.persons.expire_evidence(_before(at, months.evidence_months)),
        )
        # What nobody is known by is not told of: it only must not grow for ever.
        await unit.callbacks.forget(_before(at, months.evidence_months))
        await unit.conversations.forget_tries(at.now - TRIES_KEPT)
        await unit.codes.forget(at.now - TRIES_KEPT)
        await unit.attachments.forget(at.now - attachments.KEPT)
        await unit.heartbeats.forget(BEATS_KEPT.total_seconds())
        if forgotten != Forgotten():
            told = asdict(forgotten)
            await unit.audit.append([entry(at, actor, Act.DATA, RETENTION, "forgotten", facts=told)])
    return forgotten


def _before(at: Moment, months: int) -> datetime:
    day = months_before(at.today, months)
    return datetime.combine(day, time.min, at.policy.zone).astimezone(UTC)
