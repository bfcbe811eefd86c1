"""How tables are written down: names by a convention, and the utility in each."""

from typing import Any

from sqlalchemy import Column, ColumnClause, MetaData, String, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem

from receivables.store.types import Sequence

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def keyed(name: str, *items: SchemaItem) -> Table:
    """A table whose key is the utility and the columns made by `key`."""
    return Table(name, metadata, Column("utility", String, primary_key=True), *items)


def counted(name: str, *items: SchemaItem) -> Table:
    """A table whose rows are counted up, so that the order in which they came is known."""
    number = Column("id", Sequence, primary_key=True, autoincrement=True)
    return Table(name, metadata, number, Column("utility", String, nullable=False), *items)


def chained(name: str, *items: SchemaItem) -> Table:
    """A counted table whose rows are chained (see `chain`); the database refuses to change or remove them."""
    links = (must("number", Sequence), must("digest"), UniqueConstraint("utility", "number"))
    return counted(name, *links, *items)


def key(name: str, type_: Any = String) -> Column[Any]:
    """A column of the key."""
    return Column(name, type_, primary_key=True)


def must(name: str, type_: Any = String) -> Column[Any]:
    """A column that always has a value."""
    return Column(name, type_, nullable=False)


def may(name: str, type_: Any = String) -> Column[Any]:
    """A column that may be empty."""
    return Column(name, type_, nullable=True)


def where(condition: ColumnClause[bool]) -> dict[str, Any]:
    """For a partial index. The queries use the same words, or SQLite would not see that it applies."""
    return {"sqlite_where": condition, "postgresql_where": condition}
