"""Chromium for the tests: headless, as a customer's phone or a clerk's desktop, closed to the world."""

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.support.network import is_local

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"
INSTALL = "apt-get update && apt-get install --yes --no-install-recommends chromium"
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No address but this machine's own exists: a guard inside the browser, as ours cannot see its sockets.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PERU: Mapping[str, Any] = MappingProxyType({"locale": "es-PE", "timezone_id": "America/Lima"})
PHONE: Mapping[str, Any] = MappingProxyType(
    {
        **PERU,
        "viewport": {"width": 360, "height": 740},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    }
)
DESKTOP: Mapping[str, Any] = MappingProxyType({**PERU, "viewport": {"width": 1280, "height": 800}})


def find_chromium() -> str:
    """The path of Chromium. Without one the test fails and says what to run: it is never skipped."""
    found = shutil.which("chromium")
    if found is None:
        pytest.fail(f"The browser tests need Chromium. Run: {INSTALL}", pytrace=False)
    return found


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """Chromium with a new empty profile; closed at the end. Takes about half a second."""
    # Chromium refuses its own sandbox to root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_page(browser: Browser, device: Mapping[str, Any]) -> AsyncIterator[Page]:
    """A page with cookies of its own. Fails at the end if a script failed or another machine was asked."""
    faults: list[str] = []
    context = await browser.new_context(**device)
    page = await context.new_page()
    page.on("pageerror", lambda error: faults.append(f"a script failed: {error}"))
    page.on("request", lambda request: faults.extend(_beyond(request.url)))
    try:
        yield page
    finally:
        await context.close()
    assert not faults, "\n".join(faults)


def _beyond(url: str) -> list[str]:
    parts = urlsplit(url)
    leaves = parts.scheme in ("http", "https", "ws", "wss") and not is_local(parts.hostname or "")
    return [f"the page asked another machine: {url}"] if leaves else []


async def screenshot(page: Page, name: str) -> Path:
    """The whole page as var/screenshots/`name`.png, to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    await page.screenshot(path=path, full_page=True)
    return path
