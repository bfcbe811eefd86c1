"""What every module of the generator does with arrays: types, ranks, fair shares, drawing without replacement."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def rank_within(groups: Ints) -> Ints:
    """For each element, how many earlier elements are of the same group: [5, 7, 5] gives [0, 0, 1]."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if groups.size else order
    lengths = np.diff(np.r_[starts, groups.size])
    ranks = np.empty(groups.size, np.int64)
    ranks[order] = np.arange(groups.size) - np.repeat(starts, lengths)
    return ranks


def apportion(whole: int, weights: Sequence[int]) -> list[int]:
    """Split `whole` in proportion to `weights` (largest remainders); the parts sum exactly to it."""
    total = sum(weights)
    parts = [whole * weight // total for weight in weights]
    largest_remainder_first = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
    for i in largest_remainder_first[: whole - sum(parts)]:
        parts[i] += 1
    return parts


class Pool:
    """Supplies from which groups are drawn by chance, none of them twice."""

    def __init__(self, rng: np.random.Generator, size: int) -> None:
        self._rng = rng
        self._free = np.ones(size, np.bool_)

    def take(self, among: Bools, count: int) -> Ints:
        """Draw `count` free supplies of `among`; all that there are when there are fewer."""
        candidates = np.flatnonzero(among & self._free)
        taken = self._rng.permutation(candidates)[: max(count, 0)]
        self._free[taken] = False
        return taken

    def rest(self, among: Bools) -> Ints:
        """All that are still free in `among`; they stay free."""
        return np.flatnonzero(among & self._free)
