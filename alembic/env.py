"""Runs migrations: on the connection that the program gives, or for a developer on the database of `-x url=...`."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.types import TypeDecorator

from receivables.store.engine import make_engine
from receivables.store.tables import metadata
from receivables.store.types import ExactDecimal

# Any number, the same for all: whoever migrates a PostgreSQL waits for the one who is at it.
MIGRATING = 7_411_905


def render_item(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Write our column types as the plain types below them: a migration must not change when our code does."""
    if kind == "type" and isinstance(item, ExactDecimal):
        return "sa.Numeric().with_variant(sa.String(), 'sqlite')"
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def run(connection: Connection) -> None:
    """Upgrade within the transaction of the connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        # True on SQLite too, where we begin every transaction ourselves.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATING})
        context.run_migrations()


async def run_at(url: str) -> None:
    """Open a database, upgrade it, and close it."""
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_at(context.get_x_argument(as_dictionary=True)["url"]))
