"""Who asks, behind a proxy: `/verify` counts visitors, and the proxy must not pass for all of them."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.questions import MOST, Questions
from bot.verify import Verify, verify_router
from caudal.cli.server import Server
from templates.pages.verify import VerifyPages
from tests.architecture.test_deploy import COMPOSE
from tests.receivables.usecases.test_authenticity import KEY
from tests.support.world import World

pytestmark = pytest.mark.anyio

VARIABLE = "FORWARDED_ALLOW_IPS"
SAME_MACHINE, CONTAINER, STRANGER = "127.0.0.1", "172.18.0.9", "203.0.113.5"
JSON = {"Accept": "application/json"}


async def answers(asked_by: str, forwarded: str) -> set[int]:
    """What some more people than one address may be are answered, all through that proxy, by the served program."""
    world = World()
    app = FastAPI()
    pages = VerifyPages("es_PE", world.services.policy)
    app.include_router(verify_router(Verify(world.services, pages, KEY, Questions())))
    config = Server(app).config
    config.load()
    around: Any = httpx.ASGITransport(config.loaded_app, client=(asked_by, 1))
    async with httpx.AsyncClient(transport=around, base_url="http://bot:8001") as proxy:
        given = [{**JSON, "X-Forwarded-For": forwarded.format(n)} for n in range(MOST + 5)]
        told = [await proxy.get("/verify", params={"code": "ZZZZ-0000"}, headers=each) for each in given]
    return {each.status_code for each in told}


@pytest.fixture
def of_compose(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs as the shipped containers run them."""
    [given] = re.findall(rf'{VARIABLE}: "([^"]+)"', COMPOSE)
    monkeypatch.setenv(VARIABLE, given)


async def test_a_proxy_of_the_same_machine_tells_visitors_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert await answers(SAME_MACHINE, "198.51.100.{}") == {200}
    assert await answers(CONTAINER, "198.51.100.{}") == {200, 429}


@pytest.mark.usefixtures("of_compose")
@pytest.mark.parametrize("proxy", [SAME_MACHINE, CONTAINER, "10.89.0.4", "192.168.16.3", "fd00::7"])
async def test_the_proxy_of_the_containers_tells_visitors_apart(proxy: str) -> None:
    assert await answers(proxy, "198.51.100.{}") == {200}


@pytest.mark.usefixtures("of_compose")
async def test_nobody_becomes_many_by_a_header_of_their_own() -> None:
    assert await answers(STRANGER, "198.51.100.{}") == {200, 429}
    assert await answers(CONTAINER, "198.51.100.{}, " + STRANGER) == {200, 429}
