"""What came of looking the record through: kept in the record itself, where the console and the health page find it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from receivables.model.audit import Act
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

AUDITOR = "check"
OLD = timedelta(hours=36)
"""A nightly look that is older than this did not happen."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The latest look: when, how many findings, and whether it is long ago."""

    at: datetime
    findings: int
    old: bool

    @property
    def sound(self) -> bool:
        """Nothing was found."""
        return self.findings == 0


async def note_check(services: Services, findings: int, facts: Mapping[str, str | int]) -> None:
    """Write down the result of a look; `facts` hold the ends of the chains."""
    async with services.units() as unit:
        at = await services.moment(unit)
        outcome = "broken" if findings else "sound"
        told = {**facts, "findings": findings}
        await unit.audit.append([entry(at, AUDITOR, Act.CHECK, "record", outcome, facts=told)])


async def last_check(services: Services) -> Checked | None:
    """The latest result; None before the first."""
    async with services.units.reading() as unit:
        found = await unit.audit.latest(Act.CHECK, limit=1)
    if not found:
        return None
    latest = found[0]
    return Checked(latest.at, int(latest.facts["findings"]), services.clock.now() - latest.at > OLD)
