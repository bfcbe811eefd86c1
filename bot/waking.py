"""Loops that sleep until there is news, until a while has passed, or until they are to stop."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


async def sleep(stop: asyncio.Event, seconds: float) -> None:
    """For so long, or until `stop` is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def until(stop: asyncio.Event, waited_for: Coroutine[Any, Any, Result]) -> Result | None:
    """What is waited for; None when `stop` was set first, and then it is given up."""
    task = asyncio.ensure_future(waited_for)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return await task if task.done() else None
    finally:
        for each in (task, stopped):
            each.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


async def first_of(
    events: Collection[asyncio.Event], tasks: Collection["asyncio.Task[Any]"], seconds: float
) -> None:
    """Until one of the events is set, one of the tasks is done, or the time is over."""
    bells = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait({*bells, *tasks}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for bell in bells:
            bell.cancel()
        await asyncio.gather(*bells, return_exceptions=True)


class Signal(asyncio.Event):
    """An event that may be waited for only so long."""

    async def within(self, seconds: float) -> bool:
        """Whether it is set in that time, and then at once."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await self.wait()
        return False


class Bell:
    """Rung by whoever has work for somebody who may sleep; nobody hears it before they listen.

    `pressing`: so much is to be done for those who wait that whatever can wait does.
    """

    def __init__(self) -> None:
        self.pressing = False
        self._wake: Callable[[], None] | None = None

    def listen(self, wake: Callable[[], None]) -> None:
        """Call this whenever it is rung."""
        self._wake = wake

    def ring(self) -> None:
        """There is work."""
        if self._wake is not None:
            self._wake()
