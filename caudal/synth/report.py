"""What a generation tells about itself: the totals that it proved, and who would be a candidate for a cut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from receivables.model.money import Money


@dataclass(frozen=True, slots=True)
class LocalityTotal:
    """One town: its supplies, and the bills older than three months with those that owe them."""

    name: str
    connections: int
    active: int
    customers: int
    amount: Money


@dataclass(frozen=True, slots=True)
class SynthReport:
    """Read back from the files written. `active` counts the cut supplies too (surfaces.md).

    `candidates` counts supplies that a cut could be considered for (active, water all day, not protected, no
    obstacle, three or more bills overdue, nothing claimed, no live agreement) by their protecting score: `555`,
    `mean_4` (a mean of 4 or more, not 5-5-5), `below_4`, and `unscored` (no bill before the oldest unpaid one).
    """

    folder: Path
    like: str
    months: int
    seed: int
    cut_on: date
    connections: int
    active: int
    cut: int
    localities: tuple[LocalityTotal, ...]
    receivables: Money
    open_bills: Money
    instalments: Money
    rows: Mapping[str, int]
    candidates: Mapping[str, int]
