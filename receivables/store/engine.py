"""Engines: one way to open each database, so that it cannot be opened wrongly."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from receivables.errors import BadSetting
from receivables.store.in_loop import BUSY_SECONDS, IN_LOOP

USED = "caudal_used"
READING = "caudal_reading"
"""The execution option of a connection that only reads."""

IDLE_SECONDS = 1.0
"""How long a connection may have been idle before it is asked whether it still stands."""

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


def make_engine(url: str, *, aside: bool = False, draft: bool = False) -> AsyncEngine:
    """The engine of a URL; PostgreSQL by psycopg, SQLite in the loop's thread, with or without a driver's name in it.

    The folder of a SQLite file is made when it is absent. `aside`: SQLite in threads, by aiosqlite, for long questions
    (see `in_loop`). `draft`: of what a simulation commits, a power cut may take the last. Raises
    BadSetting("unknown_database").
    """
    target = _target(url)
    # Errors end in logs, and the parameters of a statement are names, telephones and texts: they are never shown.
    if target.get_backend_name() == "postgresql":
        engine = create_async_engine(
            target, hide_parameters=True, json_deserializer=_loads, connect_args={"options": _durable(target)}
        )
        event.listen(engine.sync_engine, "checkin", _note_use)
        event.listen(engine.sync_engine, "checkout", _check_idle(engine))
        return engine
    if target.database and target.database != ":memory:":
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    target = target if aside else target.set(drivername=IN_LOOP)
    engine = create_async_engine(target, hide_parameters=True, json_deserializer=_loads)
    event.listen(engine.sync_engine, "connect", _opening(patience=BUSY_SECONDS if aside else 0, draft=draft))
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _target(url: str) -> URL:
    try:
        target = make_url(url)
        driver = DRIVERS[target.get_backend_name()]
    except (ArgumentError, KeyError, ValueError):
        raise BadSetting("unknown_database", known=", ".join(DRIVERS.values())) from None
    return target.set(drivername=driver)


def _durable(target: URL) -> str:
    """The server's options of a connection: what is committed stays, whatever the server is tuned to.

    A message whose `sending` was forgotten in a fall would be sent a second time. And moments are told in UTC, which
    the driver reads fastest and nobody has to turn round.
    """
    given = target.query.get("options", ())
    return " ".join(
        [*((given,) if isinstance(given, str) else given), "-c synchronous_commit=on -c timezone=UTC"]
    )


def _loads(text: str | bytes) -> Any:
    """JSON, of which most is an empty list in the columns that we have."""
    plain = text if isinstance(text, str) else text.decode()
    return [] if plain == "[]" else json.loads(plain)


def _note_use(_: object, record: Any) -> None:
    record.info[USED] = time.monotonic()


def _check_idle(engine: AsyncEngine) -> Callable[[Any, Any, object], None]:
    """What asks a connection that was idle whether it still stands; asked each time, it would cost every unit."""

    def check(connection: Any, record: Any, _: object) -> None:
        used = record.info.get(USED)
        if used is not None and time.monotonic() - used > IDLE_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise DisconnectionError from error

    return check


def _opening(*, patience: float, draft: bool) -> Callable[[Any, object], None]:
    """What sets up a connection to a SQLite file, which waits for so many seconds inside SQLite for another one.

    What is committed outlives a power cut. A `draft` need not: cut off, it is made anew.
    """
    settings = (
        "journal_mode = WAL",
        f"busy_timeout = {round(1e3 * patience)}",
        f"synchronous = {'NORMAL' if draft else 'FULL'}",
        "cache_size = -16000",
        "journal_size_limit = 67108864",
        "analysis_limit = 1000",
    )

    def open_sqlite(connection: Any, _: object) -> None:
        # The driver would begin a transaction at the first write only: what was read before it could be stale, and
        # another's update would be lost without a word. So it begins none, and `_begin_sqlite` does.
        connection.isolation_level = None
        cursor = connection.cursor()
        for setting in settings:
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    return open_sqlite


def _begin_sqlite(connection: Connection) -> None:
    reading = bool(connection.get_execution_options().get(READING, False))
    if connection.info.get(READING, False) is not reading:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
        connection.info[READING] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
