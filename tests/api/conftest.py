"""The application over memory and over a SQLite file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from receivables.store.engine import make_engine
from receivables.store.migrate import upgrade
from receivables.store.unit import SqlUnits
from receivables.testing import MemoryUnits
from tests.api.house import House, a_house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Over memory."""
    async with a_house(MemoryUnits()) as house:
        yield house


@pytest.fixture
async def house_on_sqlite(tmp_path: Path) -> AsyncIterator[House]:
    """Over a file of its own."""
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    await upgrade(engine)
    async with a_house(SqlUnits(engine, "tumbes")) as house:
        yield house
    await engine.dispose()
