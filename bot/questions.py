"""How often one may ask: an address at `/verify`, a link at `/papers`. In the memory of this process alone."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

MOST = 30
PER_SECONDS = 600.0
MOST_KNOWN = 10_000
"""Whoever asked longest ago is forgotten first."""


class Questions:
    """How many questions each of them may ask: `most` at once, given back evenly over `seconds`."""

    def __init__(
        self, most: int = MOST, seconds: float = PER_SECONDS, ticks: Callable[[], float] = monotonic
    ) -> None:
        self._most, self._each, self._ticks = most, seconds / most, ticks
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def ask(self, who: str) -> float:
        """Count one; 0, or the seconds until the next may be asked."""
        now = self._ticks()
        free = max(self._free_at.pop(who, now), now)
        full = free - now > self._each * (self._most - 1)
        self._free_at[who] = free if full else free + self._each
        while len(self._free_at) > MOST_KNOWN:
            self._free_at.popitem(last=False)
        return free - now - self._each * (self._most - 1) if full else 0.0
