"""Statements made once, given to PostgreSQL's driver itself.

SQLAlchemy makes them, and says how each value is written and read. What it does around every execution (a greenlet, a
context, a cursor and a result of its own) is left out: a small question costs more by that than by all else
(decision 27).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import psycopg
from sqlalchemy import BindParameter, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.visitors import cloned_traverse
from sqlalchemy.types import TypeEngine

KNOWN = 1_024
"""How many statements are kept compiled; there are some hundred that are made once."""

Make = Callable[[Any], Any]


@dataclass(slots=True)
class Compiled:
    """A statement as the driver wants it: what never changes of its parameters, and what makes and reads values.

    How a column is read depends on what the server calls its type, which the first answer tells.
    """

    sql: str
    fixed: Mapping[str, Any]
    makers: Sequence[tuple[str, Make]]
    columns: Sequence[TypeEngine[Any]]
    dialect: Dialect
    readers: Sequence[tuple[int, Make]] | None = None

    def parameters(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the driver is given; it refuses when something is missing."""
        values = {**self.fixed, **given}
        for name, make in self.makers:
            values[name] = make(given[name])
        return values

    def read(
        self, rows: Sequence[tuple[Any, ...]], described: Sequence[psycopg.Column] | None
    ) -> Sequence[tuple[Any, ...]]:
        """The rows with their values as the columns' types have them."""
        if not rows:
            return rows
        if self.readers is None:
            readers = [
                type_.result_processor(self.dialect, told.type_code)
                for type_, told in zip(self.columns, described or (), strict=True)
            ]
            self.readers = [(place, make) for place, make in enumerate(readers) if make is not None]
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, make in self.readers:
            columns[place] = [make(value) for value in columns[place]]
        return list(zip(*columns, strict=True)) if self.readers else rows


class Direct:
    """The driver's connection under a connection of SQLAlchemy: the same transaction, begun and ended there."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._driver = _driver(connection)
        self._cursor = self._driver.cursor()

    async def rows(self, statement: Executable, given: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """All rows of a statement made once. Raises DBAPIError."""
        compiled = await self._execute(statement, given)
        rows = await self._cursor.fetchall()
        told = self._cursor.description if rows and compiled.readers is None else None
        return compiled.read(rows, told)

    async def count(self, statement: Executable, given: Mapping[str, Any]) -> int:
        """How many rows a statement made once touched. Raises DBAPIError."""
        await self._execute(statement, given)
        return self._cursor.rowcount

    async def _execute(self, statement: Executable, given: Mapping[str, Any]) -> Compiled:
        compiled = _compiled(statement, self._connection.dialect)
        values = compiled.parameters(given)
        try:
            await self._cursor.execute(compiled.sql, values)
        except psycopg.Error as error:
            if self._driver.closed:
                await self._connection.invalidate(error)
            raise DBAPIError.instance(
                compiled.sql,
                None,
                error,
                psycopg.Error,
                hide_parameters=True,
                dialect=self._connection.dialect,
            ) from error
        except BaseException:  # given up in the middle: whatever it still says is for nobody else
            await self._connection.invalidate()
            raise
        return compiled


def _driver(connection: AsyncConnection) -> "psycopg.AsyncConnection[tuple[Any, ...]]":
    fairy = connection.sync_connection
    driver = None if fairy is None else fairy.connection.driver_connection
    if not isinstance(driver, psycopg.AsyncConnection):
        raise TypeError(f"not a connection of psycopg: {type(driver).__name__}")
    return driver


@lru_cache(maxsize=KNOWN)
def _compiled(statement: Any, dialect: Dialect) -> Compiled:
    asked: dict[str, TypeEngine[Any]] = {}
    whole = cloned_traverse(statement, {}, {"bindparam": partial(_asked_or_written_out, asked)})
    made = whole.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    makers = {name: type_.dialect_impl(dialect).bind_processor(dialect) for name, type_ in asked.items()}
    return Compiled(
        str(made),
        {name: value for name, value in made.params.items() if name not in asked},
        [(name, make) for name, make in makers.items() if make is not None],
        [column.type.dialect_impl(dialect) for column in getattr(statement, "exported_columns", ())],
        dialect,
    )


def _asked_or_written_out(asked: dict[str, TypeEngine[Any]], bound: BindParameter[Any]) -> None:
    """What a statement asks for is given each time; what never changes stands in its text, for the planner to see."""
    if bound.required:
        asked[bound.key] = bound.type
        bound.required = False
    else:
        bound.literal_execute = True
