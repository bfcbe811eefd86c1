"""Whoever writes in another language that the utility offers is answered in it, wherever the talk stands."""

from dataclasses import replace

import pytest

from tests.support.build import a_policy
from tests.support.talk import Talk

BOTH = replace(a_policy(), languages=("es_PE", "en"))


def test_english_is_heard_in_the_middle_of_a_question() -> None:
    talk = Talk(policy=BOTH)
    talk.says("hola, cuánto debo")
    assert talk.says("how much do I owe?") == ["ask_supply"]
    assert talk.chat.locale == "en"
    assert talk.chat.expecting == "supply"


@pytest.mark.parametrize("said", ["ok", "0000001", "supply 0000001, total 45.60", "Will Smith", "STOP"])
def test_a_word_a_number_or_a_name_changes_nothing(said: str) -> None:
    talk = Talk(policy=BOTH)
    talk.says("hola, cuánto debo")
    talk.says(said)
    assert talk.chat.locale == ""


@pytest.mark.parametrize("said", ["suministro 0000001 recibo R-2023-12", "gracias", "ok"])
def test_who_turned_to_english_stays_there(said: str) -> None:
    talk = Talk(policy=BOTH)
    talk.says("how much do I owe?")
    talk.says(said)
    assert talk.chat.locale == "en"


@pytest.mark.parametrize(
    "said", ["mejor dígame cuánto debo", "en castellano por favor", "speak spanish please"]
)
def test_the_way_back_to_spanish_is_the_same(said: str) -> None:
    talk = Talk(policy=BOTH)
    talk.says("english please")
    assert talk.chat.locale == "en"
    talk.says(said)
    assert talk.chat.locale == "es_PE"


def test_a_button_says_nothing_of_a_language() -> None:
    talk = Talk(policy=BOTH)
    talk.says("how much do I owe?")
    talk.presses("offices")
    assert talk.chat.locale == "en"


def test_a_language_that_is_not_offered_is_not_spoken() -> None:
    talk = Talk(policy=replace(a_policy(), languages=("es_PE",)))
    talk.says("how much do I owe?")
    assert talk.chat.locale == ""


@pytest.mark.parametrize("said", ["hello", "Hi!", "hello there", "its 0000001 and R-2023-12"])
def test_a_chat_that_opens_in_english_is_english(said: str) -> None:
    talk = Talk(policy=BOTH)
    talk.says(said)
    assert talk.chat.locale == "en"
    talk.says("q tal")
    assert talk.chat.locale == "es_PE"


def test_an_english_greeting_in_the_middle_of_a_chat_changes_nothing() -> None:
    talk = Talk(policy=BOTH)
    talk.says("hola, cuánto debo")
    talk.says("hello")
    assert talk.chat.locale == ""
