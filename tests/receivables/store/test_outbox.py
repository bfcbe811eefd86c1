"""On PostgreSQL several workers claim at the same moment, and none waits for another."""

import asyncio
from datetime import timedelta

import pytest

from receivables.model.campaign import Occurrence
from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from tests.contracts.test_outbox import NOW, a_row, keys

pytestmark = pytest.mark.anyio


async def test_a_claim_passes_over_what_another_worker_holds(migrated_url: str) -> None:
    engine = make_engine(migrated_url)
    units = SqlUnits(engine, "tumbes")
    async with units() as unit:
        await unit.outbox.add([a_row(f"notice/{n}") for n in range(4)])
        for n in range(2):
            await unit.campaigns.add_occurrence(Occurrence("P-1", NOW + n * timedelta(hours=1)))
    async with asyncio.timeout(10), units() as one, units() as other:
        assert keys(await one.outbox.claim(NOW, 2)) == ["notice/0", "notice/1"]
        assert keys(await other.outbox.claim(NOW, 9)) == ["notice/2", "notice/3"]
        first = await one.campaigns.claim_occurrence("one", NOW, timedelta(hours=1))
        second = await other.campaigns.claim_occurrence("other", NOW, timedelta(hours=1))
    assert first is not None
    assert second is not None
    assert (first.due_at, second.due_at) == (NOW, NOW + timedelta(hours=1))
    await engine.dispose()
