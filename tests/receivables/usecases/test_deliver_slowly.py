"""A provider that is asked too fast: nothing is lost, and what rests is what it speaks of, and nothing else."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.failure import Codes
from receivables.model.limits import portfolio
from receivables.model.message import Kind, OutboxRow, State
from receivables.model.sending import Halt
from receivables.ports import DeliveryFailed
from receivables.testing import MemoryUnits
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.failure import Failure, after_failure
from receivables.usecases.delivery.gates import A_LOOK
from receivables.usecases.delivery.replies import REPLY_LIFE
from receivables.usecases.halts import halt, lift
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.receivables.usecases.test_deliver_gates import a_world, approve, hears
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio

CODES: Codes = load_codes()
STORM: dict[str, Any] = {"code": "20429", "status": 429}
FAST: dict[str, Any] = {"code": "63018", "status": 429}
FIFTH = 5


@pytest.fixture
async def world() -> World:
    """One customer whom WhatsApp and SMS reach; the turns go by the clock of the test."""
    world = a_world(sms=True, daily_openings=250)
    units = MemoryUnits(seconds=lambda: world.now.timestamp())
    world.services = type(world.services)(units, world.clock, world.services.policy, world.services.calendar)
    world.carriers = Carriers(world.carriers.proactive, world.carriers.replies, codes=CODES)
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await approve(world)
    return world


def storm(world: World, to: str = "", **told: Any) -> list[datetime]:
    """WhatsApp refuses so from now on, whoever has `to` in the address; when it was asked."""
    asked: list[datetime] = []

    async def answer(address: str, key: str) -> None:
        if to in address:
            asked.append(world.now)
            raise DeliveryFailed("refused", **told)

    world.channel.answer = answer
    return asked


async def resting(world: World) -> float:
    """How long the sender of WhatsApp rests."""
    async with world.services.units.reading() as unit:
        return await unit.rates.resting(world.channel.sender)


async def held(world: World) -> dict[str, Halt]:
    """What is halted."""
    async with world.services.units.reading() as unit:
        return await unit.halts.in_force(world.now)


async def delivered(world: World, key: str, most: timedelta) -> OutboxRow:
    """Deliver, a second at a time, until that row is no longer pending, or for so long."""
    end = world.now + most
    while (row := await world.row(key)).state is State.PENDING and world.now < end:
        await world.deliver()
        world.clock.move(timedelta(seconds=1))
    return row


def gaps(asked: list[datetime]) -> list[float]:
    """Seconds between one call and the next."""
    return [(late - early).total_seconds() for early, late in pairwise(asked)]


@pytest.mark.parametrize("retry_after", [None, 1])
async def test_a_storm_of_429_uses_up_nothing_and_is_asked_less_and_less_often(
    world: World, retry_after: int | None
) -> None:
    await world.queue(an_offer(expires_at=None))
    asked = storm(world, **STORM, retry_after=retry_after)
    row = await delivered(world, OFFER, timedelta(minutes=3))
    assert (row.state, row.channel, row.tried, row.sent_at) == (State.PENDING, "whatsapp", (), None)
    assert FIFTH <= len(asked) < 12
    assert gaps(asked) == sorted(gaps(asked))
    world.channel.answer = None
    row = await delivered(world, OFFER, timedelta(minutes=3))
    assert (row.state, row.channel) == (State.SENT, "whatsapp")
    assert set(outcomes(await world.trail())) == {"send allowed", "send retried", "send sent"}


async def test_an_answer_waits_through_a_storm_and_goes_afterwards(world: World) -> None:
    await hears(world)
    await world.queue(a_reply(channel="whatsapp", address=PHONE))
    asked = storm(world, **STORM, retry_after=1)
    assert (await delivered(world, "reply/1/0", timedelta(minutes=10))).state is State.PENDING
    assert len(asked) >= FIFTH
    world.channel.answer = None
    assert (await delivered(world, "reply/1/0", timedelta(minutes=3))).state is State.SENT


async def test_a_storm_without_end_leaves_an_answer_to_a_person_when_its_own_time_ends(world: World) -> None:
    await hears(world)
    await world.queue(a_reply(channel="whatsapp", address=PHONE))
    storm(world, **STORM)
    for _ in range(9):
        await world.deliver()
        world.clock.move(timedelta(minutes=2))
    assert (await world.row("reply/1/0")).state is State.PENDING
    world.clock.move(REPLY_LIFE)
    await world.deliver()
    assert (await world.row("reply/1/0")).state is State.EXPIRED
    async with world.services.units.reading() as unit:
        [chat] = await unit.handovers.waiting()
    assert (chat.address, chat.why) == (PHONE, "not_answered")


async def refused(world: World, number: int = 1, **failing: Any) -> OutboxRow:
    """A message to that customer was refused so; the row after it. It opened the conversation, or was an answer."""
    opening = failing.pop("opening", True)
    kind: dict[str, Any] = (
        {"template": "agreement_offer"} if opening else {"kind": Kind.REPLY, "notice": None}
    )
    failure = Failure(**{"sender": world.channel.sender, **FAST, **failing})
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        row = an_offer(
            key=f"k/{number}", channel="whatsapp", address=f"+5190000000{number}", attempt=1, **kind
        )
        rule = CODES.of("twilio", failure.code)
        return await after_failure(unit, row, failure, rule, at, actor="dispatcher")


async def test_all_that_meets_one_rest_counts_as_one_time_and_makes_it_no_longer(world: World) -> None:
    first = await refused(world, **STORM)
    rest = await resting(world)
    assert first.not_before == world.now + timedelta(seconds=rest)
    for number in range(2, 9):
        await refused(world, number, **STORM)
    assert await resting(world) == rest
    world.clock.move(timedelta(seconds=rest))
    await refused(world, **STORM)
    assert rest < await resting(world) <= 2 * 1.25


async def test_the_providers_patience_counts_where_it_is_the_longer_one(world: World) -> None:
    await refused(world, **STORM, retry_after=60)
    assert 61 <= await resting(world) <= 61 * 1.25
    await refused(world, 2, **STORM, retry_after=600)
    assert await resting(world) > 600
    assert await held(world) == {}


async def test_who_is_to_be_silent_for_hours_is_halted_so_long_for_all_programs(world: World) -> None:
    row = await refused(world, **STORM, retry_after=7200)
    halt = (await held(world))["channel:whatsapp"]
    assert halt.whole
    assert halt.until == row.not_before > world.now + timedelta(hours=2)
    await hears(world)
    await world.queue(a_reply(channel="whatsapp", address=PHONE))
    world.clock.move(timedelta(hours=2))
    await world.deliver()
    assert (await world.row("reply/1/0")).state is State.PENDING
    assert (await delivered(world, "reply/1/0", timedelta(hours=1))).state is State.SENT


async def test_a_provider_that_names_a_time_beyond_all_sense_is_asked_again_in_a_week(world: World) -> None:
    row = await refused(world, **STORM, retry_after=10**18)
    assert timedelta(days=7) < row.not_before - world.now < timedelta(days=8)


async def test_one_address_that_is_too_fast_holds_nobody_else_up(world: World) -> None:
    asked = storm(world, "0000012", **FAST)
    slow, other = "+51900000012", "+51900000013"
    for number, address in enumerate((slow, other)):
        await hears(world, address, timedelta(seconds=number))
        await world.queue(a_reply(f"reply/{address}/0", channel="whatsapp", address=address))
    await world.deliver()
    assert await resting(world) == 0
    assert (await world.row(f"reply/{other}/0")).state is State.SENT
    assert (await delivered(world, f"reply/{slow}/0", timedelta(hours=1))).state is State.PENDING
    assert gaps(asked)[0] >= 6
    assert await held(world) == {}


async def test_answers_to_several_that_are_too_fast_at_once_are_the_senders_rate(world: World) -> None:
    for number in (1, 2):
        await refused(world, number, opening=False)
    world.clock.move(timedelta(seconds=11))
    await refused(world, 3, opening=False)
    assert await resting(world) == 0
    for number in (4, 5):
        await refused(world, number, opening=False)
    assert await resting(world) >= 6
    assert await held(world) == {}


@pytest.mark.parametrize("accepted", [True, False])
async def test_openings_over_the_limit_of_the_portfolio_pause_and_answers_go_on(
    world: World, accepted: bool
) -> None:
    for number in (1, 1, 2):
        await refused(world, number, accepted=accepted)
        assert await held(world) == {}
    row = await refused(world, 3, accepted=accepted)
    assert row.state is State.PENDING
    assert (await held(world))["openings:whatsapp"].until == world.now + timedelta(hours=1)
    assert await lift(world.services, "openings:whatsapp", why="Meta subió el límite", actor="staff/ana")
    assert await held(world) == {}
    await refused(world, 3, accepted=accepted)
    assert (await held(world))["openings:whatsapp"].until == world.now + timedelta(hours=2)
    assert await resting(world) == 0
    await world.queue(an_offer(expires_at=None, tried=("sms",)))
    await hears(world, "+51900000013")
    await world.queue(a_reply(channel="whatsapp", address="+51900000013"))
    await world.deliver()
    assert (await world.row("reply/1/0")).state is State.SENT
    offer = await world.row(OFFER)
    assert (offer.state, offer.reasons) == (State.PENDING, ("budget",))
    assert offer.not_before == world.now + A_LOOK  # it may be lifted at any time
    world.clock.move(timedelta(hours=2))
    assert (await delivered(world, OFFER, timedelta(minutes=1))).state is State.SENT


async def test_a_pause_of_openings_is_longer_each_time_within_a_day(world: World) -> None:
    lasted = []
    for _ in range(5):
        for number in range(1, 7):
            await refused(world, number)
        until = (await held(world))["openings:whatsapp"].until
        assert until is not None
        lasted.append((until - world.now) / timedelta(hours=1))
        world.clock.set(until)
    assert lasted == [1, 2, 4, 8, 8]


async def test_a_free_text_that_whatsapp_refuses_goes_by_its_template(world: World) -> None:
    await hears(world)
    await world.queue(an_offer(expires_at=None))
    storm(world, code="63016", status=400)
    await world.deliver()
    world.channel.answer = None
    row = await delivered(world, OFFER, timedelta(minutes=1))
    assert (row.state, row.channel, row.template, row.error) == (
        State.SENT, "whatsapp", "agreement_offer", None,
    )  # fmt: skip
    async with world.services.units.reading() as unit:
        assert await unit.openings.used(portfolio(world.channel.name), world.now - timedelta(hours=1)) == 1


async def test_what_was_refused_as_free_text_never_goes_as_such_again(world: World) -> None:
    """Also after its template met something else: a flood says nothing about the window."""
    await hears(world)
    await world.queue(an_offer(expires_at=None))
    went: list[str | None] = []

    async def answer(address: str, key: str) -> None:
        row = await world.row(OFFER)
        went.append(row.template)
        if row.template is None:
            raise DeliveryFailed("refused", code="63016", status=400)
        raise DeliveryFailed("flood", **STORM, retry_after=1)

    world.channel.answer = answer
    await delivered(world, OFFER, timedelta(minutes=1))
    assert len(went) > 3
    assert (went[0], set(went[1:])) == (None, {"agreement_offer"})


@pytest.mark.parametrize("subject", ["channel:whatsapp", "openings:whatsapp"])
async def test_what_staff_halt_for_an_hour_goes_when_they_lift_it(subject: str) -> None:
    world = a_world(daily_openings=250)
    await world.has(three_months_behind(), a_contact())
    await approve(world)
    await world.queue(an_offer())
    await halt(world.services, subject, why="mirar", actor="ana")
    for _ in range(6):
        await world.deliver()
        world.clock.move(timedelta(minutes=10))
    assert (await world.row(OFFER)).state is State.PENDING
    assert len(outcomes(await world.trail())) == 1
    await lift(world.services, subject, why="bien", actor="ana")
    world.clock.move(timedelta(minutes=10))
    await world.deliver()
    assert (await world.row(OFFER)).state is State.SENT


async def test_a_free_text_without_an_approved_template_goes_by_the_next_channel(world: World) -> None:
    await hears(world)
    await world.queue(an_offer(expires_at=None))
    world.renderer.templates = ()
    storm(world, code="63016", status=400)
    row = await delivered(world, OFFER, timedelta(minutes=1))
    assert (row.state, row.channel, row.attempt) == (State.SENT, "sms", 2)


async def test_an_answer_that_whatsapp_refuses_is_left_to_a_person(world: World) -> None:
    row = await refused(world, opening=False, code="63016", status=400)
    assert row.state is State.FAILED


async def test_what_offends_a_policy_stops_its_template_and_nothing_else(world: World) -> None:
    row = await refused(world, code="63013", status=0, accepted=True)
    assert (row.state, row.tried) == (State.PENDING, ("whatsapp",))
    assert [*await held(world)] == ["template:whatsapp:agreement_offer"]
    assert (await refused(world, opening=False, code="63013", status=400)).state is State.FAILED
    assert [*await held(world)] == ["template:whatsapp:agreement_offer"]
