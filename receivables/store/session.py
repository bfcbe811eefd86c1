"""One transaction as the repositories see it: whose rows they are, reading, and writing in batches."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
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
    cast,
    func,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from receivables.store import asking, many
from receivables.store.chain import BEFORE_THE_FIRST, linked
from receivables.store.direct import Direct
from receivables.store.mapping import Mapped, amounts, centimos
from receivables.store.tables import chain_heads
from receivables.store.writing import Conflict, Known, Write, alteration, insertion

PAGE = 2_000
"""How many rows are written by one statement."""

Kept = TypeVar("Kept")
Values = Mapping[str, Any]
AnyRow = Row[*tuple[Any, ...]]
Query = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


CHAINS = "of_chains"
Head = tuple[int, str]
"""The number and digest of the last row of a chain."""


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
        self._direct = Direct(connection) if self.dialect == "postgresql" else None
        self._gathered: dict[Write, list[Values]] = {}
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
        given = asking.listing(self.dialect, texts)
        if self.dialect == "postgresql":
            return column == any_(cast(bindparam(None, given, type_=String), ARRAY(String)))
        return column.in_(select(func.json_each(given).table_valued("value").c.value))

    async def run(self, statement: Executable, given: Values | None = None) -> CursorResult[*tuple[Any, ...]]:
        """Execute one statement now, after what was gathered."""
        await self.flush()
        return await self.connection.execute(statement, given)

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

    async def ask(self, statement: Executable, **given: Any) -> Sequence[Sequence[Any]]:
        """All rows of a statement made once, which is given what it asks for (see `asking`)."""
        await self.flush()
        return await self._rows(statement, {asking.UTILITY: self.utility, **given})

    async def those(
        self,
        mapped: Mapped[Kept],
        column: Column[Any],
        texts: Collection[str],
        where: ColumnElement[bool] | None = None,
        order: tuple[ColumnElement[Any], ...] = (),
    ) -> list[Kept]:
        """The values of the rows of which a text column is one of these. Conditions are made once, outside."""
        if not texts:
            return []
        statement = asking.those(self.dialect, tuple(mapped.columns), column, where, order)
        rows = await self.ask(statement, **{asking.LISTED: asking.listing(self.dialect, texts)})
        return mapped.values(rows, self.currency)

    async def matching(
        self,
        mapped: Mapped[Kept],
        given: Mapping[Column[Any], object],
        where: ColumnElement[bool] | None = None,
        order: tuple[ColumnElement[Any], ...] = (),
        most: int | None = None,
    ) -> list[Kept]:
        """The values of the rows whose columns hold what is given. Conditions are made once, outside."""
        limited = {} if most is None else {asking.MOST: most}
        statement = asking.matching(tuple(mapped.columns), tuple(given), where, order, bool(limited))
        this = {f"given_{column.name}": value for column, value in given.items()}
        return mapped.values(await self.ask(statement, **this, **limited), self.currency)

    async def one(self, mapped: Mapped[Kept], given: Mapping[Column[Any], object]) -> Kept | None:
        """The value of the row whose columns hold what is given, if any."""
        found = await self.matching(mapped, given, most=1)
        return found[0] if found else None

    async def stream(self, query: Query, chunk: int) -> AsyncIterator[Sequence[AnyRow]]:
        """The rows of a query in chunks."""
        await self.flush()
        async with self.connection.stream(query) as result:
            async for part in result.partitions(chunk):
                yield part

    async def add(self, table: Table, rows: Sequence[Values]) -> int:
        """Insert now those whose key is new; how many that were."""
        return await self.run_many(table, Known.STAYS, rows)

    async def run_many(self, table: Table, conflict: Conflict, rows: Sequence[Values]) -> int:
        """Insert rows now; how many rows that touched."""
        if not rows:
            return 0
        await self.flush()
        return await self._write(
            Write(table, tuple(rows[0]), conflict), [self._mine(table, row) for row in rows]
        )

    async def add_new(self, table: Table, rows: Sequence[Values], *key: str) -> list[tuple[Any, ...]]:
        """Insert now those rows, of people's own making, whose key is new; the keys of those."""
        if not rows:
            return []
        write = Write(table, tuple(rows[0]), Known.STAYS)
        text = many.packed(self.dialect, write, (self._mine(table, row) for row in rows))
        given = {many.GIVEN: many.storable(text), many.UTILITY: self.utility}
        await self.flush()
        return [tuple(row) for row in await self._rows(many.adding(self.dialect, write, *key), given)]

    async def run_each(self, statement: Delete, rows: Sequence[Values]) -> None:
        """Execute a statement once for each of the rows."""
        if rows:
            await self.flush()
            await self.connection.execute(statement, rows)

    def later(self, table: Table, row: Values, known: Known = Known.FAILS) -> None:
        """Gather an insert of a whole row."""
        self._gather(Write(table, tuple(row), known), row)

    def change_later(self, table: Table, key: tuple[str, ...], row: Values) -> None:
        """Gather an update of the row with these values in the columns `key`; if there is none, nothing happens."""
        self._gather(Write(table, tuple(row), key=key), row)

    def _gather(self, write: Write, row: Values) -> None:
        mine = self._mine(write.table, row)
        self._gathered.setdefault(write, []).append(mine)

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
        if self._chained:
            await self._link(sorted(self._chained, key=str))
        self._chained = {}

    async def _link(self, tables: Sequence[Table]) -> None:
        heads = await self._heads([table.name for table in tables])
        last = []
        writes: dict[Write, Sequence[Values]] = {}
        for table in tables:
            rows = ({"utility": self.utility, **row} for row in self._chained[table])
            given = list(linked(table, rows, *heads[table.name]))
            writes[Write(table, tuple(name for name in given[0] if name != "utility"))] = given
            last.append({"chain": table.name, **{name: given[-1][name] for name in ("number", "digest")}})
        writes[Write(chain_heads, tuple(last[0]), key=("chain",))] = last
        await self._write_all(writes)

    async def _heads(self, names: Sequence[str]) -> dict[str, Head]:
        """The heads of these chains. PostgreSQL keeps them for this unit until its end."""
        heading = _heading(self.dialect)
        this = {asking.UTILITY: self.utility, CHAINS: asking.listing(self.dialect, names)}
        found = {row[0]: (row[1], row[2]) for row in await self._rows(heading, this)}
        if len(found) < len(names):
            # Whoever makes the first row makes the others wait here, and they then find what that one left.
            first = [{"chain": name, "number": 0, "digest": BEFORE_THE_FIRST} for name in names]
            await self._write(Write(chain_heads, tuple(first[0]), Known.STAYS), first)
            found = {row[0]: (row[1], row[2]) for row in await self._rows(heading, this)}
        return found

    def _mine(self, table: Table, row: Values) -> Values:
        """A row as it is written: amounts as centimos."""
        if not (counted := amounts(table)):
            return row
        whole = {name: centimos(row[name], self.currency) for name in counted if name in row}
        return {**row, **whole}

    async def flush(self) -> None:
        """Send what was gathered. Rows of one statement keep their order; the statements do not need one another."""
        gathered, self._gathered = self._gathered, {}
        if gathered:
            await self._write_all(gathered)

    async def _write_all(self, gathered: Mapping[Write, Sequence[Values]]) -> None:
        """Write rows of several kinds: in one statement where none of it could matter to the rest."""
        tables = {write.table for write in gathered}
        pages = max(map(len, gathered.values())) > PAGE
        if self.dialect != "postgresql" or len(gathered) == 1 or len(tables) < len(gathered) or pages:
            for write, rows in gathered.items():
                await self._write(write, rows)
            return
        given = {many.UTILITY: self.utility}
        for place, (write, rows) in enumerate(gathered.items()):
            given[f"{many.GIVEN}{place}"] = many.packed(self.dialect, write, _settled(write, rows))
        await self._count(many.together(self.dialect, tuple(gathered)), given)

    async def _write(self, write: Write, rows: Sequence[Values]) -> int:
        """Write rows; how many rows that touched."""
        rows = _settled(write, rows)
        if self.dialect == "postgresql":
            pages = (rows[start : start + PAGE] for start in range(0, len(rows), PAGE))
            return sum([await self._write_together(write, page) for page in pages])
        return await self._write_each(write, rows)

    async def _write_together(self, write: Write, rows: Sequence[Values]) -> int:
        making = many.changing if write.key else many.inserting
        given = {many.GIVEN: many.packed(self.dialect, write, rows), many.UTILITY: self.utility}
        return await self._count(making(self.dialect, write), given)

    async def _write_each(self, write: Write, rows: Sequence[Values]) -> int:
        if write.key:
            statement: Insert | Update = alteration(write.table, write.key, write.names)
            given = [self._found_by(write.key, row) for row in rows]
        else:
            statement = insertion(self.dialect, write.table, write.conflict)
            given = [{"utility": self.utility, **row} for row in rows]
        return (await self.connection.execute(statement, given)).rowcount

    async def _rows(self, statement: Executable, given: Values) -> Sequence[Sequence[Any]]:
        """All rows of a statement made once."""
        if self._direct is not None:
            return await self._direct.rows(statement, given)
        return (await self.connection.execute(statement, given)).all()

    async def _count(self, statement: Executable, given: Values) -> int:
        """How many rows a statement made once touched."""
        if self._direct is not None:
            return await self._direct.count(statement, given)
        return (await self.connection.execute(statement, given)).rowcount

    def _found_by(self, key: tuple[str, ...], row: Values) -> dict[str, Any]:
        changes = {name: value for name, value in row.items() if name not in key}
        return {"of_utility": self.utility, **{f"of_{name}": row[name] for name in key}, **changes}


def _settled(write: Write, rows: Sequence[Values]) -> Sequence[Values]:
    """Of rows about the same the last one, in one order by all, so that no two units wait for each other."""
    if not (by := write.settled_by):
        return rows
    last = {tuple(row[name] for name in by): row for row in rows}
    return [row for _, row in sorted(last.items(), key=lambda each: each[0])]


@cache
def _heading(dialect: str) -> Select[*tuple[Any, ...]]:
    """The heads of some chains, each locked after the one before it in their order."""
    there = chain_heads.c
    wanted = asking.mine(chain_heads), asking.listed(dialect, there.chain, CHAINS)
    return (
        select(there.chain, there.number, there.digest).where(*wanted).order_by(there.chain).with_for_update()
    )
