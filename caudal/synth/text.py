"""How the commercial system writes figures: `1.234,56`, `dd/mm/aaaa`, codes as text with leading zeros.

Columns repeat few distinct values, so each is formatted once and then looked up.
"""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from caudal.synth.arrays import Floats, Ints
from caudal.synth.billing import day_of


def amount_text(centimos: int) -> str:
    """123456 centimos are `1.234,56`."""
    soles, rest = divmod(centimos, 100)
    return f"{soles:,}".replace(",", ".") + f",{rest:02d}"


def amounts(centimos: Ints) -> pl.Series:
    """A column of amounts."""
    return _each(centimos, amount_text)


def days(numbers: Ints, without: Sequence[int] = ()) -> pl.Series:
    """A column of dates; those in `without` stay empty."""
    return _each(numbers, lambda number: "" if number in without else f"{day_of(number):%d/%m/%Y}")


def counts(numbers: Ints) -> pl.Series:
    """A column of whole numbers, without separators."""
    return _each(numbers, str)


def codes(numbers: Ints, width: int) -> pl.Series:
    """A column of codes with leading zeros."""
    return _each(numbers, lambda number: f"{number:0{width}d}")


def words(positions: Ints, names: Sequence[str]) -> pl.Series:
    """A column of words out of a list, by their positions."""
    return pl.Series(names, dtype=pl.String).gather(positions)


def degrees(values: Floats) -> pl.Series:
    """A column of coordinates with six decimals and a decimal comma."""
    return pl.Series([f"{value:.6f}".replace(".", ",") for value in values.tolist()])


def _each(values: Ints, text: Callable[[int], str]) -> pl.Series:
    distinct, where = np.unique(values, return_inverse=True)
    return pl.Series([text(value) for value in distinct.tolist()], dtype=pl.String).gather(where)
