"""A stand-in for Telegram, a channel to it, and a small world whose people write there."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import TelegramChannel, TelegramInbox
from bot.worker import Inbox
from receivables.adapters.packs.codes import load_codes
from receivables.ports import Parcel, Rendered
from receivables.usecases.carriers import Carriers
from tests.support.chatting import ChatWorld
from tests.support.telegram_server import TOKEN, TelegramServer, telegram_server

HELLO = Rendered("hola", (("debt", "¿Cuánto debo?"), ("human", "Hablar con alguien")))


def a_parcel(rendered: Rendered = HELLO, address: str = "42") -> Parcel:
    """A message as the dispatcher hands it over."""
    return Parcel(outbox_id=1, attempt=1, key="k", address=address, rendered=rendered)


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with telegram_server() as server:
        yield server


@pytest.fixture
async def channel(telegram: TelegramServer) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(TOKEN, telegram.url)
    yield made
    await made.close()


@pytest.fixture
async def world(channel: TelegramChannel) -> ChatWorld:
    world = await ChatWorld.with_customer()
    channels = {"telegram": channel}
    world.carriers = Carriers(proactive=channels, replies=channels, codes=load_codes())
    world.inbox = Inbox(world.services, world.carriers, world.words)
    return world


@asynccontextmanager
async def polling(world: ChatWorld, channel: TelegramChannel) -> AsyncIterator[list[asyncio.Task[None]]]:
    """The bot polls, and its worker answers."""
    stop = asyncio.Event()
    poller = TelegramInbox(channel, world.inbox, poll_seconds=1)
    tasks = [asyncio.create_task(poller.run(stop)), asyncio.create_task(world.inbox.run(stop))]
    try:
        yield tasks
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)


async def sent(telegram: TelegramServer, count: int) -> None:
    """Until so many messages were sent."""
    await asyncio.to_thread(telegram.wait_for, count)


async def true(condition: Callable[[], bool]) -> None:
    """Until it is so."""

    def wait() -> None:
        until = time.monotonic() + 5
        while not condition() and time.monotonic() < until:
            time.sleep(0.01)
        assert condition()

    await asyncio.to_thread(wait)
