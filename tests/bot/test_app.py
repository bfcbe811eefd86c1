"""The bot as an application of its own: its health, its figures for this machine only, its refusals."""

import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import APIRouter, Request

from bot import health
from bot.app import create_bot
from bot.problems import fault
from caudal.shield import shielded
from receivables.model.sending import AlarmKind, Callback, Told
from receivables.testing.outbox import MemoryOutbox
from receivables.testing.units import MemoryUnits
from receivables.usecases.health import Finding
from templates.errors import PROBLEM_JSON
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


def _client(
    world: ChatWorld, ready: bool = True, client: tuple[str, int] = ("127.0.0.1", 1)
) -> httpx.AsyncClient:
    router = APIRouter()

    @router.get("/broken")
    async def broken() -> None:
        raise RuntimeError("un secreto")

    @router.post("/reads")
    async def reads(request: Request) -> int:
        return len(await request.body())

    async def migrations() -> Finding:
        return Finding() if ready else Finding("behind", ready=False)

    app = shielded(create_bot(world.services, [router], {"migrations": migrations}), fault)
    transport = httpx.ASGITransport(app, client=client)
    return httpx.AsyncClient(transport=transport, base_url="http://bot")


@pytest.fixture
async def client(world: ChatWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(world) as made:
        yield made


async def test_it_lives_and_says_whether_it_is_ready(world: ChatWorld, client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "ok"}
    ready = await client.get("/health/ready")
    assert (ready.status_code, ready.json()["checks"]) == (200, {"database": "ok", "migrations": "ok"})
    async with _client(world, ready=False) as behind:
        told = await behind.get("/health/ready")
    assert (told.status_code, told.json()["checks"]["migrations"]) == (503, "behind")


async def test_a_database_that_is_away_makes_it_unready(
    world: ChatWorld, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: MemoryUnits) -> object:
        raise OSError("away")

    monkeypatch.setattr(MemoryUnits, "reading", away)
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).json()["checks"]["database"] == "failing"


async def test_figures_count_and_name_nobody(world: ChatWorld, client: httpx.AsyncClient) -> None:
    await world.inbox.settle(world.message("hola"))
    await world.inbox.store(world.message("gracias"))
    await world.inbox.store(world.message(address=""), "unreadable")
    async with world.services.units() as unit:
        await unit.callbacks.receive([Callback("SM1", Told.SENT, 1, 1, world.now)])
        await unit.alarms.ring(AlarmKind.UNKNOWN_CODE, "twilio 99999", world.now)
    told = await client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    lines = told.text.splitlines()
    assert 'caudal_outbox_rows{state="sent"} 1' in lines
    assert 'caudal_alarms_unseen{kind="unknown_code"} 1' in lines
    for line in ("caudal_talks_waiting 1", "caudal_dead_letters 1", "caudal_callbacks_waiting 1"):
        assert line in lines
    assert PHONE not in told.text


async def test_all_messages_are_counted_once_a_minute_however_often_somebody_asks(
    world: ChatWorld, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    tally = MemoryOutbox.tally

    async def counted(self: MemoryOutbox) -> dict[tuple[str, str], int]:
        nonlocal asked
        asked += 1
        return await tally(self)

    monkeypatch.setattr(MemoryOutbox, "tally", counted)
    first, again = [(await client.get("/metrics")).text for _ in range(2)]
    assert (asked, first) == (1, again)
    monkeypatch.setattr(health, "TALLY_SECONDS", 0)
    async with _client(world) as other:
        for _ in range(2):
            await other.get("/metrics")
    assert asked == 3


@pytest.mark.parametrize("address", ["10.0.0.9", "192.0.2.7", "::ffff:192.0.2.7", "testclient", ""])
async def test_figures_are_for_this_machine_only(world: ChatWorld, address: str) -> None:
    async with _client(world, client=(address, 1)) as elsewhere:
        told = await elsewhere.get("/metrics")
    assert (told.status_code, told.headers["content-type"]) == (404, PROBLEM_JSON)


async def test_figures_are_not_for_those_behind_a_proxy_of_this_machine(client: httpx.AsyncClient) -> None:
    assert (await client.get("/metrics")).status_code == 200
    told = await client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert told.status_code == 404


async def test_refusals_are_problems_with_safe_headers(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        for method, path, status in (
            ("GET", "/nowhere", 404),
            ("POST", "/health/live", 405),
            ("GET", "/broken", 500),
        ):
            told = await client.request(method, path)
            assert (told.status_code, told.headers["content-type"]) == (status, PROBLEM_JSON)
            assert told.json()["detail"]
            assert told.headers["x-content-type-options"] == "nosniff"
            assert "default-src 'none'" in told.headers["content-security-policy"]
            assert "secreto" not in told.text
    assert "secreto" not in caplog.text


async def test_no_route_reads_more_than_a_mebibyte(client: httpx.AsyncClient) -> None:
    assert (await client.post("/reads", content=b"x" * 1024 * 1024)).json() == 1024 * 1024
    told = await client.post("/reads", content=b"x" * (1024 * 1024 + 1))
    assert (told.status_code, told.headers["content-type"]) == (413, PROBLEM_JSON)


async def test_there_is_no_documentation_of_it(client: httpx.AsyncClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert (await client.get(path)).status_code == 404
