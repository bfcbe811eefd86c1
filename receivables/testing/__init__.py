"""The in-memory parts: what every protocol of `ports` promises, over plain dicts, held to the same contract tests."""

from receivables.testing.clock import FixedClock
from receivables.testing.codes import CountedCodes
from receivables.testing.units import MemoryUnits

__all__ = ["CountedCodes", "FixedClock", "MemoryUnits"]
