"""`GET /api/v1/work-orders`: the promised shape, filters, and pages that lose and repeat nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from api import work_orders
from receivables.model.authenticity import door_number
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.money import Money
from receivables.model.staff import StaffRole
from receivables.model.workorder import Evidence, OrderKind, OrderState, WorkOrder
from receivables.usecases import staff
from receivables.usecases.unserved import order_deliveries
from tests.api.house import DOOR_KEY, House
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_supply, an_account, lima, monthly_bills

pytestmark = pytest.mark.anyio

SERVED = datetime(2024, 1, 5, 15, 30, tzinfo=UTC)


def an_order(order_id: str = "cut/0000001/1", **changes: Any) -> WorkOrder:
    plain = WorkOrder(
        id=order_id,
        kind=OrderKind.CUT,
        state=OrderState.QUEUED,
        supply_number="0000001",
        debt=Money.of("90.00"),
        reasons=("overdue_bills",),
        evidence=(Evidence("last_chance", "whatsapp", SERVED),),
        ordered_at=lima("2024-01-08 07:00"),
        due_by=None,
    )
    return replace(plain, **changes)


async def keep(house: House, *orders: WorkOrder) -> None:
    await house.keep(an_account())
    async with house.services.units() as unit:
        for order in orders:
            await unit.work_orders.add(order)


async def listed(house: House, *, role: StaffRole = StaffRole.SUPERVISOR, **query: Any) -> dict[str, Any]:
    answer = await house.client.get("/api/v1/work-orders", params=query, headers=await house.key(role))
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def ids(house: House, **query: Any) -> list[str]:
    return [item["id"] for item in (await listed(house, **query))["items"]]


async def test_an_order_has_the_promised_shape(house: House) -> None:
    await keep(house, an_order())
    assert await listed(house, kind="cut", state="queued") == {
        "items": [
            {
                "id": "cut/0000001/1",
                "kind": "cut",
                "state": "queued",
                "supply_number": "0000001",
                "meter_number": "M0000001",
                "locality": "Tumbes",
                "address": "Calle Modelo 1",
                "latitude": -3.5669,
                "longitude": -80.4515,
                "debt": "90.00",
                "currency": "PEN",
                "reasons": ["overdue_bills"],
                "evidence": [
                    {"notice": "last_chance", "channel": "whatsapp", "served_at": "2024-01-05T10:30:00-05:00"}
                ],
                "due_by": None,
            }
        ],
        "next": None,
    }


async def test_a_deadline_is_a_moment_on_the_utilitys_clock(house: House) -> None:
    await keep(house, an_order(kind=OrderKind.REOPENING, due_by=SERVED + timedelta(hours=24)))
    assert (await listed(house))["items"][0]["due_by"] == "2024-01-06T10:30:00-05:00"


async def test_a_supply_that_nobody_measured_has_no_place(house: House) -> None:
    await keep(house, an_order())
    await house.keep(an_account(supply=a_supply(latitude=None, longitude=None)))
    item = (await listed(house))["items"][0]
    assert (item["latitude"], item["longitude"]) == (None, None)


async def test_kind_and_state_choose(house: House) -> None:
    await keep(
        house,
        an_order("cut/1"),
        an_order("cut/2", state=OrderState.WITHDRAWN),
        an_order("reopening/1", kind=OrderKind.REOPENING),
    )
    assert await ids(house) == ["cut/1", "cut/2", "reopening/1"]
    assert await ids(house, kind="cut") == ["cut/1", "cut/2"]
    assert await ids(house, kind="cut", state="queued") == ["cut/1"]
    assert await ids(house, kind="reopening", state="done") == []


async def test_me_is_whoever_asks(house: House) -> None:
    await keep(house, an_order("cut/1", operator="operator"), an_order("cut/2", operator="beto"))
    assert await ids(house, role=StaffRole.OPERATOR, operator="me") == ["cut/1"]
    assert await ids(house, operator="beto") == ["cut/2"]
    assert await ids(house, operator="me") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["cut/1"]),
        ({"operator": "me"}, ["cut/1"]),
        ({"operator": "operator"}, ["cut/1"]),
        ({"operator": "beto"}, []),
        ({"kind": "cut", "state": "queued"}, ["cut/1"]),
    ],
)
async def test_an_operator_sees_his_own_orders_whatever_he_asks_for(
    house: House, query: dict[str, str], expected: list[str]
) -> None:
    await keep(
        house,
        an_order("cut/1", operator="operator"),
        an_order("cut/2", operator="beto"),
        an_order("cut/3"),
    )
    assert await ids(house, role=StaffRole.OPERATOR, **query) == expected


@pytest.mark.parametrize(
    "role", [StaffRole.AUDITOR, StaffRole.DESK, StaffRole.INTEGRATOR, StaffRole.MANAGER, StaffRole.SUPERVISOR]
)
async def test_the_others_see_the_orders_of_all(house: House, role: StaffRole) -> None:
    await keep(house, an_order("cut/1", operator="beto"), an_order("cut/2"))
    assert await ids(house, role=role) == ["cut/1", "cut/2"]


async def assigned(house: House, order_id: str, operator: str) -> httpx.Response:
    return await house.client.post(
        f"/api/v1/work-orders/{order_id}/assign",
        json={"operator": operator},
        headers=await house.key(StaffRole.SUPERVISOR),
    )


async def test_a_supervisor_gives_an_order_to_an_operator(house: House) -> None:
    await keep(house, an_order())
    await house.add_user("beto", StaffRole.OPERATOR)
    for order_id in ("cut/0000001/1", "cut%2F0000001%2F1"):
        answer = await assigned(house, order_id, "beto")
        assert (answer.status_code, answer.json()) == (200, {"id": "cut/0000001/1", "operator": "beto"})
    assert await ids(house, operator="beto") == ["cut/0000001/1"]
    async with house.services.units.reading() as unit:
        entries = await unit.audit.of("0000001")
    assert [(entry.actor, entry.outcome) for entry in entries] == [("staff/supervisor", "assigned")]


async def test_an_order_that_is_closed_or_nobodys_to_take_stays_as_it_is(house: House) -> None:
    await keep(house, an_order("cut/1", state=OrderState.WITHDRAWN), an_order("cut/2"))
    await house.add_user("beto", StaffRole.OPERATOR)
    await house.add_user("ana", StaffRole.DESK)
    for order_id, operator, status, code in (
        ("cut/1", "beto", 409, "order_closed"),
        ("cut/2", "ana", 409, "not_an_operator"),
        ("cut/2", "nadie", 409, "not_an_operator"),
        ("cut/3", "beto", 404, "unknown_order"),
    ):
        answer = await assigned(house, order_id, operator)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    await staff.disable_user(house.services, house.clock, "beto", actor="test")
    assert (await assigned(house, "cut/2", "beto")).json()["code"] == "not_an_operator"
    assert await ids(house, operator="beto") == []


@pytest.mark.parametrize("beyond", [-1, 0, 1])
async def test_following_next_gives_every_order_once(
    house: House, monkeypatch: pytest.MonkeyPatch, beyond: int
) -> None:
    monkeypatch.setattr(work_orders, "PAGE", 3)
    made = [f"cut/{number:03}" for number in range(6 + beyond)]
    await keep(house, *map(an_order, made))
    seen: list[str] = []
    query: dict[str, Any] = {"kind": "cut"}
    while True:
        page = await listed(house, **query)
        assert 0 < len(page["items"]) <= 3
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert seen == made


async def test_without_orders_there_is_an_empty_page(house: House) -> None:
    assert await listed(house) == {"items": [], "next": None}


@pytest.mark.parametrize("cursor", ["cut/1", "====", "ñ", "_w", "AA", "Y3V0LzE=", "x" * 401, "Y3V0LzF"])
async def test_a_cursor_that_was_not_given_out_is_refused(house: House, cursor: str) -> None:
    answer = await house.client.get(
        "/api/v1/work-orders", params={"cursor": cursor}, headers=await house.key(StaffRole.OPERATOR)
    )
    assert answer.status_code == 422
    assert answer.json()["code"] in ("bad_cursor", "malformed")


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ({"kind": "corte"}, "/kind", "field_choice"),
        ({"state": ""}, "/state", "field_choice"),
        ({"operator": "ana maría"}, "/operator", "field_shape"),
    ],
)
async def test_a_filter_that_means_nothing_is_refused(
    house: House, query: dict[str, str], pointer: str, code: str
) -> None:
    key = await house.key(StaffRole.OPERATOR)
    answer = await house.client.get("/api/v1/work-orders", params=query, headers=key)
    assert answer.status_code == 422
    assert [(e["in"], e["pointer"], e["code"]) for e in answer.json()["errors"]] == [("query", pointer, code)]


DIGEST = "a" * 64
LEFT = {"photo_sha256": DIGEST, "left": "holder"}
NOTICE_KEY = "notice/0000001/agreement_offer/1"


async def a_delivery(house: House, operator: str = "operator") -> str:
    """An order to carry the offer that nobody received, as the clock makes it; its id."""
    await house.keep(three_months_behind())
    at = lima("2024-01-03 10:00")
    row = OutboxRow(
        key=NOTICE_KEY,
        kind=Kind.NOTICE,
        message=Message("agreement_offer"),
        created_at=at,
        not_before=at,
        supply_number="0000001",
        notice=Notice.OFFER,
        state=State.FAILED,
    )
    async with house.services.units() as unit:
        await unit.outbox.add([row])
    await order_deliveries(house.services)
    async with house.services.units() as unit:
        [order] = await unit.work_orders.page(kind=OrderKind.NOTICE_DELIVERY)
        await unit.work_orders.save(replace(order, operator=operator))
    return order.id


async def test_an_operator_reports_a_notice_that_he_left(house: House) -> None:
    order_id = await a_delivery(house)
    [shown] = (await listed(house, role=StaffRole.OPERATOR, kind="notice_delivery"))["items"]
    assert (shown["id"], shown["kind"], shown["state"]) == (order_id, "notice_delivery", "queued")
    answer = await house.post(StaffRole.OPERATOR, f"work-orders/{order_id}/delivered", **LEFT)
    assert (answer.status_code, answer.json()) == (200, {"id": order_id, "delivered": True, "reasons": []})
    [done] = (await listed(house, kind="notice_delivery"))["items"]
    assert done["state"] == "done"
    again = await house.post(StaffRole.OPERATOR, f"work-orders/{order_id}/delivered", **LEFT)
    assert again.status_code == 409


async def test_a_notice_that_a_payment_made_idle_does_not_count(house: House) -> None:
    order_id = await a_delivery(house)
    await house.keep(an_account(*monthly_bills(8, unpaid=0)))
    answer = await house.post(StaffRole.OPERATOR, f"work-orders/{order_id}/delivered", **LEFT)
    assert answer.status_code == 200, answer.text
    assert answer.json()["delivered"] is False
    assert "paid" in answer.json()["reasons"]


async def test_an_order_of_somebody_else_is_told_as_none(house: House) -> None:
    order_id = await a_delivery(house, operator="otro")
    for id in (order_id, "notice_delivery-0000009-1"):
        answer = await house.post(StaffRole.OPERATOR, f"work-orders/{id}/delivered", **LEFT)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown_order")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"left": "neighbour"}, "field_choice"),
        ({"photo_sha256": "A" * 64}, "field_digest"),
        ({"photo_sha256": "a" * 63}, "field_digest"),
        ({"signature": "x"}, "field_unknown"),
    ],
)
async def test_a_report_without_its_photo_is_refused(house: House, change: dict[str, str], code: str) -> None:
    order_id = await a_delivery(house)
    answer = await house.post(StaffRole.OPERATOR, f"work-orders/{order_id}/delivered", **{**LEFT, **change})
    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == [code]


async def test_the_number_for_the_door_is_of_the_operator_who_has_the_order(house: House) -> None:
    await keep(house, an_order("cut/1", operator="operator"), an_order("cut/2"))
    items = (await house.get(StaffRole.MANAGER, "work-orders")).json()["items"]
    assert [each.get("number") for each in items] == [door_number(DOOR_KEY, "cut/1", "operator"), None]
