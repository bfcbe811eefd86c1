"""Statements that write: a row at a time, as drivers take them, and many rows together (see `many`)."""

from collections.abc import Callable
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from sqlalchemy import Insert, Table, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

Upsertable = postgresql.Insert | sqlite.Insert


class Known(Enum):
    """What becomes of a row whose key is known already."""

    FAILS = auto()
    STAYS = auto()
    IS_REPLACED = auto()


Conflict = Known | Callable[[Upsertable], Upsertable]
"""That, or what an insert does about it."""


class Write(NamedTuple):
    """What is done with rows of the same columns: inserted; or, with a `key`, changed where they are."""

    table: Table
    names: tuple[str, ...]
    conflict: Conflict = Known.FAILS
    key: tuple[str, ...] = ()

    @property
    def settled_by(self) -> tuple[str, ...]:
        """Of rows that have the same values in these columns the last one counts alone."""
        if self.conflict is Known.IS_REPLACED:
            return tuple(column.name for column in self.table.primary_key if column.name != "utility")
        return self.key


def upsertable(dialect: str, table: Table) -> Upsertable:
    """An insert that can be told what to do about a known key."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def told(statement: Upsertable, table: Table, conflict: Conflict) -> Upsertable:
    """The insert, told what to do about a known key."""
    if conflict is Known.FAILS:
        return statement
    if conflict is Known.STAYS:
        return statement.on_conflict_do_nothing()
    if isinstance(conflict, Known):
        given = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
        return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=given)
    return conflict(statement)


@cache
def insertion(dialect: str, table: Table, conflict: Conflict) -> Insert:
    """The insert of one row. Made once, so that it is compiled once."""
    return told(upsertable(dialect, table), table, conflict).execution_options(preserve_rowcount=True)


@cache
def alteration(table: Table, key: tuple[str, ...], columns: tuple[str, ...]) -> Update:
    """The update of one row, found by `of_utility` and `of_` the columns of its key."""
    statement = update(table).where(table.c.utility == bindparam("of_utility"))
    for name in key:
        statement = statement.where(table.c[name] == bindparam(f"of_{name}", type_=table.c[name].type))
    return statement.values({name: bindparam(name) for name in columns if name not in key})
