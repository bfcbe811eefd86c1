"""Who may do what: every route of the application, with every role, with nobody and with somebody shut out.

The table is written by hand and not made from the code: it is what the code is held to. A new route without a line
here fails.
"""

import re
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from api.app import api_routers
from api.auth import MAY, Deed
from receivables.model.staff import StaffRole
from receivables.usecases import sign_in, staff
from tests.api.house import PASSWORD, House, bearer

pytestmark = pytest.mark.anyio

ALL = "operator agent desk supervisor manager editor committee integrator auditor"

API = {
    "POST /api/v1/keys/rotate": ALL,
    "POST /api/v1/payments": "desk integrator",
    "POST /api/v1/payments/{operation}/reversal": "desk integrator",
    "GET /api/v1/work-orders": "operator desk supervisor manager integrator auditor",
    "POST /api/v1/work-orders/{order_id:path}/assign": "supervisor manager",
    "GET /api/v1/supplies/{supply_number:path}/why": (
        "agent desk supervisor manager committee integrator auditor"
    ),
    "POST /api/v1/supplies/{supply_number:path}/code": "desk",
    "POST /api/v1/commitments": "desk",
    "GET /api/v1/approvals": "supervisor manager committee auditor",
    "POST /api/v1/approvals/{approval_id:path}": "supervisor manager committee",
    "GET /api/v1/impediments": "desk supervisor manager integrator auditor",
    "POST /api/v1/impediments": "desk supervisor manager integrator",
    "POST /api/v1/impediments/lift": "desk supervisor manager",
    "POST /api/v1/suppressions": "desk supervisor manager integrator",
    "POST /api/v1/suppressions/lift": "desk manager",
    "POST /api/v1/consents": "desk",
    "POST /api/v1/invitations": "desk integrator",
    "POST /api/v1/work-orders/{order_id:path}/delivered": "operator",
    "GET /api/v1/halts": "desk supervisor manager auditor",
    "POST /api/v1/halts": "supervisor manager",
    "POST /api/v1/halts/lift": "supervisor manager",
    "GET /api/v1/doubts": "desk supervisor manager auditor",
    "POST /api/v1/doubts/{outbox_id}": "desk supervisor manager",
    "GET /api/v1/alarms": "desk supervisor manager auditor",
    "POST /api/v1/alarms/see": "desk supervisor manager",
    "POST /api/v1/bounces": "integrator",
    "GET /api/v1/spending": "supervisor manager editor auditor",
    "GET /api/v1/dead-letters": "desk supervisor manager auditor",
    "GET /api/v1/messages/{message_id:path}/media/{number}": "agent desk supervisor",
    "POST /api/v1/dead-letters/{letter_id:path}/retry": "desk supervisor manager",
    "POST /api/v1/dead-letters/{letter_id:path}/bury": "desk supervisor manager",
    "GET /api/v1/agreements": "desk supervisor manager integrator auditor",
    "GET /api/v1/requests": "agent desk supervisor manager auditor",
    "POST /api/v1/requests": "desk manager",
    "POST /api/v1/requests/{number}/take": "agent desk supervisor",
    "POST /api/v1/requests/{number}/leave": "agent desk supervisor",
    "POST /api/v1/requests/{number}/close": "agent desk supervisor",
    "POST /api/v1/requests/{number}/told": "agent desk supervisor",
    "POST /api/v1/people/data": "desk manager auditor",
    "POST /api/v1/people/erasure": "manager",
    "GET /api/v1/inbox": "agent desk supervisor manager auditor",
    "POST /api/v1/inbox/{handover_id}/take": "agent desk supervisor",
    "POST /api/v1/inbox/{handover_id}/release": "agent desk supervisor",
    "POST /api/v1/inbox/{handover_id}/answer": "agent desk supervisor",
    "POST /api/v1/inbox/{handover_id}/close": "agent desk supervisor",
    "POST /api/v1/inbox/{handover_id}/notes": "agent desk supervisor",
    "GET /api/v1/conversations/{ref}": "agent desk supervisor manager auditor",
}
PAGES = {
    "GET /console": "agent desk supervisor manager editor committee auditor",
    "POST /console/plans/approve": "manager",
    "POST /console/plans/stop": "supervisor manager",
    "POST /console/approvals": "supervisor manager committee",
    "GET /console/sending": "desk supervisor manager auditor",
    "POST /console/sending/halt": "supervisor manager",
    "POST /console/sending/lift": "supervisor manager",
    "POST /console/sending/alarms": "desk supervisor manager",
    "POST /console/sending/doubts": "desk supervisor manager",
    "POST /console/sending/letters": "desk supervisor manager",
    "GET /console/sending/media": "agent desk supervisor",
    "GET /console/requests": "agent desk supervisor manager auditor",
    "POST /console/requests/note": "desk manager",
    "POST /console/requests/take": "agent desk supervisor",
    "POST /console/requests/leave": "agent desk supervisor",
    "POST /console/requests/close": "agent desk supervisor",
    "POST /console/requests/told": "agent desk supervisor",
    "GET /console/inbox": "agent desk supervisor manager auditor",
    "POST /console/inbox/take": "agent desk supervisor",
    "POST /console/inbox/release": "agent desk supervisor",
    "POST /console/inbox/answer": "agent desk supervisor",
    "POST /console/inbox/close": "agent desk supervisor",
    "POST /console/inbox/notes": "agent desk supervisor",
    "GET /console/conversations": "agent desk supervisor manager auditor",
    "GET /console/conversations/{ref}": "agent desk supervisor manager auditor",
    "GET /console/supplies": "agent desk supervisor manager auditor",
    "GET /console/supplies/{supply_number}": "agent desk supervisor manager auditor",
    "POST /console/supplies/{supply_number}/code": "desk",
}
OPEN = {
    "POST /api/v1/token",
    "GET /api/v1/openapi.json",
    "GET /docs",
    "GET /health/live",
    "GET /health/ready",
    "GET /console/login",
    "POST /console/login",
    "POST /console/logout",
    "GET /console/assets/{name}",
}
OF_CHATS = {"GET /api/v1/messages/{message_id:path}/media/{number}", "GET /console/sending/media"}
"""What people sent is for those who go on with their chat alone."""
OF_AUDITOR = {method for method in (*API, *PAGES) if method.startswith("GET ")} - OF_CHATS | {
    "POST /api/v1/keys/rotate",  # its own key
    "POST /api/v1/people/data",  # a reading, whose question must not be in a path
}


@dataclass(frozen=True)
class Guest:
    """Somebody in a browser."""

    cookie: dict[str, str]
    csrf: str


def shown(route: str) -> tuple[str, str]:
    """The method and a path, with something in place of its parameters."""
    method, path = route.split(" ", 1)
    return method, re.sub(r"\{[^}]*\}", "0000001", path)


async def ask(house: House, route: str, **more: Any) -> httpx.Response:
    method, path = shown(route)
    house.client.cookies.clear()
    return await house.client.request(method, path, **more)


async def a_guest(house: House, role: StaffRole) -> Guest:
    """A browser in which somebody of that role is signed in."""
    if await staff.user_named(house.services, role.value) is None:
        await house.add_user(role.value, role)
    user = await staff.user_named(house.services, role.value)
    assert user is not None
    opened = await sign_in.open_session(house.entrance, user)
    return Guest({"Cookie": f"caudal_session={opened.cookie}"}, opened.session.csrf)


def form(route: str, csrf: str) -> dict[str, Any]:
    return {"data": {"csrf": csrf}} if route.startswith("POST ") else {}


async def test_every_route_of_the_application_has_a_line_here(house: House) -> None:
    routes = {
        f"{method} {context.path}"
        for context in iter_route_contexts(house.app.routes)
        for method in (context.methods or ())
        if method != "HEAD"
    }
    assert routes == {*API, *PAGES, *OPEN}
    assert len(API) + len(PAGES) + len(OPEN) == len(routes)


async def test_no_route_of_the_api_is_made_anew_for_an_application(house: House) -> None:
    """A fifth of a second for each: every start of a program, and every test here, would pay it."""
    made = {id(route) for router in api_routers() for route in router.routes}
    assert made < {id(route) for route in house.app.routes}


async def test_the_document_tells_the_roles_of_the_table_and_hides_no_route(house: House) -> None:
    told = {
        f"{method.upper()} {path}": " ".join(sorted(operation["x-roles"]))
        for path, methods in house.app.openapi()["paths"].items()
        for method, operation in methods.items()
        if "x-roles" in operation
    }
    expected = {
        re.sub(r":path\}", "}", route): " ".join(sorted(roles.split())) for route, roles in API.items()
    }
    assert told == expected


async def test_an_auditor_reads_everything_and_changes_nothing() -> None:
    may = {route for route, roles in {**API, **PAGES}.items() if "auditor" in roles.split()}
    assert may == OF_AUDITOR


async def test_every_deed_is_somebodys() -> None:
    assert set(MAY) == set(Deed)
    assert all(MAY.values())


@pytest.mark.parametrize("role", sorted(StaffRole))
async def test_each_role_passes_exactly_the_doors_of_the_api_that_are_its_own(
    house: House, role: StaffRole
) -> None:
    for route, roles in API.items():
        answer = await ask(house, route, headers=await house.key(role))
        assert answer.status_code != 401, route
        assert (answer.status_code != 403) is (role.value in roles.split()), (route, answer.text)


@pytest.mark.parametrize("role", sorted(StaffRole))
async def test_each_role_sees_exactly_the_pages_that_are_its_own(house: House, role: StaffRole) -> None:
    guest = await a_guest(house, role)
    for route, roles in PAGES.items():
        answer = await ask(house, route, headers=guest.cookie, **form(route, guest.csrf))
        assert "/console/login" not in answer.headers.get("location", ""), route
        assert (answer.status_code != 403) is (role.value in roles.split()), (route, answer.text)
        if answer.status_code == 403:
            assert answer.headers["content-type"].startswith("text/html")
            assert "Su rol" in answer.text


async def test_nobody_passes_a_door_of_the_api(house: House) -> None:
    guest = await a_guest(house, StaffRole.MANAGER)
    for route in API:
        for headers in ({}, guest.cookie):  # a browser's cookie opens pages alone
            answer = await ask(house, route, headers=headers)
            assert answer.status_code == 401, route
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_nobody_sees_a_page_but_that_of_signing_in(house: House) -> None:
    key = await house.key(StaffRole.MANAGER)
    for route in PAGES:
        for headers in ({}, key, {"Cookie": "caudal_session=cs_" + "0" * 64}):
            answer = await ask(house, route, headers=headers, **form(route, "x"))
            assert answer.status_code == 303, route
            assert answer.headers["location"].partition("?")[0] == "/console/login"


@pytest.mark.parametrize("role", sorted(StaffRole))
async def test_somebody_shut_out_passes_no_door_at_all(house: House, role: StaffRole) -> None:
    guest = await a_guest(house, role)
    key = await house.key(role)
    given = await house.client.post("/api/v1/token", data={"username": role.value, "password": PASSWORD})
    token = bearer(given.json()["access_token"])
    await staff.disable_user(house.services, house.clock, role.value, actor="test")
    for route in API:
        for headers in (key, token):
            assert (await ask(house, route, headers=headers)).status_code == 401, route
    for route in PAGES:
        answer = await ask(house, route, headers=guest.cookie, **form(route, guest.csrf))
        assert answer.status_code == 303, route
    again = await house.client.post("/api/v1/token", data={"username": role.value, "password": PASSWORD})
    assert again.status_code == 401


async def test_no_page_changes_anything_without_the_secret_of_the_session(house: House) -> None:
    guest = await a_guest(house, StaffRole.MANAGER)
    other = await a_guest(house, StaffRole.SUPERVISOR)
    posts = [route for route in (*PAGES, "POST /console/logout") if route.startswith("POST ")]
    assert len(posts) >= 4
    for route in posts:
        for data in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": other.csrf}):
            answer = await ask(house, route, headers=guest.cookie, data=data)
            assert answer.status_code == 403, (route, data)
            assert "El formulario caducó" in answer.text
    cookie = guest.cookie["Cookie"].partition("=")[2]
    assert await sign_in.session_of(house.entrance, cookie) is not None  # the logout did not count either
