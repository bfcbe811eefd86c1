"""`/console/inbox` and `/console/conversations`, as a clerk's desktop and a phone show them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from receivables.model.staff import StaffRole
from receivables.usecases import staff
from tests.api.house import PASSWORD, House
from tests.api.morning import secret_in, signed_in
from tests.api.talks import ROSAS, SECRET_TEXT, says, some_talks, stay_of
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.serving import served

pytestmark = pytest.mark.anyio

INBOX, TALK = "/console/inbox", f"/console/conversations/{ROSAS}"
SIZES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"desktop": DESKTOP, "phone": {**PHONE, "viewport": {"width": 390, "height": 844}}}
)
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
LOOKS_AFTER = 10_000
"""So many milliseconds apart the page looks for what is new."""


async def post(browser: httpx.AsyncClient, form: str, **data: str) -> httpx.Response:
    """Send a form of the page."""
    data["csrf"] = secret_in((await browser.get(INBOX)).text)
    return await browser.post(f"{INBOX}/{form}", data=data)


async def test_on_a_quiet_day_it_says_so(house: House) -> None:
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(INBOX)).text
    assert "Nadie espera." in page
    assert "Se atiende hasta las 16:00" in page


@pytest.mark.parametrize("path", [INBOX, "/console/requests"])
async def test_who_sees_some_places_is_told_so_and_not_that_all_is_done(house: House, path: str) -> None:
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(path)).text
        assert "Buen trabajo" in page
        assert "usted ve solo" not in page.lower()
    async with signed_in(house, StaffRole.AGENT) as browser:
        page = (await browser.get(path)).text
        assert "Buen trabajo" not in page
        assert "usted puede ver." in page
        assert "Su usuario no tiene localidades" in page
        await staff.set_localities(house.services, "agent", ("Tumbes", "Zorritos"), actor="test")
        page = (await browser.get(path)).text
        assert "Usted ve solo lo de Tumbes, Zorritos, y lo que no es de ningún suministro." in page


@pytest.mark.parametrize("path", [INBOX, TALK])
async def test_whoever_looks_again_gets_only_what_is_new(house: House, path: str) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        first = await browser.get(path)
        known = {"If-None-Match": first.headers["etag"]}
        again = await browser.get(path, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        await says(house, "¿sigue ahí?")
        assert (await browser.get(path, headers=known)).status_code == 200


async def test_the_list_tells_who_waits_and_names_nobody(house: House) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(INBOX)).text
    assert page.index("Habla de hacerse daño") < page.index("Pidió hablar con una persona")
    for told in ("17 min", "...0001", "Tumbes", "Nadie la tiene", "Sin identificar"):
        assert told in page
    assert "+51900" not in page


async def test_a_conversation_tells_its_summary_and_its_reasons(house: House) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(TALK)).text
    for told in (
        "Probó su suministro con un dato del recibo (suministro …0001).",
        "Vino por: cuánto debe",
        "Debe S/ 182.40 de 4 recibos, el más antiguo venció el",
        "Datos al 07/01/2024.",
        "Entendió: cuánto debe (",
        "<b>I-7</b>: No se da detalle de una deuda a un chat sin verificar",
        "recibido",
    ):
        assert told in page, told
    assert 5 <= len(re.findall("<li>", page.partition('class="brief"')[2].partition("</ul>")[0])) <= 8


async def test_a_clerk_takes_answers_notes_and_ends(house: House) -> None:
    await some_talks(house)
    stay = await stay_of(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        taken = await post(browser, "take", id=stay.id)
        assert taken.headers["location"] == f"{TALK}?done=taken"
        assert "El asistente calla en ella." in (await browser.get(taken.headers["location"])).text
        assert "La tiene desk" in (await browser.get(INBOX)).text
        await post(browser, "answer", id=stay.id, text="Buen día, ya veo su caso.", draft="a1")
        await post(browser, "notes", id=stay.id, text="Prefiere las tardes")
        page = (await browser.get(TALK)).text
        assert "Buen día, ya veo su caso." in page
        assert "Su gestor" in page
        assert "Prefiere las tardes" in page
        ended = await post(browser, "close", id=stay.id, outcome="solved")
        page = (await browser.get(ended.headers["location"])).text
        assert "El asistente sigue desde ahora." in page
        assert "Terminó el" in page
        assert "<textarea" not in page
        again = await post(browser, "answer", id=stay.id, text="Otra cosa", draft="a2")
        assert (again.status_code, "La conversación ya terminó" in again.text) == (409, True)


async def test_what_may_not_be_sent_stays_in_the_field_with_the_reason(house: House) -> None:
    await some_talks(house)
    stay = await stay_of(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        answer = await post(browser, "answer", id=stay.id, text="Si no paga lo van a embargar", draft="a1")
    assert answer.status_code == 409
    assert "No se envió. Quite estas palabras: «embargar»." in answer.text
    assert ">Si no paga lo van a embargar</textarea>" in answer.text


async def test_a_ready_answer_is_put_into_the_field_without_a_script(house: House) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(TALK, params={"canned": "looking"})).text
    assert ">Gracias por escribir. Estoy viendo su caso." in page


async def test_the_ready_answers_are_in_the_language_of_the_chat(house: House) -> None:
    await some_talks(house)
    async with house.services.units() as unit:
        chat = await unit.conversations.named(ROSAS)
        assert chat is not None
        await unit.conversations.save(replace(chat, locale="en"))
    async with signed_in(house, StaffRole.DESK) as browser:
        page = (await browser.get(TALK, params={"canned": "hello"})).text
    assert "I have read what you told us. How can I help you?</textarea>" in page
    assert "Buen día. Le escribo de" not in page


async def test_an_auditor_reads_and_can_press_nothing(house: House) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        page = (await browser.get(TALK)).text
    assert SECRET_TEXT in page
    assert page.count("<form") == 2  # the search, and signing out


async def test_a_conversation_is_found_by_its_supply(house: House) -> None:
    await some_talks(house)
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        found = await browser.get("/console/conversations", params={"supply": " 0000001 "})
        assert found.headers["location"] == TALK
        none = await browser.get("/console/conversations", params={"supply": "0000002"})
        assert "Nadie ha escrito por este suministro." in none.text
        unknown = await browser.get("/console/conversations", params={"supply": "9999999"})
        assert (unknown.status_code, "No hay un suministro 9999999." in unknown.text) == (404, True)
        assert (await browser.get("/console/conversations/nothing")).status_code == 404


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_pages_fit_and_work_by_keyboard(house: House, chromium: Browser, size: str) -> None:
    await some_talks(house)
    await house.add_user("ana.torres", StaffRole.DESK)
    async with served(house.app) as url, open_page(chromium, SIZES[size]) as page:
        await page.clock.install()
        await sign_in(page, url)
        await page.goto(url + INBOX)
        assert await page.evaluate(WIDER) <= 0
        await screenshot(page, f"inbox-{size}")
        link = page.get_by_role("link", name="Pidió hablar con una persona")
        await link.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("log")).to_contain_text("quiero hablar con una persona")
        await page.get_by_role("button", name="Tomar la conversación").press("Enter")
        await expect(page.get_by_role("status").first).to_contain_text("El asistente calla")
        await page.locator("summary", has_text="Entendió: cuánto debe").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Quedó preguntado").first).to_be_visible()
        assert await page.evaluate(WIDER) <= 0
        await screenshot(page, f"conversation-{size}")
        await page.get_by_text("Respuestas listas").click()
        await page.get_by_role("link", name="Saludo").click()
        field = page.get_by_label("Su mensaje")
        await expect(field).to_have_value(re.compile("Ya leí lo que nos contó"))
        await says(house, "¿sigue ahí?")
        await page.clock.fast_forward(LOOKS_AFTER)
        await expect(page.get_by_role("log")).to_contain_text("¿sigue ahí?")
        await expect(field).to_have_value(re.compile("Ya leí lo que nos contó"))
        await field.press("Control+Enter")
        await expect(page.get_by_role("log")).to_contain_text("Ana")


async def sign_in(page: Page, url: str) -> None:
    await page.goto(f"{url}/console/login")
    await page.get_by_label("Usuario").fill("ana.torres")
    await page.get_by_label("Contraseña").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{url}/console")
