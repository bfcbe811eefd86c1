"""Cases, the moves that made them, work orders, and the record of all of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from receivables.model.audit import Act, AuditEntry
from receivables.model.ladder import Case, Event, Move, Notice, Promise, ServedNotice, Step
from receivables.model.money import Money
from receivables.model.workorder import Evidence, OrderKind, OrderState, WorkOrder
from receivables.ports import Units

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_notice(key: str, **changes: Any) -> ServedNotice:
    return replace(ServedNotice(Notice.OFFER, key, "whatsapp", NOW, NOW + HOUR), **changes)


def a_case(supply_number: str = "0000001", **changes: Any) -> Case:
    return replace(Case(supply_number, Step.PROMISED, NOW), **changes)


def an_order(order_id: str = "W-1", **changes: Any) -> WorkOrder:
    plain = WorkOrder(
        id=order_id,
        kind=OrderKind.CUT,
        state=OrderState.QUEUED,
        supply_number="0000001",
        debt=Money(9000),
        reasons=("3 recibos vencidos, sin pago",),
        evidence=(Evidence("last_chance", "whatsapp", NOW),),
        ordered_at=NOW,
        due_by=None,
    )
    return replace(plain, **changes)


def an_entry(**changes: Any) -> AuditEntry:
    return replace(AuditEntry(NOW, "caudal", Act.SEND, "0000001", "sent"), **changes)


async def test_a_case_comes_back_as_it_was_saved(units: Units) -> None:
    case = a_case(
        round=3,
        notices=(a_notice("notice/2"), a_notice("notice/1", notice=Notice.LAST_CHANCE, served_at=None)),
        promise=Promise(date(2024, 1, 12), Money(4560), NOW, "telegram"),
        holds={"paid": NOW + HOUR},
        approved_by="ana",
    )
    async with units() as unit:
        await unit.cases.save(case)
    async with units() as unit:
        assert await unit.cases.get(["0000001", "0000002"]) == {"0000001": case, "0000002": Case("0000002")}
        assert await unit.cases.get([]) == {}


async def test_cases_at_a_step_are_paged_by_supply_number(units: Units) -> None:
    async with units() as unit:
        for number in ("0000003", "0000001", "0000002"):
            await unit.cases.save(a_case(number))
        await unit.cases.save(a_case("0000004", step=Step.OFFERED))
        first = await unit.cases.at_step(Step.PROMISED, "", 2)
        rest = await unit.cases.at_step(Step.PROMISED, first[-1].supply_number, 2)
    assert [case.supply_number for case in [*first, *rest]] == ["0000001", "0000002", "0000003"]


async def test_a_case_is_found_by_the_notices_that_it_holds_now(units: Units) -> None:
    async with units() as unit:
        await unit.cases.save(a_case("0000001", notices=(a_notice("notice/1"), a_notice("notice/2"))))
        await unit.cases.save(a_case("0000002", notices=(a_notice("notice/3"),)))
        found = await unit.cases.with_notice(["notice/3", "notice/2", "notice/1", "none"])
        assert [case.supply_number for case in found] == ["0000001", "0000002"]
        await unit.cases.save(Case("0000001", round=2))
    async with units() as unit:
        assert await unit.cases.with_notice(["notice/1"]) == []
        assert await unit.cases.with_notice([]) == []


async def test_moves_are_kept_in_the_order_in_which_they_were_made(units: Units) -> None:
    offered = Move("0000001", Event.OFFER_SENT, Step.CLEAR, Step.OFFERED, NOW, "caudal", "vencido", "1")
    promised = Move("0000001", Event.PROMISE_MADE, Step.OFFERED, Step.PROMISED, NOW, "chat", "prometió", "1")
    async with units() as unit:
        await unit.cases.save(a_case(), offered, promised)
        await unit.cases.save(a_case("0000002"), replace(offered, supply_number="0000002"))
    async with units() as unit:
        await unit.cases.save(Case("0000001"), replace(promised, event=Event.SETTLED, after=Step.CLEAR))
        assert [move.event for move in await unit.cases.moves("0000001")] == [
            Event.OFFER_SENT,
            Event.PROMISE_MADE,
            Event.SETTLED,
        ]
        assert (await unit.cases.moves("0000001"))[:2] == [offered, promised]


async def test_an_order_is_added_once_and_comes_back_whole(units: Units) -> None:
    order = an_order(due_by=NOW + HOUR, operator="luis", closed_at=NOW, closed_why="pagó")
    async with units() as unit:
        assert await unit.work_orders.add(order)
        assert not await unit.work_orders.add(an_order(debt=Money(1)))
    async with units() as unit:
        assert await unit.work_orders.get("W-1") == order
        assert await unit.work_orders.get("W-2") is None


async def test_an_order_can_be_written_back_but_not_slipped_in(units: Units) -> None:
    withdrawn = an_order(state=OrderState.WITHDRAWN, closed_at=NOW, closed_why="pagó")
    async with units() as unit:
        await unit.work_orders.add(an_order())
        await unit.work_orders.save(withdrawn)
        await unit.work_orders.save(an_order("W-9"))
        assert await unit.work_orders.get("W-1") == withdrawn
        assert await unit.work_orders.get("W-9") is None


async def test_orders_of_a_supply_oldest_first(units: Units) -> None:
    async with units() as unit:
        await unit.work_orders.add(an_order("W-1", ordered_at=NOW + HOUR))
        await unit.work_orders.add(an_order("W-2", state=OrderState.DONE))
        await unit.work_orders.add(an_order("W-3", supply_number="0000002"))
        assert [o.id for o in await unit.work_orders.of_supply("0000001")] == ["W-2", "W-1"]
        assert [o.id for o in await unit.work_orders.of_supply("0000001", OrderState.QUEUED)] == ["W-1"]


async def test_orders_are_paged_by_id_and_by_what_is_asked(units: Units) -> None:
    async with units() as unit:
        for n in range(5):
            await unit.work_orders.add(an_order(f"W-{n}", operator="luis" if n % 2 else None))
        await unit.work_orders.add(an_order("W-5", kind=OrderKind.REOPENING))
        await unit.work_orders.add(an_order("W-6", state=OrderState.DONE))

        async def page(**asked: Any) -> list[str]:
            return [order.id for order in await unit.work_orders.page(**asked)]

        assert await page(limit=2) == ["W-0", "W-1"]
        assert await page(after="W-1", limit=2) == ["W-2", "W-3"]
        assert await page(operator="luis") == ["W-1", "W-3"]
        assert await page(kind=OrderKind.REOPENING) == ["W-5"]
        assert await page(kind=OrderKind.CUT, state=OrderState.DONE) == ["W-6"]
        assert await page(operator="nobody") == []


async def test_the_record_of_a_subject_is_told_in_order(units: Units) -> None:
    first = an_entry(
        outcome="withheld",
        reasons=("claim", "cap"),
        facts={"debt": "90.00", "bills": 3},
        policy_version="tumbes-2023.1",
    )
    second = an_entry(at=NOW - HOUR)
    async with units() as unit:
        await unit.audit.append([first, an_entry(subject="0000002")])
        await unit.audit.append(iter([second]))
        assert await unit.audit.of("0000001") == [first, second]
    async with units() as unit:
        assert await unit.audit.of("0000001") == [first, second]
        assert await unit.audit.of("none") == []


async def test_the_record_of_a_subject_can_be_asked_from_a_moment_on(units: Units) -> None:
    before, then = an_entry(at=NOW - HOUR), an_entry(at=NOW)
    async with units() as unit:
        await unit.audit.append([before, then])
    async with units() as unit:
        assert await unit.audit.of("0000001", since=NOW) == [then]
        assert await unit.audit.of("0000001", since=NOW - HOUR) == [before, then]


async def test_entries_are_counted_once_for_each_reason(units: Units) -> None:
    async with units() as unit:
        await unit.audit.append(
            [
                an_entry(),
                an_entry(),
                an_entry(outcome="withheld", reasons=("claim", "cap")),
                an_entry(outcome="withheld", reasons=("cap",)),
                an_entry(act=Act.CUT),
            ]
        )
        assert await unit.audit.tally(Act.SEND) == {
            ("sent", ""): 2,
            ("withheld", "claim"): 1,
            ("withheld", "cap"): 2,
        }
        assert await unit.audit.tally(Act.REVERSAL) == {}
