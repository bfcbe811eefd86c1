"""Nothing of a supply is told before the chat proves who it is, and nobody learns anything by guessing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.conversation import Identity
from receivables.model.dialogue import LinkSupply, NoteWrongTry
from receivables.model.reading.numbers import MOST_CODES
from tests.support.build import a_bill, an_account
from tests.support.talk import LATEST, SUPPLY, Talk, behind

WRONG = "R-1999-01"


def test_who_asks_for_a_debt_is_asked_for_two_facts_of_the_bill() -> None:
    talk = Talk()
    assert talk.says("¿cuánto debo?") == ["ask_supply"]
    assert talk.says(SUPPLY) == ["ask_proof"]
    assert talk.says(LATEST) == ["linked", "debt"]
    assert talk.does() == (LinkSupply(SUPPLY),)
    assert talk.chat.identity is Identity.LINKED
    assert talk.chat.person == "doc:00000001"


@pytest.mark.parametrize("proof", [LATEST, LATEST.lower(), "45.60", "S/ 45,60", "45.6", "total 45.60 soles"])
def test_the_proof_is_taken_as_printed(proof: str) -> None:
    talk = Talk()
    talk.says(SUPPLY)
    assert talk.says(proof)[0] == "linked"


@pytest.mark.parametrize(
    "said",
    [
        f"suministro {SUPPLY} recibo {LATEST}",
        f"{LATEST} {SUPPLY}",
        f"mi suministro es {SUPPLY} y el total es S/ 45.60",
        f"{SUPPLY} 45,60",
    ],
)
def test_both_facts_may_come_in_one_message(said: str) -> None:
    assert Talk().says(said) == ["linked"]


def test_the_wish_may_come_with_the_proof() -> None:
    assert Talk().says(f"cuánto debo, suministro {SUPPLY} recibo {LATEST}") == ["linked", "debt"]


def test_what_was_asked_first_is_answered_after_the_proof() -> None:
    talk = Talk()
    assert talk.says("quiero pagar en 6 cuotas") == ["ask_supply"]
    talk.says(SUPPLY)
    assert talk.says("45.60") == ["linked", "plan"]
    assert talk.last.values["count"] == 6


def test_a_wrong_fact_and_a_supply_that_does_not_exist_get_the_same_words() -> None:
    real, unreal = Talk(), Talk()
    answers = []
    for talk, supply in ((real, SUPPLY), (unreal, "9999991")):
        said = talk.says(supply), talk.words.replace(supply[-4:], "####")
        answers.append((said, talk.says(WRONG), talk.words, talk.buttons))
        assert talk.does() == (NoteWrongTry(supply),)
    assert answers[0] == answers[1]


def test_five_wrong_tries_close_the_identification_for_a_day() -> None:
    talk = Talk()
    talk.says(SUPPLY)
    for _ in range(4):
        assert talk.says(WRONG) == ["proof_wrong"]
    assert talk.says(WRONG) == ["locked"]
    assert talk.says(f"{SUPPLY} {LATEST}") == ["locked"]
    assert talk.says("cuánto debo") == ["locked"]
    assert talk.chat.identity is Identity.NONE
    talk.later(hours=24)
    assert talk.says(f"{SUPPLY} {LATEST}") == ["linked"]


def test_a_supply_that_many_guessed_at_is_closed_for_everybody_alike() -> None:
    talk = Talk()
    talk.locked = frozenset({SUPPLY})
    talk.says(SUPPLY)
    assert talk.says(LATEST) == ["locked"]
    assert talk.does() == ()
    assert talk.chat.identity is Identity.NONE


def test_who_cannot_find_the_numbers_is_helped() -> None:
    talk = Talk()
    talk.says("cuánto debo")
    assert talk.says("¿dónde está ese número?") == ["where_the_data_are"]
    assert talk.says(f"{SUPPLY} {LATEST}") == ["linked", "debt"]


def test_a_message_with_the_numbers_is_a_proof_even_when_the_rest_is_not_sure() -> None:
    talk = Talk()
    assert talk.says(f"quisiera pagar, mi suministro es {SUPPLY}") == ["ask_proof"]
    assert Talk().says(f"no es mi deuda, suministro {SUPPLY}") == ["ask_which"]


def test_the_supply_number_written_again_is_no_wrong_try() -> None:
    talk = Talk()
    talk.says(SUPPLY)
    assert talk.says(f"es {SUPPLY}") == ["ask_proof"]
    assert talk.chat.wrong_tries == 0


def test_a_good_proof_forgets_the_wrong_ones() -> None:
    talk = Talk()
    talk.says(SUPPLY)
    talk.says(WRONG)
    talk.says(LATEST)
    assert talk.chat.wrong_tries == 0


def test_one_message_is_one_try_whatever_it_holds() -> None:
    talk = Talk()
    talk.says(" ".join([SUPPLY, *(f"R-199{n}-01" for n in range(9))]))
    assert talk.chat.wrong_tries == 1
    assert talk.does() == (NoteWrongTry(SUPPLY),)


def test_one_message_is_one_try_of_each_number_that_may_be_a_supply() -> None:
    talk = Talk()
    talk.says(" ".join(f"888888{n}" for n in range(9)))
    assert talk.chat.wrong_tries == 1
    assert len(talk.does()) == len({str(effect) for effect in talk.does()}) == MOST_CODES


@pytest.mark.parametrize(
    "said",
    [
        "mi numero es el +51 900 012 345, mandame la deuda ahi",
        "cuanto debe mi vecino del suministro 0100082?",
        "ya pague op 998877 ayer en zarumilla",
        "pago el lunes 50 soles",
        "voy a pagar el 26",
        "CV-2024-000003",
        "FF33-3D60-C95C-1CED",
    ],
)
def test_a_number_that_is_no_fact_of_a_bill_is_no_try(said: str) -> None:
    talk = Talk()
    talk.says(SUPPLY)
    talk.says(said)
    assert talk.chat.wrong_tries == 0
    assert talk.does() == ()


@pytest.mark.parametrize("said", ["pago el lunes 50 soles", "pago el 15 de febrero", "ya pagué op 00123456"])
def test_a_number_that_is_no_supply_is_not_noted_as_one(said: str) -> None:
    talk = Talk()
    talk.says("cuánto debo")
    assert talk.says(said) == ["ask_supply"]


@pytest.mark.parametrize("said", ["987654321", "12345"])
def test_a_number_of_something_else_is_asked_about(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["number_unclear"]


def test_a_link_is_remembered() -> None:
    talk = Talk()
    talk.proves()
    talk.later(days=300)
    assert talk.says("cuánto debo") == ["debt"]


def test_another_supply_is_proved_before_the_first_is_left() -> None:
    talk = Talk()
    talk.proves()
    assert talk.says("otro suministro") == ["ask_other_supply"]
    assert talk.says("9999991") == ["ask_proof"]
    assert talk.says(WRONG) == ["proof_wrong"]
    assert talk.chat.supply_number == SUPPLY


def test_the_way_to_a_person_and_to_the_reason_stays_open() -> None:
    talk = Talk()
    talk.says("cuánto debo")
    assert {"human", "why"} <= set(talk.buttons)
    assert talk.says("¿por qué me escriben?") == ["why_stranger"]
    assert talk.chat.expecting == "supply"
    assert talk.says(f"{SUPPLY} {LATEST}") == ["linked", "debt"]


def test_a_supply_that_left_the_register_is_proved_anew() -> None:
    talk = Talk(linked=True)
    talk.chat = replace(talk.chat, supply_number="7777777")
    assert talk.says("cuánto debo") == ["link_again", "ask_supply"]


SECRET = an_account(
    *(a_bill(f"R-77{month:02}", date(2023, month, 20), f"{month}7.{month:02}") for month in range(1, 13)),
    supply=replace(
        behind().supply, holder="Zoraida Inventada", address="Pasaje Secreto 9", document="44556677"
    ),
)
TOLD = [
    "zoraida",
    "inventada",
    "secreto",
    "44556677",
    *(f"{month}7.{month:02}" for month in range(1, 13)),
    "r-77",
]
SAYINGS = st.one_of(
    st.sampled_from(
        """
        hola|cuánto debo|detalle|de quién es el suministro 0000001|en 6 cuotas|pago mañana|ya pagué|asesor|reclamo|BAJA
        no soy yo|mi recibo|mis pagos|mi convenio|0000001|0000001 45.60|sí|no|otro suministro|gracias|fin de mes|10
        dónde pago|por qué me escriben|me cortaron el agua|ALTA|muéstrame el dni|no puedo pagar|¿por qué?
        """.replace("\n", "|").split("|")
    ).map(str.strip),
    st.text(max_size=40),
)


@given(
    st.lists(SAYINGS, max_size=8),
    st.lists(st.sampled_from(["debt", "detail", "yes:2024-01-09", "plan:6", "promise"]), max_size=3),
)
def test_no_name_address_or_amount_before_the_proof(sayings: list[str], presses: list[str]) -> None:
    talk = Talk(SECRET)
    for said in sayings:
        talk.says(said)
        assert talk.chat.identity is Identity.NONE
        assert [secret for secret in TOLD if secret in talk.words.lower()] == []
    for press in presses:
        talk.presses(press)
        assert [secret for secret in TOLD if secret in talk.words.lower()] == []


def test_what_is_still_missing_is_all_that_is_said_again() -> None:
    talk = Talk()
    talk.says(SUPPLY)
    assert "Anoté el suministro" in talk.words
    for _ in range(2):
        assert talk.says("quiero fraccionar") == ["ask_proof"]
        assert "Anoté" not in talk.words
        assert "Solo me falta un dato del último recibo" in talk.words


@pytest.mark.parametrize(
    "said",
    [f"mi numero es {SUPPLY} y el total era 45.60", f"its {SUPPLY} and {LATEST}", f"{SUPPLY} fue 45.60"],
)
@pytest.mark.parametrize("asked", [True, False])
def test_the_facts_of_a_bill_are_a_proof_and_no_payment(said: str, asked: bool) -> None:
    talk = Talk()
    if asked:
        talk.says("¿cuánto debo?")
    assert talk.says(said)[0] == "linked"
    assert "paid_ask" not in [message.key for message in talk.turn.messages]


@pytest.mark.parametrize(
    "said",
    [
        "mi dni es 40506070",
        "no tengo mi recibo pero mi dni es 40506070",
        "DNI N° 40506070",
        "cédula 40.506.070",
    ],
)
def test_a_document_is_no_supply_number(said: str) -> None:
    talk = Talk()
    talk.says("¿cuánto debo?")
    assert talk.says(said) == ["where_the_data_are"]
    assert talk.last.values["document"] is True
    assert talk.does() == ()
    assert talk.says(f"{SUPPLY} {LATEST}") == ["linked", "debt"]


def test_a_document_out_of_the_blue_and_beside_the_number_of_a_supply() -> None:
    assert Talk().says("mi dni es 40506070") == ["where_the_data_are"]
    assert Talk().says("el dni de mi vecino es 40506070") == ["third_party"]
    talk = Talk()
    assert talk.says(f"mi dni 40506070 y suministro {SUPPLY}") == ["ask_proof"]
    assert talk.chat.slots["supply"] == SUPPLY
    assert talk.says("dni 40506070") == ["where_the_data_are"]
    assert talk.says("45.60") == ["linked"]


def test_an_amount_alone_is_no_payment_where_the_supply_is_asked_for() -> None:
    talk = Talk()
    talk.says("¿cuánto debo?")
    assert talk.says("45.60") == ["ask_supply"]
