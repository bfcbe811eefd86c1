"""The console in a real browser, as staff meet it: on a desktop, on a phone, by keyboard."""

from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from receivables.model.staff import StaffRole
from receivables.usecases.sign_in import Entrance, make_link
from tests.api.house import PASSWORD, House
from tests.api.morning import ASKED, a_morning
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.build import lima
from tests.support.serving import served

pytestmark = [pytest.mark.anyio, pytest.mark.browser]
MODERN_PHONE = MappingProxyType({**PHONE, "viewport": {"width": 390, "height": 844}})
SIZES = {"desktop": DESKTOP, "phone": MODERN_PHONE}
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
DIM = """
() => {
  const light = rgb => rgb.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const behind = node => {
    for (; node; node = node.parentElement) {
      const style = getComputedStyle(node), [r, g, b, a = 1] = parts(style.backgroundColor);
      if (style.backgroundImage !== "none") return null;  // the gradient of the top, looked at by eye
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const told = [...document.querySelectorAll("main *, footer *, nav *")].filter(
    node => [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()));
  return told.flatMap(node => {
    const back = behind(node);
    if (!back) return [];
    const [one, other] = [light(parts(getComputedStyle(node).color)), light(back)].sort((a, b) => b - a);
    const contrast = (one + .05) / (other + .05);
    return contrast < 4.5 ? [`${node.textContent.trim().slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
  });
}
"""
"""Texts of less contrast than WCAG 2.1 asks for at level AA (1.4.3)."""


@pytest.fixture
async def site(house: House) -> AsyncIterator[str]:
    await a_morning(house, lima("2024-01-08 03:00"))
    await house.add_user("jefa", StaffRole.MANAGER)
    async with served(house.app) as url:
        yield url


async def _sign_in(page: Page, site: str) -> None:
    await page.goto(f"{site}/console")
    await page.get_by_label("Usuario").fill("jefa")
    await page.get_by_label("Contraseña").fill(PASSWORD)
    await page.get_by_role("button", name="Entrar").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Lunes 8 de enero de 2024")
    await page.wait_for_load_state("load")  # the stylesheet too


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_morning_fits_the_screen_and_can_be_read(chromium: Browser, site: str, size: str) -> None:
    device: Mapping[str, Any] = SIZES[size]
    async with open_page(chromium, device) as page:
        await _sign_in(page, site)
        await expect(page.get_by_role("heading", name="Cola de cortes")).to_be_visible()
        assert await page.evaluate(WIDER) <= 0
        assert await page.evaluate(DIM) == []
        await screenshot(page, f"console-{size}")
        await page.get_by_role("link", name="0000003").first.click()
        await expect(page.get_by_role("heading", name="Qué se decidió y por qué")).to_be_visible()
        assert await page.evaluate(WIDER) <= 0
        assert await page.evaluate(DIM) == []
        await screenshot(page, f"console-supply-{size}")


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_everything_that_can_be_pressed_is_named_and_large_enough(
    chromium: Browser, site: str, size: str
) -> None:
    async with open_page(chromium, SIZES[size]) as page:
        await _sign_in(page, site)
        boxes = await page.locator("button:visible, input:visible").evaluate_all(
            "all => all.map(b => [b.getBoundingClientRect().height, b.labels?.[0]?.textContent || b.textContent])"
        )
        assert all(height >= 44 and name.strip() for height, name in boxes)
        assert len(boxes) >= 7
        heads = await page.locator("thead th").evaluate_all("all => all.map(th => th.scope)")
        assert set(heads) == {"col"}
        assert await page.locator("main").count() == 1
        assert await page.locator("html").get_attribute("lang") == "es"


async def test_the_keyboard_is_enough_to_sign_in_and_to_approve(
    chromium: Browser, site: str, house: House
) -> None:
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(f"{site}/console")
        await expect(page.get_by_label("Usuario")).to_be_focused()
        await page.keyboard.type("jefa")
        await page.keyboard.press("Tab")
        await page.keyboard.type(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Por aprobar")).to_be_visible()
        await page.wait_for_load_state("load")
        why = page.get_by_label("Motivo de su decisión")
        await _tab_to(page, "Saltar al contenido")
        await page.keyboard.press("Enter")
        for _ in range(6):
            await page.keyboard.press("Tab")
            if await why.evaluate("field => field === document.activeElement"):
                break
        await page.keyboard.type("debe cuatro recibos y no responde")
        await _tab_to(page, "Aprobar")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_have_text("Su voto quedó anotado; todavía falta otro.")
    async with house.services.units.reading() as unit:
        approval = await unit.approvals.get(ASKED)
    assert approval is not None
    assert approval.names == "jefa"


async def _tab_to(page: Page, text: str) -> None:
    for _ in range(8):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    pytest.fail(f"the keyboard does not come to {text}")


async def test_a_printed_link_opens_the_console_once(chromium: Browser, site: str, house: House) -> None:
    entrance = Entrance(house.services, house.passwords, house.clock)
    link = f"{site}/console?token={await make_link(entrance, 'jefa')}"
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(link)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Lunes 8 de enero de 2024")
        assert page.url == f"{site}/console"
    async with open_page(chromium, DESKTOP) as page:
        await page.goto(link)
        await expect(page.get_by_role("button", name="Entrar")).to_be_visible()


async def test_a_supply_is_looked_for_on_a_phone(chromium: Browser, site: str) -> None:
    async with open_page(chromium, MODERN_PHONE) as page:
        await _sign_in(page, site)
        await page.get_by_role("textbox", name="Número de suministro").fill("0000004")
        await page.get_by_role("button", name="Buscar").tap()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Suministro 0000004")
        await page.get_by_role("textbox", name="Número de suministro").fill("9999999")
        await page.get_by_role("button", name="Buscar").tap()
        await expect(page.get_by_role("heading", level=1)).to_have_text("No hay un suministro con ese número")
        assert await page.evaluate(WIDER) <= 0
