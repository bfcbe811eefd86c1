"""Whoever is closed is closed to every sender at once; only the person undoes their own wish."""

import pytest

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import Act
from receivables.model.message import State
from receivables.model.pseudonym import pseudonym, reason_given
from receivables.model.suppression import Cause, of_address
from receivables.usecases.suppress import close, lift, opted_out
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import World

pytestmark = pytest.mark.anyio
HOLDER = "doc:00000001"
DESK = "staff/ana"


@pytest.fixture
async def world() -> World:
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer())
    return world


async def closed(world: World, subject: str, cause: Cause) -> bool:
    return await close(world.services, subject, cause, source="desk", actor=DESK)


@pytest.mark.parametrize(
    ("subject", "cause", "reason"),
    [
        (HOLDER, Cause.OPTED_OUT, "opted_out"),
        (HOLDER, Cause.DECEASED, "deceased"),
        (of_address(PHONE), Cause.WRONG_PERSON, "no_channel"),
        (of_address(PHONE), Cause.INVALID, "no_channel"),
    ],
)
async def test_what_waits_for_whom_is_closed_is_dropped_at_once(
    world: World, subject: str, cause: Cause, reason: str
) -> None:
    assert await closed(world, subject, cause)
    row = await world.row(OFFER)
    assert (row.state, row.reasons) == (State.WITHHELD, (reason,))
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 0


async def test_what_waits_for_somebody_else_of_the_supply_goes_on(world: World) -> None:
    son = a_contact(document="00000002", phone="+51900000002")
    await world.has(three_months_behind(), a_contact(), son)
    await closed(world, HOLDER, Cause.OPTED_OUT)
    assert (await world.row(OFFER)).state is State.PENDING
    await world.deliver()
    assert (await world.row(OFFER)).address == son.phone


async def test_closing_twice_is_closing_once(world: World) -> None:
    assert await closed(world, HOLDER, Cause.BLOCKED)
    assert not await closed(world, HOLDER, Cause.BLOCKED)
    assert await closed(world, HOLDER, Cause.OPTED_OUT)


async def test_only_the_person_undoes_their_wish(world: World) -> None:
    await closed(world, HOLDER, Cause.OPTED_OUT)
    with pytest.raises(Refused, match="only_the_person"):
        await lift(world.services, HOLDER, actor=DESK, why="conviene")
    await lift(world.services, HOLDER, actor=DESK, why="solicitud 12", signed_request=True)
    async with world.services.units.reading() as unit:
        assert await opted_out(unit, [HOLDER]) == frozenset()


async def test_the_desk_lifts_what_others_closed_with_a_reason(world: World) -> None:
    await closed(world, of_address(PHONE), Cause.WRONG_PERSON)
    with pytest.raises(BadInput, match="reason_needed"):
        await lift(world.services, of_address(PHONE), actor=DESK, why=" ")
    await lift(world.services, of_address(PHONE), actor=DESK, why="el titular lo confirmó")
    with pytest.raises(Unknown, match="not_suppressed"):
        await lift(world.services, of_address(PHONE), actor=DESK, why="otra vez")
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 1


async def test_the_record_tells_who_closed_whom_without_naming_them(world: World) -> None:
    await closed(world, of_address(PHONE), Cause.WRONG_PERSON)
    await lift(world.services, of_address(PHONE), actor=DESK, why="el titular lo confirmó")
    lines = await world.trail(pseudonym(of_address(PHONE)))
    assert [(line.act, line.outcome, line.facts["cause"]) for line in lines] == [
        (Act.SUPPRESS, "closed", "wrong_person"),
        (Act.SUPPRESS, "lifted", "wrong_person"),
    ]
    assert not any(PHONE in str(line) or "confirmó" in str(line) for line in lines)
    assert lines[-1].facts["why"] == reason_given("el titular lo confirmó")
