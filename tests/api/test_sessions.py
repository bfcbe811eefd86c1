"""Sessions of pages: who gets one, how it ends, and what a stranger's page cannot do with it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sessions import safe_next
from receivables.model.staff import StaffRole
from receivables.testing import MemoryUnits
from receivables.usecases import sign_in, staff
from tests.api.house import PASSWORD, House, a_house, an_api

pytestmark = pytest.mark.anyio

LOGIN = "/console/login"
PORTFOLIO = "/console/supplies?supply=0000001"


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """With a manager, ana, and a desk, beto."""
    async with a_house(MemoryUnits()) as house:
        await house.add_user("ana", StaffRole.MANAGER)
        await house.add_user("beto", StaffRole.DESK)
        yield house


async def secret_of_form(house: House, **query: str) -> str:
    answer = await house.client.get(LOGIN, params=query)
    assert answer.status_code == 200
    found = re.search(r'name="csrf" value="([\w-]+)"', answer.text)
    assert found is not None
    return found[1]


async def enter(
    house: House, name: str = "ana", password: str = PASSWORD, *, follow: str = "/console", **headers: str
) -> httpx.Response:
    """What a person does: open the form, fill it in, send it."""
    data = {"csrf": await secret_of_form(house), "next": follow, "username": name, "password": password}
    sent = {key.replace("_", "-"): value for key, value in headers.items()}
    return await house.client.post(LOGIN, data=data, headers=sent)


def cookies(answer: httpx.Response) -> SimpleCookie:
    found = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        found.load(header)
    return found


async def inside(house: House) -> bool:
    return (await house.client.get("/console")).status_code == 200


async def csrf(house: House) -> str:
    cookie = house.client.cookies["caudal_session"]
    found = await sign_in.session_of(house.entrance, cookie)
    assert found is not None
    return found[1].csrf


async def leave(house: House, secret: str, **headers: str) -> httpx.Response:
    sent = {key.replace("_", "-"): value for key, value in headers.items()}
    return await house.client.post("/console/logout", data={"csrf": secret}, headers=sent)


async def test_whoever_knows_the_password_comes_to_the_page_that_was_asked_for(house: House) -> None:
    asked = await house.client.get(PORTFOLIO)
    assert asked.status_code == 303
    assert asked.headers["location"] == f"{LOGIN}?next=%2Fconsole%2Fsupplies%3Fsupply%3D0000001"
    form = await house.client.get(asked.headers["location"])
    assert 'name="next" value="/console/supplies?supply=0000001"' in form.text
    answer = await enter(house, follow=PORTFOLIO)
    assert (answer.status_code, answer.headers["location"]) == (303, PORTFOLIO)
    assert await inside(house)


async def test_the_cookie_is_for_the_server_alone(house: House) -> None:
    found = cookies(await enter(house))["caudal_session"]
    assert found["httponly"]
    assert found["samesite"] == "lax"
    assert found["path"] == "/"
    assert found["max-age"] == "28800"
    assert not found["secure"]


async def test_behind_tls_the_cookie_is_for_this_host_and_tls_alone(house: House) -> None:
    parts = replace(house.app.state.parts, public_url="https://caudal.example.org")
    transport = httpx.ASGITransport(an_api(parts))
    async with httpx.AsyncClient(transport=transport, base_url="https://caudal.example.org") as client:
        tls = replace(house, client=client)
        found = cookies(await enter(tls, origin="https://caudal.example.org"))["__Host-caudal_session"]
        assert found["secure"]
        assert (found["path"], found["domain"]) == ("/", "")
        assert await inside(tls)


@pytest.mark.parametrize(("name", "password"), [("ana", "otra frase larga"), ("nadie", PASSWORD)])
async def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    house: House, name: str, password: str
) -> None:
    answer = await enter(house, name, password)
    assert answer.status_code == 401
    assert "El nombre o la contraseña no son correctos." in answer.text
    assert password not in answer.text
    assert "caudal_session" not in cookies(answer)
    assert not await inside(house)


async def test_after_five_wrong_passwords_the_form_says_when_to_come_back(house: House) -> None:
    for _ in range(5):
        await enter(house, "ana", "otra frase larga")
    answer = await enter(house)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "15 minutos" in answer.text
    assert not await inside(house)


async def test_five_wrong_passwords_at_the_form_count_at_the_api_and_in_another_program(
    house_on_sqlite: House,
) -> None:
    house = house_on_sqlite
    await house.add_user("ana", StaffRole.MANAGER)
    parts = replace(house.app.state.parts)
    transport = httpx.ASGITransport(an_api(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://caudal.example.org") as client:
        other = replace(house, client=client)
        for each in (house, other, house, other, house):
            assert (await enter(each, "ana", "otra frase larga")).status_code == 401
        for each in (house, other):
            assert (await enter(each)).status_code == 429
            grant = {"username": "ana", "password": PASSWORD}
            assert (await each.client.post("/api/v1/token", data=grant)).status_code == 429


async def test_each_signing_in_gives_another_session_and_ends_the_one_before(house: House) -> None:
    first = cookies(await enter(house))["caudal_session"].value
    second = cookies(await enter(house, "beto"))["caudal_session"].value
    assert first != second
    assert await sign_in.session_of(house.entrance, first) is None
    found = await sign_in.session_of(house.entrance, second)
    assert found is not None
    assert found[0].name == "beto"


async def test_a_cookie_that_somebody_set_before_is_not_taken_over(house: House) -> None:
    planted = "cs_" + "0" * 64
    house.client.cookies.set("caudal_session", planted, domain="caudal.example.org")
    assert cookies(await enter(house))["caudal_session"].value != planted
    assert await sign_in.session_of(house.entrance, planted) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://malo.example.org"},
        {"origin": "null"},
        {"origin": "http://caudal.example.org.malo.example.org"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site", "origin": "http://caudal.example.org"},
    ],
)
async def test_a_form_of_another_page_signs_nobody_in_and_out(house: House, headers: dict[str, str]) -> None:
    answer = await enter(house, **headers)
    assert answer.status_code == 403
    assert "caudal_session" not in cookies(answer)
    await enter(house)
    assert (await leave(house, await csrf(house), **headers)).status_code == 403
    assert await inside(house)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://caudal.example.org", "sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {},
    ],
)
async def test_our_own_form_signs_in_and_out(house: House, headers: dict[str, str]) -> None:
    assert (await enter(house, **headers)).status_code == 303
    assert await inside(house)
    cookie = house.client.cookies["caudal_session"]
    answer = await leave(house, await csrf(house), **headers)
    assert (answer.status_code, answer.headers["location"]) == (303, LOGIN)
    assert "caudal_session" not in house.client.cookies
    assert await sign_in.session_of(house.entrance, cookie) is None


@pytest.mark.parametrize("secret", ["", "x", "ñ"])
async def test_a_form_without_the_secret_of_its_page_signs_nobody_in(house: House, secret: str) -> None:
    await secret_of_form(house)
    answer = await house.client.post(LOGIN, data={"username": "ana", "password": PASSWORD, "csrf": secret})
    assert answer.status_code == 403
    assert not await inside(house)


async def test_a_form_without_a_cookie_signs_nobody_in(house: House) -> None:
    data = {"username": "ana", "password": PASSWORD, "csrf": ""}
    assert (await house.client.post(LOGIN, data=data)).status_code == 403


async def test_the_secret_of_one_session_is_no_good_in_another(house: House) -> None:
    await enter(house, "beto")
    of_beto = await csrf(house)
    house.client.cookies.clear()
    await enter(house)
    assert (await leave(house, of_beto)).status_code == 403
    assert await inside(house)


async def test_whoever_has_no_session_is_led_to_the_form_on_leaving_too(house: House) -> None:
    answer = await house.client.post("/console/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, LOGIN)


async def test_a_session_ends_after_an_hour_without_anybody(house: House) -> None:
    await enter(house)
    for _ in range(3):
        house.clock.move(timedelta(minutes=50))
        assert await inside(house)
    house.clock.move(timedelta(minutes=50))
    looked = await house.client.get("/console", headers={"X-Caudal-Look": "1"})
    assert looked.status_code == 200
    house.clock.move(timedelta(minutes=10))
    assert not await inside(house)


async def test_a_new_password_ends_the_sessions(house: House) -> None:
    await enter(house)
    await staff.change_password(
        house.services, house.passwords, house.clock, "ana", "otra frase larga", actor="test"
    )
    assert not await inside(house)


async def test_a_printed_link_opens_its_page_once_and_leaves_no_token_behind(house: House) -> None:
    token = await sign_in.make_link(house.entrance, "ana")
    answer = await house.client.get(f"/console?token={token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    assert cookies(answer)["caudal_session"]["httponly"]
    assert await inside(house)
    again = await house.client.get(f"/console?token={token}")  # the browser that used it may press it again
    assert (again.status_code, again.headers["location"]) == (303, "/console")
    house.client.cookies.clear()
    elsewhere = await house.client.get(f"/console?token={token}")
    assert elsewhere.headers["location"] == f"{LOGIN}?next=%2Fconsole"
    assert "caudal_session" not in cookies(elsewhere)


@pytest.mark.parametrize("token", ["", "nada", "cl_" + "0" * 64, "ck_" + "0" * 64, "ñ"])
async def test_what_is_no_link_of_ours_leads_to_the_form(house: House, token: str) -> None:
    answer = await house.client.get("/console", params={"token": token})
    assert answer.headers["location"] == f"{LOGIN}?next=%2Fconsole"


ELSEWHERE = [
    "//malo.example.org",
    "https://malo.example.org/console",
    "/\\malo.example.org",
    "/console\\..\\..//malo.example.org",
    "console",
    "/api/v1/token",
    "/consoles",
    "/console\r\nSet-Cookie: caudal_session=x",
    "/console/%0d%0a\n",
    "javascript:alert(1)",
    "/console/logout",
    "/console/login?next=/console",
    "/console/" + "x" * 500,
    "",
]


async def test_after_signing_in_nobody_is_led_elsewhere(house: House) -> None:
    for follow in ELSEWHERE:
        house.client.cookies.clear()
        assert safe_next(follow) == "/console", follow
        answer = await enter(house, follow=follow)
        assert answer.headers["location"] == "/console", follow
        assert set(cookies(answer)) == {"caudal_session"}, follow
        page = await house.client.get(LOGIN, params={"next": follow})
        assert 'name="next" value="/console"' in page.text, follow


@given(st.text(max_size=60) | st.text("/\\.console?#@:% \t\r\nñ", max_size=40).map("/console".__add__))
def test_wherever_it_leads_is_a_page_of_ours(follow: str) -> None:
    found = safe_next(follow)
    assert re.fullmatch(r"/(console|field)([/?][!-~]*)?", found)
    assert "\\" not in found


async def test_a_page_that_is_not_there_and_a_wrong_call_are_told_as_pages(house: House) -> None:
    for method, path, status in (("GET", "/console/nada", 404), ("DELETE", "/console", 405)):
        answer = await house.client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "Volver al inicio" in answer.text


async def test_the_pages_at_the_door_let_nothing_run_and_send_their_form_nowhere_else(house: House) -> None:
    for path in (LOGIN, "/console/nada"):
        answer = await house.client.get(path)
        told = answer.headers["content-security-policy"]
        assert "default-src 'none'" in told
        assert "form-action 'self'" in told
        assert "frame-ancestors 'none'" in told
        assert (
            answer.headers["referrer-policy"] == "same-origin"
        )  # a browser names its origin in our own forms
        assert answer.headers["cache-control"] == "no-store"
        nonce = re.search(r"style-src 'nonce-([\w-]+)'", told)
        assert nonce is not None
        assert f'<style nonce="{nonce[1]}">' in answer.text


async def test_what_was_typed_is_not_repeated_and_too_much_is_refused(house: House) -> None:
    secret = await secret_of_form(house)
    data: dict[str, Any] = {"csrf": secret, "username": "<b>" * 40, "password": PASSWORD}
    answer = await house.client.post(LOGIN, data=data)
    assert answer.status_code == 422
    assert "<b>" not in answer.text
    assert PASSWORD not in answer.text
