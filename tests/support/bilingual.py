"""A small world whose utility offers English beside its own language, with both public pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
from fastapi import FastAPI

from bot.chat import Chat, chat_router
from bot.verify import Verify, verify_router
from bot.worker import Inbox
from templates.languages import Languages
from templates.pages.chat import ChatPages
from templates.pages.verify import VerifyPages
from tests.support.chat_site import Days
from tests.support.chatting import ChatWorld
from tests.support.talk import SUPPLY

BOTH = ("en", "es_PE")


async def bilingual_world() -> ChatWorld:
    """The world of `ChatWorld`, where English may be sent, too."""
    world = await ChatWorld.with_customer()
    policy = replace(world.services.policy, languages=("en",))
    world.services = replace(world.services, policy=policy)
    words = Languages(policy, reviewed=lambda: BOTH)
    world.renderer = words  # type: ignore[assignment]  # wider than its own type
    world.inbox = Inbox(world.services, world.carriers, words)
    return world


def pages_of(world: ChatWorld) -> FastAPI:
    """Both pages as one application."""
    policy, app = world.services.policy, FastAPI(openapi_url=None)
    chat = Chat(world.inbox, ChatPages("es_PE", policy, BOTH), Days(world), invented=(SUPPLY,))
    app.include_router(chat_router(chat))
    app.include_router(verify_router(Verify(world.services, VerifyPages("es_PE", policy, BOTH))))
    return app


@asynccontextmanager
async def a_reader(world: ChatWorld, language: str = "") -> AsyncIterator[httpx.AsyncClient]:
    """A browser whose owner reads that language."""
    headers = {"Accept-Language": language} if language else {}
    transport = httpx.ASGITransport(pages_of(world))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://pages.test", headers=headers, follow_redirects=True
    ) as client:
        yield client
