"""Every door of the API is shut to strangers, and each role passes those doors only that the table opens to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from fastapi.routing import iter_route_contexts

from api.auth import MAY, TOKEN_PATH, Deed
from receivables.model.staff import StaffRole
from tests.api.house import PASSWORD, House, bearer

pytestmark = pytest.mark.anyio

OPEN_TO_ALL = {TOKEN_PATH, "/api/v1/openapi.json", "/docs", "/health/live", "/health/ready"}


@dataclass(frozen=True)
class Door:
    method: str
    path: str
    roles: frozenset[str]


def doors(house: House) -> Iterator[Door]:
    """All routes of the OpenAPI document, with something in their paths."""
    for path, methods in house.app.openapi()["paths"].items():
        for method, told in methods.items():
            yield Door(method, path.format(operation="CAR3-1"), frozenset(told.get("x-roles", ())))


def shut(house: House) -> list[Door]:
    found = [door for door in doors(house) if door.path not in OPEN_TO_ALL]
    assert len(found) >= len(Deed)
    return found


async def test_no_route_is_hidden_from_the_document_but_those_open_to_all(house: House) -> None:
    described = set(house.app.openapi()["paths"])
    every = {context.path for context in iter_route_contexts(house.app.routes)}
    assert every - described <= OPEN_TO_ALL
    assert described <= every


async def test_without_a_token_or_key_every_door_is_shut(house: House) -> None:
    for door in shut(house):
        answer = await house.client.request(door.method, door.path)
        assert answer.status_code == 401, door
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "header",
    [
        b"Bearer nada",
        b"Bearer ck_" + b"0" * 64,
        b"Bearer ck_",
        b"Bearer",
        b"Basic YW5hOmFuYQ==",
        "Bearer ck_ñ".encode(),
        "Bearer ñ.ñ.ñ".encode("latin-1"),
    ],
)
async def test_a_wrong_token_or_key_is_told_in_the_same_words_as_none(house: House, header: bytes) -> None:
    none = await house.client.get("/api/v1/work-orders")
    wrong = await house.client.get("/api/v1/work-orders", headers={b"Authorization": header})
    assert (wrong.status_code, wrong.content) == (401, none.content)
    assert wrong.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("role", StaffRole)
async def test_each_role_passes_exactly_the_doors_that_are_its_own(house: House, role: StaffRole) -> None:
    key = await house.key(role)
    for door in shut(house):
        answer = await house.client.request(door.method, door.path, headers=key)
        assert answer.status_code != 401
        assert (answer.status_code == 403) is (role.value not in door.roles), door


async def test_the_document_tells_the_roles_of_the_table(house: House) -> None:
    told = [door.roles for door in shut(house)]
    assert sorted(map(sorted, told)) == sorted(sorted(roles) for roles in MAY.values())
    assert set(MAY) == set(Deed)


async def test_a_token_ends_after_an_hour(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    given = await house.client.post("/api/v1/token", data={"username": "ana", "password": PASSWORD})
    token = bearer(given.json()["access_token"])
    house.clock.move(timedelta(minutes=59))
    assert (await house.client.get("/api/v1/work-orders", headers=token)).status_code == 200
    house.clock.move(timedelta(minutes=1))
    assert (await house.client.get("/api/v1/work-orders", headers=token)).status_code == 401


async def test_a_key_does_not_end(house: House) -> None:
    key = await house.key(StaffRole.INTEGRATOR)
    house.clock.move(timedelta(days=400))
    assert (await house.client.get("/api/v1/work-orders", headers=key)).status_code == 200
