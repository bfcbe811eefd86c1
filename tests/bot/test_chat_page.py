"""The page of the chat in a real browser, as a customer meets it: on a phone, on a desktop, by keyboard."""

from collections.abc import AsyncIterator
from types import MappingProxyType

import pytest
from playwright.async_api import Browser, expect

from receivables.model.ladder import Step
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.chat_site import SUPPLY, chat_site, write
from tests.support.chatting import ChatWorld

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
MODERN_PHONE = MappingProxyType({**PHONE, "viewport": {"width": 390, "height": 844}})


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
async def site(world: ChatWorld) -> AsyncIterator[str]:
    async with chat_site(world) as url:
        yield url


async def test_a_customer_settles_their_debt_on_a_phone(
    chromium: Browser, site: str, world: ChatWorld
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        log = page.get_by_role("log")
        bill = page.get_by_role("heading", name="Recibo de agua")
        await expect(bill).not_to_be_visible()
        await page.get_by_text("Ver recibo y código").tap()
        await expect(bill).to_be_visible()
        await write(page, "¿Cuánto debo?")
        await expect(log).to_contain_text("el número de suministro, y")
        await write(page, f"suministro {SUPPLY}, total 45.60")
        await expect(log).to_contain_text("Debe S/ 182.40 por 4 recibos.")
        await page.get_by_role("button", name="Pagar otro día").tap()
        await page.get_by_role("button", name="jueves 11").tap()
        await page.get_by_role("button", name="Sí, el jueves 11").tap()
        await expect(log).to_contain_text("Anotado, gracias")
        panel = page.get_by_role("region", name="Código y estado")
        await expect(panel).to_contain_text("Con compromiso de pago")
        await screenshot(page, "chat-phone")
        await page.get_by_role("button", name="Registrar pago").tap()
        await expect(log).to_contain_text("Su cuenta quedó al día.")
        await expect(panel).to_contain_text("Regularizó su deuda")
        assert (await world.case()).step is Step.CLEAR
        assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_notice_that_goes_out_meanwhile_appears(chromium: Browser, site: str) -> None:
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        await expect(page.locator("#panel")).to_contain_text("Hoy se puede enviar")
        await page.get_by_role("button", name="Día siguiente").click()
        await expect(page.get_by_role("log")).to_contain_text("Usted ha sido puntual con sus pagos")
        await expect(page.locator("#panel")).to_contain_text("martes 9 de enero de 2024")
        await expect(page.locator("#panel")).to_contain_text("Aviso amistoso enviado")
        await expect(page.get_by_role("log")).to_contain_text("martes 9 de enero")
        await screenshot(page, "chat-desktop")
        await page.reload()
        await expect(page.get_by_role("log")).to_contain_text("Usted ha sido puntual con sus pagos")


async def test_the_keyboard_is_enough(chromium: Browser, site: str) -> None:
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(f"{site}/chat")
        await page.get_by_role("textbox", name="Mensaje").focus()
        await page.keyboard.type("hola")
        await page.keyboard.press("Enter")
        choice = page.get_by_role("button", name="Dónde pagar")
        await expect(choice).to_be_visible()
        for _ in range(8):
            await page.keyboard.press("Shift+Tab")
            if await choice.evaluate("button => button === document.activeElement"):
                break
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("log")).to_contain_text("Oficina central de Tumbes")
        assert await page.get_by_role("textbox", name="Mensaje").input_value() == ""


async def test_an_empty_message_is_not_sent_and_a_failure_is_told(chromium: Browser, site: str) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(f"{site}/chat")
        await write(page, "   ")
        await expect(page.get_by_role("log").get_by_role("listitem")).to_have_count(0)
        await page.route("**/chat/messages*", lambda route: route.abort())
        await write(page, "hola")
        await expect(page.get_by_role("alert")).to_contain_text("No hay conexión")


async def test_everything_that_can_be_pressed_is_large_enough_for_a_thumb(
    chromium: Browser, site: str
) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(f"{site}/chat?supply={SUPPLY}")
        await write(page, "hola")
        await expect(page.get_by_role("button", name="¿Cuánto debo?")).to_be_visible()
        boxes = await page.locator("button:visible").evaluate_all(
            "all => all.map(b => [b.getBoundingClientRect().height, b.textContent || b.ariaLabel])"
        )
        assert all(height >= 44 and name for height, name in boxes)
        assert len(boxes) >= 5


async def test_an_unknown_supply_gets_a_page_that_says_so(chromium: Browser, site: str) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await page.goto(f"{site}/chat?supply=9999999")
        await expect(page.get_by_text("No hay un suministro con ese número.")).to_be_visible()
        await page.get_by_role("link", name="Ir al chat").tap()
        await expect(page.get_by_role("textbox", name="Mensaje")).to_be_visible()
