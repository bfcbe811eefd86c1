"""What `caudal run` prints on a demo opens pages that show the invented utility, and the visitor's own photo."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from caudal import web, wiring
from caudal.cli.greeting import greet
from caudal.doors import Doors
from caudal.settings import ClockMode
from caudal.wiring import Installation
from tests.caudal.test_wiring import STOPPED_AT, settings

pytestmark = pytest.mark.anyio
PHOTO = b"\x89PNG\r\n\x1a\n invented"
HOST = "http://127.0.0.1:8000"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    given = settings(tmp_path, clock=ClockMode.FROZEN)
    async with wiring.opened(now=STOPPED_AT, settings=given) as made:
        await made.keep_clock()  # a clock of its own makes it a demo
    async with wiring.opened(settings=given) as opened:
        yield opened


@asynccontextmanager
async def a_visitor(here: Installation) -> AsyncIterator[httpx.AsyncClient]:
    doors = Doors()
    app = web.whole(here, doors, wiring.inbox(here, doors.carriers(demo=True)), None)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=HOST, follow_redirects=True) as browser:
        yield browser


async def printed(here: Installation, title: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The path behind that title."""
    await greet(here, (), ())
    found = re.search(rf"{title} +http://[^/]+(\S+)", capsys.readouterr().out)
    assert found is not None
    return found[1]


async def test_who_answers_chats_sees_every_place(
    here: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    link = await printed(here, "Chats por atender", capsys)
    async with a_visitor(here) as browser:
        for path in (link, "/console/requests"):
            page = await browser.get(path)
            assert page.status_code == 200
            assert "Buen trabajo" in page.text
            assert "usted ve solo" not in page.text.lower()
        assert "Se muestra su cartera" not in (await browser.get("/console")).text


async def test_a_visitor_opens_the_photo_that_they_sent(
    here: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    link = await printed(here, "Chats por atender", capsys)
    async with a_visitor(here) as browser:
        origin = {"Origin": HOST}
        sent = await browser.post("/chat/messages", files={"file": ("pago.png", PHOTO)}, headers=origin)
        assert sent.status_code == 200, sent.text
        await browser.post("/chat/messages", json={"button": "human"}, headers=origin)
        inbox = await browser.get(link)
        [talk] = re.findall(r'href="(/console/conversations/[^"]+)"', inbox.text)
        shown = (await browser.get(talk)).text
        [file] = re.findall(r'href="(/console/sending/media[^"]+)">Abrir el archivo', shown)
        opened = await browser.get(file.replace("&amp;", "&"))
        assert (opened.status_code, opened.content) == (200, PHOTO)
