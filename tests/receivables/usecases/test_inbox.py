"""A person takes a chat over: the assistant is silent meanwhile and goes on afterwards (I-30, WA-POL-6, I-5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.model.audit import Act
from receivables.model.conversation import Inbound
from receivables.model.explanation import What
from receivables.model.handover import Handover, HandoverState
from receivables.model.message import OutboxRow, State
from receivables.usecases import inbox
from receivables.usecases.answer import answer
from receivables.usecases.explain import explain
from receivables.usecases.inbox import Colleague
from receivables.usecases.show_inbox import conversation
from receivables.usecases.show_inbox import inbox as shown
from receivables.usecases.waiting_times import Lately
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio

ANA, LUIS = Colleague("ana.torres", "Ana"), Colleague("luis", "Luis")
HOUR = timedelta(hours=1)


def anything(_: str) -> Sequence[str]:
    """Every word may be sent."""
    return ()


def everybody(_: object) -> bool:
    return True


@pytest.fixture
async def world() -> ChatWorld:
    """A customer who asked for a person."""
    world = await ChatWorld.with_customer()
    assert await world.says("quiero hablar con una persona") == ["person"]
    return world


async def the_stay(world: ChatWorld) -> Handover:
    async with world.services.units.reading() as unit:
        [stay] = await unit.handovers.of_chat("chat", PHONE)
    return stay


async def to_them(world: ChatWorld) -> list[OutboxRow]:
    async with world.services.units.reading() as unit:
        return await unit.outbox.said_to("chat", PHONE)


async def taken(world: ChatWorld) -> str:
    stay = await the_stay(world)
    await inbox.take(world.services, stay.id, ANA)
    return stay.id


async def test_while_nobody_took_it_the_assistant_goes_on_serving(world: ChatWorld) -> None:
    assert await world.says("hola") == ["person_waits"]
    assert await world.says("qwerty asdf") == ["person_noted"]
    assert (await the_stay(world)).state is HandoverState.WAITING


@pytest.mark.parametrize("said", ["hola", "cuánto debo", "qwerty asdf", "sí", "quiero reclamar", "0000001"])
async def test_once_a_person_has_it_the_assistant_says_nothing(world: ChatWorld, said: str) -> None:
    await taken(world)
    before = await to_them(world)
    assert await world.says(said) == []
    assert await to_them(world) == before
    async with world.services.units.reading() as unit:
        assert await unit.conversations.unanswered(9) == []


async def test_a_message_told_twice_is_not_answered_once_the_person_left(world: ChatWorld) -> None:
    stay = await taken(world)
    message = world.message("cuánto debo")
    assert await answer(world.services, message) == ()
    await inbox.close(world.services, stay, ANA, "solved")
    assert await answer(world.services, message) == ()


async def test_a_question_that_was_open_is_dropped_when_a_person_takes_the_chat(world: ChatWorld) -> None:
    await world.proves()
    await world.says("pago mañana")
    assert (await world.chat()).expecting == "promise_confirm"
    stay = await taken(world)
    await world.says("sí")
    await inbox.close(world.services, stay, ANA, "solved")
    assert (await world.chat()).expecting is None
    async with world.services.units.reading() as unit:
        assert (await unit.cases.get(["0000001"]))["0000001"].promise is None


async def test_a_wish_to_be_left_alone_is_heeded_and_confirmed_once(world: ChatWorld) -> None:
    await taken(world)
    assert await world.says("no me escriban más") == ["stopped"]
    assert await world.says("no me escriban más") == []


async def test_danger_is_raised_again_and_answered(world: ChatWorld) -> None:
    await taken(world)
    assert await world.says("ya no quiero vivir") == ["crisis"]
    stay = await the_stay(world)
    assert (stay.why, stay.state, stay.raised_at) == ("crisis", HandoverState.TAKEN, world.now)


async def test_a_wrong_number_closes_the_address_and_nobody_writes_there(world: ChatWorld) -> None:
    stay = await taken(world)
    assert await world.says("número equivocado, no soy yo") == ["wrong_person"]
    assert (await the_stay(world)).outcome == "wrong_person"
    with pytest.raises(Refused, match="handover_closed"):
        await inbox.answer(world.services, stay, "Buen día", ANA, anything)


async def test_who_goes_on_with_the_assistant_is_answered_at_once(world: ChatWorld) -> None:
    await taken(world)
    assert await world.says(button="bot") == ["back"]
    assert (await the_stay(world)).outcome == "back_to_bot"
    assert await world.says("hola") == ["welcome"]


async def test_danger_stays_in_the_list_though_they_go_on_with_the_assistant(world: ChatWorld) -> None:
    await world.says("ya no quiero vivir")
    assert await world.says(button="bot") == ["back"]
    assert (await the_stay(world)).state is HandoverState.WAITING


async def test_an_answer_goes_out_signed_and_ends_the_waiting(world: ChatWorld) -> None:
    stay = await the_stay(world)
    world.clock.move(timedelta(minutes=12))
    key = await inbox.answer(world.services, stay.id, " Buen día, ya veo su caso. ", ANA, anything)
    [row] = [each for each in await to_them(world) if each.key == key]
    assert world.words.render(row.message).text == "Buen día, ya veo su caso.\n\nAna, Agua Tumbes"
    found = await the_stay(world)
    assert (found.taken_by, found.waited(world.now)) == ("ana.torres", timedelta(minutes=12))
    view = await shown(world.services, everybody, Lately(world.services))
    assert (view.measured.count, view.measured.median) == (1, timedelta(minutes=12))


async def test_a_form_sent_twice_goes_once(world: ChatWorld) -> None:
    stay = await the_stay(world)
    keys = {await inbox.answer(world.services, stay.id, "Hola", ANA, anything, draft="a1") for _ in range(2)}
    other = await inbox.answer(world.services, stay.id, "Hola", ANA, anything)
    assert len(keys) == 1
    assert len([each for each in await to_them(world) if each.message.key == "staff"]) == 2
    assert other not in keys


async def test_every_deed_is_in_the_record_and_no_word_of_it(world: ChatWorld) -> None:
    stay = await taken(world)
    await inbox.note(world.services, stay, "llamar a Rosa", ANA)
    await inbox.answer(world.services, stay, "Buen día, Rosa", ANA, anything)
    await inbox.release(world.services, stay, ANA)
    await inbox.take(world.services, stay, LUIS)
    await inbox.close(world.services, stay, LUIS, "solved")
    async with world.services.units.reading() as unit:
        lines = [line for line in await unit.audit.of(stay) if line.act is Act.HANDOVER]
    assert [line.outcome for line in lines] == ["taken", "noted", "answered", "released", "taken", "closed"]
    assert {line.actor for line in lines} == {"staff/ana.torres", "staff/luis"}
    assert "Rosa" not in str(lines)


async def test_when_the_person_ends_it_the_assistant_says_so_and_goes_on(world: ChatWorld) -> None:
    stay = await taken(world)
    await inbox.answer(world.services, stay, "Listo", ANA, anything)
    await inbox.close(world.services, stay, ANA, "solved")
    assert (await to_them(world))[-1].message.key == "person_left"
    assert await world.says("hola") == ["welcome"]
    assert await world.says("quiero hablar con una persona") == ["person"]


async def test_whoever_asked_to_be_left_alone_hears_nothing_of_its_end(world: ChatWorld) -> None:
    stay = await taken(world)
    await inbox.answer(world.services, stay, "Listo", ANA, anything)
    await world.says("no me escriban más")
    await inbox.close(world.services, stay, ANA, "solved")
    assert (await to_them(world))[-1].message.key == "stopped"


async def test_who_waits_too_long_hears_so_once_and_may_choose(world: ChatWorld) -> None:
    await taken(world)
    world.clock.move(timedelta(hours=23))
    assert await inbox.tell_late(world.services) == 0
    world.clock.move(timedelta(minutes=40))
    assert await inbox.tell_late(world.services) == 1
    assert await inbox.tell_late(world.services) == 0
    last = (await to_them(world))[-1]
    assert last.message.key == "person_late"
    assert [button.id for button in last.message.buttons] == ["bot", "stop"]
    world.clock.move(timedelta(hours=30))
    assert await world.says("¿hola?") == []
    assert await world.says(button="bot") == ["back"]


async def test_who_writes_after_a_long_silence_hears_so_from_the_assistant(world: ChatWorld) -> None:
    stay = await taken(world)
    await inbox.answer(world.services, stay, "Buen día", ANA, anything)
    world.clock.move(timedelta(days=3))
    assert await world.says("gracias, otra pregunta") == []  # nobody let them wait yet
    world.clock.move(timedelta(hours=25))
    assert await world.says("¿me puede responder?") == ["person_late"]
    assert await world.says("¿hola?") == []


async def test_words_that_may_not_be_sent_are_refused_and_nothing_changes(world: ChatWorld) -> None:
    stay = await the_stay(world)
    with pytest.raises(Refused, match="answer_words"):
        await inbox.answer(world.services, stay.id, "pague a mi cuenta", ANA, str.split)
    for text, code in (("  ", "answer_empty"), ("x" * 1501, "answer_too_long")):
        with pytest.raises(BadInput, match=code):
            await inbox.answer(world.services, stay.id, text, ANA, anything)
    assert await the_stay(world) == stay


async def test_what_there_is_not_cannot_be_taken(world: ChatWorld) -> None:
    with pytest.raises(Unknown, match="unknown_handover"):
        await inbox.take(world.services, "nothing", ANA)
    stay = await taken(world)
    with pytest.raises(BadInput):
        await inbox.close(world.services, stay, ANA, "whatever")
    await inbox.close(world.services, stay, ANA, "solved")
    for refused in (inbox.take, inbox.release):
        with pytest.raises(CaudalError, match="handover_closed"):
            await refused(world.services, stay, ANA)


async def test_outside_the_window_of_whatsapp_nothing_can_be_written(world: ChatWorld) -> None:
    asked = Inbound("w1", "whatsapp", PHONE, "quiero hablar con una persona", None, world.now)
    await answer(world.services, asked)
    async with world.services.units.reading() as unit:
        stay = await unit.handovers.open_of("whatsapp", PHONE)
    assert stay is not None
    await inbox.answer(world.services, stay.id, "Hola", ANA, anything)
    world.clock.move(timedelta(hours=24))
    with pytest.raises(Refused, match="outside_window"):
        await inbox.answer(world.services, stay.id, "Hola", ANA, anything)
    assert await inbox.tell_late(world.services) == 1  # the other chat alone


async def test_the_inbox_shows_the_urgent_first_and_then_who_waits_longest(world: ChatWorld) -> None:
    world.clock.move(timedelta(minutes=5))
    await world.says("ya no quiero vivir", address="+51900000002")
    await world.says("quiero hablar con una persona", address="+51900000003")
    view = await shown(world.services, everybody, Lately(world.services))
    assert [each.stay.address for each in view.items] == ["+51900000002", PHONE, "+51900000003"]
    assert next(each.last.text for each in view.items if each.last) == "ya no quiero vivir"
    assert view.hours is not None
    assert view.hours.now


async def test_a_conversation_is_shown_with_its_reasons(world: ChatWorld) -> None:
    await world.proves()
    await world.says("cuánto debo")
    view = await conversation(world.services, (await world.chat()).ref, everybody)
    heard = [each for each in view.bubbles if each.inbound]
    assert [each.trace.intent for each in heard if each.trace][-1] == "debt_query"
    assert all(each.trace for each in heard)
    assert view.brief is not None
    assert view.brief.wishes == ("debt_query",)
    assert view.brief.owing is not None
    assert str(view.brief.owing.outstanding) == "182.40"
    with pytest.raises(Unknown):
        await conversation(world.services, view.chat.ref, lambda _: False)


async def test_the_delivery_of_each_answer_is_shown(world: ChatWorld) -> None:
    [row] = await to_them(world)
    async with world.services.units() as unit:
        await unit.outbox.save([replace(row, state=State.FAILED)])
    view = await conversation(world.services, (await world.chat()).ref, everybody)
    assert [each.row.state for each in view.bubbles if each.row] == [State.FAILED]


async def test_who_waits_for_too_long_without_anybody_hears_so_too(world: ChatWorld) -> None:
    world.clock.move(timedelta(hours=25))
    assert await world.says("qwerty asdf") == ["person_late"]
    assert await world.says("qwerty asdf") == ["person_noted"]


async def test_the_story_of_a_supply_tells_that_a_person_answered(world: ChatWorld) -> None:
    await world.proves()
    await world.says("quiero hablar con una persona")
    stay = await taken(world)
    await inbox.answer(world.services, stay, "Buen día", ANA, anything)
    await world.says("gracias")
    story = await explain(world.services, "0000001", limit=9, before=None)
    assert story.lines[0].what is What.PERSON_ANSWERED
