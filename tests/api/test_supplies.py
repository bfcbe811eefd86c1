"""One supply: why it was written to or not, told to whom it concerns, and the commitment after a founded claim."""

from datetime import date
from typing import Any

import pytest

from receivables.model.account import ClaimOutcome
from receivables.model.audit import Act, AuditEntry
from receivables.model.staff import StaffRole
from receivables.usecases import staff
from tests.api.house import House
from tests.support.build import a_claim, a_supply, an_account, lima, monthly_bills

pytestmark = pytest.mark.anyio


async def withheld(house: House, supply_number: str, at: str) -> None:
    entry = AuditEntry(lima(at), "clock", Act.SEND, supply_number, "withheld", ("opted_out",))
    async with house.services.units() as unit:
        await unit.audit.append([entry])


async def test_the_record_of_a_supply_is_told_newest_first_with_rules_and_words(house: House) -> None:
    await house.keep(an_account())
    await withheld(house, "0000001", "2024-01-05 10:00")
    answer = await house.get(StaffRole.SUPERVISOR, "supplies/0000001/why")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["supply_number"], told["more"], told["consents"]) == ("0000001", False, [])
    [line] = told["lines"]
    assert (line["what"], line["who"], line["at"]) == ("not_written", "clock", "2024-01-05T10:00:00-05:00")
    assert [because["reason"] for because in line["reasons"]] == ["opted_out"]
    assert line["reasons"][0]["rules"][0]["id"]
    assert line["text"].startswith("El ")


async def test_limit_and_before_page_through_it(house: House) -> None:
    await house.keep(an_account())
    for day in ("02", "03", "04"):
        await withheld(house, "0000001", f"2024-01-{day} 10:00")
        entry = AuditEntry(lima(f"2024-01-{day} 11:00"), "clock", Act.PAYMENT, "0000001", "posted")
        async with house.services.units() as unit:
            await unit.audit.append([entry])
    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    for _ in range(9):
        told = (await house.get(StaffRole.AUDITOR, "supplies/0000001/why", **query)).json()
        seen += [line["at"] for line in told["lines"]]
        if not told["more"]:
            break
        query["before"] = told["lines"][-1]["at"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 6


async def test_an_agent_sees_the_supplies_of_his_localities_and_no_other(house: House) -> None:
    await house.keep(an_account(), an_account(supply=a_supply("0000002", locality="La Cruz"), bills=()))
    agent = StaffRole.AGENT
    await house.key(agent)
    none = await house.get(agent, "supplies/0000001/why")
    assert none.status_code == 404
    await staff.set_localities(house.services, "agent", ["Tumbes"], actor="test")
    assert (await house.get(agent, "supplies/0000001/why")).status_code == 200
    other = await house.get(agent, "supplies/0000002/why")
    unknown = await house.get(agent, "supplies/0000003/why")
    assert (other.status_code, unknown.status_code) == (404, 404)
    assert other.text.replace("0000002", "") == unknown.text.replace("0000003", "")
    assert (await house.get(StaffRole.INTEGRATOR, "supplies/0000002/why")).status_code == 200


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"before": "ayer"}, {"before": "2024-01-01T10:00:00"}]
)
async def test_a_question_that_means_nothing_is_refused(house: House, query: dict[str, Any]) -> None:
    answer = await house.get(StaffRole.AUDITOR, "supplies/0000001/why", **query)
    assert answer.status_code == 422


def a_commitment(**changes: Any) -> dict[str, Any]:
    plain = {"supply_number": "0000001", "claim": "C-1", "due_on": "2024-01-20"}
    return {**plain, "amount": "90.00", "currency": "PEN", **changes}


async def with_claim(house: House, outcome: ClaimOutcome) -> None:
    bills = monthly_bills(3, unpaid=3)
    claim = a_claim(bills[0].number, number="C-1", resolved_on=date(2024, 1, 3), outcome=outcome)
    await house.keep(an_account(bills=bills, claims=(claim,)))


async def test_a_founded_claim_ends_in_a_commitment_with_a_date(house: House) -> None:
    await with_claim(house, ClaimOutcome.FOUNDED)
    answer = await house.post(StaffRole.DESK, "commitments", **a_commitment())
    assert answer.status_code == 201, answer.text
    assert answer.json() == {**a_commitment(), "step": "promised"}
    async with house.services.units.reading() as unit:
        case = (await unit.cases.get(["0000001"]))["0000001"]
    assert case.promise is not None
    assert (case.promise.claim, str(case.promise.amount)) == ("C-1", "90.00")


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"due_on": "2024-01-08"}, 422),
        ({"due_on": "2024-13-01"}, 422),
        ({"amount": "0.00"}, 422),
        ({"currency": "COP"}, 422),
        ({"claim": "C-2"}, 404),
        ({"supply_number": "9999999"}, 404),
    ],
)
async def test_a_commitment_that_cannot_be_is_refused(
    house: House, changes: dict[str, Any], status: int
) -> None:
    await with_claim(house, ClaimOutcome.FOUNDED)
    answer = await house.post(StaffRole.DESK, "commitments", **a_commitment(**changes))
    assert answer.status_code == status, answer.text


async def test_a_claim_that_was_not_founded_gives_none(house: House) -> None:
    await with_claim(house, ClaimOutcome.UNFOUNDED)
    answer = await house.post(StaffRole.DESK, "commitments", **a_commitment())
    assert answer.status_code == 409
