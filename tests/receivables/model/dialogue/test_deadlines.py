"""Until when there is time, and how much the down payment is: the term that runs, or that none does."""

from datetime import date

import pytest

from receivables.model.agreeing import FIRST_AFTER, Stage, first_due
from receivables.model.ladder import Case, Notice, ServedNotice, Step
from receivables.model.workorder import OrderKind
from tests.receivables.model.dialogue.test_agreeing import a_talk, agreed
from tests.receivables.model.dialogue.test_cutting import SENT, last_chance, order
from tests.support.build import a_bill, a_payment, a_policy
from tests.support.talk import SUPPLY, Talk, behind

ASKED = (
    "oe y hasta cuando tengo",
    "hasta cuándo puedo pagar",
    "cuánto tiempo me queda",
    "¿cuál es el plazo?",
    "how long do i have",
    "until when can i pay",
)


def offered() -> Case:
    """The offer was received."""
    notice = ServedNotice(Notice.OFFER, "k", "whatsapp", SENT, SENT)
    return Case(SUPPLY, Step.OFFERED, since=SENT, notices=(notice,))


@pytest.mark.parametrize("said", ASKED)
def test_the_term_of_a_last_chance_is_told(said: str) -> None:
    talk = Talk(linked=True, case=last_chance())
    assert talk.says(said) == ["cut_status"]
    assert "hasta el martes 9 de enero a las 9:00" in talk.words


def test_the_hours_of_an_offer_are_told_while_they_run() -> None:
    talk = Talk(linked=True, case=offered())
    assert talk.says(ASKED[0]) == ["time_left"]
    assert "plazo hasta el martes 9 de enero a las 9:00" in talk.words
    assert "S/ 182.40" in talk.words
    talk.later(hours=24)
    talk.says(ASKED[0])
    assert "Ahora no corre ningún plazo" in talk.words


def test_where_no_term_runs_that_is_said() -> None:
    talk = Talk(linked=True)
    assert talk.says(ASKED[0]) == ["time_left"]
    assert "Ahora no corre ningún plazo. Ya vencieron S/ 182.40" in talk.words
    paid = Talk(behind(payments=(a_payment("P-1", date(2024, 1, 5), "182.40"),)), linked=True)
    paid.says(ASKED[0])
    assert paid.words.startswith("No debe nada vencido, y no corre ningún plazo.")


def test_a_bill_that_is_not_due_yet_tells_its_day() -> None:
    coming = a_bill("R-2023-13", date(2024, 1, 20), "45.60")
    talk = Talk(behind(bills=(coming,)), linked=True)
    talk.says(ASKED[0])
    assert "Su próximo recibo vence el sábado 20 de enero" in talk.words


def test_an_order_has_no_term_and_is_told_as_it_is() -> None:
    talk = Talk(linked=True, case=last_chance())
    talk.orders = (order(OrderKind.CUT),)
    assert talk.says(ASKED[0]) == ["cut_status"]
    assert "Hay una orden de cierre" in talk.words


@pytest.mark.parametrize(
    "said", ["hasta cuándo puedo reclamar", "hasta qué hora atienden", "hasta cuándo estaré sin agua"]
)
def test_the_time_of_something_else_is_no_term(said: str) -> None:
    talk = Talk(linked=True, case=last_chance())
    assert not {"time_left", "cut_status"} & {*talk.says(said)}


def test_an_agreement_that_waits_tells_its_down_payment() -> None:
    talk = a_talk()
    agreed(talk, Stage.ACCEPTED)
    for said in (
        "cuanto es la inicial",
        "hasta cuándo pago la inicial",
        "how much is the down payment",
        ASKED[0],
    ):
        assert talk.says(said) == ["agreement_waiting"]
        assert "S/ 36.48" in talk.words
        assert "hasta el jueves 11 de enero de 2024 en Oficina central" in talk.words
        assert "Dé su número de suministro" in talk.words


def test_where_to_pay_it_names_no_bill_that_it_covers() -> None:
    talk = a_talk()
    agreed(talk, Stage.ACCEPTED)
    for said in ("donde pago eso", "dónde pago la inicial"):
        assert talk.says(said) == ["offices"]
        assert "pague la inicial: S/ 36.48, hasta el jueves 11 de enero de 2024" in talk.words
        assert "R-2023" not in talk.words
        assert "45.60" not in talk.words
    talk.later(days=4)
    talk.says("dónde pago")
    assert "R-2023-09" in talk.words


def test_of_a_plan_that_is_talked_about_the_down_payment_is_told_and_it_stays_open() -> None:
    talk = Talk(linked=True)
    talk.says("quiero fraccionar")
    assert talk.says("cuanto es la inicial") == ["plan_when"]
    assert "S/ 36.48" in talk.words
    assert talk.chat.expecting == "plan"


@pytest.mark.parametrize("linked", [False, True])
def test_without_an_agreement_the_rule_is_told(linked: bool) -> None:
    talk = Talk(linked=linked)
    assert talk.says("cuanto es la inicial") == ["plan_conditions"]
    assert "cuota inicial desde" in talk.words


@pytest.mark.parametrize("day", [None, 5, 21])
def test_the_rule_of_the_first_instalment_is_what_the_plans_do(day: int | None) -> None:
    """The words: so many days or more, on the usual day; without one, in a month."""
    today = date(2024, 2, 16)
    due = first_due(today, day)
    assert due - today >= FIRST_AFTER
    assert due == {None: date(2024, 3, 16), 5: date(2024, 4, 5), 21: date(2024, 3, 21)}[day]
    talk = Talk(policy=a_policy())
    talk.says("cuáles son las condiciones")
    assert f"{FIRST_AFTER.days} días o más después de aceptar" in talk.words
