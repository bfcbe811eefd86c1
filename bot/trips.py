"""When what is on its way set out, and so when its place will be free again: once what became of it is recorded."""

import math
from collections import Counter
from collections.abc import Collection, Iterator
from statistics import median_low

from receivables.model.message import OutboxRow

WEIGHT = 0.25
"""What part the last trips have in how long one is expected to take."""
LATE_SECONDS = 0.25
"""What is not back so long after it should have been may be away for long: it is not expected any more."""


class Trips:
    """Of one worker, in seconds of the loop's clock. Nothing is expected before the first one came back."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._supplies: Counter[str] = Counter()
        self._usual = math.inf

    @property
    def under_way(self) -> Collection[str]:
        """The keys of all that is on its way."""
        return self._since.keys()

    def begin(self, row: OutboxRow, now: float) -> None:
        """It sets out."""
        self._since[row.key] = now
        if row.supply_number:
            self._supplies[row.supply_number] += 1

    def end(self, rows: Collection[OutboxRow], now: float) -> None:
        """These are back. How long most of them took is what is expected of the others."""
        back = [row for row in rows if row.key in self._since]
        self._supplies -= Counter(row.supply_number for row in back if row.supply_number)
        if back:
            last = now - median_low([self._since.pop(row.key) for row in back])
            self._usual = last if math.isinf(self._usual) else self._usual + WEIGHT * (last - self._usual)

    def meets(self, rows: Collection[OutboxRow]) -> bool:
        """Whether one of these is of a supply of which something is on its way."""
        return any(row.supply_number in self._supplies for row in rows)

    def misjudged(self) -> None:
        """They are not back when they should be: nothing is expected until one is."""
        self._usual = math.inf

    def back_by(self, moment: float, now: float) -> int:
        """How many are expected back by then."""
        count = 0
        for back in self._expected(now):
            if back > moment:
                break
            count += 1
        return count

    def back(self, count: int, now: float) -> float:
        """When the first so many are expected to be back; never, if there are fewer."""
        for place, back in enumerate(self._expected(now), start=1):
            if place == count:
                return back
        return math.inf

    def _expected(self, now: float) -> Iterator[float]:
        """When each is expected to be back, the first one first."""
        if math.isinf(self._usual):
            return iter(())
        late = now - LATE_SECONDS - self._usual
        return (began + self._usual for began in self._since.values() if began >= late)
