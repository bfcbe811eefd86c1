"""Somebody doubts a message: they are told whether it is ours, without a name, an address or an amount."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.authenticity import Verdict
from receivables.model.dialogue import Facts
from tests.support.talk import Talk

OURS = Verdict(True, "K7QX-3M9P", "whatsapp", date(2024, 1, 5), "...0001", "friendly_notice", True)


class Doubting(Talk):
    """A talk in which the record knows an answer."""

    verdict: Verdict | None = None

    @property
    def facts(self) -> Facts:
        """With the answer."""
        return replace(super().facts, verdict=self.verdict)


@pytest.mark.parametrize("linked", [False, True])
def test_a_code_of_ours_is_confirmed_to_anybody(linked: bool) -> None:
    talk = Doubting(linked=linked)
    talk.verdict = OURS
    assert talk.says("¿es real K7QX-3M9P?") == ["verify_yes"]
    assert "Sí, ese mensaje es nuestro (código K7QX-3M9P). Salió el 05/01/2024 por WhatsApp." in talk.words
    assert "Es este: aviso amistoso, del suministro terminado en 0001." in talk.words
    assert "aún hay algo vencido" in talk.words
    assert "nunca a una persona" in talk.words
    assert not [secret for secret in ("Rosa", "Calle", "S/", "0000001") if secret in talk.words]
    assert {"human", "stop"} <= set(talk.buttons)


def test_without_a_code_nothing_is_vouched_for_but_the_code_of_the_latest() -> None:
    talk = Doubting()
    talk.verdict = OURS
    assert talk.says("¿es una estafa?") == ["verify_yes"]
    assert "Sí" not in talk.words
    assert "Lo último que le enviamos por aquí salió el 05/01/2024 con el código K7QX-3M9P." in talk.words
    assert "Si el mensaje que tiene lleva ese código, es nuestro." in talk.words
    assert "si no lleva ninguno, no confíe en él" in talk.words


def test_a_debt_that_is_paid_needs_no_more_care() -> None:
    talk = Doubting()
    talk.verdict = Verdict(True, "K7QX-3M9P", "sms", date(2024, 1, 5), "...0001", "last_chance", False)
    talk.says("K7QX-3M9P")
    assert "Ya no hace falta que lo atienda" in talk.words
    assert "vigente" not in talk.words


def test_a_false_code_is_warned_of() -> None:
    talk = Doubting()
    talk.verdict = Verdict(False, "AAAA-2222")
    assert talk.says("¿es real? AAAA-2222") == ["verify_no"]
    assert "no encuentro ningún mensaje nuestro con el código AAAA-2222" in talk.words
    assert "no pague nada" in talk.words


@pytest.mark.parametrize("verdict", [None, Verdict(False)])
def test_who_was_never_written_to_is_asked_for_the_code(verdict: Verdict | None) -> None:
    talk = Doubting()
    talk.verdict = verdict
    assert talk.says("¿es real?") == ["verify_ask"]
    assert "escríbame el código" in talk.words
    assert "human" in talk.buttons


def test_the_question_that_was_open_stays_open() -> None:
    talk = Doubting()
    talk.verdict = OURS
    talk.says("¿cuánto debo?")
    before = talk.chat.expecting
    assert before is not None
    talk.says("¿cómo sé que son ustedes?")
    assert talk.chat.expecting == before


def test_a_wish_to_be_left_alone_comes_first() -> None:
    talk = Doubting()
    talk.verdict = OURS
    assert talk.says("¿es real? no me escriban más")[0] == "stopped"


SEAL = "FF33-3D60-C95C-1CED"


@pytest.mark.parametrize("said", [SEAL, f"{SEAL} es real?", f"mi papel tiene el sello {SEAL}"])
@pytest.mark.parametrize("asked_before", [[], ["cuánto debo"]])
def test_the_seal_of_a_paper_is_confirmed_to_whoever_has_it_in_hand(
    said: str, asked_before: list[str]
) -> None:
    talk = Doubting()
    for each in asked_before:
        talk.says(each)
    talk.verdict = Verdict(
        True, SEAL, sent_on=date(2024, 1, 24), current=True, sealed=True, agreement="CV-2024-000003"
    )
    assert talk.says(said) == ["paper_yes"]
    assert "CV-2024-000003, que se aceptó el 24/01/2024." in talk.words
    assert "vale el papel nuevo" not in talk.words
    assert not [secret for secret in ("Rosa", "Calle", "S/", "0000001") if secret in talk.words]
    assert talk.buttons == ["agreement", "human"]
    talk.verdict = replace(talk.verdict, current=False)
    talk.says(said)
    assert "Ese convenio se cambió después: vale el papel nuevo." in talk.words


def test_an_unknown_seal_is_warned_of() -> None:
    talk = Doubting()
    talk.verdict = Verdict(False, SEAL, sealed=True)
    assert talk.says(f"¿es real? {SEAL}") == ["paper_no"]
    assert "no pague nada con ese papel" in talk.words
