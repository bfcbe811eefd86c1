"""Several programs on one PostgreSQL: no turn is given twice, and no second holds more of them than is allowed."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.sending import Callback, Told
from receivables.ports import TURNS_OF_A_SECOND
from receivables.store.engine import make_engine
from receivables.store.tables import sender_rates
from receivables.store.unit import SqlUnit, SqlUnits
from tests.contracts.test_outbox import NOW, a_row

pytestmark = pytest.mark.anyio

PER_SECOND = 80
APART = 1 / (PER_SECOND * TURNS_OF_A_SECOND)
LATE = 0.015
"""As much as a message may leave after its turn."""


@pytest.fixture
async def engines(migrated_url: str) -> AsyncIterator[list[AsyncEngine]]:
    """Each with connections of its own, as programs have them."""
    made = [make_engine(migrated_url) for _ in range(4)]
    yield made
    for engine in made:
        await engine.dispose()


async def reserved(engine: AsyncEngine, count: int) -> list[float]:
    """The turns of one reservation, by the database's clock: its row says where they end."""
    async with SqlUnits(engine, "tumbes")() as unit:
        given = await unit.rates.reserve("bot", count, PER_SECOND)
        assert isinstance(unit, SqlUnit)
        (end,) = await unit._session.row(select(sender_rates.c.next_at)) or (0,)
    if not given.delays:  # too far ahead
        await asyncio.sleep(given.rests)
        return await reserved(engine, count)
    first = end - count * APART
    assert [turn - given.delays[0] for turn in given.delays] == pytest.approx(
        [n * APART for n in range(count)]
    )
    return [first + n * APART for n in range(count)]


async def test_no_second_holds_more_turns_than_allowed_however_many_reserve(
    engines: list[AsyncEngine],
) -> None:
    async def work(engine: AsyncEngine, count: int) -> list[float]:
        return [turn for _ in range(48 // count) for turn in await reserved(engine, count)]

    found = await asyncio.gather(*(work(engine, n) for n, engine in zip((1, 4, 8, 24), engines, strict=True)))
    turns = sorted(turn for each in found for turn in each)
    assert len(turns) == 192
    assert min(late - early for early, late in pairwise(turns)) > 0.999 * APART
    # Of two messages that many turns apart the first may leave late and the other at its turn.
    assert min(late - early for early, late in zip(turns, turns[PER_SECOND:], strict=False)) > 1 + LATE


async def test_whoever_rests_stops_all_programs(engines: list[AsyncEngine]) -> None:
    async with SqlUnits(engines[0], "tumbes")() as unit:
        await unit.rates.rest("bot", 30)

    async def refused(engine: AsyncEngine) -> float:
        async with SqlUnits(engine, "tumbes")() as unit:
            given = await unit.rates.reserve("bot", 4, PER_SECOND)
        assert given.delays == ()
        return given.rests

    assert min(await asyncio.gather(*(refused(engine) for engine in engines))) > 20


async def test_no_two_programs_apply_the_same_callback(engines: list[AsyncEngine]) -> None:
    callbacks = [Callback(f"SM{n}", Told.SENT, n, 1, NOW) for n in range(60)]
    new: list[int] = []

    async def receive(engine: AsyncEngine, step: int) -> None:
        async with SqlUnits(engine, "tumbes")() as unit:
            new.append(await unit.callbacks.receive(callbacks[::step]))

    async def apply(engine: AsyncEngine) -> list[int]:
        mine: list[int] = []
        while True:
            async with SqlUnits(engine, "tumbes")() as unit:
                claimed = await unit.callbacks.claim(7)
                await asyncio.sleep(0)
                await unit.callbacks.applied(claimed, NOW)
            if not claimed:
                return mine
            mine += [each.outbox_id for each in claimed]

    async with asyncio.timeout(30):
        await asyncio.gather(*(receive(engine, step) for step in (1, -1) for engine in engines))
        assert sum(new) == 60
        applied = await asyncio.gather(*(apply(engine) for engine in engines))
    assert sorted(each for mine in applied for each in mine) == list(range(60))


async def test_a_claim_of_callbacks_passes_over_what_another_program_holds(
    engines: list[AsyncEngine],
) -> None:
    one, other = (SqlUnits(engine, "tumbes") for engine in engines[:2])
    async with one() as unit:
        await unit.callbacks.receive([Callback(f"SM{n}", Told.SENT, n, 1, NOW) for n in range(4)])
    async with asyncio.timeout(10), one() as first, other() as second:
        assert [each.outbox_id for each in await first.callbacks.claim(2)] == [0, 1]
        assert [each.outbox_id for each in await second.callbacks.claim(9)] == [2, 3]


async def test_programs_that_save_the_same_rows_in_any_order_wait_for_each_other(
    engines: list[AsyncEngine],
) -> None:
    async with SqlUnits(engines[0], "tumbes")() as unit:
        await unit.outbox.add([a_row(f"notice/{n}") for n in range(50)])

    async def save(engine: AsyncEngine, step: int) -> None:
        for attempt in range(10):
            async with SqlUnits(engine, "tumbes")() as unit:
                rows = [a_row(f"notice/{n}", attempt=attempt) for n in range(50)]
                await unit.outbox.save(rows[::step])

    async with asyncio.timeout(30):
        await asyncio.gather(*(save(engine, step) for step in (1, -1) for engine in engines))
