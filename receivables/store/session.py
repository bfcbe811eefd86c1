"""One transaction as the repositories see it: whose rows they are, reading, and writing in batches."""

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    CursorResult,
    Delete,
    Executable,
    Insert,
    Row,
    Select,
    String,
    Table,
    Update,
    any_,
    bindparam,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Values = Mapping[str, Any]
AnyRow = Row[*tuple[Any, ...]]
Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Known(Enum):
    """What becomes of a row whose key is known already."""

    FAILS = auto()
    STAYS = auto()
    IS_REPLACED = auto()


class Session:
    """The statements of one transaction.

    Writes that nobody waits for (`later`) are gathered, and sent together before the next statement or at the end:
    a thousand audit entries are one call of the driver and not a thousand.
    """

    def __init__(self, connection: AsyncConnection, utility: str) -> None:
        self.connection = connection
        self.utility = utility
        self.loaded: set[Table] = set()
        self._gathered: dict[Insert | Update, list[Values]] = {}

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connection.dialect.name

    def mine(self, table: Table) -> ColumnElement[bool]:
        """The condition that rows of a table belong to this utility."""
        return table.c.utility == self.utility

    def among(self, column: ColumnElement[Any], texts: Collection[str]) -> ColumnElement[bool]:
        """The condition that a text column is one of these. One parameter, however many there are."""
        if self.dialect == "postgresql":
            return column == any_(bindparam(None, list(texts), type_=ARRAY(String)))
        given = func.json_each(json.dumps(list(texts))).table_valued("value")
        return column.in_(select(given.c.value))

    async def run(self, statement: Executable) -> CursorResult[*tuple[Any, ...]]:
        """Execute one statement now, after what was gathered."""
        await self.flush()
        return await self.connection.execute(statement)

    async def rows(self, query: Query) -> Sequence[AnyRow]:
        """All rows of a query."""
        return (await self.run(query)).all()

    async def row(self, query: Query) -> AnyRow | None:
        """The first row of a query, if any."""
        return (await self.run(query)).first()

    async def stream(self, query: Query, chunk: int) -> AsyncIterator[Sequence[AnyRow]]:
        """The rows of a query in chunks."""
        await self.flush()
        async with self.connection.stream(query) as result:
            async for part in result.partitions(chunk):
                yield part

    async def add(self, table: Table, rows: Sequence[Values]) -> int:
        """Insert now those whose key is new; how many that were."""
        return await self.run_many(insertion(self.dialect, table, Known.STAYS), rows)

    async def run_many(self, statement: Insert, rows: Sequence[Values]) -> int:
        """Execute an insert for each of the rows; how many it touched."""
        if not rows:
            return 0
        await self.flush()
        given = [{"utility": self.utility, **row} for row in rows]
        counted = statement.execution_options(preserve_rowcount=True)
        return (await self.connection.execute(counted, given)).rowcount

    async def run_each(self, statement: Delete, rows: Sequence[Values]) -> None:
        """Execute a statement once for each of the rows."""
        if rows:
            await self.flush()
            await self.connection.execute(statement, rows)

    def later(self, table: Table, row: Values, known: Known = Known.FAILS) -> None:
        """Gather an insert of a whole row."""
        statement = insertion(self.dialect, table, known)
        self._gathered.setdefault(statement, []).append({"utility": self.utility, **row})

    def change_later(self, table: Table, key: tuple[str, ...], row: Values) -> None:
        """Gather an update of the row with these values in the columns `key`; if there is none, nothing happens."""
        statement = _changing(table, key, tuple(row))
        given = {f"of_{name}": row[name] for name in key}
        self._gathered.setdefault(statement, []).append({"of_utility": self.utility, **given, **row})

    async def finish(self) -> None:
        """Send what was gathered, and let the database look at the tables loaded in bulk: it plans by what it saw."""
        await self.flush()
        for table in self.loaded:
            await self.connection.execute(text(f"ANALYZE {table.name}"))

    async def flush(self) -> None:
        """Send what was gathered. Rows of one statement keep their order; the statements do not need one another."""
        gathered, self._gathered = self._gathered, {}
        for statement, rows in gathered.items():
            await self.connection.execute(statement, rows)


def upsertable(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can be told what to do about a known key."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def insertion(dialect: str, table: Table, known: Known) -> Insert:
    """The insert into a table. Made once, so that it is compiled once."""
    statement = upsertable(dialect, table)
    if known is Known.FAILS:
        return statement
    if known is Known.STAYS:
        return statement.on_conflict_do_nothing()
    given = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=given)


@cache
def _changing(table: Table, key: tuple[str, ...], columns: tuple[str, ...]) -> Update:
    statement = update(table).where(table.c.utility == bindparam("of_utility"))
    for name in key:
        statement = statement.where(table.c[name] == bindparam(f"of_{name}", type_=table.c[name].type))
    return statement.values({name: bindparam(name) for name in columns if name not in key})
