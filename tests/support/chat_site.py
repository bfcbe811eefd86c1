"""The page of the chat, served for a browser: a small demo whose days pass and whose debts are paid when asked."""

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random

from playwright.async_api import Page

from bot.chat import Chat
from bot.papers import PaperDoor, papers_router
from bot.problems import fault
from caudal.shield import shielded
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow
from receivables.usecases.papers import PaperLinks
from templates.pages.chat import ChatPages
from templates.papers import TypstPapers
from tests.support.chatting import ChatWorld, application
from tests.support.serving import served

SUPPLY = "0000001"
KEY = b"chat-site-key-for-links-of-papers"


class Days:
    """A demo in which the offer goes out on the next day, and everything is paid at once."""

    def __init__(self, world: ChatWorld) -> None:
        self._world = world

    async def next_day(self) -> None:
        """The offer goes out."""
        world = self._world
        world.clock.move(timedelta(days=1))
        await world.fresh()
        row = OutboxRow(
            f"notice/{SUPPLY}/friendly_notice/1",
            Kind.NOTICE,
            Message("friendly_notice", {"variant": "facilities"}),
            world.now,
            world.now,
            supply_number=SUPPLY,
            notice=Notice.FRIENDLY,
        )
        await world.queue(row)
        await world.deliver()

    async def post_payment(self, supply_number: str) -> None:
        """All of it."""
        await self._world.pays("182.40", supply_number=supply_number)
        await self._world.deliver()


def chat_of(world: ChatWorld) -> Chat:
    """The chat with everything that a demo has."""
    policy = world.services.policy
    door = PaperDoor(world.services, TypstPapers(policy), PaperLinks(KEY, policy.utility))
    return Chat(world.inbox, ChatPages("es_PE", policy), Days(world), invented=(SUPPLY,), papers=door)


@asynccontextmanager
async def chat_site(world: ChatWorld) -> AsyncIterator[str]:
    """The URL of the chat, behind the same shield as the bot's."""
    chat = chat_of(world)
    app = application(chat)
    if chat.papers is not None:
        app.include_router(papers_router(chat.papers))
    async with served(shielded(app, fault)) as url:
        yield url


async def write(page: Page, text: str) -> None:
    """Write as somebody with a mouse or a thumb does."""
    await page.get_by_role("textbox", name="Mensaje").fill(text)
    await page.get_by_role("button", name="Enviar").click()


def picture(width: int, height: int) -> bytes:
    """A PNG full of noise, always the same: as large as a photo, and a picture that a browser can read."""
    noise = Random(7).randbytes
    rows = b"".join(b"\0" + noise(width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
