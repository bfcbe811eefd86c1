"""A chat stays what it proved to be only while its telephone is of the same people, and somebody writes there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.contact import Contact
from receivables.model.conversation import LINK_LASTS, Identity
from receivables.model.dialogue.effects_codes import Unlink
from receivables.model.ladder import Case
from tests.support.build import PHONE, a_contact
from tests.support.talk import SUPPLY, Talk

MINE = a_contact()
STRANGER = a_contact(supply_number="0000099", document="00000099", name="Otro Ejemplo")
ELSEWHERE = a_contact(phone="+51900000055")


def proved(*contacts: Contact, address: str = PHONE) -> Talk:
    """A chat that proved its supply while these were its contacts."""
    talk = Talk(contacts=contacts, address=address)
    talk.proves()
    return talk


@pytest.mark.parametrize("now", [[STRANGER], [ELSEWHERE], []], ids=["of another", "elsewhere", "gone"])
def test_a_telephone_that_is_told_to_be_of_others_is_proved_again(now: list[Contact]) -> None:
    talk = proved(MINE)
    talk.contacts = tuple(now)
    assert talk.says("cuánto debo") == ["link_again", "ask_supply"]
    assert talk.does()[0] == Unlink(SUPPLY, "number_moved")
    assert (talk.chat.identity, talk.chat.supplies, talk.chat.reached) == (Identity.NONE, (), ())
    assert talk.proves() == ["linked", "debt"]
    assert talk.says("cuánto debo") == ["debt"]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ([MINE], [MINE, STRANGER]),
        ([MINE, STRANGER], [MINE]),
        ([ELSEWHERE], [ELSEWHERE]),
        ([], []),
        ([], [MINE]),
    ],
)
def test_whoever_is_reached_there_still_stays(then: list[Contact], now: list[Contact]) -> None:
    talk = proved(*then)
    talk.contacts = tuple(now)
    assert talk.says("cuánto debo") == ["debt"]


def test_a_telephone_that_nobody_was_known_by_and_that_is_now_of_somebody_else_is_proved_again() -> None:
    talk = proved()
    talk.contacts = (STRANGER,)
    assert talk.says("cuánto debo") == ["link_again", "ask_supply"]


def test_after_a_year_without_a_word_it_is_proved_again() -> None:
    talk = proved(MINE)
    talk.now += LINK_LASTS - timedelta(seconds=1)
    assert talk.says("gracias") == ["thanks"]
    talk.now += LINK_LASTS
    assert talk.says("gracias") == ["link_again", "thanks"]
    assert talk.does() == (Unlink(SUPPLY, "long_silent"),)


@pytest.mark.parametrize("said", ["BAJA", "no soy yo", "quiero hablar con una persona"])
def test_nothing_is_said_before_what_protects(said: str) -> None:
    talk = proved(MINE)
    talk.contacts = (STRANGER,)
    assert "link_again" not in talk.says(said)
    assert talk.chat.identity is Identity.NONE


def test_a_wrong_person_keeps_the_lock() -> None:
    talk = Talk()
    talk.chat = replace(talk.chat, wrong_tries=3, locked_until=talk.now + timedelta(hours=1), locale="en")
    talk.says("wrong number")
    assert (talk.chat.wrong_tries, talk.chat.locale) == (3, "en")
    assert talk.chat.locked(talk.now)


def test_a_chat_of_no_supply_has_nothing_to_prove_again() -> None:
    talk = Talk(contacts=[STRANGER], case=Case(SUPPLY))
    assert talk.says("hola") == ["welcome"]
