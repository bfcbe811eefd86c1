"""Rows as values of the model and back, where a table's columns are named as the value's fields."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from receivables.store.session import AnyRow

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
        names = [field.name for field in fields(kept) if field.name not in without]  # type: ignore[arg-type]
        self.table = table
        self._make: Callable[..., Kept] = kept
        self.names = {name: (renamed or {}).get(name, name) for name in names}
        self.columns = [table.c[column] for column in self.names.values()]

    def first(self, row: AnyRow | None) -> Kept | None:
        """The value of a row of `columns`, if there is one."""
        return None if row is None else self._make(*row)

    def values(self, rows: Iterable[Iterable[Any]]) -> list[Kept]:
        """The values of several rows."""
        return [self._make(*row) for row in rows]

    def row(self, value: Kept) -> dict[str, Any]:
        """The columns of a value."""
        return {column: getattr(value, name) for name, column in self.names.items()}
