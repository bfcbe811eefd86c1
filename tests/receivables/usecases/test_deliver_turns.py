"""Turns of a sender: no second overfull, answers first, nobody waits for one that rests."""

import asyncio
import time

import pytest

from receivables.testing import MemoryUnits
from receivables.usecases.delivery.turns import Turns

pytestmark = pytest.mark.anyio
SENDER = "whatsapp:+51900000099"


async def leave(turns: Turns, count: int, per_second: int, *, proactive: bool = True) -> list[float]:
    """So many messages at once; when each left."""

    async def one() -> float:
        assert await turns.wait(SENDER, per_second, proactive=proactive) is None
        return time.monotonic()

    return sorted(await asyncio.gather(*(one() for _ in range(count))))


def most_in_a_second(times: list[float], seconds: float = 1.0) -> int:
    """The fullest of all windows of that length."""
    return max(sum(first <= each < first + seconds for each in times) for first in times)


async def test_no_window_of_a_second_holds_more_than_the_rate() -> None:
    left = await leave(Turns(MemoryUnits()), 130, 100)
    assert most_in_a_second(left) <= 100
    assert most_in_a_second(left, 0.1) <= 13


async def test_workers_that_share_a_store_share_the_rate() -> None:
    units = MemoryUnits()
    parts = await asyncio.gather(*(leave(Turns(units), 30, 100) for _ in range(4)))
    left = sorted(each for part in parts for each in part)
    assert most_in_a_second(left) <= 100
    assert left[-1] - left[0] >= 1.0


async def test_an_answer_goes_before_what_waits() -> None:
    turns, order = Turns(MemoryUnits()), []

    async def one(name: str, proactive: bool) -> None:
        await turns.wait(SENDER, 50, proactive=proactive)
        order.append(name)

    waiting = [asyncio.create_task(one(f"first-{n}", True)) for n in range(10)]
    await asyncio.sleep(0.03)
    await one("answer", False)
    await asyncio.gather(*waiting)
    assert order.index("answer") <= 4


async def test_a_sender_that_rests_keeps_nobody_waiting() -> None:
    units = MemoryUnits()
    async with units() as unit:
        await unit.rates.rest(SENDER, 60)
    turns = Turns(units)
    again = await asyncio.wait_for(turns.wait(SENDER, 80, proactive=True), 1)
    assert again is not None
    assert 50 < again <= 60
    assert 50 < turns.rests(SENDER) <= 60


async def test_what_is_no_longer_fresh_is_sent_back_and_takes_no_turn() -> None:
    turns = Turns(MemoryUnits())
    past = asyncio.get_running_loop().time() - 1
    stale = asyncio.create_task(turns.wait(SENDER, 10, proactive=True, deadline=past))
    fresh = asyncio.create_task(turns.wait(SENDER, 10, proactive=True))
    assert await asyncio.wait_for(fresh, 1) is None
    assert await stale == 0.0


async def test_a_store_that_fails_is_told_to_whoever_waits_and_is_asked_anew() -> None:
    class Away:
        broken = True
        sound = MemoryUnits()

        def __call__(self) -> object:
            if self.broken:
                raise ConnectionError("store")
            return self.sound()

    units = Away()
    turns = Turns(units)  # type: ignore[arg-type]
    with pytest.raises(ConnectionError):
        await turns.wait(SENDER, 10, proactive=True)
    units.broken = False
    assert await turns.wait(SENDER, 10, proactive=True) is None


async def test_a_worker_that_wakes_late_gives_its_turn_up() -> None:
    turns = Turns(MemoryUnits())
    waiting = asyncio.create_task(leave(turns, 20, 100))
    await asyncio.sleep(0.05)
    time.sleep(0.2)  # noqa: ASYNC251 - the whole loop is late, which is the point
    left = await waiting
    assert most_in_a_second(left, 0.05) <= 7


async def test_turns_are_taken_ahead_only_for_those_who_want_some() -> None:
    turns = Turns(MemoryUnits())
    turns.want(SENDER, 80, 0, 0.02)
    await asyncio.sleep(0.02)
    assert turns.within(SENDER, 5) == 0
    turns.want(SENDER, 80, 3, 0.02)
    await asyncio.sleep(0.005)
    assert turns.within(SENDER, 5) == 3
    assert 0 < turns.next_in(SENDER) <= 0.02
    assert await turns.wait(SENDER, 80, proactive=True) is None
    await asyncio.sleep(0.1)
    assert turns.within(SENDER, 5) == 0, "a turn that nobody used is given up"


class Shared(MemoryUnits):
    """Its clock can be put forward and back."""

    moved = 0.0

    def __init__(self) -> None:
        super().__init__(seconds=lambda: time.monotonic() + self.moved)


@pytest.mark.parametrize("step", [-3600.0, -0.6, 0.6, 3600.0])
async def test_a_shared_clock_that_is_put_forward_or_back_stops_a_sender_for_a_moment(step: float) -> None:
    """And no second is overfull, though two programs have turns from before."""
    units = Shared()
    one, other = Turns(units), Turns(units)
    left: list[float] = []
    stop = asyncio.Event()

    async def work(turns: Turns) -> None:
        while not stop.is_set():
            if await turns.wait(SENDER, 20, proactive=False) is None:
                left.append(time.monotonic())

    working = [asyncio.create_task(work(turns)) for turns in (one, one, other, other)]
    await asyncio.sleep(0.6)
    units.moved = step
    stepped = time.monotonic()
    while not any(each > stepped + 1 for each in left):
        await asyncio.sleep(0.05)
        assert time.monotonic() < stepped + 5
    await asyncio.sleep(0.3)
    stop.set()
    await asyncio.gather(*working)
    assert most_in_a_second(sorted(left)) <= 20


async def test_nobody_waits_longer_than_a_decision_holds() -> None:
    units = MemoryUnits()
    async with units() as unit:
        while (await unit.rates.reserve(SENDER, 4, 10)).delays:
            pass
    began = asyncio.get_running_loop().time()
    again = await Turns(units).wait(SENDER, 10, proactive=True, deadline=began + 0.1)
    assert again == 0.0
    assert asyncio.get_running_loop().time() - began < 0.5
