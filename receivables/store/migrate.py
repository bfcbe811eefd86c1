"""Bringing a database to the newest schema, from wherever the program runs."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.store.engine import make_engine

MIGRATIONS = Path(__file__).resolve().parents[2] / "alembic"


async def migrate(url: str) -> None:
    """Make or upgrade the database of a URL. Raises BadSetting("unknown_database")."""
    engine = make_engine(url)
    try:
        await upgrade(engine)
    finally:
        await engine.dispose()


async def upgrade(engine: AsyncEngine) -> None:
    """Make or upgrade the tables in one transaction; two programs that start at once wait for each other.

    Within one program one at a time: Alembic keeps what it is working on in module variables.
    """
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)


def configuration() -> Config:
    """Alembic's configuration, without any file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _upgrade(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
