"""What a worker has in hand: claimed and not yet decided about, answers first. It claims more in time."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence

from bot.pace import BATCH
from bot.waking import Bell
from receivables.model.message import OutboxRow
from receivables.usecases.delivery.handover import PROACTIVE
from receivables.usecases.delivery.steps import claim
from receivables.usecases.services import Services

log = logging.getLogger(__name__)


class Hand:
    """Of one worker: of its `keys` alone, where it has some. `ends`: its work has an end, at the latest at a fault.

    `size`: so many are claimed at a time. `news` is called after each claim. `full`: as many came as were asked for.
    `dry`: nothing came. `fault`: what kept rows from being claimed, if that ends the work.
    """

    def __init__(
        self,
        services: Services,
        news: Callable[[], None],
        size: int,
        pause_seconds: float,
        keys: Collection[str] | None = None,
        *,
        ends: bool = False,
        bell: Bell | None = None,
    ) -> None:
        self.rows: deque[OutboxRow] = deque()
        self.full = self.dry = False
        self.fault: Exception | None = None
        self._services = services
        self._news = news
        self._size = size
        self._pause_seconds = pause_seconds
        self._keys = None if keys is None else deque(keys)
        self._ends = ends
        self._bell = bell
        self._again_at = self._answers_again_at = float("-inf")
        self._claiming: asyncio.Task[None] | None = None

    @property
    def through(self) -> bool:
        """Whether nothing is in hand and nothing more will come, by what is known now."""
        nothing_left = self.dry if self._keys is None else not self._keys
        return nothing_left and not self.rows and self._claiming is None

    def wake(self) -> None:
        """There is something to claim."""
        self._again_at = self._answers_again_at = float("-inf")

    def look_again(self, key: str | None = None) -> None:
        """Something is pending again; where only some keys are claimed, this one."""
        self.wake()
        self.dry = False
        if self._keys is not None and key is not None:
            self._keys.append(key)

    def fetch(self, waiting: int) -> None:
        """Claim beside all else, before the rows in hand come to their end; answers however many others are in hand.

        `waiting`: so many that were in hand wait for their turns.
        """
        if self._claiming is not None or (self._keys is not None and not self._keys):
            return
        now = asyncio.get_running_loop().time()
        if len(self.rows) + waiting <= (BATCH if self.full else 0):
            if now >= self._again_at:
                self._claiming = asyncio.create_task(self._claim())
        elif not self._ends and now >= self._answers_again_at and not self._many_answers:
            self._claiming = asyncio.create_task(self._claim_answers())

    def put_back(self, rows: Sequence[OutboxRow]) -> None:
        """Rows that were to be decided about and were not: before all others of their kind."""
        if rows:
            self._arrange([*rows, *self.rows])

    async def settled(self) -> None:
        """Wait for a claim that is under way."""
        if self._claiming is not None:
            await asyncio.wait([self._claiming])

    async def _claim(self) -> None:
        keys: Collection[str] | None = None
        if self._keys is not None:
            keys = [self._keys.popleft() for _ in range(min(self._size, len(self._keys)))]
        pressing = self._bell is not None and self._bell.pressing
        rows = await self._claimed(self._size, keys, answers_only=pressing)
        self.full, self.dry = len(rows) == self._size, not rows
        if not rows and not keys:
            self._again_at = asyncio.get_running_loop().time() + self._pause_seconds
        self._take(rows)

    async def _claim_answers(self) -> None:
        """Who waits for an answer does not wait for what is in hand and has no turn yet."""
        self._answers_again_at = asyncio.get_running_loop().time() + self._pause_seconds
        rows = await self._claimed(BATCH, answers_only=True)
        if len(rows) == BATCH:
            self._answers_again_at = float("-inf")
        self._take(rows)

    async def _claimed(
        self, limit: int, keys: Collection[str] | None = None, *, answers_only: bool
    ) -> Sequence[OutboxRow]:
        """What the store gives; nothing where it fails."""
        try:
            return await claim(self._services, limit, keys, answers_only=answers_only)
        except Exception as fault:  # its text may hold what a row says of a person
            log.error("%s: rows could not be claimed", type(fault).__name__)
            self.fault = fault if self._ends else None
            return ()

    def _take(self, rows: Sequence[OutboxRow]) -> None:
        self._arrange([*self.rows, *rows])
        self._claiming = None
        self._news()

    def _arrange(self, rows: Iterable[OutboxRow]) -> None:
        """Answers first; else in the order given."""
        self.rows = deque(sorted(rows, key=lambda row: row.kind in PROACTIVE))

    @property
    def _many_answers(self) -> bool:
        """Whether as many answers are in hand as are claimed at a time."""
        return len(self.rows) >= BATCH and self.rows[BATCH - 1].kind not in PROACTIVE
