"""How fast, beside what anybody would write first: `caudal bench`.

Each measurement runs in a process of its own, so that its peak of memory is its own; the two sides take turns.
"""

from caudal.bench.rounds import CASES, Case, Comparison, Measured, Side, compare

__all__ = ["CASES", "Case", "Comparison", "Measured", "Side", "compare"]
