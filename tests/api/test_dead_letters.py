"""Messages that could not be processed, over the API."""

from datetime import timedelta

import pytest

from api.dead_letters import PAGE
from receivables.model.conversation import Inbound, Media
from receivables.model.staff import StaffRole
from tests.api.house import House

pytestmark = pytest.mark.anyio

DESK, MANAGER, AUDITOR = StaffRole.DESK, StaffRole.MANAGER, StaffRole.AUDITOR
ID = "telegram:77/1"


async def a_letter(house: House, id: str = ID) -> None:
    """It failed a minute after it came."""
    now = house.clock.now()
    photo = (Media("file-1", "image/jpeg", size=2048),)
    inbound = Inbound(
        id, "telegram", "77", "mi número es 900 000 001", None, now, '{"update_id":1}', "Ana", photo
    )
    async with house.services.units() as unit:
        await unit.conversations.receive(inbound)
        await unit.conversations.mark_answered(id, now + timedelta(minutes=1), "ValueError")


async def test_a_dead_letter_shows_what_is_wrong_and_nobody_who_wrote_it(house: House) -> None:
    await a_letter(house)
    answer = await house.get(AUDITOR, "dead-letters")
    assert answer.json() == {
        "items": [
            {
                "id": ID,
                "channel": "telegram",
                "received_at": "2024-01-08T10:00:00-05:00",
                "waiting_since": "2024-01-08T10:01:00-05:00",
                "problem": "ValueError",
                "size": 15,
                "media": [{"content_type": "image/jpeg", "size": 2048}],
                "text": None,
            }
        ],
        "next": None,
    }
    assert (await house.get(MANAGER, "dead-letters")).json()["items"][0]["text"] is None
    [read] = (await house.get(DESK, "dead-letters")).json()["items"]
    assert read["text"] == "mi número es 900 000 001"


async def test_it_is_processed_again_as_if_it_had_just_come(house: House) -> None:
    await a_letter(house)
    answer = await house.post(DESK, f"dead-letters/{ID}/retry")
    assert (answer.status_code, answer.json()) == (200, {"retried": True})
    assert (await house.get(DESK, "dead-letters")).json()["items"] == []
    async with house.services.units.reading() as unit:
        assert [each.id for each in await unit.conversations.unanswered(5)] == [ID]


async def test_it_is_buried_with_its_reason(house: House) -> None:
    await a_letter(house)
    path = f"dead-letters/{ID}/bury"
    assert (await house.post(DESK, path, why=" ")).status_code == 422
    answer = await house.post(DESK, path, why="Se le llamó por teléfono")
    assert (answer.status_code, answer.json()) == (200, {"buried": True})
    assert (await house.get(DESK, "dead-letters")).json()["items"] == []
    async with house.services.units.reading() as unit:
        assert await unit.conversations.unanswered(5) == []


@pytest.mark.parametrize("what", ["bury", "retry"])
async def test_one_that_is_not_there_is_not_found(house: House, what: str) -> None:
    answer = await house.post(DESK, f"dead-letters/nada/{what}", why="x")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_dead_letter")


async def test_the_oldest_are_reached_page_by_page(house: House) -> None:
    ids = [f"telegram:77/{number:03}" for number in range(2 * PAGE + 1)]
    for each in ids:
        await a_letter(house, each)
    seen: list[str] = []
    cursor: str | None = ""
    for most in (PAGE, PAGE, 1):
        page = (await house.get(DESK, "dead-letters", cursor=cursor)).json()
        assert len(page["items"]) == most
        seen += [each["id"] for each in page["items"]]
        # Whoever tends the last one of a page does not lose the place.
        assert (await house.post(DESK, f"dead-letters/{seen[-1]}/retry")).status_code == 200
        cursor = page["next"]
    assert cursor is None
    assert seen == ids[::-1]


@pytest.mark.parametrize("cursor", ["x", "bm8", "MjAyNC0wMS0wOCAxMDowMA"])
async def test_a_cursor_of_somebody_else_is_refused(house: House, cursor: str) -> None:
    answer = await house.get(DESK, "dead-letters", cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")
