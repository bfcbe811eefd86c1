"""«¿Por qué me escriben?»: the record in plain words to whom it concerns, and nothing of it to anybody else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from receivables.adapters.packs import load_policy
from receivables.model.audit import Act
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Notice, Step
from receivables.model.pseudonym import pseudonym
from tests.support.build import a_contact, a_served, an_account, lima
from tests.support.record import a_message, an_entry
from tests.support.talk import SUPPLY, Talk

QUESTION = "¿por qué me escriben?"
HERS = pseudonym("doc:00000001")


def _asked(*entries: object, **parts: object) -> Talk:
    talk = Talk(linked=True, **parts)  # type: ignore[arg-type]
    talk.reads(*entries)  # type: ignore[arg-type]
    assert talk.says(QUESTION) == ["why"]
    return talk


def test_the_last_message_is_told_with_its_debt_its_leave_and_the_rules() -> None:
    talk = _asked(*a_message("2024-01-03 10:02"), *a_message("2024-01-05 10:02", key="later", person=HERS))
    assert "Le escribimos el viernes 5 de enero de 2024 a las 10:02 por WhatsApp." in talk.words
    assert "Fue este mensaje: aviso amistoso." in talk.words
    assert "Ese día el suministro terminado en 0001 debía S/ 45.60: 1 recibo vencido." in talk.words
    assert "Hoy tiene vencidos S/ 182.40: 4 recibos vencidos." in talk.words
    assert "Usted aceptó estos mensajes el 03/03/2023 (en una oficina)." in talk.words
    assert "Ley 29571, art. 62" in talk.words
    assert "responda BAJA" in talk.words
    assert {"notme", "stop", "human"} <= set(talk.buttons)


def test_what_is_paid_since_is_said_first() -> None:
    talk = _asked(*a_message(person=HERS), account=an_account())
    assert talk.words.startswith("Hoy ya no debe nada vencido. Gracias.")
    assert "Ese día el suministro terminado en 0001 debía S/ 45.60" in talk.words
    assert "Hoy tiene vencidos" not in talk.words


def test_the_leave_of_another_person_is_not_told() -> None:
    talk = _asked(*a_message(person=pseudonym("doc:99999999")), contacts=[a_contact(consented_on=None)])
    assert "Escribimos a otro contacto de este suministro el lunes 8 de enero" in talk.words
    assert "03/03/2023" not in talk.words
    assert "Usted aceptó" not in talk.words


def test_who_was_never_written_to_hears_so() -> None:
    talk = _asked()
    assert "No le hemos escrito por este suministro." in talk.words
    assert "Usted aceptó estos mensajes el 05/01/2023 (en una oficina)." in talk.words


@pytest.mark.parametrize("said", ["¿por qué no me escriben?", QUESTION])
def test_why_nothing_is_written_is_told_with_its_reasons(said: str) -> None:
    talk = Talk(linked=True)
    talk.reads(*a_message(), an_entry(Act.SEND, "withheld", Reason.OPTED_OUT, at="2024-01-10 10:00"))
    assert talk.says(said) == ["why"]
    assert "Desde el 10/01/2024 no le escribimos por esto: pidió no recibir mensajes." in talk.words


def test_a_stranger_hears_of_no_debt_of_no_name_and_of_every_way_out() -> None:
    talk = Talk()
    talk.reads(*a_message(person=HERS))
    assert talk.says(QUESTION) == ["why_stranger"]
    for hidden in ("S/", "Rosa", "debe", "vencid", "0001"):
        assert hidden not in talk.words
    for way in ("identifíquese", "BAJA", "no soy yo", "persona"):
        assert way in talk.words
    assert talk.buttons == ["identify", "notme", "stop", "human"]
    assert talk.does() == ()


def test_the_question_that_was_open_stays_open() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    talk.says(QUESTION)
    assert talk.says("sí") == ["promise_taken"]


def _cut(*entries: object, **parts: object) -> Talk:
    sent, seen = lima("2023-12-27 10:00"), lima("2023-12-27 18:00")
    case = Case(SUPPLY, Step.CUT, notices=(a_served(Notice.LAST_CHANCE, sent, seen),))
    talk = Talk(linked=True, case=case, **parts)  # type: ignore[arg-type]
    talk.reads(*entries)  # type: ignore[arg-type]
    return talk


ORDERED = an_entry(
    Act.CUT, "allowed", at="2024-01-03 07:00", facts={"overdue": "136.80", "bills": 3, "instalments": 0}
)
DONE = replace(ORDERED, outcome="done", at=lima("2024-01-04 09:00"))


@pytest.mark.parametrize(
    "said",
    ["¿por qué me cortaron el agua?", "por qué cerraron mi servicio", "por qué me han suspendido el agua"],
)
def test_why_it_was_cut_is_told_with_the_evidence_and_the_way_back(said: str) -> None:
    talk = _cut(ORDERED, DONE)
    assert talk.says(said) == ["why_cut"]
    assert "El servicio se cerró el jueves 4 de enero de 2024 a las 09:00." in talk.words
    assert "Ese día debía S/ 136.80: 3 recibos vencidos." in talk.words
    assert "• último plazo: se envió el 27/12/2023 por WhatsApp y se recibió el 27/12/2023" in talk.words
    assert "se reabre en 24 horas a lo más" in talk.words
    assert "puede reclamar sin pagar antes" in talk.words
    assert talk.buttons == ["offices", "plan", "claim", "human"]


def test_a_cut_that_is_only_ordered_is_told_as_such() -> None:
    talk = _cut(ORDERED, account=an_account())
    talk.says("¿por qué me cortaron el agua?")
    assert "Hay una orden de cierre desde el miércoles 3 de enero de 2024" in talk.words
    assert "Hoy ya no debe nada vencido." in talk.words
    assert "la orden se retira" in talk.words


def test_where_no_cut_of_ours_stands_the_way_back_is_told_in_general() -> None:
    withdrawn = an_entry(Act.WITHDRAW, "withdrawn", Reason.CLAIM, at="2024-01-05 07:00")
    assert _cut(ORDERED, withdrawn).says("¿por qué me cortaron el agua?") == ["reconnection"]
    assert Talk().says("¿por qué me cortaron el agua?") == ["reconnection"]
    assert _cut(ORDERED, DONE).says("ya pagué, por qué me cortaron el agua") == ["reconnection"]


def test_in_another_country_its_own_rules_and_currency_are_told() -> None:
    talk = _asked(*a_message(person=HERS), account=an_account(), policy=load_policy(Path("bogota")))
    assert "Ley 2300 de 2023" in talk.words
    assert "Ley 29571" not in talk.words
    assert re.search(r"\$\d", talk.words)
    assert "S/" not in talk.words


def test_every_sentence_of_ours_is_short() -> None:
    """Read aloud on a telephone: at most 25 words, the words of the law apart."""
    told = [_asked(*a_message(person=HERS)), _asked(), _cut(ORDERED, DONE), Talk()]
    told[2].says("¿por qué me cortaron el agua?")
    told[3].says(QUESTION)
    for talk in told:
        ours = "\n".join(line for line in talk.words.splitlines() if not line.startswith("• "))
        for sentence in re.split(r"[.\n]\s+", ours):
            assert len(sentence.split()) <= 25, sentence
