"""Whatever goes wrong is told as a problem, in Spanish, without what was sent and without what happened inside."""

import logging
import re
import tomllib
from collections.abc import AsyncIterator, Iterator
from functools import partial
from importlib.resources import files
from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from api import errors
from caudal.shield import LONGEST_BODY, Shield
from receivables import errors as tree
from receivables.errors import CaudalError
from receivables.model.staff import StaffRole
from receivables.usecases.sign_in import LockedOut
from templates.errors import catalogue
from tests.api.house import House

pytestmark = pytest.mark.anyio

JSON = {"Content-Type": "application/json"}


def kinds(kind: type[CaudalError] = CaudalError) -> Iterator[type[CaudalError]]:
    """Every kind of refusal that the API can meet."""
    for below in kind.__subclasses__():
        if not below.__module__.startswith("bot."):
            yield below
            yield from kinds(below)


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["type"], told["status"], told["code"]) == ("about:blank", status, code)
    assert not re.search("_|—", told["title"] + told["detail"].replace("Content-Type", ""))
    return told


def a_route_that_raises(house: House, error: Exception) -> None:
    router = APIRouter(include_in_schema=False)

    @router.get("/raises")
    async def raises() -> None:
        raise error

    house.app.include_router(router)


@pytest.fixture
async def raw(house: House) -> httpx.AsyncClient:
    key = await house.key(StaffRole.INTEGRATOR)
    house.client.headers.update(key)
    return house.client


async def test_the_table_gives_every_refusal_its_status() -> None:
    expected = {
        tree.Refused: 409,
        tree.PlanRefused: 409,
        tree.MoveRefused: 409,
        tree.OperationConflict: 409,
        tree.BadInput: 422,
        tree.BadAmount: 422,
        tree.BadFile: 422,
        tree.BadPolicy: 422,
        tree.Unknown: 404,
        tree.BadSetting: 500,
        errors.NotKnown: 401,
        LockedOut: 429,
        errors.NotPermitted: 403,
    }
    assert {kind: int(errors.status_of(kind("code"))) for kind in kinds()} == expected


async def test_what_nobody_foresaw_is_500_without_a_word_of_it(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    a_route_that_raises(house, RuntimeError("Rosa Ejemplo debe 90.00"))
    with caplog.at_level(logging.DEBUG):
        answer = await house.client.get("/raises")
    assert_problem(answer, 500, "unexpected")
    assert "Rosa" not in answer.text
    assert "Rosa" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_errors.py" in caplog.text  # where it happened


async def test_a_refusal_that_has_no_status_is_a_fault_of_ours(house: House) -> None:
    a_route_that_raises(house, tree.BadSetting("bad_setting", variable="CAUDAL_SECRET_KEY", problem="x"))
    answer = await house.client.get("/raises")
    assert_problem(answer, 500, "unexpected")
    assert "SECRET" not in answer.text


async def test_a_refusal_is_told_by_its_sentence(house: House) -> None:
    a_route_that_raises(house, tree.Refused("user_name_taken", name="ana"))
    told = assert_problem(await house.client.get("/raises"), 409, "user_name_taken")
    assert told["detail"] == "Ya hay un usuario ana. No se cambió nada."


async def test_a_path_that_is_not_there(house: House) -> None:
    assert_problem(await house.client.get("/api/v1/accounts"), 404, "no_such_path")


async def test_a_method_that_is_not_there_says_which_are(house: House) -> None:
    answer = await house.client.delete("/api/v1/work-orders")
    assert_problem(answer, 405, "no_such_method")
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "body_not_json"),
        (b"", "field_missing"),
        (b"[]", "body_not_object"),
        (b'"texto"', "body_not_object"),
        (b"null", "body_not_object"),
    ],
)
async def test_a_body_that_is_no_object(raw: httpx.AsyncClient, body: bytes, code: str) -> None:
    answer = await raw.post("/api/v1/payments", content=body, headers=JSON)
    told = assert_problem(answer, 422, "malformed")
    assert [error["code"] for error in told["errors"]] == [code]


@pytest.mark.parametrize("body", [b'{"operation": "\xff"}', b"[" * 100_000])
async def test_a_body_that_cannot_be_read_at_all(raw: httpx.AsyncClient, body: bytes) -> None:
    answer = await raw.post("/api/v1/payments", content=body, headers=JSON)
    assert_problem(answer, 422, "body_unreadable")


async def test_a_body_that_does_not_say_that_it_is_json(raw: httpx.AsyncClient) -> None:
    answer = await raw.post("/api/v1/payments", content=b'{"operation": "CAR3-1"}')
    told = assert_problem(answer, 422, "malformed")
    assert told["errors"][0]["code"] == "body_not_object"


async def test_a_body_of_any_size_is_read_up_to_the_bound_only(raw: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent <= 4 * LONGEST_BODY:
            sent += 65536
            yield b" " * 65536

    announced = await raw.post("/api/v1/payments", content=b" " * (LONGEST_BODY + 1), headers=JSON)
    assert_problem(announced, 413, "too_large")
    assert_problem(await raw.post("/api/v1/payments", content=endless(), headers=JSON), 413, "too_large")
    assert sent <= LONGEST_BODY + 2 * 65536


async def test_many_faults_are_told_in_part_and_strange_names_not_at_all(raw: httpx.AsyncClient) -> None:
    sent = {f"campo_{number}": 1 for number in range(100)} | {"Rosa Ejemplo <script>": 1}
    answer = await raw.post("/api/v1/payments", json=dict(reversed(sent.items())))
    told = assert_problem(answer, 422, "malformed")
    assert len(told["errors"]) == errors.MOST_FIELDS_TOLD
    assert "Rosa" not in answer.text


async def test_a_status_of_another_program_is_a_problem_too(house: House) -> None:
    a_route_that_raises(house, HTTPException(418, "Rosa Ejemplo"))
    answer = await house.client.get("/raises")
    told = assert_problem(answer, 418, "refused")
    assert told["title"] == "I'm a Teapot"
    assert "Rosa" not in answer.text


async def test_every_answer_carries_the_safe_headers(house: House) -> None:
    for path in ("/health/live", "/docs", "/nowhere", "/api/v1/openapi.json", "/api/v1/work-orders"):
        headers = (await house.client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]


async def test_another_programs_page_keeps_its_own_headers(house: House) -> None:
    router = APIRouter(include_in_schema=False)
    own = {"Content-Security-Policy": "default-src 'self'", "Cache-Control": "max-age=60"}

    @router.get("/chat")
    async def chat() -> JSONResponse:
        return JSONResponse({}, headers=own)

    house.app.include_router(router)
    answer = await house.client.get("/chat")
    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert answer.headers["cache-control"] == "max-age=60"


async def test_every_code_of_the_api_has_its_sentence() -> None:
    codes = {code for _, code in errors.FRAMEWORK_CODES.values()} | set(errors.FIELD_CODES.values())
    codes |= {"not_known", "not_permitted", "wrong_name_or_password", "unexpected", "malformed", "bad_cursor"}
    codes |= {"locked_out", "form_grown_old", "refused"}
    codes |= {"field_amount", "field_currency", "field_moment", "field_code", "field_wrong", "field_day"}
    codes |= {"field_phone", "field_email", "field_subject", "field_person", "field_words"}
    codes |= {"consent_of_nobody", "consent_without_address", "consent_to_nothing"}
    codes |= {"field_digest", "field_halt", "not_a_mail", "not_a_bounce", "days_out_of_order"}
    codes |= {f"title_{int(status)}" for _, status in errors.STATUSES}
    codes |= {f"title_{int(status)}" for status, _ in errors.FRAMEWORK_CODES.values()} | {"title_500"}
    area = tomllib.loads((files("templates") / "errors" / "es" / "api.toml").read_text("utf-8"))
    assert codes == set(area)
    assert codes <= set(catalogue("es"))


async def test_a_failure_after_the_answer_began_only_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []

    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("Rosa Ejemplo")

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with caplog.at_level(logging.ERROR):
        await Shield(half, partial(errors.fault, "es"))({"type": "http"}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "RuntimeError" in caplog.text
    assert "Rosa" not in caplog.text
