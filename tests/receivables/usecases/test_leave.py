"""The link of an e-mail, used to be left alone: as BAJA in a chat, and by no other link."""

from dataclasses import replace

import pytest

from receivables.model.audit import Act
from receivables.model.authenticity import link_token
from receivables.model.consent import Purpose
from receivables.model.message import State
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, of_address
from receivables.usecases.data_rights import erase
from receivables.usecases.leave import Leave, leave
from receivables.usecases.suppress import opted_out
from tests.receivables.usecases.test_authenticity import CODE, KEY, a_row, sent
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.support.build import PHONE, a_contact
from tests.support.chatting import ChatWorld
from tests.support.talk import behind
from tests.support.world import World

pytestmark = pytest.mark.anyio
TOKEN = link_token(KEY, CODE)
EMAIL = "rosa@example.org"
HOLDER, SON = "doc:00000001", "doc:00000002"
ALL = frozenset({HOLDER, of_address(EMAIL), of_address(PHONE)})
MAIL = {"channel": "correo", "address": EMAIL, "person": HOLDER}


@pytest.fixture
async def world() -> World:
    """The holder got an e-mail, and something else waits for them."""
    made = World()
    promo = a_contact("correo", purpose=Purpose.PROMO)
    await made.has(behind(), a_contact(), a_contact("correo"), promo)
    await sent(made, a_row(made, **MAIL))
    await made.queue(an_offer())
    return made


async def closed(world: World) -> frozenset[str]:
    """Who is left alone by their own wish."""
    async with world.services.units.reading() as unit:
        return await opted_out(unit, {*ALL, SON, of_address("son@example.org")})


async def wishes(world: World) -> list[object]:
    """What the record holds of it."""
    return [each for each in await world.trail() if each.act is Act.OPT_OUT]


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), "K7QX3M9P"])
async def test_the_person_and_all_their_addresses_are_closed_at_once(world: World, typed: str) -> None:
    assert await leave(world.services, KEY, typed, TOKEN) is Leave.DONE
    assert await closed(world) == ALL
    row = await world.row(OFFER)
    assert (row.state, row.reasons) == (State.WITHHELD, ("opted_out",))
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 0
    async with world.services.units.reading() as unit:
        held = await unit.suppressions.in_force(ALL)
    assert {(each.cause, each.source) for each in held.values()} == {(Cause.OPTED_OUT, "correo")}


async def test_it_is_written_down_once_and_names_nobody(world: World) -> None:
    assert await leave(world.services, KEY, CODE, TOKEN) is Leave.DONE
    assert await leave(world.services, KEY, CODE, TOKEN) is Leave.ALREADY
    [wish] = await wishes(world)
    assert (wish.outcome, wish.actor, wish.facts["dropped"]) == ("opted_out", "customer", 1)  # type: ignore[attr-defined]
    for subject in ALL:
        assert len(await world.trail(pseudonym(subject))) == 1


async def test_it_is_the_same_as_baja_in_a_chat(world: World) -> None:
    chat = await ChatWorld.with_customer()
    await chat.has(behind(), a_contact(), a_contact("correo"))
    await chat.queue(an_offer())
    assert await chat.says("BAJA") == ["stopped"]
    await leave(world.services, KEY, CODE, TOKEN)
    assert await closed(chat) == await closed(world)
    told = [[(each.act, each.outcome, each.facts) for each in await wishes(one)] for one in (chat, world)]  # type: ignore[attr-defined]
    assert told[0] == told[1]


async def test_only_the_person_comes_back_and_may_leave_again() -> None:
    chat = await ChatWorld.with_customer()
    await sent(chat, a_row(chat, **MAIL))
    assert await leave(chat.services, KEY, CODE, TOKEN) is Leave.DONE
    assert await chat.says("ALTA") == ["started"]
    assert HOLDER not in await closed(chat)
    assert await leave(chat.services, KEY, CODE, TOKEN) is Leave.DONE
    assert HOLDER in await closed(chat)


@pytest.mark.parametrize(
    ("key", "code", "token"),
    [
        (KEY, CODE, ""),
        (KEY, CODE, "0" * 32),
        (KEY, CODE, "ñ"),
        (KEY, CODE, link_token(b"other", CODE)),
        (b"", CODE, link_token(b"", CODE)),
        (KEY, "AAAA-2222", TOKEN),
        (KEY, "AAAA-2222", link_token(KEY, "AAAA-2222")),
        (KEY, "", TOKEN),
    ],
)
async def test_no_other_link_closes_anybody(world: World, key: bytes, code: str, token: str) -> None:
    assert await leave(world.services, key, code, token) is Leave.NO_GOOD
    assert await closed(world) == frozenset()
    assert (await world.row(OFFER)).state is State.PENDING
    assert await wishes(world) == []


async def test_whoever_else_of_the_supply_is_reached_elsewhere_is_not_closed(world: World) -> None:
    son = a_contact("correo", document="00000002", phone="+51900000002", email="son@example.org")
    await world.has(behind(), a_contact(), a_contact("correo"), son)
    await leave(world.services, KEY, CODE, TOKEN)
    assert await closed(world) == ALL
    shared = replace(son, email=EMAIL)
    await world.has(behind(), a_contact(), a_contact("correo"), shared)
    assert await leave(world.services, KEY, CODE, TOKEN) is Leave.DONE
    assert await closed(world) == {*ALL, SON}


@pytest.mark.parametrize("state", [State.FAILED, State.PENDING, State.SERVED, State.UNKNOWN, State.WITHHELD])
async def test_what_became_of_the_message_changes_nothing(state: State) -> None:
    world = World()
    await world.has(behind(), a_contact(), a_contact("correo"))
    await sent(world, a_row(world, channel="sms", address=PHONE, person=HOLDER, state=state))
    assert await leave(world.services, KEY, CODE, TOKEN) is Leave.DONE
    assert await closed(world) == ALL


async def test_who_was_forgotten_stays_closed_and_their_link_is_none(world: World) -> None:
    await erase(world.services, "00000001", actor="staff/ana", why="lo pidió")
    assert await leave(world.services, KEY, CODE, TOKEN) is Leave.NO_GOOD
    assert await closed(world) == ALL
    assert await wishes(world) == []
