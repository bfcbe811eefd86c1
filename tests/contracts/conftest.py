"""The same promises asked of every store: memory, SQLite (with and without a thread), PostgreSQL; none is skipped."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.ports import Units
from receivables.store.engine import make_engine
from receivables.store.migrate import upgrade
from receivables.store.unit import SqlUnits
from receivables.testing import MemoryUnits
from tests.support.laid_out import migrated_file
from tests.support.postgres import Cluster


@dataclass(frozen=True)
class Store:
    """One place where things are kept; `make` gives the units of one utility, in one currency, in it."""

    make: Callable[[str, str], Units]

    def of(self, utility: str, currency: str = "PEN") -> Units:
        """The units of a utility."""
        return self.make(utility, currency)


@asynccontextmanager
async def _on_a_file(folder: Path, *, aside: bool) -> AsyncIterator[AsyncEngine]:
    file = folder / "caudal.db"
    file.write_bytes(migrated_file())
    engine = make_engine(f"sqlite:///{file}", aside=aside)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
async def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncEngine]:
    """A migrated SQLite file for the whole session."""
    async with _on_a_file(tmp_path_factory.mktemp("contracts"), aside=True) as engine:
        yield engine


@pytest.fixture(scope="session")
async def in_loop_engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncEngine]:
    """Another one, used in the thread of the tests."""
    async with _on_a_file(tmp_path_factory.mktemp("contracts"), aside=False) as engine:
        yield engine


@pytest.fixture(scope="session")
async def postgres_engine(postgres: Cluster) -> AsyncIterator[AsyncEngine]:
    """A migrated PostgreSQL database for the whole session."""
    with postgres.fresh_database() as url:
        engine = make_engine(url)
        await upgrade(engine)
        yield engine
        await engine.dispose()


def _in(engine: AsyncEngine) -> Store:
    """A new database, and an engine that knows no statement yet, take long; utilities of a test's own are as good."""
    prefix = uuid4().hex
    return Store(lambda utility, currency: SqlUnits(engine, f"{prefix}-{utility}", currency))


@pytest.fixture
def sqlite_store(sqlite_engine: AsyncEngine) -> Store:
    """On SQLite, in threads."""
    return _in(sqlite_engine)


@pytest.fixture
def in_loop_store(in_loop_engine: AsyncEngine) -> Store:
    """On SQLite, in the thread of the test."""
    return _in(in_loop_engine)


@pytest.fixture
def postgresql_store(postgres_engine: AsyncEngine) -> Store:
    """On PostgreSQL."""
    return _in(postgres_engine)


@pytest.fixture
def memory_store() -> Store:
    """Nothing yet."""
    utilities: dict[str, Units] = {}
    return Store(lambda utility, currency: utilities.setdefault(utility, MemoryUnits(utility, currency)))


@pytest.fixture(params=["memory", "sqlite", "in_loop", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn, empty."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


@pytest.fixture
def units(store: Store) -> Units:
    """The units of one utility in each store."""
    return store.of("tumbes")
