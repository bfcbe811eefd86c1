"""A talk about a cut or a reopening reads the work orders, before and after the chat proves who it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.ladder import Step
from receivables.model.message import Value
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.answer import answer
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld
from tests.support.talk import SUPPLY

pytestmark = pytest.mark.anyio


async def ordered(world: ChatWorld, kind: OrderKind, hours: int) -> None:
    """An order since an hour ago, due in so many hours."""
    at = world.now - timedelta(hours=1)
    debt = world.services.policy.negligible
    due_by = world.now + timedelta(hours=hours)
    order = WorkOrder(f"{kind}-1", kind, OrderState.QUEUED, SUPPLY, debt, (), (), at, due_by)
    async with world.services.units() as unit:
        await unit.work_orders.add(order)


async def told(world: ChatWorld, key: str, text: str = "", button: str | None = None) -> Mapping[str, Value]:
    """The values of the message of that key with which it is answered."""
    rows = await world.rows(await answer(world.services, world.message(text, button)))
    return {row.message.key: row.message.values for row in rows}[key]


async def test_an_order_to_cut_is_told_at_once() -> None:
    world = await ChatWorld.with_customer()
    await ordered(world, OrderKind.CUT, 24)
    await world.proves()
    assert (await told(world, "cut_status", button="cutstatus"))["stands"] == "ordered"


async def test_what_was_asked_before_the_proof_is_answered_with_the_orders() -> None:
    world = await ChatWorld.with_customer()
    await ordered(world, OrderKind.CUT, 24)
    assert await world.says(button="cutstatus") == ["cut_status_general", "ask_supply"]
    values = await told(world, "cut_status", "suministro 0000001 recibo R-2023-12")
    assert values["stands"] == "ordered"


@pytest.mark.parametrize("hours", [-1, 5])
async def test_a_reopening_is_told_with_its_clock_and_a_late_one_reaches_a_person(hours: int) -> None:
    world = await ChatWorld.with_customer()
    await ordered(world, OrderKind.REOPENING, hours)
    async with world.services.units() as unit:
        case = (await unit.cases.get([SUPPLY]))[SUPPLY]
        await unit.cases.save(replace(case, step=Step.REOPENING, since=world.now))
    await world.proves()
    assert (await told(world, "reconnection", button="reopening"))["late"] is (hours < 0)
    async with world.services.units.reading() as unit:
        waiting = await unit.handovers.open_of("chat", PHONE)
    assert (waiting is not None) is (hours < 0)
