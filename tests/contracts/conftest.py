"""The same promises asked of every store: memory, SQLite (with and without a thread), PostgreSQL; none is skipped."""

from collections.abc import AsyncIterator, Callable
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


@pytest.fixture
async def sqlite_store(tmp_path: Path) -> AsyncIterator[Store]:
    """A file of this test's own."""
    (tmp_path / "caudal.db").write_bytes(migrated_file())
    engine = make_engine(f"sqlite:///{tmp_path}/caudal.db", aside=True)
    yield Store(lambda utility, currency: SqlUnits(engine, utility, currency))
    await engine.dispose()


@pytest.fixture
async def in_loop_store(tmp_path: Path) -> AsyncIterator[Store]:
    """A file of this test's own, used in the thread of the test."""
    (tmp_path / "caudal.db").write_bytes(migrated_file())
    engine = make_engine(f"sqlite:///{tmp_path}/caudal.db")
    yield Store(lambda utility, currency: SqlUnits(engine, utility, currency))
    await engine.dispose()


@pytest.fixture(scope="session")
async def postgres_engine(postgres: Cluster) -> AsyncIterator[AsyncEngine]:
    """A migrated PostgreSQL database for the whole session."""
    with postgres.fresh_database() as url:
        engine = make_engine(url)
        await upgrade(engine)
        yield engine
        await engine.dispose()


@pytest.fixture
def postgresql_store(postgres_engine: AsyncEngine) -> Store:
    """A new database would take half a second; utilities of this test's own are as good."""
    prefix = uuid4().hex
    return Store(lambda utility, currency: SqlUnits(postgres_engine, f"{prefix}-{utility}", currency))


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
