"""`/console/sending`: how sending stands, and what is decided there."""

import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from receivables.model.conversation import Inbound
from receivables.model.ladder import Notice
from receivables.model.limits import portfolio
from receivables.model.message import State
from receivables.model.sending import AlarmKind, Halt
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderKind
from receivables.usecases import halts
from receivables.usecases.show_sending import SHOWN
from tests.api.house import PASSWORD, House
from tests.api.morning import a_message, a_morning, an_order, secret_in, signed_in
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.build import lima
from tests.support.serving import served

pytestmark = pytest.mark.anyio

PAGE = "/console/sending"
SIZES: Mapping[str, Mapping[str, Any]] = MappingProxyType({"desktop": DESKTOP, "phone": PHONE})
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
SECRET_TEXT = "mi número es 900 000 001"


async def a_busy_day(house: House) -> None:
    """Something in every part of the page."""
    now = house.clock.now()
    sent: dict[str, Any] = {
        "sent_at": lima("2024-01-08 09:00"),
        "attempt": 1,
        "code": "K7QX-3M9P",
        "category": "utility",
    }
    doubt = replace(a_message(20, State.UNKNOWN), notice=Notice.LAST_CHANCE, **sent)
    paid = replace(a_message(21, State.SENT), cost=1_234_567, **sent)
    inbound = Inbound(
        "77/1", "telegram", "77", SECRET_TEXT, None, now - timedelta(minutes=9), '{"update_id":1}'
    )
    paper = {"kind": OrderKind.NOTICE_DELIVERY, "id": "notice_delivery-0000003-1"}
    async with house.services.units() as unit:
        await unit.outbox.add([doubt, paid])
        await unit.openings.note(portfolio("whatsapp"), [f"+5190000{n:04d}" for n in range(180)], now)
        await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, "twilio:63099", now - timedelta(hours=1))
        await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, "twilio:63099", now)
        await unit.alarms.ring(AlarmKind.OPT_OUTS, "friendly-notice", now)
        await unit.halts.add(Halt("template:whatsapp:last_chance.plain", now, "dispatcher", "twilio:63028"))
        await unit.halts.add(Halt("channel:sms", now, "staff/carla", "Se revisa el remitente"))
        await unit.conversations.receive(inbound)
        await unit.conversations.mark_answered(inbound.id, now, "ValueError")
        await unit.work_orders.add(an_order(3, **paper))


async def post(browser: httpx.AsyncClient, form: str, **data: str) -> httpx.Response:
    """Send a form of the page."""
    data["csrf"] = secret_in((await browser.get(PAGE)).text)
    return await browser.post(f"{PAGE}/{form}", data=data)


async def shown(browser: httpx.AsyncClient) -> str:
    answer = await browser.get(PAGE)
    assert answer.status_code == 200
    return answer.text


async def test_on_a_quiet_day_it_says_so(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await shown(browser)
    assert "Los envíos están en marcha" in page
    assert "No hay nada por atender." in page
    assert page.count("No hay ninguno.") == 2
    assert "Se escribió primero a 0 de 250 personas en 24 horas. Para lo urgente se guardan 50." in page
    assert "USD 0.00" in page
    assert "<script" not in page


async def test_a_busy_day_shows_everything_and_nobody(house: House) -> None:
    await a_busy_day(house)
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await shown(browser)
    for told in (
        "Se escribió primero a 180 de 250 personas en 24 horas.",
        "Plantilla de WhatsApp: Último plazo",
        "código 63028 de Twilio",
        "Se revisa el remitente",
        "Código 63099 de Twilio",
        "2 veces",
        "K7QX-3M9P",
        "El programa falló al procesarlo (ValueError). 15 bytes",
        "USD 1.23",
    ):
        assert told in page
    assert SECRET_TEXT not in page
    assert "+51900" not in page


async def test_what_ends_by_itself_says_when(house: House) -> None:
    now = house.clock.now()
    async with house.services.units() as unit:
        for subject in ("openings:whatsapp", "channel:sms"):
            await unit.halts.add(
                Halt(subject, now, "provider", "twilio:63018", until=now + timedelta(hours=1))
            )
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await shown(browser)
    assert page.count("Se reanuda solo el ") == 2
    assert "un aviso del proveedor" in page


async def test_who_reads_chats_reads_what_could_not_be_processed(house: House) -> None:
    await a_busy_day(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        page = await shown(browser)
    assert SECRET_TEXT in page
    assert "Detener todo envío" not in page
    assert "USD" not in page.partition("<footer")[0]


async def test_a_delivery_report_that_nobody_could_read_is_shown_as_it_came(house: House) -> None:
    raw = json.dumps({"form": "MessageSid=SM9&MessageStatus=pondered&ErrorCode=", "query": "o=12&a=3"})
    inbound = Inbound("callback:1", "callback", "", "", None, house.clock.now(), raw)
    async with house.services.units() as unit:
        await unit.conversations.receive(inbound)
        await unit.conversations.mark_answered(inbound.id, house.clock.now(), "unknown_status")
    async with signed_in(house, StaffRole.DESK) as browser:
        page = await shown(browser)
    assert "Aviso de entrega de Twilio, " in page
    assert "Es un aviso de entrega con un estado que el programa no conoce." in page
    assert "MessageSid: SM9\nMessageStatus: pondered\nErrorCode: \no: 12\na: 3" in page
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        assert "SM9" not in await shown(browser)
    [read] = (await house.get(StaffRole.DESK, "dead-letters")).json()["items"]
    assert read["text"] == raw


async def test_the_oldest_letters_are_reached_from_the_page(house: House) -> None:
    async with house.services.units() as unit:
        for number in range(SHOWN + 1):
            letter = Inbound(
                f"{number:03}", "telegram", "77", f"mensaje {number:03}", None, house.clock.now()
            )
            await unit.conversations.receive(letter)
            await unit.conversations.mark_answered(letter.id, house.clock.now(), "ValueError")
    async with signed_in(house, StaffRole.DESK) as browser:
        page = await shown(browser)
        assert f"{SHOWN}+</span>" in page
        assert "mensaje 000" not in page
        [link] = re.findall(r'href="(/console/sending\?letters=[^"#]+)#', page)
        older = (await browser.get(link)).text
    assert "mensaje 000" in older
    assert "mensaje 001" not in older
    assert "más antiguos" not in older


async def test_an_auditor_sees_it_and_can_press_nothing(house: House) -> None:
    await a_busy_day(house)
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        page = await shown(browser)
    assert "Código 63099 de Twilio" in page
    assert page.count("<form") == 2  # the search, and signing out


async def test_everything_is_stopped_and_goes_on_again(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await post(browser, "halt", subject="proactive", why="Un importe equivocado")
        assert answer.headers["location"] == f"{PAGE}?done=halted"
        page = (await browser.get(answer.headers["location"])).text
        assert "Quedó detenido." in page
        assert "Todo envío está detenido" in page
        assert "«Un importe equivocado»" in page
        assert "Detener todo envío" not in page
        assert "En marcha" not in page
        again = await post(browser, "halt", subject="proactive", why="Otra vez")
        assert again.headers["location"].endswith("halted_already")
        lifted = await post(browser, "lift", subject="proactive", why="Se corrigió")
        assert lifted.headers["location"].endswith("lifted")
    assert await halts.halts(house.services) == []


async def test_a_supervisor_stops_everything_and_only_the_manager_lets_it_go_on(house: House) -> None:
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        await post(browser, "halt", subject="proactive", why="Un importe equivocado")
        assert "Solo la gerencia lo reanuda." in await shown(browser)
        refused = await post(browser, "lift", subject="proactive", why="Se corrigió")
        assert refused.status_code == 403
        assert "Su rol" in refused.text
        assert [each.subject for each in await halts.halts(house.services)] == ["proactive"]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("doubts", {"id": "1", "sent": "yes", "why": " "}),
        ("halt", {"subject": "proactive", "why": "  "}),
        ("halt", {"subject": "everything", "why": "x"}),
        ("letters", {"id": "77/1", "what": "bury", "why": ""}),
        ("letters", {"id": "nada", "what": "retry"}),
    ],
)
async def test_what_is_refused_is_told_on_the_page(house: House, form: str, data: dict[str, str]) -> None:
    await a_busy_day(house)
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await post(browser, form, **data)
    assert answer.status_code in (404, 422)
    assert 'role="alert"' in answer.text


async def test_alarms_doubts_and_letters_are_looked_after(house: House) -> None:
    await a_busy_day(house)
    async with house.services.units.reading() as unit:
        [row] = await unit.outbox.in_doubt(5)
    async with signed_in(house, StaffRole.DESK) as browser:
        alarm = {"kind": "unknown_code", "subject": "twilio:63099"}
        assert (await post(browser, "alarms", **alarm)).headers["location"].endswith("seen")
        told = await post(browser, "doubts", id=str(row.id), sent="no", why="Lo dijo por teléfono")
        assert told.headers["location"].endswith("resolved")
        assert (
            (await post(browser, "letters", id="77/1", what="retry")).headers["location"].endswith("retried")
        )
        page = await shown(browser)
    assert "twilio:63099" not in page
    assert page.count("No hay ninguno.") == 2


@pytest.fixture
async def site(house: House) -> AsyncIterator[str]:
    await a_morning(house, lima("2024-01-08 03:00"))
    await a_busy_day(house)
    await house.add_user("jefa", StaffRole.MANAGER)
    async with served(house.app) as url:
        yield url


async def _opened(page: Page, site: str) -> None:
    await page.goto(f"{site}/console")
    await page.get_by_label("Usuario").fill("jefa")
    await page.get_by_label("Contraseña").fill(PASSWORD)
    await page.get_by_role("button", name="Entrar").click()
    await page.get_by_role("link", name="Envíos").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Envíos")
    await page.wait_for_load_state("load")


@pytest.mark.browser
@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_page_fits_the_screen_and_the_stop_is_within_reach(
    chromium: Browser, site: str, house: House, size: str
) -> None:
    async with open_page(chromium, SIZES[size]) as page:
        await _opened(page, site)
        assert await page.evaluate(WIDER) <= 0
        heights = await page.locator("button:visible, input:visible, summary:visible").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44
        await screenshot(page, f"console-sending-{size}")
        stop = page.get_by_role("button", name="Detener todo envío")
        box = await stop.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= SIZES[size]["viewport"]["height"]
        await page.get_by_label("Motivo para detener").fill("Un importe equivocado")
        await stop.click()
        await expect(page.get_by_role("heading", name="Todo envío está detenido")).to_be_visible()
        assert await page.evaluate(WIDER) <= 0
        await screenshot(page, f"console-sending-stopped-{size}")
    assert "proactive" in {each.subject for each in await halts.halts(house.services)}
