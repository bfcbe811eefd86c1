"""The requests of people: seen by those who answer them, of their places, and closed with an answer."""

from dataclasses import replace

import pytest

from receivables.model.request import Request, RequestKind, RequestState
from receivables.model.staff import StaffRole
from receivables.usecases import staff
from tests.api.house import House
from tests.api.test_matrix import a_guest
from tests.contracts.test_requests import a_request
from tests.support.build import PHONE, a_supply, an_account

pytestmark = pytest.mark.anyio

DESK, AGENT, AUDITOR = StaffRole.DESK, StaffRole.AGENT, StaffRole.AUDITOR
NUMBER = "S-2024-000001"


async def kept(house: House, *requests: Request) -> None:
    """These requests, of two supplies in two places."""
    there = replace(an_account(), supply=a_supply("0000002", locality="Zorritos"))
    await house.keep(an_account(), there)
    async with house.services.units() as unit:
        for each in requests:
            await unit.requests.add(each)


async def test_those_that_wait_are_listed_without_anybodys_telephone(house: House) -> None:
    await kept(house, a_request(address=PHONE), a_request("S-2024-000002", kind=RequestKind.LEAK))
    answer = await house.get(DESK, "requests")
    assert [each["number"] for each in answer.json()["items"]] == [NUMBER, "S-2024-000002"]
    assert PHONE not in answer.text
    assert [e["kind"] for e in (await house.get(DESK, "requests", kind="leak")).json()["items"]] == ["leak"]
    assert (await house.get(DESK, "requests", state="done")).json()["items"] == []
    assert (await house.get(DESK, "requests", state="lost")).status_code == 422


async def test_an_agent_sees_those_of_his_places_and_those_of_no_supply(house: House) -> None:
    elsewhere = a_request("S-2024-000002", supply_number="0000002")
    nowhere = a_request("S-2024-000003", supply_number=None)
    await kept(house, a_request(), elsewhere, nowhere)
    found = (await house.get(AGENT, "requests")).json()["items"]
    assert [each["number"] for each in found] == ["S-2024-000003"]
    assert (await house.post(AGENT, f"requests/{NUMBER}/take")).status_code == 404


async def test_one_is_taken_given_back_and_answered(house: House) -> None:
    await kept(house, a_request())
    assert (await house.post(DESK, f"requests/{NUMBER}/take")).json()["taken_by"] == "staff/desk"
    assert (await house.post(DESK, f"requests/{NUMBER}/take")).status_code == 409
    assert (await house.post(DESK, f"requests/{NUMBER}/leave")).json()["state"] == "open"
    done = await house.post(DESK, f"requests/{NUMBER}/close", answer="Su pago ya figura.")
    assert (done.json()["state"], done.json()["answer"]) == ("done", "Su pago ya figura.")
    assert (await house.post(DESK, f"requests/{NUMBER}/close", answer="Otra vez.")).status_code == 409
    assert (await house.post(DESK, "requests/S-2024-999999/take")).status_code == 404


async def test_an_answer_threatens_nobody(house: House) -> None:
    await kept(house, a_request())
    answer = await house.post(DESK, f"requests/{NUMBER}/close", answer="Si no paga lo vamos a embargar.")
    assert answer.status_code == 409
    async with house.services.units.reading() as unit:
        found = await unit.requests.get(NUMBER)
        assert found is not None
        assert found.state is RequestState.OPEN


async def test_the_page_lists_them_and_takes_an_answer(house: House) -> None:
    await kept(house, a_request(address=PHONE))
    guest = await a_guest(house, DESK)
    shown = await house.client.get("/console/requests", headers=guest.cookie)
    assert shown.status_code == 200
    assert all(word in shown.text for word in (NUMBER, "Revisar un pago", "123456", "Responder y cerrar"))
    assert PHONE not in shown.text
    form = {"csrf": guest.csrf, "number": NUMBER}
    refused = await house.client.post(
        "/console/requests/close", headers=guest.cookie, data={**form, "answer": "lo vamos a embargar"}
    )
    assert refused.status_code == 409
    assert "lo vamos a embargar</textarea>" in refused.text
    for name, more in (("take", {}), ("leave", {}), ("close", {"answer": "Ya figura."})):
        done = await house.client.post(
            f"/console/requests/{name}", headers=guest.cookie, data={**form, **more}
        )
        assert done.status_code == 303, name
    closed = await house.client.get("/console/requests?state=done", headers=guest.cookie)
    assert "Ya figura." in closed.text


async def test_who_controls_reads_and_answers_nothing(house: House) -> None:
    await kept(house, a_request())
    guest = await a_guest(house, AUDITOR)
    shown = await house.client.get("/console/requests", headers=guest.cookie)
    assert NUMBER in shown.text
    assert "Responder y cerrar" not in shown.text
    assert await staff.user_named(house.services, "auditor") is not None
