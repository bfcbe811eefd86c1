"""The chat for everybody: by keyboard, by ear, in the dark, with large letters, on a narrow phone."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.browser import DESKTOP, PHONE, open_page
from tests.support.chat_site import SUPPLY, chat_site, write
from tests.support.chatting import ChatWorld

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
IS_FOCUSED = "element => element === document.activeElement"
FAULTS = """() => {
  const faults = [];
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size !== ids.length) faults.push("an id twice");
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  for (const e of document.querySelectorAll("img:not([alt])")) faults.push(`no alt: ${e.src}`);
  for (const e of document.querySelectorAll("input:not([type=hidden]), textarea"))
    if (!e.labels.length) faults.push(`no label: ${e.id}`);
  for (const e of document.querySelectorAll("button, a"))
    if (!(e.textContent.trim() || e.ariaLabel)) faults.push(`no name: ${e.outerHTML}`);
  for (const e of document.querySelectorAll("li"))
    if (!e.parentElement.matches("ol, ul")) faults.push(`a stray item: ${e.textContent}`);
  for (const e of document.querySelectorAll("section, nav, [role=group]"))
    if (!e.ariaLabel && !e.getAttribute("aria-labelledby")) faults.push(`no name: ${e.className}`);
  let before = 1;
  for (const e of document.querySelectorAll("h1, h2, h3")) {
    const level = Number(e.tagName[1]);
    if (level > before + 1) faults.push(`a heading is left out before ${e.textContent}`);
    before = level;
  }
  return faults;
}"""
SIZES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "narrow": {**PHONE, "viewport": {"width": 320, "height": 640}},
        "phone": {**PHONE, "viewport": {"width": 390, "height": 844}},
        "desktop": DESKTOP,
    }
)


@pytest.fixture
async def site() -> AsyncIterator[str]:
    async with chat_site(await ChatWorld.with_customer()) as url:
        yield url


async def _opened(page: Page, site: str) -> None:
    """The page of the invented customer, proved and with an answer that has buttons; everything unfolded."""
    await page.goto(f"{site}/chat?supply={SUPPLY}")
    await write(page, f"suministro {SUPPLY}, total 45.60")
    await expect(page.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_everything_can_be_seen_at_every_size(
    chromium: Browser, site: str, size: str, scheme: str
) -> None:
    async with open_page(chromium, {**SIZES[size], "color_scheme": scheme}) as page:
        await _opened(page, site)
        assert await page.evaluate(f"({CONTRAST})()") == []
        width = SIZES[size]["viewport"]["width"]
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        assert await page.evaluate(f"({FAULTS})()") == []


@pytest.mark.parametrize("size", ["narrow", "phone"])
async def test_letters_grow_to_twice_their_size(chromium: Browser, site: str, size: str) -> None:
    async with open_page(chromium, SIZES[size]) as page:
        await _opened(page, site)
        await page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = SIZES[size]["viewport"]["width"]
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        cut_off = await page.locator("button:visible, .bubble:visible, dd:visible").evaluate_all(
            "all => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)"
        )
        assert cut_off == []
        box = page.get_by_role("textbox", name="Mensaje")
        await box.scroll_into_view_if_needed()
        await expect(box).to_be_in_viewport()
        await write(page, "hola")
        await expect(page.get_by_role("log")).to_contain_text("hola")


async def test_what_a_screen_reader_meets(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SIZES["phone"]) as page:
        await _opened(page, site)
        tree = await page.locator("body").aria_snapshot()
        for part in (
            'link "Ir a escribir un mensaje"',
            "- banner:",
            'heading "Agua Tumbes" [level=1]',
            'group "Demostración"',
            "- main:",
            'heading "Recibo de agua" [level=2]',
            'region "Chat"',
            'log "Conversación"',
            'group "Respuestas"',
            'button "Adjuntar foto o PDF"',
            'textbox "Mensaje"',
            'button "Enviar"',
        ):
            assert part in tree, tree
        log = await page.get_by_role("log").aria_snapshot()
        assert f"Usted, 10:00: suministro {SUPPLY}, total 45.60" in " ".join(log.split())
        assert "Asistente, 10:00: Gracias, ya lo tengo" in " ".join(log.split())
        live = page.get_by_role("log")
        await expect(live).to_have_attribute("aria-live", "polite")


async def test_a_document_is_named_with_its_kind_and_size(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SIZES["phone"]) as page:
        await _opened(page, site)
        await write(page, "mi estado de cuenta en PDF")
        link = page.get_by_role("log").get_by_role("link")
        await expect(link).to_contain_text("estado-de-cuenta-2024-01-08.pdf")
        await expect(link).to_contain_text("PDF, ")
        await expect(link).to_contain_text(" KB")


async def test_the_way_of_the_keyboard_through_the_page(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SIZES["desktop"]) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Ir a escribir un mensaje")).to_be_in_viewport()
        passed = []
        for _ in range(12):
            passed.append(
                await page.evaluate("document.activeElement.id || document.activeElement.className")
            )
            await page.keyboard.press("Tab")
        order = ["skip", "next-day", "post-payment", "log", "file", "message", "send"]
        assert [name for name in passed if name in order][: len(order)] == order
        await page.reload()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        box = page.get_by_role("textbox", name="Mensaje")
        assert await box.evaluate(IS_FOCUSED)


async def test_a_whole_conversation_by_keyboard_alone(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SIZES["desktop"]) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        box, log = page.get_by_role("textbox", name="Mensaje"), page.get_by_role("log")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.keyboard.type("suministro")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type(f"{SUPPLY}, total 45.60")
        assert await box.input_value() == f"suministro\n{SUPPLY}, total 45.60"
        await page.keyboard.press("Enter")
        await expect(log).to_contain_text("Gracias, ya lo tengo")
        assert await box.evaluate(IS_FOCUSED)
        assert await box.input_value() == ""
        await page.keyboard.type("sin enviar")
        await page.keyboard.press("Escape")
        assert await box.input_value() == "sin enviar"
        choice = page.get_by_role("button", name="¿Cuánto debo?")
        for _ in range(8):
            await page.keyboard.press("Shift+Tab")
            if await choice.evaluate(IS_FOCUSED):
                break
        assert (await choice.evaluate("e => getComputedStyle(e).outlineStyle")) == "solid"
        await page.keyboard.press("Enter")
        await expect(log).to_contain_text("Debe S/ 182.40")
        assert await box.evaluate(IS_FOCUSED)
        assert await box.input_value() == "sin enviar"


async def test_nothing_moves_for_whoever_wants_no_motion(chromium: Browser, site: str) -> None:
    async with open_page(chromium, {**SIZES["phone"], "reduced_motion": "reduce"}) as page:
        await page.goto(f"{site}/chat")
        await page.evaluate("document.getElementById('dots').hidden = false")
        assert await page.evaluate("document.getAnimations().length") == 0


async def test_what_the_demo_did_is_told_once(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SIZES["phone"]) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        await page.get_by_role("button", name="Día siguiente").tap()
        await expect(page.get_by_role("status")).to_have_text(
            "Pasó el día. Hoy es martes 9 de enero de 2024."
        )
        assert await page.locator("#panel").get_attribute("aria-live") is None
