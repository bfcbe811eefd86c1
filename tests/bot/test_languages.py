"""The public pages speak the reader's language: as it was chosen, as the talk goes, as the browser asks."""

import re

import httpx
import pytest
from fastapi import FastAPI

from bot.questions import Questions
from bot.speaking import COOKIE
from bot.verify import Verify, verify_router
from receivables.model.message import OutboxRow
from templates.pages.verify import VerifyPages
from tests.support.bilingual import BOTH, a_reader, bilingual_world
from tests.support.chatting import ChatWorld
from tests.support.talk import SUPPLY

pytestmark = pytest.mark.anyio
PATHS = ("/chat", "/verify")
TITLES = {
    "/chat": ("Chat de Agua Tumbes", "Chat with Agua Tumbes"),
    "/verify": ("¿Es nuestro?", "Is it ours?"),
}


@pytest.fixture
async def world() -> ChatWorld:
    return await bilingual_world()


def lang(page: httpx.Response) -> str:
    found = re.search(r'<html lang="([^"]+)">', page.text)
    assert found is not None
    return found[1]


async def said(client: httpx.AsyncClient, text: str, button: str = "") -> str:
    message = {"button": button} if button else {"text": text}
    answer = await client.post("/chat/messages", json=message)
    return "\n".join(each["text"] for each in answer.json()["messages"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("accepts", "spoken"),
    [
        ("", "es-PE"),
        ("en-GB,en;q=0.9,es;q=0.8", "en"),
        ("es-CO,es;q=0.9,en;q=0.8", "es-PE"),
        ("qu, en;q=0", "es-PE"),
        ("fr;q=1, en;q=0.4, es;q=0.5", "es-PE"),
        ("nonsense;;q=,,", "es-PE"),
        ("en;q=" + "9" * 5_000, "es-PE"),
    ],
)
async def test_a_page_guesses_by_what_the_browser_asks_for(
    world: ChatWorld, path: str, accepts: str, spoken: str
) -> None:
    async with a_reader(world, accepts) as client:
        page = await client.get(path)
        assert lang(page) == spoken
        assert TITLES[path][spoken == "en"] in page.text
        assert not client.cookies.get(COOKIE)


@pytest.mark.parametrize("path", PATHS)
async def test_what_is_chosen_is_remembered_by_both_pages(world: ChatWorld, path: str) -> None:
    async with a_reader(world, "es-PE") as client:
        page = await client.get(path)
        [href] = re.findall(r'<a href="([^"]+)" lang="en" hreflang="en">English</a>', page.text)
        assert re.search(r'lang="es-PE" hreflang="es-PE" aria-current="true">Español</a>', page.text)
        chosen = await client.get(href)
        assert lang(chosen) == "en"
        for name in ("httponly", "samesite=lax", "path=/;"):
            assert name in chosen.headers["set-cookie"].lower()
        assert [lang(await client.get(each)) for each in PATHS] == ["en", "en"]


async def test_a_language_that_is_not_offered_is_nothing(world: ChatWorld) -> None:
    async with a_reader(world) as client:
        for wanted in ("quz_PE", "es_CO", "<script>"):
            page = await client.get("/verify", params={"lang": wanted})
            assert lang(page) == "es-PE"
            assert wanted not in page.text
            assert not client.cookies.get(COOKIE)


async def test_what_was_asked_stays_when_the_language_changes(world: ChatWorld) -> None:
    async with a_reader(world) as client:
        page = await client.get("/verify", params={"code": "AAAA-2222"})
        assert "No lo encontramos" in page.text
        [href] = re.findall(r'<a href="([^"]+)" lang="en"', page.text)
        page = await client.get(href.replace("&amp;", "&"))
        assert "We cannot find it" in page.text
        assert "AAAA-2222" in page.text
        page = await client.get("/chat", params={"supply": SUPPLY})
        assert f'href="/chat?supply={SUPPLY}&amp;lang=es_PE"' in page.text


async def test_a_utility_with_one_language_offers_no_choice() -> None:
    world = await ChatWorld.with_customer()
    app = FastAPI(openapi_url=None)
    app.include_router(verify_router(Verify(world.services, VerifyPages("es_PE", world.services.policy))))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://pages.test") as client:
        page = await client.get("/verify", headers={"Accept-Language": "en"})
        assert lang(page) == "es-PE"
        assert "languages" not in page.text.partition("</style>")[2]


async def test_programs_are_told_in_their_language(world: ChatWorld) -> None:
    async with a_reader(world, "en") as client:
        json = {"Accept": "application/json"}
        told = (await client.get("/verify", params={"code": "AAAA-2222"}, headers=json)).json()
        assert "We cannot find any message of ours with the code AAAA-2222." in told["says"]
        told = (await client.post("/verify", data={"operator": "x", "order": "9"}, headers=json)).json()
        assert "We cannot confirm that person" in told["says"]
        told = (await client.post("/verify", data={"agreement": "x", "seal": "9"}, headers=json)).json()
        assert "pay nothing because of that paper" in told["says"]


async def test_what_is_refused_is_refused_in_the_readers_language(world: ChatWorld) -> None:
    app = FastAPI(openapi_url=None)
    pages = VerifyPages("es_PE", world.services.policy, BOTH)
    app.include_router(verify_router(Verify(world.services, pages, questions=Questions(most=1))))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://pages.test") as client:
        english = {"Accept-Language": "en"}
        await client.get("/verify", params={"code": "AAAA-2222"})
        page = await client.get("/verify", params={"code": "AAAA-2222"}, headers=english)
        assert "There were too many questions from here." in page.text
        assert "Please wait a moment" in page.text
    async with a_reader(world, "en") as client:
        refused = await client.post("/chat/messages", json={"text": ""})
        assert refused.json()["detail"] == "The message is empty."
        assert "There is no supply with that number." in (await client.get("/chat?supply=9999999")).text


async def test_a_talk_begins_in_the_language_of_the_page(world: ChatWorld) -> None:
    async with a_reader(world, "en") as client:
        assert "two facts from your bill (recibo)" in await said(client, "", "debt")
        page = await client.get("/chat")
        assert not re.search(r'<li class="line[^>]* lang=', page.text)
        assert "Assistant, 10:00" in page.text


async def test_a_talk_goes_on_in_the_language_that_is_chosen_beside_it(world: ChatWorld) -> None:
    async with a_reader(world, "es") as client:
        assert "el número de suministro" in await said(client, "¿cuánto debo?")
        page = await client.get("/chat?lang=en")
        assert re.search(r'class="line bot" data-id="[^"]+" lang="es-PE"', page.text)
        assert "two facts from your bill" in await said(client, "0")


async def test_the_page_follows_the_talk_until_something_is_chosen(world: ChatWorld) -> None:
    async with a_reader(world, "es") as client:
        await said(client, "How much do I owe? I would like to know what is in my bill")
        assert lang(await client.get("/chat")) == "en"
        assert lang(await client.get("/verify")) == "es-PE"
        assert lang(await client.get("/chat?lang=es_PE")) == "es-PE"
        assert lang(await client.get("/chat")) == "es-PE"


async def test_who_writes_spanish_on_an_english_page_is_answered_in_spanish(world: ChatWorld) -> None:
    async with a_reader(world, "en") as client:
        assert "el número de suministro" in await said(client, "hola, quiero saber cuánto debo de agua")


async def test_a_browser_without_scripts_writes_in_its_language(world: ChatWorld) -> None:
    async with a_reader(world, "en") as client:
        page = await client.post("/chat", data={"text": "hello", "id": "a-message-of-mine"})
        assert lang(page) == "en"
        assert "I am the automatic assistant of Agua Tumbes" in page.text
        page = await client.post("/chat", data={"text": "", "id": "another-of-mine"})
        assert "The message is empty." in page.text


async def test_looking_around_keeps_no_chat(world: ChatWorld) -> None:
    async with a_reader(world) as client:
        await client.get("/chat?lang=en")
        await client.get("/chat?lang=es_PE")
        async with world.services.units.reading() as unit:
            assert not (await unit.conversations.talks_waiting(5))
        rows: list[OutboxRow] = await world.rows(())
        assert rows == []
