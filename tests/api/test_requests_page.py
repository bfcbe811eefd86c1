"""`/console/requests`: what ends soon, in words and first; the search; and what people ask of their own data."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from receivables.model.message import Value
from receivables.model.money import Money
from receivables.model.request import Request, RequestKind, RequestState
from receivables.model.request_deadlines import end_of
from receivables.model.staff import StaffRole
from receivables.usecases import sign_in, staff
from receivables.usecases.request_alarms import watch_deadlines
from tests.api.house import House
from tests.api.morning import secret_in, signed_in
from tests.contracts.test_requests import a_request
from tests.support.browser import DESKTOP, PHONE, open_page, screenshot
from tests.support.build import a_supply, an_account
from tests.support.serving import served

pytestmark = pytest.mark.anyio

REQUESTS = "/console/requests"
SIZES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"desktop": DESKTOP, "phone": {**PHONE, "viewport": {"width": 390, "height": 844}}}
)
WIDER = "document.documentElement.scrollWidth - window.innerWidth"


def ending(house: House, number: int, days: int | None, **changes: Any) -> Request:
    """One whose last day is so many days from today."""
    policy, now = house.services.policy, house.clock.now()
    due_by = None if days is None else end_of(policy.today(now) + timedelta(days=days), policy.zone)
    asked = a_request(f"S-2024-00000{number}", due_by=due_by, opened_at=now - timedelta(days=9))
    return replace(asked, values={}, **changes)


async def several(house: House) -> None:
    await house.keep(an_account(), replace(an_account(), supply=a_supply("0000002", locality="Zorritos")))
    async with house.services.units() as unit:
        for each in (
            ending(house, 1, None, kind=RequestKind.LEAK, text="hay una fuga en la esquina"),
            ending(house, 2, 5, kind=RequestKind.CLAIM, text="el recibo vino muy alto"),
            ending(house, 3, -2, kind=RequestKind.CLAIM, state=RequestState.TAKEN, taken_by="staff/ana"),
            ending(house, 4, 0),
            ending(house, 5, 1, kind=RequestKind.HARDSHIP, text="me quedé sin trabajo"),
        ):
            await unit.requests.add(each)


def listed(page: str, number: int) -> bool:
    return f'id="S-2024-00000{number}"' in page


async def test_what_ends_first_comes_first_and_says_so_in_words(house: House) -> None:
    await several(house)
    async with signed_in(house, StaffRole.DESK) as browser:
        shown = (await browser.get(REQUESTS)).text
        order = [shown.index(f'id="S-2024-00000{number}"') for number in (3, 4, 5, 2, 1)]
        assert order == sorted(order)
        for told in ("Vencida hace 2 días", "Vence hoy", "Vence mañana", "Vence en 5 días"):
            assert told in shown, told
        assert ("plazo de ley" in shown, "lo que prometimos" in shown) == (True, True)
        soon = (await browser.get(REQUESTS, params={"days": "0"})).text
        assert [listed(soon, number) for number in (3, 4, 5, 2, 1)] == [True, True, False, False, False]
        claims = (await browser.get(REQUESTS, params={"days": "9", "kind": "claim"})).text
        assert [listed(claims, number) for number in (3, 2, 4)] == [True, True, False]
        assert (await browser.get(REQUESTS, params={"days": "soon"})).status_code == 200


async def test_the_first_page_and_the_alarms_tell_that_time_is_over(house: House) -> None:
    await several(house)
    await watch_deadlines(house.services)
    async with signed_in(house, StaffRole.DESK) as browser:
        first = (await browser.get("/console")).text
        assert ("1 vencida" in first, "2 por vencer" in first) == (True, True)
        alarms = (await browser.get("/console/sending")).text
        assert "Venció el plazo de solicitudes sin respuesta" in alarms
        assert "Reclamo: último día, " in alarms
    found = (await house.get(StaffRole.DESK, "requests", due_within_days=0)).json()["items"]
    assert [(each["days_left"], each["late"]) for each in found] == [(-2, True), (0, False)]


async def test_what_is_asked_of_ones_data_is_noted_with_its_last_day(house: House) -> None:
    async with signed_in(house, StaffRole.DESK) as browser:
        form = {"csrf": secret_in((await browser.get(REQUESTS)).text), "kind": "data_erasure"}
        noted = await browser.post(f"{REQUESTS}/note", data={**form, "paper": "SOL-0013", "received": ""})
        assert noted.headers["location"] == f"{REQUESTS}?done=noted"
        refused = await browser.post(
            f"{REQUESTS}/note", data={**form, "paper": "X", "received": "31/01/2024"}
        )
        assert refused.status_code == 422
        shown = (await browser.get(REQUESTS)).text
    assert all(word in shown for word in ("Pide que se borren sus datos", "SOL-0013", "plazo de ley"))
    answer = await house.post(StaffRole.DESK, "requests", kind="data_access", request="SOL-0014")
    assert (answer.status_code, answer.json()["paper"], answer.json()["late"]) == (201, "SOL-0014", False)
    wrong = await house.post(StaffRole.DESK, "requests", kind="leak", request="SOL-0014")
    assert wrong.status_code == 422
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        assert "Anotar un pedido de datos" not in (await browser.get(REQUESTS)).text


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_the_page_fits_and_works_by_keyboard(house: House, chromium: Browser, size: str) -> None:
    await several(house)
    await house.add_user("desk", StaffRole.DESK)
    user = await staff.user_named(house.services, "desk")
    assert user is not None
    opened = await sign_in.open_session(house.entrance, user)
    async with served(house.app) as url, open_page(chromium, SIZES[size]) as page:
        await page.context.add_cookies([{"name": "caudal_session", "value": opened.cookie, "url": url}])
        await page.goto(url + REQUESTS)
        assert await page.evaluate(WIDER) <= 0
        await screenshot(page, f"requests-{size}")
        await page.get_by_label("Vence en (días)").fill("0")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="2 solicitudes")).to_be_visible()
        await page.goto(f"{url}/console")
        assert await page.evaluate(WIDER) <= 0
        await screenshot(page, f"requests-first-{size}")


async def test_a_payment_that_was_taken_back_says_what_it_had_brought(house: House) -> None:
    brought: dict[str, Value] = {
        "operation": "CAR1-0108",
        "amount": Money.of("90.00"),
        "agreement": "CV-2024-000001",
        "reopening": "reopening-0000001-1-1",
        "overdue_again": True,
    }
    taken_back = ending(house, 6, 1, kind=RequestKind.REVERSAL, channel="desk", address="", text="")
    async with house.services.units() as unit:
        await unit.requests.add(replace(taken_back, values=brought))
    async with signed_in(house, StaffRole.DESK) as browser:
        shown = " ".join((await browser.get(REQUESTS)).text.split())
    assert "Se anuló un pago" in shown
    assert "Se anotó el" in shown
    for told in ("S/ 90.00", "CAR1-0108", "CV-2024-000001", "reopening-0000001-1-1", "Había quedado al día"):
        assert told in shown, told
