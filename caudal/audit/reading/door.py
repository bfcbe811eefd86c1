"""One read-only transaction: what others write meanwhile is not seen, and nothing can be written through it."""

import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from receivables.errors import BadSetting

CHUNK = 500
"""Rows at a time: few, so that a server that audits itself at night answers others in between."""
BUSY_MILLISECONDS = 30_000
Cells = Sequence[Any]

MISSING = ("UndefinedTable", "UndefinedColumn")
"""What PostgreSQL says of the tables of an older program; SQLite says "no such table"."""


class Books:
    """The tables of one utility. Statements are plain SQL with `:names`; `:utility` is always given."""

    def __init__(self, connection: AsyncConnection, utility: str) -> None:
        self._connection = connection
        self._utility = utility
        self._postgresql = connection.dialect.name == "postgresql"

    def among(self, name: str) -> str:
        """The end of a condition that a column is one of the texts given as `name` (see `texts`)."""
        return f"= ANY(:{name})" if self._postgresql else f"IN (SELECT value FROM json_each(:{name}))"

    def texts(self, values: Collection[str]) -> object:
        """Several texts as one parameter."""
        return list(values) if self._postgresql else json.dumps(list(values))

    def moment(self, at: datetime) -> object:
        """A moment as a parameter: the embedded database keeps moments as texts of UTC."""
        return at if self._postgresql else at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    async def rows(self, query: str, **values: object) -> Sequence[Cells]:
        """All rows of a query: for a page."""
        result = await self._connection.execute(text(query), {"utility": self._utility, **values})
        return result.all()

    async def stream(self, query: str, **values: object) -> AsyncIterator[Mapping[str, Any]]:
        """The rows of a query one after the other, however many there are, by the names of their columns."""
        given = {"utility": self._utility, **values}
        async with self._connection.stream(text(query), given) as result:
            async for part in result.mappings().partitions(CHUNK):
                for row in part:
                    yield dict(row)


@asynccontextmanager
async def open_books(url: str, utility: str) -> AsyncIterator[Books]:
    """The tables of a utility as they are now. Raises BadSetting("unknown_database", "database_unreachable")."""
    engine = _engine(url)
    try:
        async with engine.connect() as connection:
            yield Books(connection, utility)
    except (DBAPIError, OSError) as error:
        # The driver's own words may hold the password of the URL: only the kind of error is told.
        cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
        if type(cause).__name__ in MISSING or str(cause).startswith("no such "):
            raise BadSetting("not_migrated") from None
        raise BadSetting("database_unreachable", problem=type(cause).__name__) from None
    finally:
        await engine.dispose()


def _engine(url: str) -> AsyncEngine:
    try:
        target = make_url(url)
        backend = target.get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""
    if backend == "sqlite":
        return _sqlite(target)
    if backend == "postgresql":
        engine = create_async_engine(target.set(drivername="postgresql+psycopg"), hide_parameters=True)
        event.listen(engine.sync_engine, "begin", _one_snapshot)
        return engine
    raise BadSetting("unknown_database", known="sqlite+aiosqlite, postgresql+psycopg")


def _sqlite(target: URL) -> AsyncEngine:
    """Opened as a file that cannot be written; another process may write to it meanwhile."""
    file = Path(target.database or "").absolute()
    if not file.is_file():
        raise BadSetting("database_unreachable", problem="FileNotFoundError")
    url = URL.create("sqlite+aiosqlite", database=file.as_uri(), query={"mode": "ro", "uri": "true"})
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _no_driver_transactions)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _no_driver_transactions(connection: Any, _: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA query_only = 1")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _one_snapshot(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
