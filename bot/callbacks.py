"""The loop that applies what providers told of our messages: stored first, applied in batches."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.waking import first_of, sleep

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0

Apply = Callable[[], Awaitable[int]]
"""Applies one batch; how many callbacks were in it."""


async def apply_waiting(
    apply: Apply, news: asyncio.Event, stop: asyncio.Event, poll_seconds: float = POLL_SECONDS
) -> None:
    """Apply until `stop` is set, resting when there is nothing to do. A store that fails gets another try."""
    while not stop.is_set():
        news.clear()
        try:
            applied = await apply()
        except Exception as fault:
            log.error("%s: status callbacks are left for later", type(fault).__name__)
            await sleep(stop, poll_seconds)
            continue
        if not applied:
            await first_of([stop, news], (), poll_seconds)
