"""SQLite in the event loop's own thread, for a program that does one thing at a time.

aiosqlite hands every step of a statement to another thread and waits for it, which takes several times as long as the
statement itself. Here nothing is handed over, so nothing else runs meanwhile either: a unit of work that waited inside
SQLite for another one of the same loop would wait for ever, so they take turns before it (`SqlUnits`). A simulation may
use it; a server may not.
"""

import sqlite3
from typing import Any

from sqlalchemy import URL, AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import await_only

IN_LOOP = "sqlite+in_loop"
"""The name of this driver in a URL."""


class InLoopCursor(sqlite3.Cursor):
    """A plain cursor with the one method that SQLAlchemy asks of an asynchronous one."""

    async def _async_soft_close(self) -> None:
        """The rows come when they are asked for."""


class InLoopContext(SQLiteExecutionContext):
    """Executes with that cursor."""

    def create_default_cursor(self) -> Any:
        return self._dbapi_connection.cursor(InLoopCursor)

    def create_server_side_cursor(self) -> Any:
        return self.create_default_cursor()


class InLoopDialect(SQLiteDialect_pysqlite):
    """The synchronous driver in the place of an asynchronous one."""

    driver = "in_loop"
    is_async = True
    supports_statement_cache = True
    supports_server_side_cursors = True
    execution_ctx_cls = InLoopContext

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        cursor.execute(statement, parameters)
        await_only(_nothing())

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        cursor.executemany(statement, parameters)
        await_only(_nothing())


async def _nothing() -> None:
    """SQLAlchemy makes sure that something was awaited."""


registry.register(IN_LOOP.replace("+", "."), __name__, InLoopDialect.__name__)
