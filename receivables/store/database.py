"""A database as the roof sees it: opened, brought up to date, read by units of work, closed."""

import asyncio
from datetime import datetime

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from receivables.errors import BadSetting
from receivables.store.clock import load_clock, save_clock
from receivables.store.engine import make_engine
from receivables.store.migrate import configuration, upgrade
from receivables.store.unit import SqlUnits


class Database:
    """One database by its URL. Nothing is opened before the first use. `draft`: see `make_engine`.

    On SQLite the units of one program that write wait for each other here, in their order: they would sleep, longer
    each time, and who came last might be the first.
    """

    def __init__(self, url: str, *, draft: bool = False) -> None:
        self._engine = make_engine(url, draft=draft)
        embedded = self._engine.dialect.name == "sqlite"
        self._alone = asyncio.Lock() if embedded else None
        self._aside = make_engine(url, aside=True, draft=draft) if embedded else self._engine

    def units(self, utility: str, currency: str = "PEN", *, aside: bool = False) -> SqlUnits:
        """Units of work for one utility, whose amounts are in that currency.

        `aside`: for long questions, of a day's job or a page that counts a portfolio. On SQLite they are asked in a
        thread, so that nobody's chat waits for them; each costs a little more.
        """
        return SqlUnits(self._aside if aside else self._engine, utility, currency, self._alone)

    async def upgrade(self) -> None:
        """Make or upgrade the tables. Raises BadSetting("database_unreachable", "database_newer")."""
        try:
            await upgrade(self._engine)
        except CommandError:  # it knows no way from where the tables stand
            raise BadSetting("database_newer") from None
        except (DBAPIError, OSError) as error:
            raise _unreachable(error) from None

    async def check(self) -> None:
        """Raises BadSetting("not_migrated", "database_newer") unless the tables are those of this program."""
        try:
            async with self._engine.connect() as connection:
                stand = await connection.run_sync(_heads)
        except (DBAPIError, OSError) as error:
            raise _unreachable(error) from None
        known = ScriptDirectory.from_config(configuration())
        if stand != set(known.get_heads()):
            ours = {each.revision for each in known.walk_revisions()}
            raise BadSetting("not_migrated" if stand <= ours else "database_newer")

    async def clock(self, utility: str) -> tuple[datetime, datetime] | None:
        """The simulated moment and the real one at which it was shown; None for a database in real time."""
        return await load_clock(self._engine, utility)

    async def keep_clock(self, utility: str, simulated: datetime, real: datetime) -> None:
        """Keep what the running clock shows."""
        await save_clock(self._engine, utility, simulated, real)

    async def close(self) -> None:
        """Give back the connections."""
        for engine in {self._engine, self._aside}:
            await engine.dispose()


def _heads(connection: Connection) -> set[str]:
    """Where the tables stand."""
    return set(MigrationContext.configure(connection).get_current_heads())


def _unreachable(error: Exception) -> BadSetting:
    # The driver's own words may hold the password of the URL: only the kind of error is told.
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return BadSetting("database_unreachable", problem=type(cause).__name__)
