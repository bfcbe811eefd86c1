"""The browser opens a page of this machine as a phone would, and nothing of any other."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.browser import PHONE, find_chromium, open_page, screenshot

pytestmark = [pytest.mark.anyio, pytest.mark.browser]

PAGE = """<!doctype html><html lang="es"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Prueba</title>
<label>Mensaje <input id="m"></label><button onclick="said.textContent = m.value">Enviar</button>
<div role="log" id="said"></div></html>"""


class _OnePage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _OnePage) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


async def test_a_customer_can_write_and_press_on_a_phone(page_phone: Page, site: str) -> None:
    await page_phone.goto(site)
    await page_phone.get_by_role("textbox", name="Mensaje").fill("¿Cuánto debo?")
    await page_phone.get_by_role("button", name="Enviar").tap()
    await expect(page_phone.get_by_role("log")).to_have_text("¿Cuánto debo?")
    assert await page_phone.evaluate("[innerWidth, navigator.language]") == [360, "es-PE"]
    assert (await screenshot(page_phone, "support-phone")).stat().st_size > 1000


async def test_a_clerk_has_a_wider_page(page_desktop: Page, site: str) -> None:
    await page_desktop.goto(site)
    assert await page_desktop.evaluate("innerWidth") == 1280


async def _ask_another_machine(browser: Browser, site: str) -> None:
    async with open_page(browser, PHONE) as page:
        await page.goto(site)
        async with page.expect_event("requestfailed") as failed:
            await page.evaluate("fetch('http://192.0.2.1/x').catch(() => 0)")
        assert (await failed.value).failure == "net::ERR_NAME_NOT_RESOLVED"


async def test_a_page_that_asks_another_machine_gets_nothing_and_fails(chromium: Browser, site: str) -> None:
    with pytest.raises(AssertionError, match=r"another machine: http://192\.0\.2\.1/x"):
        await _ask_another_machine(chromium, site)


async def _throw(browser: Browser, site: str) -> None:
    async with open_page(browser, PHONE) as page:
        await page.goto(site)
        async with page.expect_event("pageerror"):
            await page.evaluate("setTimeout(() => { throw Error('no such thing') })")


async def test_a_page_whose_script_fails_fails(chromium: Browser, site: str) -> None:
    with pytest.raises(AssertionError, match="a script failed: no such thing"):
        await _throw(chromium, site)


async def test_without_chromium_the_line_to_run_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(pytest.fail.Exception, match="apt-get install"):
        find_chromium()
