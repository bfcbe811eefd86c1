"""Forget what its purpose needs no longer: by the months of the law, every night (PE-DAT-11)."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.dates import months_before
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

RETENTION = "retention"


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
        if forgotten != Forgotten():
            told = asdict(forgotten)
            await unit.audit.append([entry(at, actor, Act.DATA, RETENTION, "forgotten", facts=told)])
    return forgotten


def _before(at: Moment, months: int) -> datetime:
    day = months_before(at.today, months)
    return datetime.combine(day, time.min, at.policy.zone).astimezone(UTC)
