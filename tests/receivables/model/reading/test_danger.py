"""Who may be in danger always reaches a person, whatever else is said and whatever was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.intent import read
from receivables.model.reading.danger import in_danger, threatens
from receivables.model.reading.intents import Intent
from receivables.model.reading.sound import heard
from receivables.model.reading.words import plain
from tests.receivables.model.reading.crisis_messages import CRISIS_MESSAGES, HARMLESS_MESSAGES
from tests.receivables.model.reading.days import TODAY
from tests.receivables.model.reading.despair import MANNERS_OF_SPEAKING, OF_DESPAIR

OURS = (
    "ya no kiero bibir",
    "me boi a matar",
    "no le veo salida a mi vida",
    "mejor estaria muerta",
    "quisiera desaparecer",
    "no doy mas, voy a hacer una locura",
    "me voy a tirar del puente",
    "me tomo veneno y ya",
    "soy una carga para mi familia",
    "mis hijos estarían mejor sin mí",
    "ya no puedo más",
    "quiero acabar con todo",
    "quiero dormir y no despertar",
    "estoy cansada de vivir",
    "ojalá me muera",
    "que dios me lleve",
    "la única salida es la muerte",
    "mi hijo se quiere matar por las deudas",
    "I want to kill myself",
    "con tanta deuda no vale la pena seguir viviendo",
    "me corto las venas",
    "para qué seguir viviendo",
    "nada tiene sentido",
    "me e intentado suisidar",
    "no encuentro salida",
    "me quiero ir de este mundo",
    "estoy desesperada no sé qué hacer",
    "cuando me corten me van a encontrar colgado",
    "ya compré la soga",
    "a nadie le importa si me muero",
    "díganle a mis hijos que los quise",
)
FIGURATIVE = (
    "me matan los intereses",
    "muero de sed sin agua",
    "quiero matar este recibo",
    "ya no aguanto más sin agua",
    "no puedo más pagar tanto",
    "me voy a matar trabajando para pagar",
    "no quiero vivir aquí",
    "quiero terminar con esta deuda",
    "quiero acabar con todo lo que debo",
    "no hay salida de agua",
    "quiero desaparecer de su lista",
    "me van a cortar",
    "por qué vivo solo y me llega caro",
    "no puedo pagar más",
    "no tengo esperanza de que me lo resuelvan",
    "me muero de risa",
    "se murió el medidor",
    "quiero hacer el pago",
    "estoy muerta de hambre",
)


def test_who_may_be_in_danger_reaches_a_person() -> None:
    readings = {said: read(said, None, None, TODAY) for said in (*OURS, *CRISIS_MESSAGES, *OF_DESPAIR)}
    told = {said: (each.intent, each.decision, each.sure) for said, each in readings.items()}
    assert len(told) > 150
    assert {said: each for said, each in told.items() if each != (Intent.CRISIS, "human", True)} == {}


def test_a_manner_of_speaking_is_no_danger() -> None:
    harmless = [*FIGURATIVE, *MANNERS_OF_SPEAKING, *(text for text, _ in HARMLESS_MESSAGES)]
    assert len(harmless) > 100
    assert [said for said in harmless if read(said, None, None, TODAY).intent is Intent.CRISIS] == []


@given(
    st.sampled_from(CRISIS_MESSAGES[:30]),
    st.sampled_from(
        [
            "no me escriban más, ",
            "BAJA. ",
            "cuánto debo, ",
            "mi suministro es 0103768, ",
            "ya pagué. ",
            "hola ",
        ]
    ),
    st.sampled_from(
        [None, "supply", "proof", "plan", "promise_date", "promise_confirm", "one_time_code", "consent"]
    ),
)
def test_nothing_stands_before_a_cry_for_help(cry: str, before: str, expecting: str | None) -> None:
    assert read(before + cry, None, expecting, TODAY).intent is Intent.CRISIS


@pytest.mark.parametrize(
    "said",
    [
        "voy a quemar la oficina",
        "los voy a matar a todos",
        "les voy a meter bala",
        "voy a romper la cara al cobrador",
        "al que venga a cortar le meto machete",
    ],
)
def test_a_threat_goes_to_a_person(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.detail, reading.decision) == (Intent.ABUSE, "violence", "human")


@pytest.mark.parametrize(
    "said", ["quiero matar esta deuda", "los voy a denunciar", "le voy a pagar el lunes"]
)
def test_not_every_strong_word_is_a_threat(said: str) -> None:
    assert not threatens(heard(plain(said)))


@pytest.mark.parametrize(
    "said",
    [
        "mi hermano se suicidó hace años y el recibo sigue a su nombre, cómo lo cambio",
        "hace dos años mi esposo se quitó la vida, la cuenta está a su nombre",
    ],
)
def test_a_grief_of_years_ago_beside_an_account_is_a_death(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.decision) == (Intent.DECEASED, "human")


def test_danger_to_oneself_comes_before_a_threat() -> None:
    assert read("voy a quemar la oficina y me mato", None, None, TODAY).intent is Intent.CRISIS


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    spoken = heard(plain(text))
    assert in_danger(spoken) in (True, False)
    assert threatens(spoken) in (True, False)


SUFFERED_AT_HOME = (
    "mi conviviente me pega y no me deja plata",
    "mi esposo me golpeo anoche, no puedo ir a pagar",
    "mi padrastro me toca y nadie me cree",
    "me tiene encerrada en el cuarto y se llevó la llave",
    "mi ex me amenazó con un machete",
    "sufro violencia familiar",
    "tengo miedo de mi marido, me quiere matar",
    "my husband beats me",
    "mi tía me pega",
    "mi hermano mayor me golpea",
    "mi ex marido me pega",
    "el papá de mis hijos me golpeó",
    "mi esposo me golpeó la cara",
    "mi esposo me quemó la mano",
    "me pega mi esposo cuando toma",
    "mi hijo me amenazó con un palo",
    "mi tío me toca las piernas",
)
NOT_AT_HOME = (
    "mi esposo me dijo que pague",
    "mi hijo me toca pagarle el colegio",
    "el recibo me golpea el bolsillo",
    "mi papá me deja encargado el pago",
    "mi hermana la trata con el banco, yo no",
    "estoy desesperada porque hace tres días que no hay agua",
    "los cobros me tienen loca",
    "el tipo me amenazó con cortar el agua",
    "el titular me amenaza con denunciarme",
    "la tienda nos amenaza",
    "el tío del medidor me maltrató",
    "su tinterillo me amenazó",
    "el técnico me golpeó la puerta",
    "mi hijo me quemó el recibo",
    "mi hijito me tocó el medidor",
    "la mamá me toca el timbre",
    "mi papá siempre me pega la boleta en la puerta",
    "la tía me pega el recibo en la puerta",
    "mi mamá me toca pagar su recibo",
    "mi abuela me lastima ver su recibo",
    "mi suegra me amenaza con cortar el agua",
    "me pegó la gripe mi hijo",
    "hay maltrato al cliente",
    "sufrimos maltrato de sus trabajadores",
)


@pytest.mark.parametrize("said", SUFFERED_AT_HOME)
def test_violence_at_home_goes_to_a_person(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert reading.decision == "human"
    assert reading.intent is Intent.CRISIS or reading.detail == "family"


@pytest.mark.parametrize("said", NOT_AT_HOME)
def test_a_family_is_no_violence(said: str) -> None:
    assert not in_danger(heard(plain(said)))


def test_danger_to_oneself_goes_before_violence_at_home() -> None:
    assert read("mi marido me pega y ya no quiero vivir", None, None, TODAY).intent is Intent.CRISIS
