"""A demo database keeps its own running clock."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.store.clock import load_clock, save_clock
from receivables.store.migrate import upgrade

pytestmark = pytest.mark.anyio

SHOWN = datetime(2024, 1, 8, 15, tzinfo=UTC)
REAL = datetime(2026, 11, 21, 9, tzinfo=UTC)


async def test_what_the_clock_showed_is_known_and_the_latest_counts(engine: AsyncEngine) -> None:
    await upgrade(engine)
    assert await load_clock(engine, "tumbes") is None
    await save_clock(engine, "tumbes", SHOWN, REAL)
    await save_clock(engine, "tumbes", SHOWN + timedelta(days=1), REAL)
    assert await load_clock(engine, "tumbes") == (SHOWN + timedelta(days=1), REAL)
    assert await load_clock(engine, "bogota") is None
