"""`/health/live` and `/health/ready`: words for everyone, 503 when no work can be done."""

import logging
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.health import health_router
from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from receivables.usecases.health import Check, Finding
from tests.api.house import House, a_house
from tests.support.build import an_account

pytestmark = pytest.mark.anyio
SENDING = {"alarms": "ok", "ticks": "none"}


async def ready(checks: dict[str, Check]) -> httpx.Response:
    app = FastAPI()
    app.include_router(health_router(checks))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        return await client.get("/health/ready")


async def well() -> Finding:
    return Finding()


async def old() -> Finding:
    return Finding("stale")


async def behind() -> Finding:
    return Finding("behind", ready=False)


async def broken() -> Finding:
    raise ConnectionError("secret of the database")


async def test_it_lives_without_asking_anything(house: House) -> None:
    answer = await house.client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_program_with_a_portfolio_is_ready(house: House) -> None:
    await house.keep(an_account())
    answer = await house.client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {**SENDING, "database": "ok", "feed": "ok", "clock": "ok"},
    }


async def test_before_the_first_import_it_is_ready_and_says_that_there_is_nothing(house: House) -> None:
    answer = await house.client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["checks"]["feed"] == "none"


async def test_an_old_feed_is_told_and_stops_nothing_but_what_it_must(house: House) -> None:
    await house.keep(an_account())
    house.clock.move(timedelta(days=house.services.policy.feed_days + 1))
    answer = await house.client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["checks"]["feed"] == "stale"


async def test_a_clock_before_the_feed_is_no_clock_to_work_by(house: House) -> None:
    await house.keep(an_account())
    house.clock.move(timedelta(days=-30))
    answer = await house.client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"
    assert answer.json()["checks"]["clock"] == "before_the_feed"


async def test_one_check_that_is_not_ready_is_enough() -> None:
    answer = await ready({"database": well, "migrations": behind, "feed": old})
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "ok", "migrations": "behind", "feed": "stale"}


async def test_a_database_without_its_tables_is_not_ready(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/empty.db")
    async with a_house(SqlUnits(engine, "tumbes")) as house:
        answer = await house.client.get("/health/ready")
    await engine.dispose()
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "failing"


async def test_a_check_that_fails_is_told_without_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await ready({"database": broken})
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "checks": {"database": "failing"}}
    assert "ConnectionError" in caplog.text
    assert "secret" not in caplog.text
