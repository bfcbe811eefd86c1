"""Whether a program can be given work: checks, each of which finds one word, and what they say together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from receivables.usecases.services import Services

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: one word, and whether work can be done all the same."""

    word: str = "ok"
    ready: bool = True


Check = Callable[[], Awaitable[Finding]]


@dataclass(frozen=True, slots=True)
class Health:
    """What all checks found."""

    found: Mapping[str, Finding]

    @property
    def well(self) -> bool:
        """Whether none of them keeps the program from its work."""
        return all(finding.ready for finding in self.found.values())

    @property
    def told(self) -> dict[str, object]:
        """For everyone: words, and never why."""
        words = {name: finding.word for name, finding in self.found.items()}
        return {"status": "ok" if self.well else "unavailable", "checks": words}


async def health(checks: Mapping[str, Check]) -> Health:
    """Ask them, one after the other."""
    return Health({name: await _ask(name, check) for name, check in checks.items()})


def database_check(services: Services) -> Check:
    """Whether the store answers."""

    async def database() -> Finding:
        async with services.units.reading() as unit:
            await unit.ledger.feed()
        return Finding()

    return database


async def _ask(name: str, check: Check) -> Finding:
    """A check that fails, or does not end, has found something too."""
    try:
        return await asyncio.wait_for(check(), PATIENCE_SECONDS)
    except Exception as fault:
        log.error("check %s failed: %s", name, type(fault).__name__)
        return Finding("failing", ready=False)
