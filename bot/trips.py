"""When what is on its way set out, and so when its place will be free again: once what became of it is recorded."""

import math
from collections.abc import Collection, Iterator
from itertools import dropwhile, islice, takewhile

WEIGHT = 0.25
"""What part the last trips have in how long one is expected to take."""
LATE_SECONDS = 0.25
"""What is not back so long after it should have been may be away for long: it is not expected any more."""


class Trips:
    """Of one worker, in seconds of the loop's clock. Nothing is expected before the first one came back."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._usual = math.inf

    @property
    def under_way(self) -> Collection[str]:
        """The keys of all that is on its way."""
        return self._since.keys()

    def begin(self, key: str, now: float) -> None:
        """It sets out."""
        self._since[key] = now

    def end(self, keys: Collection[str], now: float) -> None:
        """These are back. How long they took is what is expected of the others."""
        since = [began for key in keys if (began := self._since.pop(key, None)) is not None]
        if since:
            last = now - min(since)
            self._usual = last if math.isinf(self._usual) else self._usual + WEIGHT * (last - self._usual)

    def misjudged(self) -> None:
        """They are not back when they should be: nothing is expected until one is."""
        self._usual = math.inf

    def back_by(self, moment: float, now: float) -> int:
        """How many are expected back by then."""
        return sum(1 for _ in takewhile(lambda back: back <= moment, self._expected(now)))

    def back(self, count: int, now: float) -> float:
        """When the first so many are expected to be back; never, if there are fewer."""
        return next(islice(self._expected(now), count - 1, None), math.inf)

    def _expected(self, now: float) -> Iterator[float]:
        """When each is expected to be back, the first one first."""
        backs = (began + self._usual for began in self._since.values())
        return dropwhile(lambda back: back < now - LATE_SECONDS, backs)
