"""`/verify` in a real browser, on a phone and on a desktop, by keyboard and without any script."""

from collections.abc import AsyncIterator
from types import MappingProxyType

import pytest
from playwright.async_api import Browser, expect

from tests.bot.test_verify import LINK, an_email, application, left
from tests.receivables.usecases.test_authenticity import AT_DOOR, CODE, a_row, an_operator, an_order, sent
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.build import a_contact
from tests.support.serving import served
from tests.support.talk import behind
from tests.support.world import World

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
SCRIPTLESS = MappingProxyType({**PHONE, "java_script_enabled": False})


@pytest.fixture
async def site() -> AsyncIterator[str]:
    world = World()
    await world.has(behind(), a_contact())
    await sent(world, a_row(world))
    await an_operator(world)
    await an_order(world)
    async with served(application(world)) as url:
        yield url


async def test_a_message_is_checked_on_a_phone(chromium: Browser, site: str) -> None:
    async with open_page(chromium, PHONE) as page:
        await page.goto(f"{site}/verify")
        await screenshot(page, "verify-phone-bare")
        await page.get_by_label("Código del mensaje").fill("k7qx3m9p")
        await page.get_by_role("button", name="Comprobar el mensaje").tap()
        await expect(page.get_by_role("heading", name="Sí, es nuestro")).to_be_visible()
        await screenshot(page, "verify-phone-ours")
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
        for each in await page.locator("button, input").all():
            box = await each.bounding_box()
            assert box is not None
            assert box["height"] >= 44


async def test_a_false_message_warns_even_without_scripts(chromium: Browser, site: str) -> None:
    async with open_page(chromium, SCRIPTLESS) as page:
        await page.goto(f"{site}/verify")
        await page.get_by_label("Código del mensaje").fill("AAAA-2222")
        await page.get_by_role("button", name="Comprobar el mensaje").tap()
        await expect(page.get_by_role("heading", name="No lo encontramos")).to_be_visible()
        assert await page.get_by_label("Código del mensaje").input_value() == "AAAA-2222"
        await screenshot(page, "verify-phone-false")


@pytest.mark.parametrize("size", ["desktop", "phone"])
async def test_the_link_of_an_email_leads_out_even_without_scripts(chromium: Browser, size: str) -> None:
    world = World()
    await world.has(behind(), a_contact())
    await an_email(world)
    device = SCRIPTLESS if size == "phone" else DESKTOP
    async with served(application(world)) as site, open_page(chromium, device) as page:
        await page.goto(f"{site}/verify?code={CODE}&k={LINK['k']}")
        await screenshot(page, f"verify-{size}-email")
        button = page.get_by_role("button", name="No quiero más mensajes")
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= device["viewport"]["height"]
        await button.click()
        await expect(page.get_by_role("heading", name="No le escribiremos más")).to_be_visible()
        assert LINK["k"] not in page.url
        assert await page.evaluate("document.documentElement.scrollWidth") == device["viewport"]["width"]
        await screenshot(page, f"verify-{size}-left")
    assert await left(world)


async def test_a_visit_that_is_not_confirmed_leaves_what_was_typed_and_a_telephone_to_touch(
    chromium: Browser, site: str
) -> None:
    async with open_page(chromium, PHONE) as page:
        await page.goto(f"{site}/verify")
        await page.get_by_label("Usuario del operario").fill("jperez")
        await page.get_by_label("Número de la orden").fill("AAAA-2222")
        await page.get_by_role("button", name="Comprobar la visita").tap()
        await expect(page.get_by_role("heading", name="No lo confirmamos")).to_be_visible()
        assert await page.get_by_label("Usuario del operario").input_value() == "jperez"
        assert await page.get_by_label("Número de la orden").input_value() == "AAAA-2222"
        call = page.get_by_role("status").get_by_role("link")
        assert await call.get_attribute("href") == "tel:+51900000000"
        assert "jperez" not in page.url
        await screenshot(page, "verify-phone-unconfirmed")
        await page.get_by_label("Número de la orden").fill(AT_DOOR)
        await page.get_by_role("button", name="Comprobar la visita").tap()
        await expect(page.get_by_role("heading", name="Sí, viene de nuestra parte")).to_be_visible()
        assert await page.get_by_label("Usuario del operario").input_value() == ""


async def test_a_visit_is_checked_by_keyboard_on_a_desktop(chromium: Browser, site: str) -> None:
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(f"{site}/verify")
        await screenshot(page, "verify-desktop-bare")
        await page.get_by_label("Usuario del operario").focus()
        await page.keyboard.type("jperez")
        await page.keyboard.press("Tab")
        await page.keyboard.type(AT_DOOR)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Sí, viene de nuestra parte")).to_be_visible()
        assert "jperez" not in page.url
        await screenshot(page, "verify-desktop-visit")
        await page.goto(f"{site}/verify?code={CODE}")
        await screenshot(page, "verify-desktop-ours")
