"""Beside the printed bill of an invented customer stands a code as the desk would give it: good at once, and once."""

import re

import httpx
import pytest

from bot.chat import Chat
from receivables.model.identity import WRONG_TRIES
from templates.pages.chat import ChatPages
from tests.support.chatting import ChatWorld, application
from tests.support.talk import LATEST, SUPPLY

pytestmark = pytest.mark.anyio
CODE = re.compile(r'id="one-time-code">(\d{6})<')


class Controls:
    """Of a demo in which nobody presses anything."""

    async def next_day(self) -> None:
        """A day."""

    async def post_payment(self, supply_number: str) -> None:
        """A payment."""


def a_client(world: ChatWorld, *, demo: bool = True) -> httpx.AsyncClient:
    """A browser without scripts."""
    pages = ChatPages("es_PE", world.services.policy)
    chat = Chat(world.inbox, pages, Controls() if demo else None, invented=(SUPPLY,))
    return httpx.AsyncClient(transport=httpx.ASGITransport(application(chat)), base_url="http://chat")


async def code_on(client: httpx.AsyncClient, path: str = f"/chat?supply={SUPPLY}") -> str | None:
    """The code that the page shows."""
    found = CODE.search((await client.get(path)).text)
    return found[1] if found else None


async def says(client: httpx.AsyncClient, text: str) -> str:
    """What is answered."""
    answer = await client.post("/chat/messages", params={"supply": SUPPLY}, json={"text": text})
    return " ".join(said["text"] for said in answer.json()["messages"])


async def test_the_code_makes_the_chat_strong_and_is_replaced_by_another() -> None:
    world = await ChatWorld.with_customer()
    async with a_client(world) as client:
        code = await code_on(client)
        assert code is not None
        assert await code_on(client) == code
        assert await code_on(client, f"/chat/panel?supply={SUPPLY}") == code
        await says(client, f"{SUPPLY} {LATEST}")
        assert "El código está bien" in await says(client, code)
        assert await code_on(client, f"/chat/panel?supply={SUPPLY}") not in (None, code)


async def test_a_stranger_and_a_page_that_is_no_demo_see_none() -> None:
    world = await ChatWorld.with_customer()
    async with a_client(world) as client:
        assert await code_on(client, "/chat") is None
    async with a_client(world, demo=False) as client:
        assert await code_on(client) is None


async def test_a_locked_supply_shows_none() -> None:
    world = await ChatWorld.with_customer()
    async with world.services.units() as unit:
        for _ in range(WRONG_TRIES):
            await unit.conversations.note_wrong_try(SUPPLY, world.now)
    async with a_client(world) as client:
        assert await code_on(client) is None
