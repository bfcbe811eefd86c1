"""Tokens and keys at the door of the API: which are taken, and until when."""

from datetime import timedelta

import pytest

from receivables.model.staff import StaffRole
from receivables.usecases import keys
from tests.api.house import PASSWORD, House, bearer

pytestmark = pytest.mark.anyio


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


async def status(house: House, credential: str) -> int:
    answer = await house.client.get("/api/v1/work-orders", headers=bearer(credential))
    return answer.status_code


async def test_a_key_ends_when_it_was_said_or_revoked(house: House) -> None:
    await house.add_user("ana", StaffRole.SUPERVISOR)
    short = await keys.make_key(house.services, house.clock, "ana", actor="test", days=1)
    lasting = await keys.make_key(house.services, house.clock, "ana", actor="test")
    house.clock.move(timedelta(days=1))
    assert (await status(house, short), await status(house, lasting)) == (401, 200)
    await keys.revoke_keys(house.services, house.clock, "ana", actor="test")
    assert await status(house, lasting) == 401


async def test_a_program_changes_its_own_key_and_the_old_one_opens_for_a_day(house: House) -> None:
    old = await house.key(StaffRole.INTEGRATOR)
    answer = await house.client.post("/api/v1/keys/rotate", headers=old)
    assert answer.status_code == 201
    assert answer.json()["others_end_in_hours"] == 24
    new = answer.json()["key"]
    assert await status(house, new) == 200
    house.clock.move(timedelta(hours=23))
    assert (await house.client.get("/api/v1/work-orders", headers=old)).status_code == 200
    house.clock.move(timedelta(hours=1))
    assert (await house.client.get("/api/v1/work-orders", headers=old)).status_code == 401
    assert await status(house, new) == 200
