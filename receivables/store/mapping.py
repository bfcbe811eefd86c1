"""Rows as values of the model and back, where a table's columns are named as the value's fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from itertools import repeat
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from receivables.errors import BadAmount
from receivables.model.money import Money
from receivables.store.types import Centimos

Kept = TypeVar("Kept")


class Mapped(Generic[Kept]):
    """The columns of one table that hold the fields of one class, in the order of the fields.

    `renamed` gives the columns whose name is not the field's, `without` the fields that come from elsewhere.
    """

    def __init__(
        self,
        table: Table,
        kept: type[Kept],
        *,
        renamed: dict[str, str] | None = None,
        without: tuple[str, ...] = (),
    ) -> None:
        names = [field.name for field in fields(kept) if field.name not in without]  # type: ignore[arg-type]  # a dataclass
        self.table = table
        self._make: Callable[..., Kept] = kept
        self.names = {name: (renamed or {}).get(name, name) for name in names}
        self.columns = [table.c[column] for column in self.names.values()]
        self._amounts = [n for n, column in enumerate(self.columns) if isinstance(column.type, Centimos)]

    def values(self, rows: Sequence[Iterable[Any]], currency: str) -> list[Kept]:
        """The values of some rows of `columns`; what is in centimos becomes Money of that currency."""
        if not self._amounts or not rows:
            return [self._make(*row) for row in rows]
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for place in self._amounts:
            columns[place] = map(_money, columns[place], repeat(currency))
        return [self._make(*row) for row in zip(*columns, strict=True)]

    def value(self, row: Mapping[str, Any]) -> Kept:
        """The value of which `row` gave these columns."""
        return self._make(*(row[column] for column in self.names.values()))

    def row(self, value: Kept) -> dict[str, Any]:
        """The columns of a value."""
        return {column: getattr(value, name) for name, column in self.names.items()}


@cache
def amounts(table: Table) -> tuple[str, ...]:
    """The names of the columns of a table that are centimos."""
    return tuple(column.name for column in table.c if isinstance(column.type, Centimos))


def centimos(amount: object, currency: str) -> int:
    """What is written of an amount. Raises BadAmount for anything but Money of that currency."""
    if not isinstance(amount, Money):
        raise BadAmount("not_an_amount", amount=amount)
    if amount.currency != currency:
        raise BadAmount("mixed_currencies", one=currency, other=amount.currency)
    return amount.centimos


@lru_cache(maxsize=1 << 16)
def _money(amount: int, currency: str) -> Money:
    """The same amounts come back again and again, nothing above all: one value for all of them is enough."""
    return Money(amount, currency)
