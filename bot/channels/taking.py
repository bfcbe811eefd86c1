"""Waiting inside a channel: only as long as what was decided about a message holds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from receivables.ports import DeliveryFailed, Parcel

BUSY = "busy"
"""Why a channel did not begin with a message: nobody was asked to send it, and it waits as before."""


def seconds_left(parcel: Parcel, most: float) -> float:
    """How long a channel may still take to begin with it."""
    if parcel.begin_by is None:
        return most
    return min(parcel.begin_by - asyncio.get_running_loop().time(), most)


def begin(parcel: Parcel) -> None:
    """Raise DeliveryFailed where it would go later than what was decided about it holds."""
    if seconds_left(parcel, 1) < 0:
        raise DeliveryFailed(BUSY)


@asynccontextmanager
async def one_of(free: asyncio.Semaphore, parcel: Parcel, most: float) -> AsyncIterator[None]:
    """One of so many at the same time. Raises DeliveryFailed when none is free in time."""
    try:
        await asyncio.wait_for(free.acquire(), max(seconds_left(parcel, most), 0))
    except TimeoutError:
        raise DeliveryFailed(BUSY) from None
    try:
        begin(parcel)
        yield
    finally:
        free.release()
