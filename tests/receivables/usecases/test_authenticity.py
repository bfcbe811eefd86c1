"""Is it ours? What anybody is told of a code and of a visit, and what is never told."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from receivables.model.authenticity import door_number, link_token, normal
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.money import Money
from receivables.model.sending import AlarmKind
from receivables.model.staff import StaffRole, User
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.answer import answer
from receivables.usecases.authenticity import (
    MANY,
    UNKNOWN_CODES,
    UNKNOWN_VISITS,
    WITHIN,
    Visit,
    new_codes,
    opened_link,
    verify_code,
    verify_operator,
)
from tests.support.build import PHONE, a_contact
from tests.support.chatting import ChatWorld
from tests.support.talk import behind
from tests.support.world import World

pytestmark = pytest.mark.anyio
CODE = "K7QX-3M9P"
KEY = b"k" * 32
ORDER = "cut-0000001-1-1"
AT_DOOR = door_number(KEY, ORDER, "jperez")


def a_row(world: World, **changes: object) -> OutboxRow:
    """A notice that went out by WhatsApp."""
    row = OutboxRow(
        "notice/0000001/friendly_notice/1",
        Kind.NOTICE,
        Message("friendly_notice"),
        world.now,
        world.now,
        supply_number="0000001",
        person="doc:1",
        notice=Notice.FRIENDLY,
        channel="whatsapp",
        address=PHONE,
        state=State.SENT,
        sent_at=world.now,
        code=CODE,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


async def sent(world: World, *rows: OutboxRow) -> None:
    """Rows as they are once they were handed over."""
    async with world.services.units() as unit:
        await unit.outbox.add([replace(row, state=State.PENDING) for row in rows])
    async with world.services.units() as unit:
        await unit.outbox.save(rows)


async def rung(world: World) -> dict[tuple[AlarmKind, str], int]:
    """The alarms that nobody looked at."""
    async with world.services.units.reading() as unit:
        return {(alarm.kind, alarm.subject): alarm.count for alarm in await unit.alarms.unseen()}


async def an_operator(world: World, **changes: object) -> None:
    """A member of staff."""
    user = replace(User("jperez", StaffRole.OPERATOR, "x", world.now), **changes)  # type: ignore[arg-type]
    async with world.services.units() as unit:
        await unit.staff.add_user(user)


async def an_order(world: World, **changes: object) -> None:
    """A cut for that operator."""
    order = WorkOrder(
        ORDER,
        OrderKind.CUT,
        OrderState.QUEUED,
        "0000001",
        Money.of("182.40"),
        (),
        (),
        world.now,
        None,
        "jperez",
    )
    async with world.services.units() as unit:
        await unit.work_orders.add(replace(order, **changes))  # type: ignore[arg-type]


@pytest.fixture
async def world() -> World:
    made = World()
    await made.has(behind(), a_contact())
    return made


@pytest.mark.parametrize("several", [0, 1, 50])
def test_codes_are_new_each_time_and_well_formed(several: int) -> None:
    made = set(islice(new_codes(several), 500))
    assert len(made) == 500
    assert all(normal(code) == code for code in made)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "k7qx 3m9p",
        " K7QX3M9P",
        f"#{CODE}",
        f"Código {CODE}.",
        "Agua Tumbes: su suministro ...0001 tiene 3 recibos vencidos. Consultas: +51 900 000 000.\nCódigo K7QX-3M9P",
    ],
)
async def test_a_known_code_says_what_and_when_and_no_more(world: World, typed: str) -> None:
    await sent(world, a_row(world))
    found = await verify_code(world.services, typed)
    assert found.ours
    assert (found.code, found.channel, found.notice, found.supply_masked) == (
        CODE,
        "whatsapp",
        "friendly_notice",
        "...0001",
    )
    assert found.sent_on == world.services.policy.today(world.now)
    assert found.current is True
    told = repr(found)
    assert all(secret not in told for secret in ("Rosa", "Calle", "182", "0000001", PHONE, "doc:"))
    assert await rung(world) == {}


async def test_a_message_about_a_debt_that_is_paid_is_ours_and_over(world: World) -> None:
    await sent(world, a_row(world))
    await world.pays("182.40")
    found = await verify_code(world.services, CODE)
    assert found.ours
    assert found.current is False


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.PENDING, "sent_at": None},
        {"state": State.WITHHELD},
        {"state": State.EXPIRED},
        {"code": "K7QX-3M9Q"},
        {"kind": Kind.REPLY},
    ],
)
async def test_what_never_left_is_not_ours(world: World, changes: dict[str, object]) -> None:
    await sent(world, a_row(world, **changes))
    assert not (await verify_code(world.services, CODE)).ours


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN, State.SERVED, State.FAILED])
async def test_what_may_have_left_is_ours(world: World, state: State) -> None:
    await sent(world, a_row(world, state=state))
    assert (await verify_code(world.services, CODE)).ours


async def test_many_unknown_codes_in_an_hour_ring(world: World) -> None:
    for _ in range(MANY - 1):
        assert not (await verify_code(world.services, "AAAA-2222")).ours
    assert await rung(world) == {}
    await verify_code(world.services, "hola")
    assert await rung(world) == {(AlarmKind.UNKNOWN_VERIFICATIONS, UNKNOWN_CODES): 1}
    await verify_code(world.services, "AAAA-2222")
    assert await rung(world) == {(AlarmKind.UNKNOWN_VERIFICATIONS, UNKNOWN_CODES): 2}


async def test_old_questions_do_not_count(world: World) -> None:
    for _ in range(MANY - 1):
        await verify_code(world.services, "AAAA-2222")
    world.clock.move(WITHIN + timedelta(seconds=1))
    await verify_code(world.services, "AAAA-2222")
    assert await rung(world) == {}


@pytest.mark.parametrize("name", ["jperez", " JPerez "])
async def test_an_operator_with_the_order_is_confirmed(world: World, name: str) -> None:
    await an_operator(world)
    await an_order(world)
    found = await verify_operator(world.services, KEY, name, AT_DOOR)
    assert found == Visit(True, OrderKind.CUT, OrderState.QUEUED, world.now)
    assert found.now


async def test_an_order_that_is_over_is_theirs_and_not_now(world: World) -> None:
    await an_operator(world)
    await an_order(world, state=OrderState.WITHDRAWN, closed_at=world.now)
    found = await verify_operator(world.services, KEY, "jperez", AT_DOOR)
    assert found.theirs
    assert not found.now


async def test_an_order_that_was_over_long_ago_is_told_to_nobody(world: World) -> None:
    await an_operator(world)
    await an_order(world, state=OrderState.DONE, closed_at=world.now - timedelta(days=8))
    assert await verify_operator(world.services, KEY, "jperez", AT_DOOR) == Visit(False)


async def test_without_a_key_no_visit_is_confirmed(world: World) -> None:
    await an_operator(world)
    await an_order(world)
    assert not (
        await verify_operator(world.services, b"", "jperez", door_number(b"", ORDER, "jperez"))
    ).theirs


@pytest.mark.parametrize(
    ("user", "order", "asked"),
    [
        ({}, {}, ("jperez", ORDER)),
        ({}, {}, ("jperez", door_number(KEY, ORDER, "otro"))),
        ({}, {}, ("jperez", door_number(b"x", ORDER, "jperez"))),
        ({}, {}, ("otro", AT_DOOR)),
        ({}, {"operator": "otro"}, ("jperez", AT_DOOR)),
        ({}, {"operator": None}, ("jperez", AT_DOOR)),
        ({"role": StaffRole.AGENT}, {}, ("jperez", AT_DOOR)),
        ({"disabled": True}, {}, ("jperez", AT_DOOR)),
        ({}, {}, ("", "")),
    ],
)
async def test_whatever_is_wrong_the_answer_is_the_same(
    world: World, user: dict[str, object], order: dict[str, object], asked: tuple[str, str]
) -> None:
    disabled = {"disabled_at": world.now} if user.pop("disabled", False) else {}
    await an_operator(world, **user, **disabled)
    await an_order(world, **order)
    assert await verify_operator(world.services, KEY, *asked) == Visit(False)


async def test_many_wrong_visits_ring_too(world: World) -> None:
    for _ in range(MANY):
        await verify_operator(world.services, KEY, "jperez", AT_DOOR)
    assert await rung(world) == {(AlarmKind.UNKNOWN_VERIFICATIONS, UNKNOWN_VISITS): 1}


@pytest.mark.parametrize("state", [State.SENT, State.UNKNOWN])
async def test_the_link_of_an_email_proves_that_it_came(world: World, state: State) -> None:
    await sent(world, a_row(world, channel="correo", address="ana@example.org", state=state))
    assert await opened_link(world.services, KEY, CODE.lower(), link_token(KEY, CODE))
    row = await world.row("notice/0000001/friendly_notice/1")
    assert (row.state, row.served_at) == (State.SERVED, world.now)
    served = [each for each in await world.trail() if each.outcome == "served"]
    assert [each.facts["by"] for each in served] == ["link"]
    assert not await opened_link(world.services, KEY, CODE, link_token(KEY, CODE))


@pytest.mark.parametrize(
    ("key", "token", "channel"),
    [
        (KEY, "", "correo"),
        (KEY, "0" * 32, "correo"),
        (KEY, "ñ", "correo"),
        (KEY, link_token(b"other", CODE), "correo"),
        (b"", link_token(b"", CODE), "correo"),
        (KEY, link_token(KEY, CODE), "sms"),
    ],
)
async def test_no_other_link_proves_anything(world: World, key: bytes, token: str, channel: str) -> None:
    await sent(world, a_row(world, channel=channel, address="ana@example.org"))
    assert not await opened_link(world.services, key, CODE, token)
    assert (await world.row("notice/0000001/friendly_notice/1")).state is State.SENT


async def test_the_chat_tells_the_latest_message_that_we_began_there() -> None:
    world = await ChatWorld.with_customer()
    assert await world.says("¿es real?") == ["verify_ask"]
    await sent(world, a_row(world), a_row(world, key="campaign/x/1", kind=Kind.CAMPAIGN, code="AAAA-2222"))
    keys = await world.said(await _answer(world, "¿Es real?"))
    assert keys == ["verify_yes"]


async def test_the_chat_knows_a_code_and_a_false_one() -> None:
    world = await ChatWorld.with_customer()
    await sent(world, a_row(world))
    for text, key in (
        (f"¿es real {CODE}?", "verify_yes"),
        (CODE, "verify_yes"),
        ("K1OX-0M9P es real?", "verify_no"),
    ):
        [row] = await world.rows(await _answer(world, text))
        assert row.message.key == key
        said = world.words.render(row.message).text
        assert ("es nuestro (código K7QX-3M9P)" in said) is (key == "verify_yes")
        assert all(secret not in said for secret in ("Rosa", "Calle", "182.40", "0000001"))


async def _answer(world: ChatWorld, text: str) -> tuple[str, ...]:
    return await answer(world.services, world.message(text))
