"""The loop that applies what providers told: woken by news, patient with a store that is away."""

import asyncio

import pytest

from bot.callbacks import apply_waiting

pytestmark = pytest.mark.anyio


class Batches:
    """So many batches wait; each call applies one, fails, or finds none."""

    def __init__(self, *waiting: int | Exception) -> None:
        self.waiting = list(waiting)
        self.calls = 0
        self.empty = asyncio.Event()

    async def __call__(self) -> int:
        self.calls += 1
        if not self.waiting:
            self.empty.set()
            return 0
        found = self.waiting.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


async def test_it_goes_on_until_nothing_waits_and_then_sleeps_until_there_is_news() -> None:
    batches, news, stop = Batches(500, 500, 3), asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(apply_waiting(batches, news, stop, poll_seconds=60))
    await asyncio.wait_for(batches.empty.wait(), 5)
    assert batches.calls == 4
    batches.waiting.append(1)
    batches.empty.clear()
    news.set()
    await asyncio.wait_for(batches.empty.wait(), 5)
    assert batches.waiting == []
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_what_other_programs_stored_is_found_by_looking() -> None:
    batches, stop = Batches(), asyncio.Event()
    task = asyncio.create_task(apply_waiting(batches, asyncio.Event(), stop, poll_seconds=0.01))
    await asyncio.wait_for(batches.empty.wait(), 5)
    batches.waiting.append(1)
    batches.empty.clear()
    await asyncio.wait_for(batches.empty.wait(), 5)
    assert batches.waiting == []
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_a_store_that_is_away_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    batches, stop = Batches(OSError("un secreto"), 1), asyncio.Event()
    task = asyncio.create_task(apply_waiting(batches, asyncio.Event(), stop, poll_seconds=0.01))
    await asyncio.wait_for(batches.empty.wait(), 5)
    stop.set()
    await asyncio.wait_for(task, 5)
    assert batches.waiting == []
    assert "OSError" in caplog.text
    assert "secreto" not in caplog.text
