"""The choice of a language on both public pages, in a real browser: by thumb, by keyboard, without any script."""

from collections.abc import AsyncIterator
from types import MappingProxyType

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.bilingual import bilingual_world, pages_of
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.serving import served
from tests.support.talk import SUPPLY

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
SCRIPTLESS = MappingProxyType({**PHONE, "java_script_enabled": False})
SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.fixture
async def site() -> AsyncIterator[str]:
    async with served(pages_of(await bilingual_world())) as url:
        yield url


async def large_enough(page: Page) -> None:
    """What is pressed is large enough for a thumb, and nothing is wider than the screen."""
    for each in await page.locator(".languages a").all():
        box = await each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_chat_is_read_in_english(chromium: Browser, site: str, size: str) -> None:
    async with open_page(chromium, SIZES[size]) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        await screenshot(page, f"chat-{size}-spanish")
        await large_enough(page)
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_text("just “hello” to see what I can do")).to_be_visible()
        await page.get_by_role("textbox", name="Message").fill("How much do I owe?")
        await page.get_by_role("button", name="Send").click()
        log = page.get_by_role("log", name="Conversation")
        await expect(log).to_contain_text("the supply number (número de suministro), and")
        await expect(log.get_by_role("button", name="Talk to a person")).to_be_visible()
        assert await page.locator(".line [lang], .line[lang]").evaluate_all(
            "all => all.every(each => each.lang === 'en')"
        )
        await large_enough(page)
        await screenshot(page, f"chat-{size}-english")


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_page_of_verification_is_read_in_english(chromium: Browser, site: str, size: str) -> None:
    async with open_page(chromium, SIZES[size]) as page:
        await page.goto(f"{site}/verify?code=AAAA-2222")
        await screenshot(page, f"verify-{size}-spanish")
        await page.get_by_role("link", name="English").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="We cannot find it")).to_be_visible()
        assert await page.locator("html").get_attribute("lang") == "en"
        await large_enough(page)
        await screenshot(page, f"verify-{size}-english")
        await page.goto(f"{site}/chat")
        await expect(page.get_by_role("textbox", name="Message")).to_be_visible()


async def test_without_scripts_a_language_is_chosen_and_kept(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SCRIPTLESS) as page:
        await page.goto(f"{site}/chat")
        await page.get_by_role("link", name="English").tap()
        await page.get_by_role("textbox", name="Message").fill("How much do I owe?")
        await page.get_by_role("button", name="Send").tap()
        await expect(page.get_by_text("two facts from your bill (recibo)")).to_be_visible()
        await screenshot(page, "chat-phone-english-bare")
        await page.get_by_role("link", name="Español").tap()
        await expect(page.get_by_role("link", name="Español")).to_have_attribute("aria-current", "true")
        await page.get_by_role("textbox", name="Mensaje").fill("0")
        await page.get_by_role("button", name="Enviar").tap()
        await expect(page.get_by_text("dos que están en su recibo")).to_be_visible()


async def test_the_connection_fails_in_english(chromium: Browser, site: str) -> None:
    english = MappingProxyType({**PHONE, "locale": "en-GB"})
    async with open_page(chromium, english) as page:
        await page.goto(f"{site}/chat")
        await page.route("**/chat/messages*", lambda route: route.abort())
        await page.get_by_role("textbox", name="Message").fill("hello")
        await page.get_by_role("button", name="Send").tap()
        await expect(page.get_by_role("alert")).to_contain_text("There is no connection")
