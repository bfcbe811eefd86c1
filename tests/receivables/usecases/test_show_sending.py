"""How sending stands, for the people who answer for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.limits import portfolio
from receivables.model.message import OutboxRow, State
from receivables.model.sending import Halt
from receivables.model.workorder import OrderKind, OrderState
from receivables.usecases.show_sending import COUNTED, Sending, sending
from tests.api.morning import a_message, an_order
from tests.support.build import lima
from tests.support.world import World

pytestmark = pytest.mark.anyio

SENDER = "whatsapp:+51900000001"
SENDERS = {"whatsapp": SENDER}
SHARED = portfolio("whatsapp")


async def seen(world: World) -> Sending:
    """As this program knows it: the sender of WhatsApp alone."""
    return await sending(world.services, SENDERS)


async def test_each_channel_of_the_utility_is_there_with_its_day() -> None:
    world = World()
    async with world.services.units() as unit:
        await unit.openings.note(SHARED, ["+51900000002", "+51900000003"], world.now - timedelta(hours=23))
        await unit.openings.note(SHARED, ["+51900000004"], world.now - timedelta(hours=25))
        await unit.rates.rest(SENDER, 40)
    state = await seen(world)
    assert [line.name for line in state.channels] == list(world.services.policy.channels)
    whatsapp = next(line for line in state.channels if line.name == "whatsapp")
    assert (whatsapp.opened, whatsapp.most, whatsapp.kept) == (2, 250, 50)
    assert 35 <= whatsapp.resting <= 40
    sms = next(line for line in state.channels if line.name == "sms")
    assert (sms.opened, sms.most, sms.resting, sms.kept) == (0, None, 0, 0)


async def test_halts_stand_where_they_belong() -> None:
    world = World()
    subjects = ("campaign:friendly-notice", "channel:sms", "proactive", "template:whatsapp:last_chance")
    async with world.services.units() as unit:
        for subject in subjects:
            await unit.halts.add(Halt(subject, world.now, "staff/carla", "prueba"))
        await unit.halts.add(
            Halt("campaign:old", world.now - timedelta(hours=2), "x", "y", world.now - timedelta(hours=1))
        )
    state = await seen(world)
    assert state.stopped is not None
    assert [line.name for line in state.channels if line.halt] == ["sms"]
    assert [halt.subject for halt in state.halts] == [subjects[0], subjects[3]]


def a_cost(number: int, channel: str, micros: int, at: str = "2024-01-03 10:00") -> OutboxRow:
    """A message that went out and cost so much."""
    sent = {"channel": channel, "cost": micros, "category": "utility"}
    return replace(a_message(number, State.SENT), sent_at=lima(at), **sent)  # type: ignore[arg-type]


async def test_what_the_month_cost_is_summed_by_channel_the_dearest_first() -> None:
    world = World()
    await world.queue(
        a_cost(1, "sms", 50_000),
        a_cost(2, "whatsapp", 20_000),
        a_cost(3, "whatsapp", 20_000),
        a_cost(4, "whatsapp", 7, "2023-12-31 23:59"),
    )
    state = await seen(world)
    assert state.cost == 90_000
    assert state.cost_by_channel() == [("sms", 1, 50_000), ("whatsapp", 2, 40_000)]


async def test_paper_is_counted_as_it_waits_and_as_it_was_carried_this_month() -> None:
    world = World()
    paper = {"kind": OrderKind.NOTICE_DELIVERY}
    done = {**paper, "state": OrderState.DONE}
    async with world.services.units() as unit:
        await unit.work_orders.add(an_order(1, id="notice_delivery-1", **paper))
        await unit.work_orders.add(
            an_order(2, id="notice_delivery-2", closed_at=lima("2024-01-02 10:00"), **done)
        )
        await unit.work_orders.add(
            an_order(3, id="notice_delivery-3", closed_at=lima("2023-12-31 10:00"), **done)
        )
        await unit.work_orders.add(an_order(4))
    state = await seen(world)
    assert (state.paper_waiting, state.paper_done) == (1, 1)


async def test_more_papers_than_are_counted_are_told_to_be_more() -> None:
    world = World()
    async with world.services.units() as unit:
        for number in range(COUNTED + 3):
            order = an_order(number, id=f"notice_delivery-{number:05d}", kind=OrderKind.NOTICE_DELIVERY)
            await unit.work_orders.add(order)
    assert (await seen(world)).paper_waiting > COUNTED
