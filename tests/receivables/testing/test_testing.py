"""What the in-memory parts promise beyond the contract that they share with the databases."""

from datetime import UTC, datetime, timedelta

import pytest

from receivables.testing import FixedClock, MemoryUnits

MOMENT = datetime(2024, 1, 8, 15, tzinfo=UTC)


def test_a_fixed_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(MOMENT)
    assert clock.now() == clock.now() == MOMENT
    clock.move(timedelta(days=2))
    assert clock.now() == MOMENT + timedelta(days=2)
    clock.set(MOMENT)
    assert clock.now() == MOMENT


def test_a_clock_cannot_stand_at_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        FixedClock(datetime(2024, 1, 8))  # noqa: DTZ001


@pytest.mark.anyio
async def test_a_unit_inside_a_unit_is_a_mistake_that_is_said_at_once() -> None:
    units = MemoryUnits()
    async with units():
        with pytest.raises(RuntimeError, match="inside another"):
            await units().__aenter__()
    async with units():
        pass
