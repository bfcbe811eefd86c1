"""How far the demo is, and what it took."""

import gc
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from caudal.demo.report import Cost

KIBIBYTES = 1024

Tell = Callable[[str, int, int], None]
"""Told as things go: the step, how much of it is done, out of how much; 0 when nobody knows."""


@dataclass(slots=True)
class Watch:
    """Tells how far it is, and how long each part took."""

    tell: Tell
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time one part of the demo."""
        started = perf_counter()
        self.tell(name, 0, 0)
        yield
        gc.collect()
        self.seconds[name] = perf_counter() - started

    def cost(self) -> Cost:
        """What everything took so far."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIBIBYTES
        parts = {name: round(seconds) for name, seconds in self.seconds.items()}
        return Cost(round(sum(self.seconds.values())), parts, peak)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for reference cycles only at the end of each part.

    Python looks again and again through what the demo keeps in memory, and finds little: a third of its time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()  # what was loaded before has no cycles to find
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()
