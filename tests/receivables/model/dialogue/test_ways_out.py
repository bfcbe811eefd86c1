"""From every state a person is reached and the messages are stopped (I-30, I-6), and nobody stands before a wall."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import receivables.model.dialogue as dialogue
from receivables.model.buttons import pressed
from receivables.model.conversation import Identity
from receivables.model.dialogue import HandOver, OptOut, Turn, step
from receivables.model.handover import Handover, HandoverState
from receivables.model.intent import read
from receivables.model.message import Value
from tests.support.build import PHONE
from tests.support.talk import SUPPLY, Talk

SOURCE = "\n".join(path.read_text() for path in sorted(Path(dialogue.__file__).parent.glob("*.py")))
OPEN = re.compile(r'(?:expecting=|QUESTION = )"([a-z_]+)"')
STATES = sorted({*OPEN.findall(SOURCE), "down_payment", ""})
"""Every question that the assistant may have asked last, as the code names them; "" for none."""
IDENTITIES = sorted(Identity)
STAYS = (None, HandoverState.WAITING, HandoverState.TAKEN)
"""Nobody attends; the person waits for somebody; somebody is there."""
SAID = (
    "hola",
    "sí",
    "no",
    "cuánto debo",
    "pagar en cuotas",
    "3",
    "pago mañana",
    "quiero reclamar",
    "ya pagué",
)
ODD = (
    "asdf qwer",
    "",
    "gracias",
    "suministro 0000001 recibo R-2023-12",
    "cuándo cortan",
    "123456",
    "no tengo agua",
)


def a_talk(expecting: str, identity: Identity, slots: dict[str, Value] | None = None) -> Talk:
    """A chat in that state."""
    talk = Talk(linked=identity is not Identity.NONE)
    strong = talk.now + timedelta(minutes=10) if identity is Identity.STRONG else None
    talk.chat = replace(
        talk.chat, identity=identity, expecting=expecting or None, strong_until=strong, slots=slots or {}
    )
    return talk


def hears(talk: Talk, text: str, stay: Handover | None = None) -> Turn:
    """What the dialogue does about a message, with the chat's stay in the inbox."""
    reading = read(text, None, talk.chat.expecting, talk.today)
    chat = replace(talk.chat, with_person=stay is not None)
    return step(chat, reading, replace(talk.facts, handover=stay), talk.policy, talk.now)


def a_stay(talk: Talk, state: HandoverState) -> Handover:
    return Handover("id", "chat", PHONE, SUPPLY, "asked", talk.now, state, unanswered_since=talk.now)


def effects(turn: Turn, kind: type) -> list[object]:
    return [each for each in turn.effects if isinstance(each, kind)]


def test_the_states_are_those_of_the_code() -> None:
    assert {"supply", "proof", "promise_confirm", "one_time_code", "consent"} <= set(STATES)


@pytest.mark.parametrize("identity", IDENTITIES)
@pytest.mark.parametrize("expecting", STATES)
def test_a_person_is_reached_from_every_state(expecting: str, identity: Identity) -> None:
    turn = hears(a_talk(expecting, identity), "quiero hablar con una persona")
    assert effects(turn, HandOver) == [HandOver("asked")]
    assert [message.key for message in turn.messages] == ["person"]
    assert turn.conversation.with_person


@pytest.mark.parametrize("expecting", STATES)
def test_the_messages_are_stopped_from_every_state(expecting: str) -> None:
    for identity, state in product(IDENTITIES, STAYS):
        talk = a_talk(expecting, identity)
        turn = hears(talk, "no me escriban más", a_stay(talk, state) if state else None)
        assert len(effects(turn, OptOut)) == 1, (identity, state)
        assert [message.key for message in turn.messages] == ["stopped"], (identity, state)


@pytest.mark.parametrize("expecting", STATES)
def test_danger_is_heard_in_every_state(expecting: str) -> None:
    for identity, state in product(IDENTITIES, STAYS):
        talk = a_talk(expecting, identity)
        turn = hears(talk, "ya no quiero vivir", a_stay(talk, state) if state else None)
        assert effects(turn, HandOver) == [HandOver("crisis")], (identity, state)
        assert [message.key for message in turn.messages] == ["crisis"], (identity, state)


@pytest.mark.parametrize("expecting", STATES)
def test_who_waits_for_a_person_can_always_go_on_with_the_assistant(expecting: str) -> None:
    for state in (HandoverState.WAITING, HandoverState.TAKEN):
        talk = a_talk(expecting, Identity.LINKED)
        turn = hears(talk, "seguir con el asistente", a_stay(talk, state))
        assert [message.key for message in turn.messages] == ["back"]
        assert not turn.conversation.with_person


@pytest.mark.parametrize("expecting", STATES)
def test_every_button_that_is_offered_leads_on(expecting: str) -> None:
    for identity, said in product(IDENTITIES, (*SAID, *ODD)):
        talk = a_talk(expecting, identity)
        turn = hears(talk, said)
        assert turn.messages, (identity, said)
        for button in turn.messages[-1].buttons:
            assert pressed(button.id) is not None, (identity, said, button.id)
            talk.chat = turn.conversation
            assert talk.presses(button.id), (identity, said, button.id)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from((*SAID, *ODD)), max_size=6), st.booleans())
def test_whatever_was_said_before_both_ways_are_open(said: list[str], linked: bool) -> None:
    talk = Talk(linked=linked)
    for each in said:
        assert talk.says(each)
    assert effects(hears(talk, "quiero hablar con una persona"), HandOver)
    assert effects(hears(talk, "no me escriban más"), OptOut)
