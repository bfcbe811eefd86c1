"""One transaction as the repositories see it: whose rows they are, reading, and writing in batches."""

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from enum import Enum, auto
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    Column,
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

from receivables.store.chain import BEFORE_THE_FIRST, linked
from receivables.store.mapping import Mapped, amounts, centimos
from receivables.store.tables import chain_heads

Kept = TypeVar("Kept")
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
    a thousand cases are one call of the driver and not a thousand. Rows of the record (`chain_later`) are gathered
    to the very end: they are linked when all else is written, so that who waits for the chain waits for a moment only.
    """

    def __init__(self, connection: AsyncConnection, utility: str, currency: str = "PEN") -> None:
        self.connection = connection
        self.utility = utility
        self.currency = currency
        self.loaded: set[Table] = set()
        self._gathered: dict[Insert | Update, list[Values]] = {}
        self._chained: dict[Table, list[Values]] = {}

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

    async def values(self, mapped: Mapped[Kept], statement: Executable) -> list[Kept]:
        """The values of all rows that a statement gives for the columns of `mapped`."""
        return mapped.values((await self.run(statement)).all(), self.currency)

    async def first(self, mapped: Mapped[Kept], statement: Executable) -> Kept | None:
        """The value of the first row that a statement gives for the columns of `mapped`, if any."""
        row = (await self.run(statement)).first()
        return None if row is None else mapped.values([row], self.currency)[0]

    async def stream(self, query: Query, chunk: int) -> AsyncIterator[Sequence[AnyRow]]:
        """The rows of a query in chunks."""
        await self.flush()
        async with self.connection.stream(query) as result:
            async for part in result.partitions(chunk):
                yield part

    async def add(self, table: Table, rows: Sequence[Values]) -> int:
        """Insert now those whose key is new; how many that were."""
        return await self.run_many(table, insertion(self.dialect, table, Known.STAYS), rows)

    async def run_many(self, table: Table, statement: Insert, rows: Sequence[Values]) -> int:
        """Execute an insert for each of the rows; how many it touched."""
        if not rows:
            return 0
        await self.flush()
        given = [self._mine(table, row) for row in rows]
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
        self._gathered.setdefault(statement, []).append(self._mine(table, row))

    def change_later(self, table: Table, key: tuple[str, ...], row: Values) -> None:
        """Gather an update of the row with these values in the columns `key`; if there is none, nothing happens."""
        statement = _changing(table, key, tuple(row))
        given = {f"of_{name}": row[name] for name in key}
        bound = {"of_utility": self.utility, **given, **self._mine(table, row)}
        del bound["utility"]
        self._gathered.setdefault(statement, []).append(bound)

    def chain_later(self, table: Table, row: Values) -> None:
        """Gather a row of the record."""
        self._chained.setdefault(table, []).append(self._mine(table, row))

    def chained(self, mapped: Mapped[Kept]) -> list[Kept]:
        """What this unit gathered for a table of the record: reading it, one sees the stored rows and these."""
        return [mapped.value(row) for row in self._chained.get(mapped.table, ())]

    def rename_chained(self, column: Column[Any], names: Mapping[str, str]) -> int:
        """Write these names for those in what was gathered for a table of the record; in how many rows."""
        rows = self._chained.get(column.table, [])
        found = [n for n, row in enumerate(rows) if row[column.name] in names]
        for n in found:
            rows[n] = {**rows[n], column.name: names[rows[n][column.name]]}
        return len(found)

    async def finish(self) -> None:
        """Send what was gathered, let the database look at the tables loaded in bulk, and link the rows of the record.

        Nothing is locked after the heads of the chains, and those in one order by all: who holds one waits for nobody
        who could wait for it.
        """
        await self.flush()
        for table in sorted(self.loaded, key=str):
            await self.connection.execute(text(f"ANALYZE {table.name}"))
        for table in sorted(self._chained, key=str):
            await self._link(table, self._chained[table])
        self._chained = {}

    async def _link(self, table: Table, rows: Sequence[Values]) -> None:
        number, digest = await self._head(table)
        given = list(linked(table, rows, number, digest))
        await self.connection.execute(insertion(self.dialect, table, Known.FAILS), given)
        head = {"utility": self.utility, "chain": table.name}
        head |= {name: given[-1][name] for name in ("number", "digest")}
        await self.connection.execute(insertion(self.dialect, chain_heads, Known.IS_REPLACED), [head])

    async def _head(self, table: Table) -> tuple[int, str]:
        """The number and digest of the last row. PostgreSQL keeps it for this unit until its end."""
        of_this = self.mine(chain_heads) & (chain_heads.c.chain == table.name)
        query = select(chain_heads.c.number, chain_heads.c.digest).where(of_this).with_for_update()
        found = (await self.connection.execute(query)).first()
        if found is None:
            # Whoever makes the first row makes the others wait here, and they then find what that one left.
            first = {"utility": self.utility, "chain": table.name, "number": 0, "digest": BEFORE_THE_FIRST}
            await self.connection.execute(insertion(self.dialect, chain_heads, Known.STAYS), [first])
            found = (await self.connection.execute(query)).one()
        return found.number, found.digest

    def _mine(self, table: Table, row: Values) -> dict[str, Any]:
        """A row of this utility, as it is written: amounts as centimos."""
        whole = {name: centimos(row[name], self.currency) for name in amounts(table) if name in row}
        return {"utility": self.utility, **row, **whole}

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
