"""How long people waited for a person over the last thirty days: counted once for all who look within a minute."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from receivables.model.handover import ALL, Waited
from receivables.usecases.services import Services

MEASURED = timedelta(days=30)
FRESH = timedelta(minutes=1)
NOBODY = Waited(0, None, None)


class Lately:
    """Of tens of thousands of stays a count takes a tenth of a second: many consoles look every few seconds."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = asyncio.Lock()
        self._counted: tuple[datetime, Mapping[str, Waited]] | None = None

    async def by_why(self) -> Mapping[str, Waited]:
        """As of a minute ago at most, by the clock of the business; what nobody answered is left out."""
        return {why: each for why, each in (await self._all()).items() if why != ALL}

    async def whole(self) -> Waited:
        """All of them together."""
        return (await self._all()).get(ALL, NOBODY)

    async def _all(self) -> Mapping[str, Waited]:
        async with self._lock:
            now = self._services.clock.now()
            if self._counted is None or not self._counted[0] <= now < self._counted[0] + FRESH:
                async with self._services.units.reading() as unit:
                    self._counted = now, await unit.handovers.measured(now - MEASURED)
            return self._counted[1]
