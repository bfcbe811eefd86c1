"""The application over memory and over a SQLite file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from receivables.testing import MemoryUnits
from tests.api.house import House, a_house
from tests.support.laid_out import migrated_file


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Over memory."""
    async with a_house(MemoryUnits()) as house:
        yield house


@pytest.fixture
async def house_on_sqlite(tmp_path: Path) -> AsyncIterator[House]:
    """Over a file of its own."""
    (tmp_path / "caudal.db").write_bytes(migrated_file())
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    async with a_house(SqlUnits(engine, "tumbes")) as house:
        yield house
    await engine.dispose()
