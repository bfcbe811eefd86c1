"""Cut points and scores of a whole utility at once: the port `ScoreEngine`.

Payments are put in order once, by supply and day, with running sums. What a supply paid in any window is then a
difference of two places found by bisection, so a day costs two bisections for each supply, whatever the window holds.
The numbers are whole throughout: days as ordinals, money as centimos. `model.rfm` says the same for one account.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from receivables.model.rfm import (
    WITHOUT_PAYMENTS,
    CutPoints,
    RfmCuts,
    RfmScore,
    cut_positions,
    window_start,
)
from receivables.ports import PaymentColumns

Ints = NDArray[np.int64]
Cut = TypeVar("Cut", date, int)

_DAYS = 1 << 22
"""More than any ordinal of a date: a place for each day of each supply in one number."""


class NumpyScoreEngine:
    """Fills `ports.ScoreEngine`. The payments seen last stay in order, since cuts and scores are asked in turn."""

    def __init__(self) -> None:
        self._last: tuple[PaymentColumns, _Index] | None = None

    def cuts(self, payments: PaymentColumns, days: Sequence[date]) -> dict[date, RfmCuts]:
        """The cut points as of each day on which anybody had paid in the twelve months before it."""
        index = self._index(payments)
        everybody = np.arange(len(index.places), dtype=np.int64)
        measured = ((day, index.measures(everybody, day).payers()) for day in sorted(set(days)))
        return {day: _cuts(day, payers) for day, payers in measured if payers.count.size}

    def scores(
        self,
        payments: PaymentColumns,
        wanted: Sequence[tuple[str, date]],
        cuts: Mapping[date, RfmCuts],
    ) -> dict[tuple[str, date], RfmScore]:
        """The score of each (supply, day) for which the day has cut points; 0-0-0 for a supply without payments."""
        index = self._index(payments)
        by_day: dict[date, list[str]] = {}
        for supply, day in wanted:
            if day in cuts:
                by_day.setdefault(day, []).append(supply)
        scored: dict[tuple[str, date], RfmScore] = {}
        for day, supplies in by_day.items():
            for supply, score in zip(supplies, index.scores(supplies, cuts[day]), strict=True):
                scored[supply, day] = score
        return scored

    def _index(self, payments: PaymentColumns) -> "_Index":
        if self._last is None or self._last[0] is not payments:
            self._last = payments, _Index(payments)
        return self._last[1]


@dataclass(frozen=True, slots=True)
class _Measures:
    """How some supplies paid in one window; `recency` is an ordinal, and means nothing where `count` is zero."""

    recency: Ints
    count: Ints
    amount: Ints

    def payers(self) -> "_Measures":
        """Those who paid."""
        paid = self.count > 0
        return _Measures(self.recency[paid], self.count[paid], self.amount[paid])


class _Index:
    """The payments in order of supply and day. A supply without payments has the place after the last."""

    def __init__(self, payments: PaymentColumns) -> None:
        self.places: dict[str, int] = {}
        places = (self.places.setdefault(supply, len(self.places)) for supply in payments.supplies)
        size = len(payments.supplies)
        key = np.fromiter(places, np.int64, size) * _DAYS
        key += np.fromiter((day.toordinal() for day in payments.days), np.int64, size)
        order = np.argsort(key)
        self._key = key[order]
        self._sums = np.zeros(size + 1, np.int64)
        np.cumsum(np.fromiter(payments.centimos, np.int64, size)[order], out=self._sums[1:])
        self._ordinals = np.append(self._key % _DAYS, 0)

    def measures(self, places: Ints, as_of: date) -> _Measures:
        """How the supplies at those places paid in the twelve months up to that day."""
        start = self._key.searchsorted(places * _DAYS + window_start(as_of).toordinal(), side="right")
        end = self._key.searchsorted(places * _DAYS + as_of.toordinal(), side="right")
        return _Measures(self._ordinals[end - 1], end - start, self._sums[end] - self._sums[start])

    def scores(self, supplies: Sequence[str], cuts: RfmCuts) -> list[RfmScore]:
        """The scores of those supplies by the cut points of one day."""
        nowhere = len(self.places)
        places = np.fromiter(
            (self.places.get(supply, nowhere) for supply in supplies), np.int64, len(supplies)
        )
        measured = self.measures(places, cuts.as_of)
        recency_cuts = [day.toordinal() for day in cuts.recency.cuts]
        digits = zip(
            (measured.count > 0).tolist(),
            _classes(measured.recency, recency_cuts),
            _classes(measured.count, cuts.frequency.cuts),
            _classes(measured.amount, cuts.monetary.cuts),
            strict=True,
        )
        return [RfmScore(*classes) if paid else WITHOUT_PAYMENTS for paid, *classes in digits]


def _classes(values: Ints, cuts: Sequence[int]) -> list[int]:
    classes: list[int] = (1 + np.array(cuts, np.int64).searchsorted(values, side="right")).tolist()
    return classes


def _cuts(as_of: date, payers: _Measures) -> RfmCuts:
    return RfmCuts(
        as_of,
        recency=_cut_points(payers.recency, date.fromordinal),
        frequency=_cut_points(payers.count, int),
        monetary=_cut_points(payers.amount, int),
    )


def _cut_points(values: Ints, value_of: Callable[[int], Cut]) -> CutPoints[Cut]:
    positions = cut_positions(values.size)
    ranked = np.partition(values, positions)
    first, second, third, fourth = (value_of(int(ranked[position])) for position in positions)
    return CutPoints((first, second, third, fourth), tied=bool(values.min() == values.max()))
