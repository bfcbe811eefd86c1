"""Places on the way: whether what was decided about may take them, now or in a moment."""

import asyncio

from bot.pace import Pace
from bot.waking import Signal

ROOM_SECONDS = 0.25
"""So long what is decided waits for its place at most. Whatever it is about stays locked meanwhile."""


class Admission:
    """Of one decision: whether so many more rows may be `sending`. `waited`: the seconds that it took to know.

    What comes back and is recorded makes room (`moved` tells of it), unless there is none to hope for, or the `stop`.
    """

    def __init__(self, pace: Pace, moved: Signal, stop: asyncio.Event) -> None:
        self.waited = 0.0
        self._pace = pace
        self._moved = moved
        self._stop = stop

    async def __call__(self, rows: int) -> bool:
        """The answer, at the latest after ROOM_SECONDS."""
        loop = asyncio.get_running_loop()
        began, moved = loop.time(), True
        while moved and rows > self._pace.free and self._pace.places_coming and not self._stop.is_set():
            self._moved.clear()
            moved = await self._moved.within(began + ROOM_SECONDS - loop.time())
        self.waited = loop.time() - began
        return rows <= self._pace.free
