"""SQLite in the event loop's own thread.

aiosqlite hands every step of a statement to another thread and waits for it, which takes several times as long as the
statement itself: what is asked in small questions, a chat or a dispatcher's batch, is asked here. Nothing else runs
while SQLite works, so long questions are asked aside, in threads (see `Database`). Whoever finds the file locked by
another connection sleeps in the loop and not inside SQLite, where the one who is to unlock it would sleep too.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, AsyncAdaptedQueuePool, Pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import await_only

IN_LOOP = "sqlite+in_loop"
"""The name of this driver in a URL."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another one on SQLite; an import of a whole portfolio holds the file for that long."""

FIRST_PAUSE, LONGEST_PAUSE = 0.001, 0.05
"""Seconds between two looks at a locked file."""

SHARE_SECONDS = 0.002
"""How long statements go on before whoever else of the loop is ready has a turn."""


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

    _shared_at = 0.0

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        await_only(self._executed(lambda: cursor.execute(statement, parameters)))

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        await_only(self._executed(lambda: cursor.executemany(statement, parameters)))

    async def _executed(self, execute: Callable[[], object]) -> None:
        """Execute a statement once nobody else locks the file; the loop is shared now and then.

        A unit that writes takes the file's lock with its first statement, so that no later one finds it taken and
        nothing is executed twice. Raises the driver's error when the file stays locked.
        """
        if (now := time.monotonic()) - self._shared_at > SHARE_SECONDS:
            await asyncio.sleep(0)
            self._shared_at = time.monotonic()
        end, pause = now + BUSY_SECONDS, FIRST_PAUSE
        while True:
            try:
                execute()
                return
            except sqlite3.OperationalError as error:
                locked = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not locked or time.monotonic() > end:
                    raise
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


registry.register(IN_LOOP.replace("+", "."), __name__, InLoopDialect.__name__)
