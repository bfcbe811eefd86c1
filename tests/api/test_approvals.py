"""`/api/v1/approvals`: what waits, for whom, and how named people answer."""

from datetime import timedelta

import pytest

from receivables.model.approval import Approval, Matter
from receivables.model.staff import StaffRole
from tests.api.house import House

pytestmark = pytest.mark.anyio

CUT = "drastic_cut/0000001/0"
WRITE_OFF = "write_off/0000001/0"


async def asked(house: House, matter: Matter, needed: int = 1) -> None:
    question = Approval(
        id=f"{matter}/0000001/0",
        matter=matter,
        subject="0000001",
        round=0,
        needed=needed,
        asked_at=house.clock.now() - timedelta(hours=1),
        asked_by="clock",
        why="protecting_score",
    )
    async with house.services.units() as unit:
        await unit.approvals.ask(question)


async def waiting(house: House, role: StaffRole) -> list[str]:
    return [item["id"] for item in (await house.get(role, "approvals")).json()["items"]]


async def test_a_question_is_shown_with_what_it_is_about(house: House) -> None:
    await asked(house, Matter.DRASTIC_CUT, needed=2)
    assert (await house.get(StaffRole.AUDITOR, "approvals")).json() == {
        "items": [
            {
                "id": CUT,
                "matter": "drastic_cut",
                "subject": "0000001",
                "state": "open",
                "needed": 2,
                "asked_at": "2024-01-08T09:00:00-05:00",
                "asked_by": "clock",
                "why": "protecting_score",
                "votes": [],
            }
        ]
    }


async def test_two_named_people_grant_it_and_neither_votes_twice(house: House) -> None:
    await asked(house, Matter.DRASTIC_CUT, needed=2)
    first = await house.post(StaffRole.SUPERVISOR, f"approvals/{CUT}", decision="approve", why="Reincide")
    assert (first.status_code, first.json()["state"]) == (200, "open")
    again = await house.post(StaffRole.SUPERVISOR, f"approvals/{CUT}", decision="approve", why="Reincide")
    assert (again.status_code, again.json()["code"]) == (409, "voted_already")
    second = await house.post(StaffRole.MANAGER, f"approvals/{CUT}", decision="approve", why="De acuerdo")
    assert second.json()["state"] == "granted"
    assert [vote["name"] for vote in second.json()["votes"]] == ["supervisor", "manager"]
    assert await waiting(house, StaffRole.MANAGER) == []


async def test_one_no_refuses_it(house: House) -> None:
    await asked(house, Matter.DRASTIC_CUT, needed=2)
    answer = await house.post(StaffRole.MANAGER, f"approvals/{CUT}", decision="refuse", why="Falta un aviso")
    assert answer.json()["state"] == "refused"
    assert answer.json()["votes"][0]["decision"] == "refuse"
    late = await house.post(StaffRole.SUPERVISOR, f"approvals/{CUT}", decision="approve", why="Reincide")
    assert (late.status_code, late.json()["code"]) == (409, "approval_closed")


async def test_each_role_answers_its_own_matters_and_the_committee_sees_no_other(house: House) -> None:
    await asked(house, Matter.DRASTIC_CUT)
    await asked(house, Matter.WRITE_OFF)
    assert await waiting(house, StaffRole.COMMITTEE) == [WRITE_OFF]
    assert sorted(await waiting(house, StaffRole.SUPERVISOR)) == [CUT, WRITE_OFF]
    for role, question in ((StaffRole.COMMITTEE, CUT), (StaffRole.MANAGER, WRITE_OFF)):
        answer = await house.post(role, f"approvals/{question}", decision="approve", why="De acuerdo")
        assert (answer.status_code, answer.json()["code"]) == (403, "matter_not_yours")
    assert sorted(await waiting(house, StaffRole.MANAGER)) == [CUT, WRITE_OFF]


async def test_a_question_that_nobody_asked_and_an_answer_without_a_reason_are_refused(house: House) -> None:
    await asked(house, Matter.DRASTIC_CUT)
    unknown = await house.post(StaffRole.MANAGER, "approvals/nada", decision="approve", why="De acuerdo")
    assert unknown.status_code == 404
    for body in (
        {"decision": "approve", "why": " "},
        {"decision": "yes", "why": "Sí"},
        {"decision": "approve"},
    ):
        answer = await house.post(StaffRole.MANAGER, f"approvals/{CUT}", **body)
        assert answer.status_code == 422
    assert await waiting(house, StaffRole.MANAGER) == [CUT]
