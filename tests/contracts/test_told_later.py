"""What providers tell later, on every store: closures by their source, and callbacks with all their effects."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.ladder import Notice
from receivables.model.message import State
from receivables.model.sending import Callback, Told
from receivables.model.suppression import Cause, Suppression, of_line
from receivables.model.workorder import OrderKind, OrderState
from receivables.ports import Units
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.closures import lift_ended
from receivables.usecases.doubts import decide, waiting
from receivables.usecases.unserved import Left, delivered, order_deliveries
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, lima
from tests.support.world import World

pytestmark = pytest.mark.anyio
CODES = load_codes()
NOW = lima("2024-01-08 10:00")


async def test_closures_are_found_by_their_source(units: Units) -> None:
    async with units() as unit:
        for number, source in enumerate(("whatsapp:63024", "whatsapp:63024", "whatsapp", "sms:63024")):
            at = NOW + timedelta(hours=number)
            await unit.suppressions.add(Suppression(f"chat:x:{number}", Cause.INVALID, at, source))
    async with units() as unit:
        found = await unit.suppressions.by_source("whatsapp:63024", NOW + timedelta(hours=2))
        assert [each.subject for each in found] == ["chat:x:0", "chat:x:1"]
        assert not await unit.suppressions.by_source("whatsapp:63024", NOW)
        await unit.suppressions.lift("chat:x:0", NOW, "clock")
    async with units.reading() as unit:
        found = await unit.suppressions.by_source("whatsapp:63024", NOW + timedelta(hours=2))
        assert [each.subject for each in found] == ["chat:x:1"]


async def an_offer_sent(units: Units) -> World:
    """By WhatsApp; SMS is allowed as well."""
    world = World(units=units)
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).state is State.SENT
    return world


async def tell(world: World, *told: Told, code: str = "") -> int:
    """The provider calls."""
    row = await world.row(OFFER)
    assert row.id is not None
    async with world.services.units() as unit:
        await unit.callbacks.receive(
            [Callback("SM1", each, row.id, row.attempt, world.now, code=code) for each in told]
        )
    return await apply_callbacks(world.services, CODES)


async def test_callbacks_serve_and_never_go_back(units: Units) -> None:
    world = await an_offer_sent(units)
    assert await tell(world, Told.READ, Told.SENT, Told.FAILED, Told.DELIVERED) == 4
    assert (await world.row(OFFER)).state is State.SERVED
    assert (await world.case()).served(Notice.OFFER) is not None


async def test_a_failure_closes_a_line_for_some_days(units: Units) -> None:
    world = await an_offer_sent(units)
    await tell(world, Told.FAILED, code="63024")
    assert (await world.row(OFFER)).tried == ("whatsapp",)
    world.clock.move(timedelta(days=31))
    assert await lift_ended(world.services, CODES) == 1
    async with world.services.units.reading() as unit:
        assert not await unit.suppressions.in_force([of_line("whatsapp", PHONE)])


async def test_a_doubt_is_decided(units: Units) -> None:
    world = await an_offer_sent(units)
    async with world.services.units() as unit:
        row = (await unit.outbox.find([OFFER]))[OFFER]
        assert row.id is not None
        await unit.outbox.save([replace(row, state=State.UNKNOWN)])
    assert [each.key for each in await waiting(world.services)] == [OFFER]
    await decide(world.services, row.id, True, actor="staff/ana", why="visto")
    assert (await world.row(OFFER)).state is State.SENT


async def test_what_nobody_received_is_carried(units: Units) -> None:
    world = await an_offer_sent(units)
    world.at("2024-01-11 11:00")
    await world.fresh()
    assert (await order_deliveries(world.services)).ordered == 1
    assert (await order_deliveries(world.services)).ordered == 0
    (order,) = [each for each in await world.orders() if each.kind is OrderKind.NOTICE_DELIVERY]
    done = await delivered(
        world.services, order.id, photo_sha256="ab" * 32, left=Left.HOLDER, actor="staff/luis"
    )
    assert done.order.state is OrderState.DONE
    served = (await world.case()).served(Notice.OFFER)
    assert served is not None
    assert served.channel == "carta"
