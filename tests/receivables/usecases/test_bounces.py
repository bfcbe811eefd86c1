"""An e-mail that came back closes the address that it is about; nothing that anybody could make up does more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.adapters.bounces import read_bounce
from receivables.adapters.packs.codes import load_codes
from receivables.model.bounce import Bounce, BounceKind
from receivables.model.message import OutboxRow, State
from receivables.model.sending import AlarmKind
from receivables.model.suppression import Cause, of_line
from receivables.usecases.alarms import unseen
from receivables.usecases.bounces import MANY, note_bounce
from receivables.usecases.carriers import Carriers
from receivables.usecases.closures import lift_ended
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact
from tests.support.mail import COMPLAINT, ORIGINAL, returned
from tests.support.world import Recorder, World, outcomes

pytestmark = pytest.mark.anyio
CODES = load_codes()
MAIL = "cliente@example.org"
LINE = of_line("correo", MAIL)


@pytest.fixture
async def world() -> World:
    """An offer went by e-mail; the row is number 7 in the store of its Message-ID only when it says so."""
    world = World()
    await world.has(three_months_behind(), a_contact("sms"))
    await world.queue(an_offer())
    row = await world.row(OFFER)
    await keep(
        world,
        replace(
            row,
            state=State.SENT,
            channel="correo",
            address=MAIL,
            attempt=1,
            sent_at=world.now,
            code="K7QX-3M9P",
            provider_id=f"{row.id}.1.abc@example.org",
        ),
    )
    return world


async def keep(world: World, row: OutboxRow) -> None:
    """Write it back."""
    async with world.services.units() as unit:
        await unit.outbox.save([row])


async def comes_back(world: World, raw: bytes) -> str:
    """The mail comes back, with the number of the row in its id."""
    row = await world.row(OFFER)
    bounce = read_bounce(raw.replace(b"<7.1.", f"<{row.id}.1.".encode()))
    assert bounce is not None
    return await note_bounce(world.services, CODES, bounce, actor="staff/ana")


async def closed(world: World) -> dict[str, Cause]:
    """What is closed of that address."""
    async with world.services.units.reading() as unit:
        held = await unit.suppressions.in_force([LINE, f"addr:{MAIL}"])
    return {subject: each.cause for subject, each in held.items()}


async def test_a_hard_bounce_closes_the_address_and_goes_by_the_next_channel(world: World) -> None:
    assert await comes_back(world, returned("5.1.1")) == "bounced"
    row = await world.row(OFFER)
    assert (row.state, row.tried, row.error) == (State.PENDING, ("correo",), "bounce.hard")
    assert await closed(world) == {LINE: Cause.INVALID}
    assert outcomes(await world.trail())[-1] == "send bounced"


async def test_a_full_box_rests_for_a_week_and_goes_by_the_next_channel(world: World) -> None:
    await comes_back(world, returned("5.2.2"))
    assert (await world.row(OFFER)).tried == ("correo",)
    assert await closed(world) == {LINE: Cause.INVALID}


async def test_a_box_that_was_full_and_turns_out_to_be_nobodys_is_closed_for_good(world: World) -> None:
    await comes_back(world, returned("4.2.2"))
    await comes_back(world, returned("5.1.1"))
    world.clock.move(timedelta(days=8))
    assert await lift_ended(world.services, CODES) == 0
    assert await closed(world) == {LINE: Cause.INVALID}


async def test_a_full_box_does_not_take_the_place_of_one_that_nobody_has(world: World) -> None:
    await comes_back(world, returned("5.1.1"))
    await comes_back(world, returned("4.2.2"))
    world.clock.move(timedelta(days=8))
    assert await lift_ended(world.services, CODES) == 0


async def test_what_a_person_wished_stays_their_wish(world: World) -> None:
    await comes_back(world, COMPLAINT)
    await comes_back(world, returned("5.1.1"))
    assert await closed(world) == {LINE: Cause.OPTED_OUT}


async def test_a_bounce_that_comes_when_the_message_went_on_by_another_channel_is_found() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact("correo", email=MAIL), a_contact("sms"))
    await world.queue(an_offer())
    number = (await world.row(OFFER)).id
    by_mail = Recorder(name=f"{number}.1.abc", carries=frozenset({"correo"}))
    world.carriers = Carriers({"correo": by_mail}, {})
    await world.deliver()
    sent = await world.row(OFFER)
    assert (sent.channel, sent.provider_id) == ("correo", f"{number}.1.abc-1")
    mail = ORIGINAL.replace("7.1.abc@example.org", sent.provider_id or "").replace("K7QX-3M9P", "")
    row = replace(sent, channel="sms", address="+51900000001", attempt=2, provider_id="SM1")
    await keep(world, row)
    bounce = read_bounce(returned("5.1.1", mail=mail))
    assert bounce is not None
    assert await note_bounce(world.services, CODES, bounce, actor="staff/ana") == "bounced"
    assert await world.row(OFFER) == row
    assert await closed(world) == {LINE: Cause.INVALID}


async def test_a_complaint_is_a_wish_and_changes_nothing_of_what_arrived(world: World) -> None:
    before = await world.row(OFFER)
    assert await comes_back(world, COMPLAINT) == "bounced"
    assert await world.row(OFFER) == before
    assert await closed(world) == {LINE: Cause.OPTED_OUT}


async def test_told_twice_it_has_its_effect_once(world: World) -> None:
    await comes_back(world, returned("5.1.1"))
    before = await world.row(OFFER)
    await comes_back(world, returned("5.1.1"))
    assert await world.row(OFFER) == before


async def test_what_was_received_stays_received_and_its_address_closes(world: World) -> None:
    await keep(world, replace(await world.row(OFFER), state=State.SERVED, served_at=world.now))
    await comes_back(world, returned("5.1.1"))
    assert (await world.row(OFFER)).state is State.SERVED
    assert await closed(world) == {LINE: Cause.INVALID}


async def test_our_code_in_the_quoted_text_is_enough(world: World) -> None:
    bare = ORIGINAL.replace("Message-ID: <7.1.abc@example.org>\r\n", "")
    assert await comes_back(world, returned("5.1.1", mail=bare)) == "bounced"
    assert await closed(world) == {LINE: Cause.INVALID}


@pytest.mark.parametrize("forged", ["<1.1.xyz@example.org>", "<99.1.abc@example.org>", "<x@example.org>"])
async def test_bounces_of_mails_that_we_never_sent_change_nothing_and_many_of_a_day_ring(
    world: World, forged: str
) -> None:
    before = await world.row(OFFER)
    bounce = Bounce(BounceKind.HARD, "5.1.1", (forged,), "código AAAA-2222")
    for _ in range(MANY - 1):
        assert await note_bounce(world.services, CODES, bounce, actor="staff/ana") == "no_such_mail"
    assert await world.row(OFFER) == before
    assert await closed(world) == {}
    assert await unseen(world.services) == []
    await note_bounce(world.services, CODES, bounce, actor="staff/ana")
    assert [alarm.kind for alarm in await unseen(world.services)] == [AlarmKind.BOUNCES]


@pytest.mark.parametrize("status", ["4.7.1", "5.3.0", "5.7.1", "5.7.26"])
async def test_no_bounce_halts_a_channel(world: World, status: str) -> None:
    """Anybody can write one."""
    await comes_back(world, returned(status))
    async with world.services.units.reading() as unit:
        assert await unit.halts.in_force(world.now) == {}
