"""Who decides about a message and who changes what it is decided on exclude each other, on a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.conversation import Conversation, Identity, Inbound
from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.message import State
from receivables.model.sending import Callback, Told
from receivables.model.suppression import Cause, of_address
from receivables.ports import Delivery, UnitOfWork
from receivables.store.database import Database
from receivables.store.engine import make_engine
from receivables.usecases import arrivals
from receivables.usecases.answer import answer_next
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.record import Outcome, record
from receivables.usecases.delivery.steps import claim, decide
from receivables.usecases.situation import hold_supplies
from receivables.usecases.suppress import close_all, leave_alone
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer, neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio
PERSON = "doc:00000001"
GONE = Codes({("chat", "63024"): CodeRule("chat", "63024", Handling.SUPPRESS, "no es suyo")})


@pytest.fixture
async def world(migrated_url: str) -> AsyncIterator[World]:
    """One customer with an offer that is due."""
    database = Database(migrated_url)
    world = World("2024-01-08 10:00", database.units("tumbes"))
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer())
    yield world
    await database.close()


@pytest.fixture
async def looker(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    """Another connection, to see who waits."""
    engine = make_engine(migrated_url)
    yield engine
    await engine.dispose()


async def somebody_waits(looker: AsyncEngine) -> None:
    """Return once a unit waits for what another one holds."""
    waiting = text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
    async with asyncio.timeout(10):
        while True:
            async with looker.connect() as connection:
                if (await connection.execute(waiting)).scalar_one():
                    return
            await asyncio.sleep(0.01)


async def asked_in_the_chat(world: World, unit: UnitOfWork) -> None:
    """What waits for them is dropped with it."""
    at = await world.services.moment(unit)
    await leave_alone(unit, [PERSON], ["0000001"], at, address=PHONE, source="chat", actor="customer")


async def asked_at_the_desk(world: World, unit: UnitOfWork) -> None:
    """Under their document."""
    at = await world.services.moment(unit)
    await unit.hold([PERSON])
    await close_all(unit, [PERSON], Cause.OPTED_OUT, at, source="desk", actor="staff/rosa")


async def asked_for_the_telephone(world: World, unit: UnitOfWork) -> None:
    """Whoever is reached there."""
    at = await world.services.moment(unit)
    await unit.hold([of_address(PHONE)])
    await close_all(unit, [of_address(PHONE)], Cause.OPTED_OUT, at, source="desk", actor="staff/rosa")


@pytest.mark.parametrize("wish", [asked_at_the_desk, asked_for_the_telephone, asked_in_the_chat])
async def test_a_wish_that_is_committed_while_a_worker_decides_is_heard(
    world: World, looker: AsyncEngine, wish: Callable[[World, UnitOfWork], Awaitable[None]]
) -> None:
    claimed = await claim(world.services, 5)
    async with world.services.units() as unit:
        await wish(world, unit)
        deciding = asyncio.create_task(decide(world.services, world.carriers, world.renderer, claimed))
        await somebody_waits(looker)
    decided = await deciding
    assert (decided.fault, list(decided.departures)) == (None, [])
    row = await world.row(OFFER)
    assert (row.state, [each.value for each in row.reasons]) == (State.WITHHELD, ["opted_out"])
    assert "allowed" not in [entry.outcome for entry in await world.trail()]


@pytest.mark.parametrize("supply", [None, "0000001"])
async def test_what_a_provider_tells_while_its_answer_is_recorded_is_not_lost(
    world: World, looker: AsyncEngine, monkeypatch: pytest.MonkeyPatch, supply: str | None
) -> None:
    """A message of no supply is held under one name by all; told to have failed, it never stands as sent."""
    carriers = Carriers({}, {"chat": world.channel}, codes=GONE)
    await world.queue(a_reply(supply_number=supply))
    claimed = await claim(world.services, 1, ["reply/1/0"])
    (departure,) = (await decide(world.services, carriers, world.renderer, claimed)).departures
    failed = Callback("SM1", Told.FAILED, departure.row.id or 0, 1, world.now, code="63024")
    async with world.services.units() as unit:
        await unit.callbacks.receive([failed])
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def slow(*given: Any, **named: Any) -> bool:
        reached.set()
        await go_on.wait()
        return await arrivals.arrived(*given, **named)

    monkeypatch.setattr("receivables.usecases.delivery.record.arrived", slow)
    answered = Outcome(departure, State.SENT, Delivery("SM1"))
    recording = asyncio.create_task(record(world.services, carriers, [answered]))
    await reached.wait()
    applying = asyncio.create_task(apply_callbacks(world.services, GONE))
    await somebody_waits(looker)
    go_on.set()
    await asyncio.gather(recording, applying)
    async with world.services.units.reading() as unit:
        assert await unit.callbacks.waiting() == 0
    assert (await world.row("reply/1/0")).state is State.FAILED


async def test_who_answers_holds_all_that_was_sent_there_at_once(world: World, looker: AsyncEngine) -> None:
    """Else it holds one supply and waits for a second, while a worker holds the second and waits for the first."""
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    await world.deliver()
    assert (await world.row(OFFER)).state is State.SENT
    async with world.services.units() as unit:
        chat = Conversation("whatsapp", PHONE, supply_number="0000002", identity=Identity.LINKED)
        await unit.conversations.save(chat)
        hello = Inbound("wa:1", "whatsapp", PHONE, "hola", None, world.now)
        await unit.conversations.receive(hello)
    async with world.services.units() as worker:
        await hold_supplies(worker, ["0000001"])
        answering = asyncio.create_task(answer_next(world.services, "whatsapp", PHONE))
        await somebody_waits(looker)
        await asyncio.wait_for(hold_supplies(worker, ["0000002"]), 5)
    assert await answering
    assert (await world.row(OFFER)).state is State.SENT  # what arrived on WhatsApp its provider tells
