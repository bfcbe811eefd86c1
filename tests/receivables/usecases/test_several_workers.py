"""Several workers on one PostgreSQL: what one decides, the others see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.dispatcher import dispatch_due
from receivables.adapters.packs.codes import load_codes
from receivables.model.message import OutboxRow, State
from receivables.model.sending import Callback, Told
from receivables.store.database import Database
from receivables.usecases import callbacks
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.delivery import failure
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.tick import fire_due
from tests.receivables.usecases.test_deliver import a_reply, an_offer, neighbour
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio
SUPPLIES = [f"{number:07}" for number in range(1, 7)]


@pytest.fixture
async def world(migrated_url: str) -> AsyncIterator[World]:
    """One person with six supplies, all three bills behind."""
    database = Database(migrated_url)
    world = World("2024-01-08 10:00", database.units("tumbes"))
    for number in SUPPLIES:
        account = three_months_behind() if number == "0000001" else neighbour(number)
        await world.has(account, a_contact(supply_number=number))
    yield world
    await database.close()


async def deliver_together(world: World, workers: int) -> DeliverReport:
    """Each takes one row at the same time as the others."""
    services, carriers, renderer = world.services, world.carriers, world.renderer
    reports = await asyncio.gather(
        *(dispatch_due(services, carriers, renderer, in_flight=1) for _ in range(workers))
    )
    return sum(reports, start=DeliverReport())


async def test_together_they_keep_the_caps_of_one_person(world: World) -> None:
    await world.queue(*(an_offer(number, expires_at=None) for number in SUPPLIES))
    report = await deliver_together(world, len(SUPPLIES))
    assert (report.sent, report.postponed) == (1, 5)
    assert report.withheld == {"cap": 5}
    for _ in range(10):
        world.clock.move(timedelta(days=1))
        await world.fresh()
        await deliver_together(world, len(SUPPLIES))
    days = sorted(world.services.policy.today(row.sent_at) for row in await sent(world) if row.sent_at)
    assert len(days) == len(set(days))
    assert all((later - earlier).days >= 7 for earlier, later in zip(days, days[3:], strict=False))


async def sent(world: World) -> list:  # type: ignore[type-arg]
    rows = [await world.row(f"notice/{number}/agreement_offer/1") for number in SUPPLIES]
    return [row for row in rows if row.state is State.SENT]


async def test_a_payment_that_is_posted_while_they_decide_settles_once(world: World) -> None:
    await world.queue(an_offer())
    paid, _ = await asyncio.gather(world.pays("90.00"), deliver_together(world, 2))
    assert paid.settlement["overdue"] == "0.00"
    case = await world.case()
    row = await world.row("notice/0000001/agreement_offer/1")
    assert (case.step.value, row.state) in {
        ("clear", State.WITHHELD),  # the payment was first
        ("clear", State.SENT),  # it came while the channel was sending
    }


async def test_the_same_payment_twice_at_once_is_posted_once(world: World) -> None:
    both = await asyncio.gather(
        *(world.pays("30.00", operation="A") for _ in range(4)), return_exceptions=True
    )
    assert sorted(one.created for one in both) == [False, False, False, True]  # type: ignore[union-attr]
    assert {str(one.settlement) for one in both} == {str(both[0].settlement)}  # type: ignore[union-attr]


async def test_one_occurrence_is_fired_by_one_of_them(world: World) -> None:
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    await approve(world.services, made.id, approved_by="staff/jefa")
    world.at("2024-01-09 09:00")
    fired = await asyncio.gather(*(fire_due(world.services, f"worker-{n}") for n in range(4)))
    assert sum(len(reports) for reports in fired) == 1


async def test_failures_at_the_same_addresses_in_another_order_do_not_lock_each_other_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each worker has failed messages to two persons, in the order that the other one has not."""
    addresses = ("+51900000001", "+51900000002", "+51900000002", "+51900000001")
    replies = [
        a_reply(f"reply/{n}/0", channel="whatsapp", address=address) for n, address in enumerate(addresses)
    ]
    await world.queue(*replies)
    async with world.services.units() as unit:
        for reply in replies:
            known = await unit.outbox.get(reply.key)
            assert known is not None
            gone = replace(known, state=State.SENT, attempt=1, sent_at=world.now)
            await unit.outbox.save([gone])
            told = Callback(f"SM{known.id}", Told.FAILED, known.id or 0, 1, world.now, code="63024")
            await unit.callbacks.receive([told])
    handle, first = failure.after_failure, asyncio.Barrier(2)

    async def handling(*args: Any, **named: Any) -> OutboxRow:
        handled = await handle(*args, **named)
        with suppress(TimeoutError, asyncio.BrokenBarrierError):
            await asyncio.wait_for(first.wait(), 0.5)  # both have begun, unless one waits for the other
        return handled

    async def no_second_try(*args: object) -> int:
        pytest.fail("they locked each other out")

    monkeypatch.setattr(callbacks, "after_failure", handling)
    monkeypatch.setattr(callbacks, "_apply_singly", no_second_try)
    taken = await asyncio.gather(*(apply_callbacks(world.services, load_codes(), 2) for _ in range(2)))
    assert taken == [2, 2]
