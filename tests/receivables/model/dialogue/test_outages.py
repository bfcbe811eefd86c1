"""No water, or a leak: told without any proof, with a place and a number."""

import pytest

from receivables.model.dialogue import OpenRequest
from receivables.model.request import RequestKind
from tests.contracts.test_requests import a_request
from tests.support.build import PHONE
from tests.support.talk import SUPPLY, Talk


def opened(talk: Talk) -> OpenRequest:
    """The one request of the last turn."""
    (asked,) = talk.does()
    assert isinstance(asked, OpenRequest)
    return asked


@pytest.mark.parametrize(
    ("said", "kind"),
    [("hay una fuga en la calle", RequestKind.LEAK), ("no tengo agua desde ayer", RequestKind.NO_WATER)],
)
def test_a_stranger_tells_where_and_gets_a_number(said: str, kind: RequestKind) -> None:
    talk = Talk()
    assert talk.says(said) == ["outage_where"]
    assert talk.says("frente al mercado") == ["outage_taken"]
    asked = opened(talk)
    assert (asked.kind, asked.supply_number) == (kind, None)
    assert asked.values["place"] == "frente al mercado"
    assert "llame" in talk.words


def test_a_place_in_the_first_message_is_enough() -> None:
    talk = Talk()
    assert talk.says("hay un aniego en la av. Grau 345") == ["outage_taken"]


def test_a_linked_chat_says_yes_to_its_own_supply_or_names_another_place() -> None:
    talk = Talk(linked=True)
    talk.says("hay una fuga en mi casa")
    assert talk.presses("ok:place") == ["outage_taken"]
    assert (opened(talk).supply_number, opened(talk).values["place"]) == (SUPPLY, "supply")
    talk.says("no tengo agua")
    assert talk.says("no") == ["outage_where"]
    assert talk.says("Jr. Bolívar 12") == ["outage_taken"]


def test_what_it_is_is_asked_when_it_was_not_told() -> None:
    talk = Talk()
    assert talk.presses("outage") == ["outage"]
    assert talk.presses("leak") == ["outage_where"]
    assert talk.presses("outage") == ["outage"]
    assert talk.presses("nowater") == ["outage_where"]


def test_twice_is_once() -> None:
    talk = Talk()
    talk.requests = (a_request(kind=RequestKind.LEAK, supply_number=None, channel="chat", address=PHONE),)
    assert talk.says("hay una fuga") == ["request_open"]


@pytest.mark.parametrize("said", ["quiero hablar con un asesor", "BAJA", "cuánto debo", "no soy yo"])
def test_another_wish_is_no_place(said: str) -> None:
    talk = Talk()
    talk.says("hay una fuga")
    assert talk.says(said) != ["outage_taken"]


@pytest.mark.parametrize("said", ["gracias", "cuánto es la reconexión", "¿dónde pago?", "no sé"])
def test_what_names_no_place_is_answered_and_the_place_asked_again(said: str) -> None:
    talk = Talk()
    talk.says("no hay agua")
    assert talk.says(said)[-1] == "outage_place"
    assert talk.does() == ()
    assert talk.says("frente al mercado") == ["outage_taken"]


def test_another_kind_of_outage_is_no_place() -> None:
    talk = Talk()
    talk.says("no hay agua")
    assert talk.says("hay fuga") == ["outage_where"]
    assert talk.says("jr Lima 12") == ["outage_taken"]
    assert opened(talk).kind is RequestKind.LEAK


def test_a_report_is_not_lost_when_another_matter_comes() -> None:
    talk = Talk(linked=True)
    talk.says("hay una fuga en mi vereda")
    assert talk.says("mi medidor gira solo") == ["outage_taken", "meter_offer"]
    assert opened(talk).kind is RequestKind.LEAK


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    "said", ["oye pero yo no vivo ahí, ya me mudé", "ya no vivo ahí", "me mudé hace un mes"]
)
def test_who_does_not_live_there_any_more_is_asked_where_it_is(said: str, linked: bool) -> None:
    talk = Talk(linked=linked)
    talk.says("hay una fuga")
    talk.says("gracias")
    assert talk.says(said) == ["outage_where"]
    assert talk.does() == ()
    assert "¿Dónde es?" in talk.words
    assert talk.says("frente al mercado") == ["outage_taken"]


@pytest.mark.parametrize("said", ["ustedes nunca vienen", "porque nadie viene rápido", "nadie hace nada"])
def test_a_sentence_is_no_place(said: str) -> None:
    talk = Talk()
    talk.says("hay una fuga")
    assert talk.says(said)[-1] == "outage_place"
    assert talk.does() == ()


def test_the_report_of_who_moved_is_not_of_the_old_place() -> None:
    talk = Talk(linked=True)
    talk.says("hay una fuga en mi vereda")
    talk.says("ya no vivo ahí")
    assert talk.says("mi medidor gira solo")[0] == "outage_taken"
    assert opened(talk).values["place"] == ""


def test_who_moved_and_names_the_place_is_not_asked_again() -> None:
    talk = Talk(linked=True)
    talk.says("hay una fuga")
    assert talk.says("ya no vivo ahí, es en jr Lima 12") != ["outage_where"]
