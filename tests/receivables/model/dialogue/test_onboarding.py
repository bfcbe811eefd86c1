"""When there is room for the question, and what its words are."""

from dataclasses import replace
from hashlib import sha256

import pytest

from receivables.model.conversation import Conversation, Identity
from receivables.model.dialogue import GiveConsent, Turn
from receivables.model.dialogue.onboarding import AFTER, QUESTION, WORDING, room_for_question, with_question
from receivables.model.message import Message
from templates.renderer import bodies
from tests.support.talk import SUPPLY, Talk

LINKED = Conversation("telegram", "42", Identity.LINKED, SUPPLY)
ANSWERED = Turn(LINKED, (Message("debt"),))


def test_there_is_room_after_a_plain_answer_to_a_linked_chat() -> None:
    assert room_for_question(ANSWERED)


@pytest.mark.parametrize(
    "turn",
    [
        replace(ANSWERED, conversation=Conversation("telegram", "42")),
        replace(ANSWERED, conversation=replace(LINKED, expecting="promise_confirm")),
        replace(ANSWERED, conversation=replace(LINKED, with_person=True)),
        replace(ANSWERED, messages=(Message("debt"), Message("crisis"))),
        replace(ANSWERED, messages=()),
    ],
)
def test_elsewhere_there_is_none(turn: Turn) -> None:
    assert not room_for_question(turn)


def test_the_question_comes_after_the_answer_and_waits_for_its_own() -> None:
    asked = with_question(ANSWERED)
    assert [message.key for message in asked.messages] == ["debt", "consent_ask"]
    assert asked.conversation.expecting == QUESTION


def test_every_answer_it_may_follow_exists() -> None:
    assert set(bodies("es_PE")) >= AFTER


def test_other_words_are_another_version() -> None:
    """Whoever changes the question raises `WORDING`: a consent is a yes to the words of its version (PE-DAT-8)."""
    text = bodies("es_PE")["consent_ask"].encode()
    assert (WORDING, sha256(text).hexdigest()[:16]) == ("consent_ask/2", "b87b9fb5df34c995")


@pytest.mark.parametrize(
    "yes",
    [
        "sí",
        "claro",
        "ok",
        "acepto",
        "sí, por favor",
        "sí quiero",
        "sí deseo recibirlos",
        "sí pueden escribirme",
    ],
)
def test_a_plain_yes_is_a_consent(yes: str) -> None:
    talk = Talk(linked=True)
    talk.chat = replace(talk.chat, expecting=QUESTION, slots={"came_by": "deep_link"})
    assert talk.says(yes) == ["consent_given"]
    assert talk.does() == (GiveConsent(SUPPLY, "deep_link"),)


def test_an_old_button_in_a_chat_that_is_nobodys_asks_who_it_is() -> None:
    assert Talk().presses("consent") == ["ask_supply"]
