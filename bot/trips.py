"""When what is on its way set out, and so when its place will be free again: once what became of it is recorded."""

import math
from collections.abc import Collection
from itertools import islice

WEIGHT = 0.25
"""What part the last trips have in how long one is expected to take."""


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

    def back_by(self, moment: float) -> int:
        """How many are expected back by then."""
        began_by, count = moment - self._usual, 0
        for began in self._since.values():
            if began > began_by:
                break
            count += 1
        return count

    def back(self, count: int) -> float:
        """When the first so many are expected to be back; never, if there are fewer."""
        return next(islice(self._since.values(), count - 1, None), math.inf) + self._usual
