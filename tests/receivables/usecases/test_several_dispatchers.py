"""Several dispatchers on one PostgreSQL: budgets, rates, halts and the order of answers hold for all together."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from time import monotonic

import pytest

from bot.dispatcher import dispatch
from receivables.model.account import Account
from receivables.model.contact import Contact
from receivables.model.ladder import Step
from receivables.model.limits import ChannelLimits
from receivables.model.message import State
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from receivables.model.suppression import Cause
from receivables.store.database import Database
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.steps import claim, decide
from receivables.usecases.halts import halt
from receivables.usecases.suppress import close
from tests.receivables.usecases.test_deliver import a_reply, an_offer, neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.world import PlainRenderer, Recorder, World

pytestmark = pytest.mark.anyio
WORKERS = 4


@pytest.fixture
async def world(migrated_url: str) -> AsyncIterator[World]:
    """WhatsApp as it is, and a clock that stands still."""
    database = Database(migrated_url)
    world = World("2024-01-08 10:00", database.units("tumbes"))
    world.channel = Recorder(
        "whatsapp", provider="twilio", sender="whatsapp:+51900000099", needs_template=True
    )
    world.renderer = PlainRenderer({"agreement_offer"})
    world.carriers = Carriers({"whatsapp": world.channel}, {"whatsapp": world.channel, "chat": world.channel})
    yield world
    await database.close()


async def people(world: World, count: int, **limits: int) -> None:
    """So many people, each with an offer that is due, and an account that has the template."""
    policy = replace(world.services.policy, limits={"whatsapp": ChannelLimits(**limits)})
    world.services = replace(world.services, policy=policy)
    template = MessageTemplate(
        *("whatsapp", "agreement_offer", "es_PE", TemplateCategory.UTILITY, "HX1"),
        *(TemplateState.APPROVED, "d", world.now),
    )
    async with world.services.units() as unit:
        await unit.templates.save([template])
    await world.has_all(*(a_person(n) for n in range(1, count + 1)))
    await world.queue(*(an_offer(f"{n:07}") for n in range(1, count + 1)))


def a_person(n: int) -> tuple[Account, list[Contact]]:
    """Three bills behind, with a telephone of their own."""
    number = f"{n:07}"
    account = three_months_behind() if n == 1 else neighbour(number)
    who = a_contact(supply_number=number, document=f"{n:08}", phone=f"+5190000{n:04}")
    return account, [who]


async def work_until(world: World, stop: asyncio.Event, workers: int = WORKERS) -> None:
    """Several of them, until they are told."""
    services, carriers, renderer = world.services, world.carriers, world.renderer
    loops = (dispatch(services, carriers, renderer, stop, 0.02, in_flight=8) for _ in range(workers))
    await asyncio.gather(*loops)


async def stop_when(world: World, stop: asyncio.Event, sent: int, patience: float = 20) -> None:
    """Stop them once so many went out."""
    until = monotonic() + patience
    while len(world.channel.sent) < sent and monotonic() < until:  # noqa: ASYNC110 - the channel tells nobody
        await asyncio.sleep(0.01)
    stop.set()


async def states(world: World) -> Counter[str]:
    """How many rows are in each state."""
    async with world.services.units.reading() as unit:
        tally = await unit.outbox.tally()
    counted: Counter[str] = Counter()
    for (_, state), count in tally.items():
        counted[state] += count
    return counted


async def test_together_they_never_open_more_than_the_budget(world: World) -> None:
    await people(world, 24, daily_openings=10)
    stop = asyncio.Event()

    async def until_all_are_decided() -> None:
        while {"pending", "sending"} & set(await states(world)):  # noqa: ASYNC110 - the store tells nobody
            await asyncio.sleep(0.05)
        stop.set()

    await asyncio.gather(work_until(world, stop), until_all_are_decided())
    assert len(world.channel.sent) == 10
    assert await states(world) == {"sent": 10, "expired": 14}


async def test_nobody_gets_anything_twice_and_all_is_recorded(world: World) -> None:
    await people(world, 40)
    stop = asyncio.Event()
    await asyncio.gather(work_until(world, stop), stop_when(world, stop, 40))
    assert Counter(key for *_, key in world.channel.sent).most_common(1)[0][1] == 1
    assert await states(world) == {"sent": 40}
    assert {(await world.case(f"{n:07}")).step for n in range(1, 41)} == {Step.OFFERED}


async def test_together_they_keep_the_rate_of_a_sender(world: World) -> None:
    await people(world, 60, per_second=40)
    left: list[float] = []

    async def note(address: str, key: str) -> None:
        left.append(monotonic())

    world.channel.answer = note
    stop = asyncio.Event()
    await asyncio.gather(work_until(world, stop), stop_when(world, stop, 60))
    assert len(left) == 60
    assert max(sum(first <= each < first + 1 for each in left) for first in left) <= 40


async def test_a_global_stop_holds_every_worker_within_two_seconds(world: World) -> None:
    await people(world, 60, per_second=10)
    stop, left = asyncio.Event(), []

    async def note(address: str, key: str) -> None:
        left.append(monotonic())

    async def halting() -> float:
        while len(left) < 5:  # noqa: ASYNC110 - the channel tells nobody
            await asyncio.sleep(0.01)
        await halt(world.services, "proactive", actor="staff/rosa", why="prueba")
        halted_at = monotonic()
        await asyncio.sleep(2.5)
        stop.set()
        return halted_at

    world.channel.answer = note
    _, halted_at = await asyncio.gather(work_until(world, stop), halting())
    assert max(left) < halted_at + 2
    assert set(await states(world)) == {"sent", "pending"}


async def test_answers_to_one_person_go_in_their_order_whoever_sends_them(world: World) -> None:
    world.channel.needs_template = False
    stop = asyncio.Event()

    async def uneven(address: str, key: str) -> None:
        await asyncio.sleep(0.02 if key.endswith("0") else 0)

    world.channel.answer = uneven
    for talk in range(5):
        for n in range(6):
            await world.queue(a_reply(f"reply/{talk}/{n}", address=f"+5190000090{talk}"))

    async def clock() -> None:
        while not stop.is_set():
            world.clock.move(timedelta(milliseconds=50))
            await asyncio.sleep(0.05)

    await asyncio.gather(work_until(world, stop), stop_when(world, stop, 30), clock())
    for talk in range(5):
        keys = [key for *_, key in world.channel.sent if key.startswith(f"reply/{talk}/")]
        assert keys == [f"reply/{talk}/{n}" for n in range(6)]


@pytest.mark.parametrize("turn", range(6))
async def test_what_happens_between_planning_and_sending_always_wins(world: World, turn: int) -> None:
    """A payment and a wish to be left alone, at some moment between the claim and the hand-over of four workers."""
    await people(world, 8)
    before: dict[str, set[str]] = {"paid": set(), "closed": set()}

    async def happen() -> None:
        await asyncio.sleep(turn * 0.004)
        await world.pays("90.00", supply_number="0000003")
        before["paid"] = {key for *_, key in world.channel.sent}
        await close(world.services, "doc:00000005", Cause.OPTED_OUT, source="desk", actor="staff/rosa")
        before["closed"] = {key for *_, key in world.channel.sent}

    async def worker() -> None:
        claimed = await claim(world.services, 2)
        decided = await decide(world.services, world.carriers, world.renderer, claimed)
        assert decided.fault is None
        for departure in decided.departures:
            await world.channel.send(departure.parcel)

    await asyncio.gather(happen(), *(worker() for _ in range(WORKERS)))
    for supply, reason in (("0000003", "paid"), ("0000005", "opted_out")):
        row = await world.row(f"notice/{supply}/agreement_offer/1")
        trail = [entry.outcome for entry in await world.trail(supply) if entry.act.value == "send"]
        if row.state is State.WITHHELD:
            assert "allowed" not in trail
            assert row.key not in {key for *_, key in world.channel.sent}
            assert [each.value for each in row.reasons] in ([reason], ["paid"])
        else:
            assert row.state is State.SENDING
