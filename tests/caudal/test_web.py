"""Whatever a program serves, the shield is around it: safe headers, a bound on bodies, no word of our own faults."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request

from bot.worker import Inbox
from caudal import web, wiring
from caudal.doors import Doors
from caudal.shield import HEADERS, LONGEST_BODY
from caudal.wiring import Installation
from receivables.model.message import Message, Value
from receivables.store.in_loop import InLoopDialect
from tests.caudal.test_wiring import STOPPED_AT, settings

pytestmark = pytest.mark.anyio
Made = Callable[[Installation, Doors, Inbox], FastAPI]
PROGRAMS: dict[str, Made] = {
    "run": lambda here, doors, inbox: web.whole(here, doors, inbox, None),
    "bot": lambda here, doors, inbox: web.bot(here, doors, inbox, None),
    "api": lambda here, doors, _: web.api(here, doors),
}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Installation]:
    async with wiring.opened(now=STOPPED_AT, settings=settings(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("program", sorted(PROGRAMS))
async def test_the_shield_is_around_every_program(here: Installation, program: str) -> None:
    doors = Doors()
    app = PROGRAMS[program](here, doors, wiring.inbox(here, doors.carriers(demo=here.demo)))
    router = APIRouter()

    @router.post("/reads")
    async def reads(request: Request) -> int:
        return len(await request.body())

    @router.get("/breaks")
    async def breaks() -> None:
        raise RuntimeError("Rosa Ejemplo")

    app.include_router(router)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://caudal.example.org") as client:
        too_large = await client.post("/reads", content=bytes(LONGEST_BODY + 1))
        broken = await client.get("/breaks")
        nowhere = await client.get("/nowhere")
    assert [each.status_code for each in (too_large, broken, nowhere)] == [413, 500, 404]
    assert "Rosa" not in broken.text
    for answer in (too_large, broken, nowhere):
        assert answer.headers["content-type"] == "application/problem+json"
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("program", sorted(PROGRAMS))
async def test_figures_are_counted_aside_and_keep_no_chat_waiting(
    here: Installation, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    execute = InLoopDialect.do_execute

    def noted(self: InLoopDialect, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        asked.append(statement)
        execute(self, cursor, statement, parameters, context)

    monkeypatch.setattr(InLoopDialect, "do_execute", noted)
    doors = Doors()
    app = PROGRAMS[program](here, doors, wiring.inbox(here, doors.carriers(demo=here.demo)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        figures = await client.get("/metrics")
    assert figures.status_code == 200
    assert asked == []


async def test_a_code_that_waits_is_put_into_words_by_the_key_of_the_installation(here: Installation) -> None:
    source = here.services.code_source
    assert source is not None
    ticket = source.ticket()
    values: dict[str, Value] = {"otp": ticket, "minutes": 15, "supply_masked": "…0001"}
    told = wiring.renderer(here).render(Message("one_time_code", values), "sms").text
    assert source.code_of(ticket) in told
    assert ticket not in told
