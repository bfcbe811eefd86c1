"""What a wish means by what is open or runs: another date, a yes to no plan in particular, no money."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import SupplyState
from receivables.model.dialogue import TakePromise
from receivables.model.ladder import Case, Promise, Step
from receivables.model.money import Money
from tests.support.build import an_account, lima
from tests.support.talk import SUPPLY, Talk, behind

PROMISED = Promise(date(2024, 1, 12), Money.of("182.40"), lima("2024-01-08 09:00"), "chat")


def promised() -> Talk:
    return Talk(linked=True, case=Case(SUPPLY, Step.PROMISED, promise=PROMISED))


def inactive() -> Talk:
    account = behind()
    return Talk(replace(account, supply=replace(account.supply, state=SupplyState.INACTIVE)), linked=True)


@pytest.mark.parametrize("said", ["quiero cambiar la fecha al lunes", "mejor pago el lunes"])
def test_another_date_of_a_promise_that_runs_is_no_agreement(said: str) -> None:
    talk = promised()
    assert talk.says(said) == ["promise_running"]
    assert "¿Le viene mal esa fecha?" in talk.words
    assert talk.buttons == ["offices", "plan", "human"]


def test_another_date_before_the_yes_is_read_back() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    assert talk.says("quiero cambiar la fecha al jueves") == ["promise_confirm"]
    talk.says("sí")
    assert talk.does() == (TakePromise(SUPPLY, date(2024, 1, 11), Money.of("182.40")),)


@pytest.mark.parametrize(
    "said", ["ya no voy a poder pagar el 26", "no podré pagar el viernes", "no pude pagar la cuota"]
)
def test_who_cannot_pay_is_asked_for_no_day(said: str) -> None:
    for talk, told in ((Talk(linked=True), []), (promised(), ["promise_running"])):
        assert talk.says(said) == [*told, "hardship"]
        assert talk.does() == ()


def test_who_cannot_pay_today_and_names_a_day_promises_it() -> None:
    assert Talk(linked=True).says("no puedo pagar hoy, pago el viernes") == ["promise_confirm"]


def test_a_promise_that_runs_is_told_with_the_debt() -> None:
    talk = promised()
    assert talk.says("cuánto debo") == ["debt"]
    assert "Tiene un compromiso anotado: S/ 182.40 hasta el 12/01/2024." in talk.words
    assert "promise" not in talk.buttons


@pytest.mark.parametrize("step", [Step.LAST_CHANCE, Step.CUT_QUEUED, Step.CUT])
def test_no_other_day_is_offered_where_none_can_be_noted(step: Step) -> None:
    talk = Talk(linked=True, case=Case(SUPPLY, step))
    for said in ("cuánto debo", "no tengo plata", "no quiero cuotas"):
        talk.says(said)
        assert "promise" not in talk.buttons


def test_who_owes_nothing_is_offered_no_plan() -> None:
    talk = Talk(an_account(), linked=True)
    for said in ("hola", "no tengo plata", "cuánto debo", "sí"):
        talk.says(said)
        assert not {"plan", "promise"} & set(talk.buttons)
        assert "cuotas" not in talk.words or said == "hola"


def test_an_inactive_supply_has_no_cut_and_no_bill_to_come() -> None:
    talk = inactive()
    assert talk.says("me van a cortar?") == ["cut_status"]
    assert "no tiene un servicio que cerrar" in talk.words
    assert "Antes de un cierre" not in talk.words
    assert talk.says("quiero pagar en cuotas") == ["plan_compare"]
    assert "Con su recibo" not in talk.words
    talk.says("cuánto debo")
    assert "promise" not in talk.buttons


@pytest.mark.parametrize("said", ["ya esa", "acepto", "sí"])
def test_a_yes_to_several_plans_is_asked_which(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    offered = talk.buttons
    assert talk.says(said) == ["plan_which"]
    assert talk.buttons == offered
    assert talk.presses(offered[0]) == ["plan_confirm"]


@pytest.mark.parametrize("said", ["mejor 3 nomás", "3 mejor", "en 3 nomas", "y 3 con 50 soles de inicial"])
@pytest.mark.parametrize("chosen", [False, True])
def test_another_count_in_the_talk_of_plans(said: str, chosen: bool) -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    if chosen:
        talk.presses(talk.buttons[0])
    assert talk.says(said) in (["plan"], ["plan_refused"])
    assert talk.chat.slots["count"] == 3


def test_when_the_down_payment_is_due_is_told_and_the_question_stays() -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    talk.presses(talk.buttons[0])
    assert talk.says("¿y cuándo pago la inicial?") == ["plan_when"]
    assert talk.chat.expecting == "plan_confirm"


def test_a_yes_pressed_twice_tells_the_same_again() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    yes = talk.buttons[0]
    talk.presses(yes)
    talk.case = Case(SUPPLY, Step.PROMISED, promise=PROMISED)
    assert talk.presses(yes) == ["promise_taken"]
    assert talk.does() == ()


@pytest.mark.parametrize("said", ["ninguno de esos", "mejor 3 nomás", "nop nop"])
def test_no_is_never_the_only_choice(said: str) -> None:
    talk = Talk(linked=True)
    talk.says(said)
    assert set(talk.buttons) - {"no"} != {"human"} or "no" not in talk.buttons
    assert "human" in talk.buttons


@pytest.mark.parametrize(
    "said", ["quiero reclamar el de noviembre y el de diciembre", "reclamo noviembre y diciembre"]
)
def test_several_bills_are_claimed_in_words(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["claim_why"]
    assert talk.chat.slots["bills"] == ("R-2023-11", "R-2023-12")


def test_all_bills_are_claimed_in_words() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero reclamar todos") == ["claim_why"]
    assert len(talk.chat.slots["bills"]) == 4  # type: ignore[arg-type]  # a tuple here


def test_a_claim_after_a_payment_was_told_asks_what_is_wrong() -> None:
    talk = Talk(linked=True)
    talk.says("ya pagué")
    assert talk.presses("claim") == ["claim_which"]
    assert talk.presses("claim:R-2023-12") == ["claim_why"]


def test_the_time_to_claim_that_is_over_is_told_before_the_yes() -> None:
    talk = Talk(linked=True, moment="2024-01-08 10:00")
    talk.says("quiero reclamar el recibo de septiembre porque está mal calculado")
    assert talk.last.key == "claim_confirm"
    assert ("el tiempo de reclamar ya pasó" in talk.words) is bool(talk.last.values["late"])


@pytest.mark.parametrize("said", ["Ya no voy a poder", "lo siento, ya no vamos a poder", "no podré"])
@pytest.mark.parametrize("linked", [False, True])
def test_who_cannot_and_does_not_say_what_is_asked(said: str, linked: bool) -> None:
    talk = Talk(linked=linked)
    assert talk.says(said) == ["cannot_what"]
    assert talk.buttons == ["hardship", "human"]
    assert talk.does() == ()
    assert talk.says("sí")[0] in ("hardship", "hardship_open")


def test_where_a_payment_is_spoken_of_it_is_the_payment() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    assert talk.says("ya no voy a poder") == ["hardship"]
    assert promised().says("ya no voy a poder") == ["promise_running", "hardship"]


@pytest.mark.parametrize(
    "said", ["ya no voy a poder más", "ya no voy a poder seguir viviendo", "ya no puedo más"]
)
def test_what_may_be_despair_is_no_question_of_ours(said: str) -> None:
    assert Talk(linked=True).says(said) == ["crisis"]
