"""The messages of one chat in their order and once; what cannot be answered reaches a person."""

from dataclasses import replace

import pytest

from receivables.errors import BadInput, Unknown
from receivables.model.conversation import Inbound
from receivables.model.identity import chat_person
from receivables.model.message import OutboxRow, State
from receivables.model.suppression import Cause, of_address, of_line
from receivables.usecases import dead_letters
from receivables.usecases.answer import UNREADABLE, Unanswerable, answer, answer_next, give_up, receive
from receivables.usecases.blocked import LEFT
from receivables.usecases.suppress import close, close_all
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


async def test_the_oldest_first_and_each_once(world: ChatWorld) -> None:
    for said in ("hola", "gracias"):
        await receive(world.services, world.message(said))
    first = await answer_next(world.services, "chat", PHONE)
    second = await answer_next(world.services, "chat", PHONE)
    assert await world.said(first or ()) == ["welcome"]
    assert await world.said(second or ()) == ["thanks"]
    assert await answer_next(world.services, "chat", PHONE) is None


async def test_a_message_that_was_answered_and_came_back_has_no_second_answer(world: ChatWorld) -> None:
    message = world.message("hola")
    keys = await answer(world.services, message)
    async with world.services.units() as unit:
        await unit.conversations.mark_answered(message.id, world.now, "trouble")
    await dead_letters.retry(world.services, message.id, actor="staff/ana")
    assert await answer_next(world.services, "chat", PHONE) == keys
    assert await answer_next(world.services, "chat", PHONE) is None


async def test_a_failure_names_the_message_and_keeps_nothing(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = world.message("hola")
    await receive(world.services, message)

    async def broken(*_: object) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as fails:
        fails.setattr("receivables.usecases.answer._saved", broken)
        with pytest.raises(Unanswerable) as failed:
            await answer_next(world.services, "chat", PHONE)
    assert failed.value.inbound == message
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert await world.said(await answer_next(world.services, "chat", PHONE) or ()) == ["welcome"]


async def test_what_somebody_else_answered_meanwhile_is_not_given_up(world: ChatWorld) -> None:
    message = world.message("hola")
    await answer(world.services, message)
    await give_up(world.services, message, "Trouble")
    assert await dead_letters.waiting(world.services) == []
    async with world.services.units.reading() as unit:
        assert await unit.handovers.waiting() == []


async def test_a_message_without_an_address_is_a_dead_letter_and_nobody_is_called(world: ChatWorld) -> None:
    await receive(world.services, replace(world.message(), address=""))
    assert await answer_next(world.services, "chat", "") == ()
    [letter] = await dead_letters.waiting(world.services)
    assert letter.problem == UNREADABLE
    async with world.services.units.reading() as unit:
        assert await unit.handovers.waiting() == []


async def test_staff_have_a_dead_letter_processed_again(world: ChatWorld) -> None:
    message = world.message("hola")
    await receive(world.services, message)
    await give_up(world.services, message, "Trouble")
    [letter] = await dead_letters.waiting(world.services)
    assert (letter.inbound, letter.problem) == (message, "Trouble")
    await dead_letters.retry(world.services, message.id, actor="staff/ana")
    assert await dead_letters.waiting(world.services) == []
    assert await world.said(await answer_next(world.services, "chat", PHONE) or ()) == ["welcome"]
    assert "handover requeued" in outcomes(await world.trail(message.id))


async def test_staff_bury_a_dead_letter_and_say_why(world: ChatWorld) -> None:
    message = world.message("hola")
    await receive(world.services, message)
    await give_up(world.services, message, "Trouble")
    with pytest.raises(BadInput, match="reason_needed"):
        await dead_letters.bury(world.services, message.id, why=" ", actor="staff/ana")
    await dead_letters.bury(world.services, message.id, why="se la llamó: Rosa", actor="staff/ana")
    assert await dead_letters.waiting(world.services) == []
    assert await answer_next(world.services, "chat", PHONE) is None
    [line] = [line for line in await world.trail(message.id) if line.outcome == "buried"]
    assert "Rosa" not in str(line.facts)
    for act in (
        dead_letters.retry(world.services, message.id, actor="staff/ana"),
        dead_letters.bury(world.services, message.id, why="otra vez", actor="staff/ana"),
        dead_letters.retry(world.services, "nobody:1", actor="staff/ana"),
    ):
        with pytest.raises(Unknown, match="unknown_dead_letter"):
            await act


def _telegram(world: ChatWorld, text: str = "", button: str | None = None) -> Inbound:
    return replace(world.message(text, button, address="42"), channel="telegram")


async def _closed(world: ChatWorld) -> set[Cause]:
    async with world.services.units.reading() as unit:
        held = await unit.suppressions.in_force([chat_person("telegram", "42"), of_address("42")])
    return {each.cause for each in held.values()}


async def test_who_blocks_the_bot_gets_no_answer_and_is_closed_until_start(world: ChatWorld) -> None:
    await receive(world.services, _telegram(world, button=LEFT))
    assert await answer_next(world.services, "telegram", "42") == ()
    assert await _closed(world) == {Cause.BLOCKED}
    await receive(world.services, _telegram(world, "hola"))
    assert await answer_next(world.services, "telegram", "42")
    assert await _closed(world) == {Cause.BLOCKED}
    await receive(world.services, _telegram(world, "/start"))
    assert await answer_next(world.services, "telegram", "42")
    assert await _closed(world) == set()


async def test_who_blocked_the_bot_as_a_failure_told_is_let_in_by_start_alone(world: ChatWorld) -> None:
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        line, source = of_line("telegram", "42"), "telegram:403.blocked"
        await close_all(unit, [line], Cause.BLOCKED, at, source=source, actor="dispatcher")
    for text, closed in (("hola", {Cause.BLOCKED}), ("start", {Cause.BLOCKED}), ("/start", set())):
        await answer(world.services, _telegram(world, text))
        async with world.services.units.reading() as unit:
            held = await unit.suppressions.in_force([line])
        assert {each.cause for each in held.values()} == closed


async def test_a_wish_to_be_left_alone_is_the_stronger_one_and_start_opens_no_wrong_number(
    world: ChatWorld,
) -> None:
    await answer(world.services, _telegram(world, "BAJA"))
    await answer(world.services, _telegram(world, button=LEFT))
    assert await _closed(world) == {Cause.OPTED_OUT}
    other = await ChatWorld.with_customer()
    await close(
        other.services, chat_person("telegram", "42"), Cause.WRONG_PERSON, source="staff", actor="staff/ana"
    )
    await answer(other.services, _telegram(other, "/start"))
    assert await _closed(other) == {Cause.WRONG_PERSON}


async def test_a_bare_number_on_whatsapp_picks_what_was_offered_last(world: ChatWorld) -> None:
    async def says(text: str) -> list[OutboxRow]:
        message = replace(world.message(text), channel="whatsapp")
        rows = await world.rows(await answer(world.services, message))
        async with world.services.units() as unit:
            await unit.outbox.save([replace(row, state=State.SENT, sent_at=world.now) for row in rows])
        return rows

    [welcome] = await says("hola")
    offered = [button.id for button in welcome.message.buttons]
    place = offered.index("offices") + 1
    [told] = await says(str(place))
    [pressed] = await world.rows(
        await answer(world.services, replace(world.message("", "offices"), channel="whatsapp"))
    )
    assert told.message.key == pressed.message.key


async def test_a_bare_number_on_a_page_with_buttons_is_read_as_it_is(world: ChatWorld) -> None:
    message = world.message("hola")
    await world.inbox.settle(message)
    rows = await world.rows(await world.inbox.settle(world.message("2")))
    assert [row.message.key for row in rows] != ["offices"]
