"""Engines: one way to open each database, so that it cannot be opened wrongly."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from receivables.errors import BadSetting
from receivables.store.in_loop import IN_LOOP

READING = "caudal_reading"
"""The execution option of a connection that only reads."""

BUSY_MILLISECONDS = 30_000
"""How long a writer waits for another one on SQLite; an import of a whole portfolio holds the file for that long."""

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


def make_engine(url: str, *, in_loop: bool = False) -> AsyncEngine:
    """The engine of a URL; SQLite by aiosqlite, PostgreSQL by psycopg, with or without the driver's name in it.

    The folder of a SQLite file is made when it is absent. `in_loop`: SQLite without a thread, for a program with a
    single task (see `in_loop`). Raises BadSetting("unknown_database").
    """
    target = _target(url)
    # Errors end in logs, and the parameters of a statement are names, telephones and texts: they are never shown.
    if target.get_backend_name() == "postgresql":
        return create_async_engine(target, pool_pre_ping=True, hide_parameters=True)
    if target.database and target.database != ":memory:":
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    target = target.set(drivername=IN_LOOP) if in_loop else target
    engine = create_async_engine(target, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _open_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _target(url: str) -> URL:
    try:
        target = make_url(url)
        driver = DRIVERS[target.get_backend_name()]
    except (ArgumentError, KeyError, ValueError):
        raise BadSetting("unknown_database", known=", ".join(DRIVERS.values())) from None
    return target.set(drivername=driver)


def _open_sqlite(connection: Any, _: object) -> None:
    # The driver would begin a transaction at the first write only: what was read before it could be stale, and
    # another's update would be lost without a word. So it begins none, and `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "cache_size = -16000",
        "journal_size_limit = 67108864",
        "analysis_limit = 1000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = bool(connection.get_execution_options().get(READING, False))
    if connection.info.get(READING, False) is not reading:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
        connection.info[READING] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
