"""How a customer pays: recency, frequency and monetary scores from 1 (very bad) to 5 (very good).

The plan of Agua Tumbes (domain.md, action 2) asks for quintiles of the latest payment, the number of payments
and the sum paid. Of the three things called "quintiles" (data/README.md), two are here:

- `utility` (design.md, RFM): `rfm_cuts` over twelve months of payments. Larger is better, equal behaviour
  gets an equal score whatever the order of the rows, and the best value always reaches 5.
- `published`: `published_cuts`, which reproduces the published tables, for comparison only: among monthly
  payers it gives the perfect one a 3.

Both come down to four cut points per measure, so that a score can be explained, and computed again alone.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Generic, Protocol, Self, TypeVar

from receivables.errors import BadAmount, BadInput
from receivables.model.dates import months_before
from receivables.model.money import Money, total

CLASSES = 5
WINDOW_MONTHS = 12


class Comparable(Protocol):
    """Whatever can be put in order."""

    def __lt__(self, other: Any, /) -> bool: ...


Value = TypeVar("Value", bound=Comparable)


class Rule(StrEnum):
    """Which of the two ways to score, as `caudal rfm` names them."""

    UTILITY = "utility"
    PUBLISHED = "published"


class Measure(StrEnum):
    """The three measures, in the order of the digits of a score; each names the field that holds it."""

    RECENCY = "recency"
    FREQUENCY = "frequency"
    MONETARY = "monetary"


@dataclass(frozen=True, slots=True)
class RfmScore:
    """Three scores of 1 to 5; all three 0 for an account without payments in the window: nothing to score."""

    recency: int
    frequency: int
    monetary: int

    def __post_init__(self) -> None:
        digits = (self.recency, self.frequency, self.monetary)
        if digits != (0, 0, 0) and not all(1 <= digit <= CLASSES for digit in digits):
            raise BadInput("not_a_score", score=digits)

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read "542". Raises BadInput("not_a_score")."""
        if len(code) != len(Measure) or not (code.isascii() and code.isdigit()):
            raise BadInput("not_a_score", score=code)
        return cls(*map(int, code))

    @property
    def code(self) -> str:
        """The score as people write it: "542"; "000" without payments."""
        return f"{self.recency}{self.frequency}{self.monetary}"

    @property
    def mean(self) -> Decimal:
        """The mean of the three, to 28 digits: exact enough to be compared with any threshold of a policy."""
        return Decimal(self.recency + self.frequency + self.monetary) / len(Measure)

    @property
    def is_best(self) -> bool:
        """Whether it is 5-5-5: a customer who is never cut (POL-RFM-1)."""
        return self.recency == self.frequency == self.monetary == CLASSES


WITHOUT_PAYMENTS = RfmScore(0, 0, 0)

# There are 125 scores: millions of customers share them.
_score = cache(RfmScore)


@dataclass(frozen=True, slots=True)
class Measures:
    """How one account paid in the twelve months up to a day; larger is better in all three."""

    recency_on: date | None
    payments: int
    amount: Money

    def __post_init__(self) -> None:
        if self.payments < 0 or (self.recency_on is None) != (self.payments == 0):
            raise BadInput("measures_disagree", recency_on=self.recency_on, payments=self.payments)


def window_start(as_of: date) -> date:
    """Twelve months before that day: what was paid after it, up to the day itself, counts (surfaces.md)."""
    return months_before(as_of, WINDOW_MONTHS)


def measure(payments: Iterable[tuple[date, Money]], as_of: date, currency: str = "PEN") -> Measures:
    """Add up the payments of one account that count on that day; those outside the window are passed over."""
    start = window_start(as_of)
    counted = [(paid_on, paid) for paid_on, paid in payments if start < paid_on <= as_of]
    latest = max((paid_on for paid_on, _ in counted), default=None)
    return Measures(latest, len(counted), total((paid for _, paid in counted), currency))


@dataclass(frozen=True, slots=True)
class CutPoints(Generic[Value]):
    """The four values from which the classes 2, 3, 4 and 5 of one measure begin.

    `tied` says that all values were equal: such a measure tells nothing, and everybody has the same class.
    """

    cuts: tuple[Value, Value, Value, Value]
    tied: bool

    def class_of(self, value: Value) -> int:
        """From 1 to 5: one more than the number of cut points at or below the value."""
        return 1 + bisect_right(self.cuts, value)


def cut_positions(count: int) -> tuple[int, int, int, int]:
    """Where the cut points stand among `count` sorted values, from 0: floor(k * count / 5), k from 1 to 4."""
    first, second, third, fourth = (k * count // CLASSES for k in range(1, CLASSES))
    return first, second, third, fourth


def cut_points(values: Iterable[Value]) -> CutPoints[Value]:
    """The cut points of the rule `utility` over the values of all payers, in any order.

    They make the class of a value ceil(5 * share of values at or below it), which in integers is
    (5 * r + n - 1) // n with r of n values at or below (design.md, RFM). No tie is ever broken, the largest
    value is always 5, and all are 5 when all are equal. Raises BadInput("no_values") when there are none.
    """
    ranked = sorted(values)
    if not ranked:
        raise BadInput("no_values")
    first, second, third, fourth = (ranked[position] for position in cut_positions(len(ranked)))
    return CutPoints((first, second, third, fourth), tied=not ranked[0] < ranked[-1])


@dataclass(frozen=True, slots=True)
class RfmCuts:
    """What scores any account as of one day: kept per month, so that an account can be scored again alone.

    `monetary` is in centimos of `currency`.
    """

    as_of: date
    recency: CutPoints[date]
    frequency: CutPoints[int]
    monetary: CutPoints[int]
    currency: str = "PEN"

    def score(self, measures: Measures) -> RfmScore:
        """The score of one account from its measures as of the same day; 0-0-0 without payments."""
        if measures.recency_on is None:
            return WITHOUT_PAYMENTS
        if measures.amount.currency != self.currency:
            raise BadAmount("mixed_currencies", one=self.currency, other=measures.amount.currency)
        return _score(
            self.recency.class_of(measures.recency_on),
            self.frequency.class_of(measures.payments),
            self.monetary.class_of(measures.amount.centimos),
        )

    def score_alone(self, payments: Iterable[tuple[date, Money]]) -> RfmScore:
        """The score of one account from its payments; those outside the window as of the day do not count."""
        return self.score(measure(payments, self.as_of, self.currency))


def rfm_cuts(as_of: date, population: Iterable[Measures]) -> RfmCuts | None:
    """The cut points of everybody who paid in the window as of that day; None when nobody did.

    Accounts without payments are passed over: they would push every payer up. Raises
    BadAmount("mixed_currencies") when the amounts are not all of one currency.
    """
    payers = [each for each in population if each.payments]
    if not payers:
        return None
    currency, *others = sorted({each.amount.currency for each in payers})
    if others:
        raise BadAmount("mixed_currencies", one=currency, other=others[0])
    return RfmCuts(
        as_of,
        cut_points(each.recency_on for each in payers if each.recency_on),
        cut_points(each.payments for each in payers),
        cut_points(each.amount.centimos for each in payers),
        currency,
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """How one customer paid, as the published tables have it; `recency_days` is None when nothing was paid."""

    recency_days: int | None
    transactions: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PublishedCuts:
    """The thresholds of `published`. Those of recency are days since the latest payment: less is better."""

    recency: CutPoints[Decimal]
    frequency: CutPoints[Decimal]
    monetary: CutPoints[Decimal]

    def score(self, summary: Summary) -> RfmScore:
        """The score of one customer: the classes, that of the days turned round; 0-0-0 without payments."""
        if summary.recency_days is None:
            return WITHOUT_PAYMENTS
        return _score(
            CLASSES + 1 - self.recency.class_of(Decimal(summary.recency_days)),
            self.frequency.class_of(Decimal(summary.transactions)),
            self.monetary.class_of(summary.amount),
        )


def published_cuts(population: Iterable[Summary]) -> PublishedCuts | None:
    """The thresholds over all customers who paid, in any order; None when nobody did."""
    payers = [each for each in population if each.recency_days is not None]
    if not payers:
        return None
    return PublishedCuts(
        published_thresholds(Decimal(each.recency_days) for each in payers if each.recency_days is not None),
        published_thresholds(Decimal(each.transactions) for each in payers),
        published_thresholds(each.amount for each in payers),
    )


def published_thresholds(values: Iterable[Decimal]) -> CutPoints[Decimal]:
    """The quantiles 0.2, 0.4, 0.6 and 0.8, linearly interpolated (R's type 7), each plus 1 (data/README.md).

    Exact: what does not fit in a hundred digits raises decimal.Inexact rather than be rounded.
    """
    ranked = sorted(values)
    if not ranked:
        raise BadInput("no_values")
    with localcontext(Context(prec=100, traps=[Inexact])):
        first, second, third, fourth = (_quantile(ranked, k) + 1 for k in range(1, CLASSES))
    return CutPoints((first, second, third, fourth), tied=ranked[0] == ranked[-1])


def _quantile(ranked: Sequence[Decimal], fifths: int) -> Decimal:
    position, rest = divmod((len(ranked) - 1) * fifths, CLASSES)
    if rest == 0:
        return ranked[position]
    return ranked[position] + (ranked[position + 1] - ranked[position]) * rest / CLASSES


@dataclass(frozen=True, slots=True)
class Classes:
    """How many accounts stand in each class of each measure, and how many could not be scored."""

    counts: Mapping[Measure, tuple[int, ...]]
    scored: int
    without_payments: int

    def share(self, measure: Measure, score: int) -> Fraction:
        """The real share of a class among those scored: ties move it off a fifth. 0 when none is scored."""
        return Fraction(self.counts[measure][score - 1], self.scored or 1)


def classes(scores: Iterable[RfmScore]) -> Classes:
    """Count the classes of a whole population."""
    tally = Counter(scores)
    without = tally.pop(WITHOUT_PAYMENTS, 0)
    counts = {
        measure: tuple(
            sum(number for score, number in tally.items() if getattr(score, measure) == digit)
            for digit in range(1, CLASSES + 1)
        )
        for measure in Measure
    }
    return Classes(counts, tally.total(), without)


def uninformative(cuts: RfmCuts | PublishedCuts) -> tuple[Measure, ...]:
    """The measures in which everybody is equal, so that they tell nobody apart."""
    return tuple(measure for measure in Measure if getattr(cuts, measure).tied)
