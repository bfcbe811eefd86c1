"""`POST /api/v1/payments` and its reversal: settled once, whatever comes twice; refused when it cannot be true."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receivables.model.audit import Act
from receivables.model.staff import StaffRole
from receivables.ports import UnitOfWork
from tests.api.house import House
from tests.support.build import an_account, monthly_bills

pytestmark = pytest.mark.anyio

JSON = {"Content-Type": "application/json"}
PAYMENT: dict[str, Any] = {
    "operation": "CAR3-000123",
    "supply_number": "0000001",
    "amount": "45.60",
    "currency": "PEN",
    "paid_at": "2024-01-08T09:15:00-05:00",
    "centre": "CAR3",
    "bill": None,
}
ANSWER = {
    **PAYMENT,
    "settled": [
        {"kind": "bill", "number": "R-2023-11", "amount": "30.00"},
        {"kind": "bill", "number": "R-2023-12", "amount": "15.60"},
    ],
    "credit": "0.00",
    "outstanding": "14.40",
    "overdue": "14.40",
    "promise_kept": False,
    "cut_withdrawn": False,
    "reopening": None,
    "state": "posted",
}


async def owing(house: House) -> None:
    """A supply that owes two bills of 30.00, of November and December."""
    await house.keep(an_account(*monthly_bills(6, unpaid=2)))
    house.client.headers.update(await house.key(StaffRole.INTEGRATOR))


async def post(house: House, **changes: Any) -> httpx.Response:
    return await house.client.post("/api/v1/payments", json={**PAYMENT, **changes})


async def reverse(house: House, operation: str = "CAR3-000123") -> httpx.Response:
    return await house.client.post(f"/api/v1/payments/{operation}/reversal")


async def posted(unit: UnitOfWork) -> list[tuple[str, str]]:
    """What the record says of payments: act and outcome."""
    entries = await unit.audit.of("0000001")
    return [(entry.act, entry.outcome) for entry in entries if entry.act in (Act.PAYMENT, Act.REVERSAL)]


async def test_a_payment_is_answered_with_what_it_settled(house: House) -> None:
    await owing(house)
    answer = await post(house)
    assert (answer.status_code, answer.json()) == (201, ANSWER)


async def test_the_same_operation_again_gets_the_same_body(house: House) -> None:
    await owing(house)
    first, again = await post(house), await post(house)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.content == first.content
    async with house.services.units.reading() as unit:
        assert await posted(unit) == [("payment", "posted")]


async def test_the_same_moment_written_in_another_zone_is_the_same_payment(house: House) -> None:
    await owing(house)
    first = await post(house)
    again = await post(house, paid_at="2024-01-08T14:15:00Z")
    assert (again.status_code, again.content) == (200, first.content)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": "45.61"},
        {"supply_number": "0000002"},
        {"paid_at": "2024-01-08T09:15:01-05:00"},
        {"centre": "CAR4"},
        {"bill": "R-2023-11"},
    ],
)
async def test_the_same_operation_with_other_content_is_a_conflict_and_changes_nothing(
    house: House, change: dict[str, str]
) -> None:
    await owing(house)
    first = await post(house)
    conflict = await post(house, **change)
    assert conflict.status_code == 409
    assert conflict.headers["content-type"] == "application/problem+json"
    assert conflict.json()["code"] == "operation_conflict"
    assert (await post(house)).content == first.content


async def test_the_bill_may_be_left_out(house: House) -> None:
    await owing(house)
    without = {name: value for name, value in PAYMENT.items() if name != "bill"}
    answer = await house.client.post("/api/v1/payments", json=without)
    assert (answer.status_code, answer.json()) == (201, ANSWER)


async def test_the_named_bill_is_paid_first_and_the_rest_is_not_lost(house: House) -> None:
    await owing(house)
    answer = (await post(house, bill="R-2023-12", amount="70.00")).json()
    assert answer["settled"] == [
        {"kind": "bill", "number": "R-2023-12", "amount": "30.00"},
        {"kind": "bill", "number": "R-2023-11", "amount": "30.00"},
        {"kind": "credit", "number": None, "amount": "10.00"},
    ]
    assert (answer["outstanding"], answer["credit"]) == ("0.00", "10.00")


@pytest.mark.parametrize(("change", "code"), [({"supply_number": "9999999"}, "unknown_supply")])
async def test_a_supply_that_is_not_there_is_404(house: House, change: dict[str, str], code: str) -> None:
    await owing(house)
    answer = await post(house, **change)
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("amount", 45.60, "field_amount"),
        ("amount", "45.6", "field_amount"),
        ("amount", "45.605", "field_amount"),
        ("amount", "-45.60", "field_amount"),
        ("amount", "0.00", "field_amount"),
        ("amount", "1e2", "field_amount"),
        ("amount", None, "field_amount"),
        ("currency", "pen", "field_currency"),
        ("paid_at", "08/01/2024", "field_moment"),
        ("paid_at", "2024-01-08T09:15:00", "field_moment"),
        ("paid_at", "2024-02-30T09:15:00-05:00", "field_moment"),
        ("operation", "CAR3 000123", "field_code"),
        ("operation", "", "field_code"),
        ("supply_number", 1, "field_code"),
        ("supply_number", "0000001\x00", "field_code"),
        ("paid_at", "2024-01-08T09:15:00+30:00", "field_moment"),
        ("centre", "\ud800", "field_code"),
    ],
)
async def test_a_field_that_will_not_do_is_named_and_not_repeated(
    house: House, field: str, value: object, code: str
) -> None:
    await owing(house)
    escaped = json.dumps(PAYMENT | {field: value}).encode(
        "ascii"
    )  # as no client of good manners would send it
    answer = await house.client.post("/api/v1/payments", content=escaped, headers=JSON)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(e["in"], e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
        ("body", f"/{field}", code)
    ]
    async with house.services.units.reading() as unit:
        assert await posted(unit) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"currency": "COP"}, "wrong_currency"),
        ({"paid_at": "2024-01-09T10:00:00-05:00"}, "payment_in_the_future"),
    ],
)
async def test_a_payment_that_cannot_be_true_is_refused(
    house: House, change: dict[str, str], code: str
) -> None:
    await owing(house)
    answer = await post(house, **change)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_a_person_sent_is_not_told_back(house: House) -> None:
    await owing(house)
    answer = await post(house, centre="Rosa Ejemplo, DNI 00000001", operation={"titular": "Rosa Ejemplo"})
    assert answer.status_code == 422
    assert "Rosa" not in answer.text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
almost_payments = st.dictionaries(st.sampled_from([*PAYMENT, "titular"]), json_values, max_size=3).map(
    lambda changes: PAYMENT | changes
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=json_values | almost_payments)
async def test_no_body_whatever_makes_it_stumble(house: House, body: Any) -> None:
    await owing(house)
    sent = json.dumps(body).encode("ascii")
    answer = await house.client.post("/api/v1/payments", content=sent, headers=JSON)
    assert answer.status_code in (200, 201, 404, 409, 422)


async def test_a_reversal_makes_the_debt_what_it_was(house: House) -> None:
    await owing(house)
    await post(house)
    answer = await reverse(house)
    assert answer.status_code == 200
    told = answer.json()
    assert set(told) == set(ANSWER)
    assert (told["state"], told["settled"], told["outstanding"]) == ("reversed", [], "60.00")
    async with house.services.units.reading() as unit:
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert [payment.reversed for payment in account.payments] == [True]


async def test_reversing_twice_is_reversing_once(house: House) -> None:
    await owing(house)
    await post(house)
    first, again = await reverse(house), await reverse(house)
    assert (again.status_code, again.content) == (200, first.content)
    async with house.services.units.reading() as unit:
        assert await posted(unit) == [("payment", "posted"), ("reversal", "reversed")]


async def test_an_operation_that_nobody_posted_is_not_reversed(house: House) -> None:
    await owing(house)
    answer = await reverse(house, "CAR3-000999")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_operation")


async def test_an_operation_that_cannot_be_one_is_named_by_its_place(house: House) -> None:
    await owing(house)
    answer = await reverse(house, "CAR3%20000123")
    assert answer.status_code == 422
    assert [(e["in"], e["pointer"]) for e in answer.json()["errors"]] == [("path", "/operation")]


async def test_the_record_names_whoever_posted_it(house: House) -> None:
    await owing(house)
    await post(house)
    async with house.services.units.reading() as unit:
        entries = [entry for entry in await unit.audit.of("0000001") if entry.act is Act.PAYMENT]
    assert [entry.actor for entry in entries] == ["staff/integrator"]


async def test_a_payment_is_settled_in_a_database_too(house_on_sqlite: House) -> None:
    house = house_on_sqlite
    await owing(house)
    first, again = await post(house), await post(house)
    assert (first.status_code, first.json()) == (201, ANSWER)
    assert (again.status_code, again.content) == (200, first.content)
    assert (await reverse(house)).json()["outstanding"] == "60.00"


async def test_one_operation_that_comes_five_times_at_once_settles_once(house_on_sqlite: House) -> None:
    house = house_on_sqlite
    await owing(house)
    answers = await asyncio.gather(*(post(house) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 201]
    assert {answer.content for answer in answers} == {answers[0].content}
    async with house.services.units.reading() as unit:
        assert await posted(unit) == [("payment", "posted")]
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert [str(payment.amount) for payment in account.payments] == ["45.60"]


async def test_five_contents_of_one_operation_at_once_leave_one(house_on_sqlite: House) -> None:
    house = house_on_sqlite
    await owing(house)
    amounts = ["10.00", "11.00", "12.00", "13.00", "14.00"]
    answers = await asyncio.gather(*(post(house, amount=amount) for amount in amounts))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    winner = next(answer.json()["amount"] for answer in answers if answer.status_code == 201)
    async with house.services.units.reading() as unit:
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert [str(payment.amount) for payment in account.payments] == [winner]
    assert account.payments[0].paid_on == datetime(2024, 1, 8, tzinfo=UTC).date()
