"""The chat where the link is slow, breaks or is not there; without a script; and with a photo."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from playwright.async_api import Browser, FilePayload, Page, Route, expect

from receivables.model.message import Kind, Message, OutboxRow
from tests.support.browser import PHONE, open_page
from tests.support.build import PHONE as NUMBER
from tests.support.chat_site import SUPPLY, chat_site, picture, write
from tests.support.chatting import ChatWorld

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
MODERN_PHONE: Mapping[str, Any] = MappingProxyType({**PHONE, "viewport": {"width": 390, "height": 844}})
WITHOUT_SCRIPT: Mapping[str, Any] = MappingProxyType({**MODERN_PHONE, "java_script_enabled": False})
MESSAGES = "**/chat/messages*"
TOP = "element => element.getBoundingClientRect().top"
CAME = """() => performance.getEntries().filter((e) => e.entryType === "navigation" || e.name.includes("/assets/"))
  .map((e) => e.transferSize)"""
SHIFTS = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) moved += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(moved), 50));
})"""
MOST_BYTES = 20_000
"""Of everything that the first look at the page takes: about as much as a second of a weak 3G link."""


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
async def site(world: ChatWorld) -> AsyncIterator[str]:
    async with chat_site(world) as url:
        yield f"{url}/chat?supply={SUPPLY}"


async def said(world: ChatWorld) -> list[str]:
    """What came in, in its order."""
    async with world.services.units.reading() as unit:
        return [each.text for each in await unit.conversations.inbound_of("chat", NUMBER, 50)]


async def _gone_out(world: ChatWorld) -> int:
    async with world.services.units.reading() as unit:
        return len(await unit.outbox.history(None, NUMBER, 50))


async def test_a_message_is_shown_before_it_is_sent_and_the_next_one_waits(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    go = asyncio.Event()

    async def held(route: Route) -> None:
        await go.wait()
        await route.continue_()

    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        await page.route(MESSAGES, held)
        box, log = page.get_by_role("textbox", name="Mensaje"), page.get_by_role("log")
        before = await page.locator("#form").bounding_box()
        await box.fill("hola")
        await box.press("Enter")
        await expect(log).to_contain_text("Enviando…")
        await expect(page.get_by_role("status")).to_have_text("Enviando…")
        await expect(box).to_have_value("")
        await expect(box).to_be_focused()
        await box.fill(f"suministro {SUPPLY}, total 45.60")
        await box.press("Enter")
        await expect(log.locator(".waiting")).to_have_count(2)
        go.set()
        await expect(log).to_contain_text("Gracias, ya lo tengo")
        await expect(log).not_to_contain_text("Enviando…")
        await expect(page.get_by_role("status")).to_have_text("")
        assert await page.locator("#form").bounding_box() == before
        assert await said(world) == ["hola", f"suministro {SUPPLY}, total 45.60"]
        items = await log.get_by_role("listitem").all_inner_texts()
        assert [place for place, item in enumerate(items) if "Usted" in item] == [1, 3]


async def test_an_answer_that_was_lost_is_asked_for_again_and_had_its_effects_once(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    lost: list[str] = []

    async def lose_the_first(route: Route) -> None:
        if lost:
            await route.continue_()
            return
        lost.append(route.request.url)
        await route.fetch()
        await route.abort()

    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        await page.route(MESSAGES, lose_the_first)
        await write(page, "hola")
        log = page.get_by_role("log")
        await expect(log.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
        await expect(log.locator(".line.me")).to_have_count(1)
        await expect(log.locator(".line.bot")).to_have_count(1)
        await expect(page.get_by_role("alert")).to_have_count(0)
        assert len(lost) == 1
        assert await said(world) == ["hola"]
        assert await _gone_out(world) == 1


async def test_what_is_written_without_a_link_goes_when_it_is_back(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        await page.context.set_offline(True)
        await expect(page.get_by_role("alert")).to_contain_text("Sin conexión")
        await write(page, "hola")
        log = page.get_by_role("log")
        await expect(log).to_contain_text("No se envió")
        await expect(page.get_by_role("alert")).to_contain_text("se enviará cuando vuelva")
        await log.get_by_role("button", name="Reintentar").tap()
        await expect(log).to_contain_text("No se envió")
        await page.context.set_offline(False)
        await expect(log.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
        await expect(log).not_to_contain_text("No se envió")
        await expect(page.get_by_role("alert")).to_have_count(0)
        assert await said(world) == ["hola"]


async def test_what_was_not_sent_is_still_there_when_the_page_is_opened_again(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        await page.route(MESSAGES, lambda route: route.abort())
        await write(page, "hola")
        await expect(page.get_by_role("alert")).to_contain_text("No hay conexión")
        await page.get_by_role("textbox", name="Mensaje").fill("lo que sigue")
        await page.unroute(MESSAGES)
        await page.reload()
        await expect(page.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Mensaje")).to_have_value("lo que sigue")
        assert await said(world) == ["hola"]
        await page.reload()
        await expect(page.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
        assert await said(world) == ["hola"]


async def test_the_page_is_small_and_its_files_come_once(chromium: Browser, site: str) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        link = await page.context.new_cdp_session(page)
        await link.send("Network.enable")
        slow = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
        await link.send("Network.emulateNetworkConditions", slow)
        await page.goto(site, wait_until="load")
        first = await page.evaluate(CAME)
        assert 0 < sum(first) < MOST_BYTES, first
        assert await page.evaluate(SHIFTS) == 0
        await page.goto(site, wait_until="load")
        document, *files = await page.evaluate(CAME)
        assert (document > 0, set(files)) == (True, {0})


async def test_what_comes_by_itself_is_shown_without_moving_what_is_read(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        for text in ("hola", f"suministro {SUPPLY}, total 45.60", "¿cuánto debo?", "¿dónde pago?"):
            await write(page, text)
            await expect(page.locator(".waiting")).to_have_count(0)
        log = page.get_by_role("log")
        await expect(log).to_contain_text("Oficina central de Tumbes")
        await log.evaluate("log => { log.scrollTop = -log.scrollHeight; }")
        first = log.get_by_text("hola", exact=True)
        before = await first.evaluate(TOP)
        row = OutboxRow(
            "staff/1",
            Kind.RECEIPT,
            Message("staff", {"said": "Su reclamo está listo.", "by": "Ana"}),
            world.now,
            world.now,
            channel="chat",
            address=NUMBER,
        )
        await world.queue(row)
        await world.deliver()
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        await expect(log).to_contain_text("Su reclamo está listo.")
        assert abs(await first.evaluate(TOP) - before) < 1
        await page.get_by_role("button", name="Mensajes nuevos").tap()
        await expect(log.get_by_text("Su reclamo está listo.")).to_be_in_viewport()


async def _send_photo(page: Page) -> bytes:
    content = picture(2000, 1500)
    file = FilePayload(name="boleta.png", mimeType="image/png", buffer=content)
    await page.get_by_label("Adjuntar foto o PDF").set_input_files(files=[file])
    return content


async def test_already_paid_with_a_photo_that_is_made_smaller_first(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        await write(page, f"suministro {SUPPLY}, total 45.60")
        await expect(page.get_by_role("log")).to_contain_text("Gracias, ya lo tengo")
        content = await _send_photo(page)
        await expect(page.get_by_text("boleta.png")).to_be_visible()
        await page.get_by_role("button", name="Quitar").tap()
        await expect(page.get_by_text("boleta.png")).not_to_be_visible()
        await _send_photo(page)
        await write(page, "ya pagué")
        await expect(page.get_by_role("log")).to_contain_text("S-2024-")
        await expect(page.get_by_role("log")).to_contain_text("Foto: boleta.jpg")
        async with world.services.units.reading() as unit:
            [*_, inbound] = await unit.conversations.inbound_of("chat", NUMBER, 50)
        assert inbound.text == "ya pagué"
        assert inbound.media[0].content_type == "image/jpeg"
        assert (inbound.media[0].size or 0) < len(content)


async def test_another_file_is_refused_and_the_words_are_kept(chromium: Browser, site: str) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(site)
        file = FilePayload(name="notas.txt", mimeType="text/plain", buffer=b"hola")
        await page.get_by_label("Adjuntar foto o PDF").set_input_files(files=[file])
        await write(page, "aquí va")
        await expect(page.get_by_role("alert")).to_contain_text("Se aceptan fotos JPG, PNG o WebP, y PDF.")
        await expect(page.get_by_role("textbox", name="Mensaje")).to_have_value("aquí va")


async def test_the_chat_works_without_a_script(chromium: Browser, site: str, world: ChatWorld) -> None:
    async with open_page(chromium, WITHOUT_SCRIPT) as page:
        await page.goto(site)
        await write(page, f"suministro {SUPPLY}, total 45.60")
        log = page.get_by_role("log")
        await expect(log).to_contain_text("Gracias, ya lo tengo")
        await log.get_by_role("button", name="¿Cuánto debo?").click()
        await expect(log).to_contain_text("Debe S/ 182.40")
        await expect(log.locator(".bubble").last).to_be_in_viewport()
        await _send_photo(page)
        await write(page, "ya pagué")
        await expect(log).to_contain_text("S-2024-")
        await page.get_by_role("button", name="Día siguiente").click()
        await page.get_by_text("Ver recibo y código").click()
        await expect(page.locator("#panel")).to_contain_text("martes 9 de enero de 2024")
        await page.get_by_role("button", name="Registrar pago").click()
        await expect(log).to_contain_text("Recibimos su pago")
        await write(page, "   ")
        await expect(page.get_by_role("alert")).to_contain_text("El mensaje está vacío.")
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        assert [text for text in await said(world) if text] == [
            f"suministro {SUPPLY}, total 45.60",
            "¿Cuánto debo?",
            "ya pagué",
        ]
