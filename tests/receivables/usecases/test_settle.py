"""A payment settles at once, exactly once, and tells what it did."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from receivables.errors import BadInput, CaudalError, OperationConflict, Refused, Unknown
from receivables.model.account import Account, SupplyState
from receivables.model.conversation import Conversation, Identity
from receivables.model.ladder import Case, Promise, Step
from receivables.model.message import Kind, State
from receivables.model.money import Money
from receivables.model.suppression import Cause, Suppression
from receivables.model.workorder import OrderKind, OrderState
from receivables.testing.ledger import MemoryLedger
from receivables.testing.units import MemoryUnit
from receivables.usecases.fieldwork import reopen
from receivables.usecases.settle import post_payment, receive_daily_close, reverse_payment
from receivables.usecases.settlement import NewPayment
from tests.receivables.usecases.test_deliver import an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_claim, a_contact, a_payment, a_supply, an_agreement
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
OCTOBER, NOVEMBER, DECEMBER = (bill.number for bill in three_months_behind().bills[5:])


@pytest.fixture
async def world() -> World:
    """Three bills of S/ 30.00."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    return world


async def test_the_answer_says_what_was_settled_and_what_is_left(world: World) -> None:
    paid = await world.pays("45.60", operation="CAR3-000123", centre="CAR3")
    assert paid.created
    assert dict(paid.settlement) == {
        "operation": "CAR3-000123",
        "supply_number": "0000001",
        "amount": "45.60",
        "currency": "PEN",
        "paid_at": "2024-01-08T10:00:00-05:00",
        "centre": "CAR3",
        "bill": None,
        "state": "posted",
        "settled": [
            {"kind": "bill", "number": OCTOBER, "amount": "30.00"},
            {"kind": "bill", "number": NOVEMBER, "amount": "15.60"},
        ],
        "credit": "0.00",
        "outstanding": "44.40",
        "overdue": "44.40",
        "promise_kept": False,
        "cut_withdrawn": False,
        "reopening": None,
    }


async def test_what_is_too_much_is_credit(world: World) -> None:
    paid = await world.pays("100.00")
    assert paid.settlement["credit"] == "10.00"
    assert paid.settlement["settled"][-1] == {"kind": "credit", "number": None, "amount": "10.00"}  # type: ignore[index]


async def test_the_bill_that_is_named_is_paid_first_even_under_claim(world: World) -> None:
    await world.has(three_months_behind(claims=(a_claim(DECEMBER),)))
    paid = await world.pays("30.00", bill=DECEMBER)
    assert paid.settlement["settled"] == [{"kind": "bill", "number": DECEMBER, "amount": "30.00"}]
    assert paid.settlement["outstanding"] == "60.00"


async def test_instalments_are_told_from_bills(world: World) -> None:
    await world.has(three_months_behind(agreements=(an_agreement(date(2024, 1, 5)),)))
    paid = await world.pays("50.00")
    assert paid.settlement["settled"] == [{"kind": "instalment", "number": "A-1/1", "amount": "50.00"}]


async def test_the_same_payment_again_gets_the_same_answer_and_changes_nothing(world: World) -> None:
    first = await world.pays("45.60", operation="A")
    world.clock.move(timedelta(days=2))
    again = await world.pays("45.60", operation="A", paid_at=world.now - timedelta(days=2))
    assert (again.settlement, again.created) == (first.settlement, False)
    assert outcomes(await world.trail()).count("payment posted") == 1


@pytest.mark.parametrize(
    "changes",
    [{"amount": Money.of("45.61")}, {"centre": "CAR2"}, {"supply_number": "0000002"}, {"bill": "R-1"}],
)
async def test_the_same_operation_with_other_content_is_refused(
    world: World, changes: dict[str, Any]
) -> None:
    await world.pays("45.60", operation="A")
    with pytest.raises(OperationConflict, match="operation_conflict"):
        await world.pays("45.60", **{"operation": "A", **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Money.of("0.00")}, "not_positive"),
        ({"amount": Money.of("-1.00")}, "not_positive"),
        ({"amount": Money.of("1.00", "COP")}, "wrong_currency"),
        ({"operation": " "}, "bad_operation"),
        ({"supply_number": "9999999"}, "unknown_supply"),
        ({"bill": "R-0"}, "unknown_bill"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    world: World, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(CaudalError) as refused:
        await world.pays("10.00", **changes)
    assert refused.value.code == code
    assert await world.trail() == []


async def test_a_payment_that_has_not_happened_yet_is_refused(world: World) -> None:
    await world.pays("10.00", operation="A", paid_at=world.now + timedelta(minutes=5))
    with pytest.raises(BadInput, match="payment_in_the_future"):
        await world.pays("10.00", operation="B", paid_at=world.now + timedelta(minutes=6))


async def test_messages_about_a_debt_that_is_gone_are_dropped_at_once(world: World) -> None:
    await world.queue(an_offer())
    await world.pays("90.00")
    assert (await world.row("notice/0000001/agreement_offer/1")).state is State.WITHHELD
    assert "send withheld paid" in outcomes(await world.trail())


async def test_a_partial_payment_leaves_them_to_the_dispatcher(world: World) -> None:
    await world.queue(an_offer())
    await world.pays("30.00")
    assert (await world.row("notice/0000001/agreement_offer/1")).state is State.PENDING


async def heard_until(world: World) -> date:
    async with world.services.units.reading() as unit:
        feed = await unit.ledger.feed()
    assert feed is not None
    return feed.payments_through


async def test_one_payment_says_nothing_of_the_other_centres(world: World) -> None:
    before = await heard_until(world)
    world.at("2024-01-20 10:00")
    await world.pays("30.00")
    assert await heard_until(world) == before


async def test_the_daily_close_is_news_of_payments(world: World) -> None:
    world.at("2024-01-20 10:00")
    await receive_daily_close(world.services, date(2024, 1, 19), actor="staff/billing")
    assert await heard_until(world) == date(2024, 1, 19)
    with pytest.raises(BadInput, match="close_in_the_future"):
        await receive_daily_close(world.services, date(2024, 1, 21), actor="staff/billing")
    with pytest.raises(Unknown, match="no_portfolio"):
        await receive_daily_close(World().services, date(2024, 1, 7), actor="staff/billing")


async def test_a_reversal_brings_the_debt_back_once(world: World) -> None:
    await world.remember(Case("0000001", Step.OFFERED))
    await world.pays("90.00", operation="A")
    undone = await reverse_payment(world.services, "A", actor="staff/caja")
    assert undone.created
    assert (undone.settlement["state"], undone.settlement["overdue"]) == ("reversed", "90.00")
    again = await reverse_payment(world.services, "A", actor="staff/caja")
    assert (again.settlement, again.created) == (undone.settlement, False)
    assert outcomes(await world.trail()).count("reversal reversed") == 1
    assert (await world.case()).step is Step.CLEAR  # nobody is put back on a rung by a mistake of the till


async def test_a_payment_that_was_reversed_is_not_posted_by_coming_again(world: World) -> None:
    await world.pays("90.00", operation="A")
    await reverse_payment(world.services, "A", actor="staff/caja")
    with pytest.raises(OperationConflict, match="operation_reversed"):
        await world.pays("90.00", operation="A")
    with pytest.raises(OperationConflict, match="operation_conflict"):
        await world.pays("80.00", operation="A")


async def test_a_reversal_holds_the_supply_before_it_reads_the_account(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.pays("90.00", operation="A")
    steps: list[str] = []
    hold, account = MemoryUnit.hold, MemoryLedger.account

    async def holding(self: MemoryUnit, names: Sequence[str]) -> None:
        steps.extend(names)
        await hold(self, names)

    async def reading(self: MemoryLedger, supply_number: str) -> Account | None:
        steps.append("read")
        return await account(self, supply_number)

    monkeypatch.setattr(MemoryUnit, "hold", holding)
    monkeypatch.setattr(MemoryLedger, "account", reading)
    await reverse_payment(world.services, "A", actor="staff/caja")
    assert steps[:2] == ["supply:0000001", "read"]


async def cut_off(world: World) -> None:
    """The register says that the service is cut; here nobody ever had a case."""
    await world.has(three_months_behind(supply=a_supply(state=SupplyState.CUT)))


async def test_whoever_came_cut_off_and_pays_all_of_it_gets_a_reopening_once(world: World) -> None:
    await cut_off(world)
    paid_at = world.now - timedelta(minutes=30)
    paid = await world.pays("90.00", operation="A", paid_at=paid_at)
    (order,) = await world.orders()
    assert (order.kind, order.state) == (OrderKind.REOPENING, OrderState.QUEUED)
    assert order.due_by == paid_at + timedelta(hours=world.services.policy.law.reopening_hours)
    assert paid.settlement["reopening"] == {"work_order": order.id, "due_by": "2024-01-09T09:30:00-05:00"}
    await world.pays("5.00", operation="B")
    assert await world.orders() == [order]
    assert (await world.case()).step is Step.CLEAR


@pytest.mark.parametrize("step", [Step.FRIENDLY, Step.PROMISED])
async def test_a_case_on_a_lower_rung_does_not_keep_the_service_off(world: World, step: Step) -> None:
    await cut_off(world)
    promise = Promise(date(2024, 1, 9), Money.of("90.00"), world.now, "chat")
    await world.remember(Case("0000001", step, promise=promise if step is Step.PROMISED else None))
    await world.pays("90.00")
    assert [order.kind for order in await world.orders()] == [OrderKind.REOPENING]


async def test_nothing_is_reopened_while_something_is_overdue(world: World) -> None:
    await cut_off(world)
    paid = await world.pays("60.00")
    assert (paid.settlement["reopening"], await world.orders()) == (None, [])


async def test_a_utility_may_promise_a_shorter_time_than_the_law() -> None:
    """PE-REO-2: Abancay reopens within 4 hours of the payment."""
    world = World(reopening_hours=4)
    await cut_off(world)
    await world.pays("90.00")
    (order,) = await world.orders()
    assert order.due_by == world.now + timedelta(hours=4)


async def test_the_crew_reports_that_reopening_and_a_later_payment_orders_no_other(world: World) -> None:
    await cut_off(world)
    await world.pays("90.00", operation="A")
    (order,) = await world.orders()
    done = await reopen(world.services, order.id, actor="staff/luis")
    assert (done.state, (await world.case()).step) == (OrderState.DONE, Step.CLEAR)
    await world.pays("5.00", operation="B")
    assert await world.orders() == [done]


async def test_what_the_feed_gave_is_not_reversed_here(world: World) -> None:
    of_the_feed = a_payment("F-1", date(2023, 9, 1), in_feed=True)
    await world.has(three_months_behind(payments=(of_the_feed,)))
    with pytest.raises(Refused, match="payment_of_a_feed"):
        await reverse_payment(world.services, "F-1", actor="staff/caja")
    with pytest.raises(OperationConflict, match="operation_in_feed"):
        await world.pays("30.00", operation="F-1")
    with pytest.raises(Unknown, match="unknown_operation"):
        await reverse_payment(world.services, "F-2", actor="staff/caja")


async def in_the_chat(world: World, **changes: Any) -> None:
    """The customer identified themselves in the chat and wrote a minute ago."""
    chat = Conversation("chat", PHONE, Identity.LINKED, "0000001", "doc:00000001", last_inbound_at=world.now)
    async with world.services.units() as unit:
        await unit.conversations.save(replace(chat, **changes))


async def test_a_customer_in_the_chat_gets_the_receipt_there(world: World) -> None:
    await in_the_chat(world)
    await world.pays("45.60", operation="A")
    row = await world.row("receipt/A")
    assert (row.kind, row.channel, row.address) == (Kind.RECEIPT, "chat", PHONE)
    assert (await world.deliver()).sent == 1
    assert "payment_receipt: amount=45.60" in world.channel.sent[0][1]
    assert "outstanding=44.40" in world.channel.sent[0][1]


@pytest.mark.parametrize("why", ["long_silent", "left_alone", "not_linked"])
async def test_nobody_else_gets_a_receipt(world: World, why: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "long_silent": {"last_inbound_at": world.now - timedelta(hours=25)},
        "left_alone": {},
        "not_linked": {"identity": Identity.NONE},
    }
    await in_the_chat(world, **changes[why])
    if why == "left_alone":
        async with world.services.units() as unit:
            await unit.suppressions.add(Suppression("doc:00000001", Cause.OPTED_OUT, world.now, "chat"))
    await world.pays("45.60")
    assert (await world.deliver()).total == 0


async def test_a_payment_without_any_portfolio_is_of_an_unknown_supply() -> None:
    world = World()
    payment = NewPayment("A", "0000001", Money.of("1.00"), world.now, "CAR1")
    with pytest.raises(Unknown, match="unknown_supply"):
        await post_payment(world.services, payment, actor="staff/car1")
