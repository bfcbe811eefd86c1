"""The desk gives a one-time code: over the API, and on the console's page of a supply; nobody keeps it."""

from http import HTTPStatus

import pytest

from receivables.model.identity import WRONG_TRIES
from receivables.model.staff import StaffRole
from tests.api.house import House
from tests.api.morning import secret_in, signed_in
from tests.support.build import an_account, monthly_bills

pytestmark = pytest.mark.anyio
DESK = StaffRole.DESK
SUPPLY = "0000001"
PAGE = f"/console/supplies/{SUPPLY}"


async def kept(house: House) -> list[tuple[str, str]]:
    """Who did what about the supply."""
    async with house.services.units.reading() as unit:
        return [(line.actor, line.outcome) for line in await unit.audit.of(SUPPLY)]


async def many_tries(house: House) -> None:
    """Somebody guessed at the supply."""
    async with house.services.units() as unit:
        for _ in range(WRONG_TRIES):
            await unit.conversations.note_wrong_try(SUPPLY, house.clock.now())


async def test_a_code_is_given_once_and_the_record_says_by_whom(house: House) -> None:
    await house.keep(an_account(*monthly_bills(2, unpaid=1)))
    answer = await house.post(DESK, f"supplies/{SUPPLY}/code")
    assert answer.status_code == HTTPStatus.CREATED
    assert answer.json() == {"code": "100001", "expires_at": "2024-01-08T10:15:00-05:00"}
    assert answer.headers["cache-control"] == "no-store"
    assert await kept(house) == [("staff/desk", "code_given")]


async def test_no_code_for_a_supply_that_there_is_not(house: House) -> None:
    answer = await house.post(DESK, "supplies/7777777/code")
    assert answer.status_code == HTTPStatus.NOT_FOUND


async def test_no_code_while_the_supply_is_locked(house: House) -> None:
    await house.keep(an_account(*monthly_bills(2, unpaid=1)))
    await many_tries(house)
    answer = await house.post(DESK, f"supplies/{SUPPLY}/code")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.json()["code"] == "identification_locked"


async def test_the_page_of_a_supply_gives_it_to_the_desk_alone(house: House) -> None:
    await house.keep(an_account(*monthly_bills(2, unpaid=1)))
    async with signed_in(house, DESK) as browser:
        page = (await browser.get(PAGE)).text
        assert "mostró su documento" in page
        answer = await browser.post(f"{PAGE}/code", data={"csrf": secret_in(page)})
        assert answer.status_code == HTTPStatus.OK
        assert "100001" in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert "100001" not in (await browser.get(PAGE)).text
        await many_tries(house)
        locked = await browser.post(f"{PAGE}/code", data={"csrf": secret_in(page)})
        assert locked.status_code == HTTPStatus.CONFLICT
        assert "varios intentos" in locked.text
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        assert "Dar un código" not in (await browser.get(PAGE)).text


async def test_the_page_of_no_supply_gives_none(house: House) -> None:
    await house.keep(an_account(*monthly_bills(2, unpaid=1)))
    async with signed_in(house, DESK) as browser:
        secret = secret_in((await browser.get(PAGE)).text)
        answer = await browser.post("/console/supplies/7777777/code", data={"csrf": secret})
    assert answer.status_code == HTTPStatus.NOT_FOUND
