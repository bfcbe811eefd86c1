"""Money in whole centimos. Floats are refused: a sol that cannot be counted is not money."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Self

from receivables.errors import BadAmount

CENTIMO = Decimal("0.01")
PLAIN = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,30})?")
MOST_CENTIMOS = 10**15


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in whole centimos (hundredths) of one currency (ISO 4217 code).

    Arithmetic and comparison between two currencies raise BadAmount("mixed_currencies").
    """

    centimos: int
    currency: str = "PEN"

    def __post_init__(self) -> None:
        if type(self.centimos) is not int:
            raise BadAmount("not_whole_centimos", amount=self.centimos)

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str = "PEN") -> Self:
        """Read soles: "45.60", 45 or Decimal("45.60"). Never rounds: 0.005 raises BadAmount, and so does a float.

        A text is ASCII digits with at most one point and a sign; nothing is above ten million million soles.
        """
        if isinstance(amount, bool) or not isinstance(amount, str | int | Decimal):
            raise BadAmount("not_an_amount", amount=amount)
        if isinstance(amount, str) and not PLAIN.fullmatch(amount):
            raise BadAmount("not_an_amount", amount=amount)
        if isinstance(amount, Decimal) and not amount.is_finite():
            raise BadAmount("not_an_amount", amount=amount)
        centimos = Fraction(amount) * 100
        if centimos.denominator != 1:
            raise BadAmount("finer_than_a_centimo", amount=amount)
        if abs(centimos) > MOST_CENTIMOS:
            raise BadAmount("amount_too_large", amount=amount)
        return cls(int(centimos), currency)

    @classmethod
    def rounded(cls, soles: Decimal, currency: str = "PEN") -> Self:
        """Round half up to the centimo: the only rounding that Caudal does."""
        return cls(int(soles.quantize(CENTIMO, ROUND_HALF_UP).scaleb(2)), currency)

    @classmethod
    def zero(cls, currency: str = "PEN") -> Self:
        """Nothing, in that currency."""
        return cls(0, currency)

    @property
    def soles(self) -> Decimal:
        """The same amount as a decimal with two places."""
        return Decimal(self.centimos).scaleb(-2)

    def __str__(self) -> str:
        whole, rest = divmod(abs(self.centimos), 100)
        return f"{'-' if self.centimos < 0 else ''}{whole}.{rest:02}"

    def __bool__(self) -> bool:
        return self.centimos != 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.centimos + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.centimos - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.centimos, self.currency)

    def __mul__(self, times: int) -> "Money":
        if type(times) is not int:
            raise BadAmount("not_whole_centimos", amount=times)
        return Money(self.centimos * times, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.centimos < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.centimos <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.centimos > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.centimos >= self._same(other)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise BadAmount("mixed_currencies", one=self.currency, other=other.currency)
        return other.centimos


def total(amounts: Iterable[Money], currency: str = "PEN") -> Money:
    """The sum; zero of `currency` when there is nothing to add."""
    return Money(sum(map(Money.zero(currency)._same, amounts)), currency)
