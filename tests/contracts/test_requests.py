"""What desks are asked to do, over every store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from receivables.errors import MoveRefused
from receivables.model.pseudonym import pseudonym
from receivables.model.request import Desk, Request, RequestKind, RequestState, closed, taken
from receivables.model.suppression import of_address
from receivables.ports import Units
from tests.contracts.load import load
from tests.support.build import a_supply, an_account

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, 30, 12, 345678, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_request(number: str = "S-2024-000001", **changes: Any) -> Request:
    plain = Request(
        number,
        RequestKind.PAYMENT_CHECK,
        Desk.DESK,
        "telegram",
        "777",
        NOW,
        "0000001",
        "doc:1",
        NOW + HOUR,
        text="ya pagué con la operación 123456",
        values={"operation": "123456", "held": True},
        bills=("R-1", "CV-1/2"),
    )
    return replace(plain, **changes)


async def test_numbers_are_counted_by_the_year_and_by_the_utility(units: Units) -> None:
    async with units() as unit:
        assert [await unit.requests.next_number(2024) for _ in range(3)] == [
            "S-2024-000001",
            "S-2024-000002",
            "S-2024-000003",
        ]
    async with units() as unit:
        assert await unit.requests.next_number(2025) == "S-2025-000001"
        assert await unit.requests.next_number(2024) == "S-2024-000004"


async def test_what_was_asked_comes_back_as_it_was_and_as_it_became(units: Units) -> None:
    asked = a_request()
    async with units() as unit:
        await unit.requests.add(asked)
    async with units() as unit:
        assert await unit.requests.get(asked.number) == asked
        assert await unit.requests.get("S-2024-999999") is None
        done = closed(taken(asked, "ana", NOW + HOUR), "ana", NOW + 2 * HOUR, "Ya figura.")
        await unit.requests.save(done)
    async with units.reading() as unit:
        assert await unit.requests.get(asked.number) == done
        with pytest.raises(MoveRefused):
            taken(done, "luis", NOW)


async def test_they_are_found_by_supply_by_chat_by_person_and_by_what_they_are(units: Units) -> None:
    of_supply = a_request()
    of_chat = a_request(
        "S-2024-000002",
        kind=RequestKind.LEAK,
        supply_number=None,
        person="chat:telegram:777",
        opened_at=NOW - HOUR,
    )
    elsewhere = a_request("S-2024-000003", supply_number="0000002", address="888", person="doc:2")
    async with units() as unit:
        await load(unit, replace(an_account(), supply=a_supply(locality="Zorritos")))
        for each in (of_supply, of_chat, elsewhere):
            await unit.requests.add(each)
    async with units.reading() as unit:
        requests = unit.requests
        assert await requests.of([], "telegram", "777") == [of_chat, of_supply]
        assert await requests.of(["0000002"], "telegram", "999") == [elsewhere]
        assert await requests.of_supplies(["0000001", "0000002"]) == [of_supply, elsewhere]
        assert await requests.of_persons(["chat:telegram:777"], ["888"]) == [of_chat, elsewhere]
        assert await requests.page() == [of_chat, of_supply, elsewhere]
        assert await requests.page(limit=1) == [of_chat]
        assert await requests.page(kind=RequestKind.LEAK) == [of_chat]
        assert await requests.page(states=[RequestState.DONE]) == []
        assert await requests.page(states=[RequestState.OPEN], localities=["Zorritos"]) == [
            of_chat,
            of_supply,
        ]


async def test_the_nearest_end_comes_first_and_what_never_ends_last(units: Units) -> None:
    never = a_request("S-2024-000001", due_by=None, opened_at=NOW - HOUR)
    late, later = (a_request(f"S-2024-00000{n}", due_by=NOW + n * HOUR) for n in (2, 3))
    async with units() as unit:
        for each in (never, later, late):
            await unit.requests.add(each)
    async with units.reading() as unit:
        assert await unit.requests.page() == [late, later, never]
        assert await unit.requests.page(due_by=NOW + 2 * HOUR) == [late]
        assert await unit.requests.page(due_by=NOW + HOUR, limit=None) == []


async def test_erasing_a_person_leaves_that_something_was_asked(units: Units) -> None:
    other = a_request("S-2024-000002", person="doc:2", address="888")
    async with units() as unit:
        await unit.requests.add(a_request())
        await unit.requests.add(other)
    async with units() as unit:
        assert (await unit.persons.erase(["doc:1"], NOW))["requests"] == 1
    async with units.reading() as unit:
        gone = await unit.requests.get("S-2024-000001")
        assert gone is not None
        assert (gone.text, gone.values, gone.person) == ("", {}, pseudonym("doc:1"))
        assert (gone.address, gone.bills) == (pseudonym(of_address("777")), ("R-1", "CV-1/2"))
        assert await unit.requests.get(other.number) == other


async def test_the_words_of_what_is_answered_go_with_the_chats_and_the_person_with_the_evidence(
    units: Units,
) -> None:
    waits, done = a_request(), closed(a_request("S-2024-000002"), "ana", NOW, "Listo.")
    async with units() as unit:
        await unit.requests.add(waits)
        await unit.requests.add(done)
        await unit.persons.expire_chats(NOW + HOUR)
    async with units() as unit:
        assert await unit.requests.get(waits.number) == waits
        assert await unit.requests.get(done.number) == replace(done, text="", values={}, answer="")
        await unit.persons.expire_evidence(NOW + HOUR)
    async with units.reading() as unit:
        found = await unit.requests.get(done.number)
        assert found is not None
        assert (found.person, found.address) == (None, "")
