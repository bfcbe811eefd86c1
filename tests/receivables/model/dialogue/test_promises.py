"""A promise is taken for a day that is possible, and only after a plain yes to what was read back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.dialogue import TakePromise
from receivables.model.ladder import Case, Promise, Step
from receivables.model.money import Money
from tests.support.build import a_bill, a_payment, an_account, lima
from tests.support.talk import SUPPLY, Talk, behind

FRIDAY = date(2024, 1, 12)
OWED = Money.of("182.40")


def test_the_day_is_read_back_and_taken_after_a_yes() -> None:
    talk = Talk(linked=True)
    assert talk.says("pago el viernes") == ["promise_confirm"]
    assert "¿se compromete a pagar S/ 182.40 hasta el viernes 12 de enero de 2024?" in talk.words
    assert talk.does() == ()
    assert talk.says("sí") == ["promise_taken"]
    assert talk.does() == (TakePromise(SUPPLY, FRIDAY, OWED),)


def test_a_button_says_yes_to_its_own_day_only() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    stale = talk.buttons[0]
    talk.says("mejor el jueves pago")
    assert talk.presses(stale) == ["promise_confirm"]
    assert talk.does() == ()
    assert talk.presses(talk.buttons[0]) == ["promise_taken"]
    assert talk.does() == (TakePromise(SUPPLY, date(2024, 1, 11), OWED),)


@pytest.mark.parametrize("said", ["no", "no, gracias", "mejor no"])
def test_a_no_takes_nothing(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    assert talk.says(said) == ["promise_dropped"]
    assert talk.says("sí") == ["yes_to_nothing"]
    assert talk.does() == ()


@pytest.mark.parametrize("said", ["cancelar", "mmm", "quizás"])
def test_an_uncertain_answer_is_asked_again(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    assert talk.says(said) == ["promise_confirm"]
    assert talk.does() == ()


def test_without_a_day_it_is_asked_for() -> None:
    talk = Talk(linked=True)
    assert talk.says("voy a pagar") == ["promise_ask_day"]
    assert talk.says("12") == ["promise_confirm"]
    assert talk.says("la próxima semana pago") == ["promise_ask_day"]
    assert talk.presses(talk.buttons[0]) == ["promise_confirm"]


def test_a_day_in_the_past_or_too_far_away_is_not_taken() -> None:
    talk = Talk(linked=True)
    assert talk.says("pago el 05/01/2024") == ["promise_past"]
    assert talk.says("pago el 16") == ["promise_too_far"]
    assert "Lo más que puedo es el lunes 15 de enero de 2024." in talk.words
    assert talk.buttons == ["yes:2024-01-15", "no", "plan"]
    assert talk.says("pago el 15") == ["promise_confirm"]
    assert talk.says("pago hoy") == ["promise_confirm"]


def test_a_yes_after_the_day_has_passed_is_asked_again() -> None:
    talk = Talk(linked=True)
    talk.says("pago mañana")
    talk.later(days=3)
    assert talk.says("sí") == ["promise_past"]
    assert talk.does() == ()


def test_an_amount_that_changed_meanwhile_is_read_back_again() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    talk.account = behind(payments=(a_payment("P-1", date(2024, 1, 8), "45.60"),))
    assert talk.says("sí") == ["promise_confirm"]
    assert talk.says("sí") == ["promise_taken"]
    assert talk.does() == (TakePromise(SUPPLY, FRIDAY, Money.of("136.80")),)


def test_who_owes_nothing_overdue_needs_no_promise() -> None:
    coming = Talk(an_account(a_bill("R-1", date(2024, 1, 20))), linked=True)
    assert coming.says("pago el viernes") == ["promise_not_needed"]
    assert "hasta el sábado 20 de enero" in coming.words
    assert Talk(an_account(), linked=True).says("pago el viernes") == ["promise_not_needed"]


def test_a_running_promise_is_recalled() -> None:
    running = Promise(FRIDAY, OWED, lima("2024-01-08 09:00"), "chat")
    talk = Talk(linked=True, case=Case(SUPPLY, Step.PROMISED, promise=running))
    assert talk.says("pago el jueves") == ["promise_running"]


@pytest.mark.parametrize(
    "said",
    [
        "no mejor el lunes",
        "a la tarde",
        "cancelar mi promesa",
        "quiero cambiar mi promesa",
        "cuándo quedé que iba a pagar",
        "cuando kedo q iba a pagar",
        "y si pago solo la mitad",
        "when did I say I would pay",
        "no, better on Monday",
        "can I cancel my promise",
    ],
)
def test_whoever_speaks_of_a_running_promise_hears_its_day_and_amount(said: str) -> None:
    running = Promise(FRIDAY, OWED, lima("2024-01-08 09:00"), "chat")
    talk = Talk(linked=True, case=Case(SUPPLY, Step.PROMISED, promise=running))
    assert talk.says(said) == ["promise_running"]
    assert "S/ 182.40 hasta el viernes 12 de enero de 2024" in talk.words
    assert "Ese día no lo puedo cambiar ni quitar." in talk.words
    assert talk.buttons == ["offices", "plan", "human"]
    assert talk.does() == ()


@pytest.mark.parametrize("said", ["me olvidé, no voy a poder", "se me olvidó, no podré"])
def test_whoever_cannot_keep_a_promise_hears_of_it_and_of_ways_out(said: str) -> None:
    running = Promise(FRIDAY, OWED, lima("2024-01-08 09:00"), "chat")
    talk = Talk(linked=True, case=Case(SUPPLY, Step.PROMISED, promise=running))
    assert talk.says(said) == ["promise_running", "hardship"]
    assert talk.turn.messages[0].buttons == ()
    assert talk.buttons == ["ok:request_hardship", "plan", "human"]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("ya pagué mi promesa", "paid_ask"),
        ("quiero hablar con alguien de mi promesa", "person"),
        ("no pago el viernes, déjenme en paz", "stopped"),
        ("me cortaron aunque tenía una promesa", "ask_which"),
    ],
)
def test_what_is_more_than_the_promise_is_answered_first(said: str, answered: str) -> None:
    running = Promise(FRIDAY, OWED, lima("2024-01-08 09:00"), "chat")
    talk = Talk(linked=True, case=Case(SUPPLY, Step.PROMISED, promise=running))
    assert talk.says(said) == [answered]


@pytest.mark.parametrize("said", ["no mejor el lunes", "a la tarde"])
def test_a_day_that_cannot_be_noted_is_offered_by_no_button(said: str) -> None:
    talk = Talk(linked=True, case=Case(SUPPLY, Step.LAST_CHANCE))
    assert talk.says("pago el viernes") == ["promise_no_room"]
    assert talk.says(said) == ["promise_no_room"]


@pytest.mark.parametrize("step", [Step.BROKEN, Step.LAST_CHANCE, Step.CUT_QUEUED, Step.CUT, Step.REOPENING])
def test_where_the_ladder_has_no_room_other_ways_are_told(step: Step) -> None:
    talk = Talk(linked=True, case=Case(SUPPLY, step))
    assert talk.says("pago el viernes") == ["promise_no_room"]
    assert {"plan", "claim", "human"} <= set(talk.buttons)
    assert talk.does() == ()


def test_a_move_of_the_case_before_the_yes_is_respected() -> None:
    talk = Talk(linked=True)
    talk.says("pago el viernes")
    talk.case = replace(talk.case, step=Step.LAST_CHANCE)
    assert talk.says("sí") == ["promise_no_room"]
    assert talk.does() == ()


@given(st.integers(-20, 40), st.booleans())
def test_only_a_day_within_the_policy_is_ever_taken(ahead: int, by_button: bool) -> None:
    talk = Talk(linked=True)
    day = talk.today + timedelta(days=ahead)
    talk.presses(f"due:{day}") if by_button else talk.says(f"pago el {day}")
    talk.says("sí")
    nearest = min(day, talk.today + timedelta(days=talk.policy.promise_days))
    assert talk.does() == ((TakePromise(SUPPLY, nearest, OWED),) if ahead >= 0 else ())


def test_the_nearest_day_is_taken_only_after_its_own_yes() -> None:
    talk = Talk(linked=True)
    talk.says("pago a fin de mes")
    assert talk.does() == ()
    assert talk.says("sí") == ["promise_taken"]
    assert talk.does() == (TakePromise(SUPPLY, date(2024, 1, 15), OWED),)


@pytest.mark.parametrize(
    "said", ["pago 100 el viernes", "el viernes le pago S/ 100.00", "abono 100 soles el viernes"]
)
def test_a_part_that_counts_is_read_back_with_what_is_left(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["promise_confirm"]
    assert "pagar S/ 100.00 hasta el viernes" in talk.words
    assert "le quedarían S/ 82.40 vencidos" in talk.words
    assert talk.says("sí") == ["promise_taken"]
    assert talk.does() == (TakePromise(SUPPLY, FRIDAY, Money.of("100")),)
    assert "los otros S/ 82.40 siguen por pagar" in talk.words


def test_a_part_that_is_too_small_for_a_promise_may_be_paid_all_the_same() -> None:
    talk = Talk(linked=True)
    assert talk.says("pago 50 soles el viernes") == ["promise_part"]
    assert "Puede abonar S/ 50.00 cuando quiera." in talk.words
    assert "hacen falta S/ 91.20 o más" in talk.words
    assert talk.says("sí") == ["promise_part"]
    assert talk.does() == ()


@pytest.mark.parametrize(
    ("answer", "promised"), [("100 soles", "100"), ("puedo 95", "95"), ("todo", "182.40"), ("500", "182.40")]
)
def test_who_named_too_little_is_asked_how_much_it_could_be(answer: str, promised: str) -> None:
    talk = Talk(linked=True)
    talk.says("pago 10 soles el viernes")
    assert talk.says(answer) == ["promise_confirm"]
    talk.says("sí")
    assert talk.does() == (TakePromise(SUPPLY, FRIDAY, Money.of(promised)),)


def test_too_little_again_is_asked_again_and_a_no_drops_it() -> None:
    talk = Talk(linked=True)
    talk.says("pago 10 soles el viernes")
    assert talk.says("20 soles") == ["promise_part"]
    assert talk.says("no") == ["promise_dropped"]
    assert talk.does() == ()


@given(st.integers(1, 30000))
def test_nobody_promises_more_than_they_named(centimos: int) -> None:
    talk = Talk(linked=True)
    talk.says(f"pago {Money(centimos).soles} soles el viernes")
    talk.says("sí")
    assert all(each.amount.centimos <= centimos for each in talk.does() if isinstance(each, TakePromise))


@pytest.mark.parametrize(
    "said", ["pago el viernes 100 soles", "pago el viernes 100", "el viernes pago S/ 100"]
)
def test_an_amount_after_the_day_is_kept_with_it(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["promise_confirm"]
    assert "pagar S/ 100.00 hasta el viernes" in talk.words


def test_an_amount_without_a_day_waits_for_the_day() -> None:
    talk = Talk(linked=True)
    assert talk.says("voy a pagar 100 soles") == ["promise_ask_day"]
    assert talk.says("el viernes") == ["promise_confirm"]
    assert "pagar S/ 100.00 hasta el viernes" in talk.words


def test_a_day_that_does_not_exist_is_said_so() -> None:
    talk = Talk(linked=True)
    assert talk.says("pago el 30 de febrero") == ["promise_no_day"]


def test_a_bare_number_that_may_be_a_day_is_no_amount() -> None:
    talk = Talk(linked=True)
    talk.says("pago 12 de enero")
    assert "pagar S/ 182.40 hasta el viernes 12" in talk.words


@pytest.mark.parametrize(("moment", "due_on"), [("2024-01-08 23:59", 9), ("2024-01-09 00:01", 10)])
def test_tomorrow_is_tomorrow_on_the_clock_of_the_utility(moment: str, due_on: int) -> None:
    talk = Talk(linked=True, moment=moment)
    talk.says("pago mañana")
    assert talk.chat.slots["due_on"] == date(2024, 1, due_on)


@pytest.mark.parametrize(("said", "closed"), [("pago el domingo", True), ("pago el sábado", False)])
def test_a_day_on_which_the_offices_may_be_closed_is_said(said: str, closed: bool) -> None:
    talk = Talk(linked=True)
    talk.says(said)
    assert ("las oficinas pueden estar cerradas" in talk.words) is closed


@pytest.mark.parametrize("said", ["cuando cobre pago", "pago la próxima semana"])
def test_a_vague_day_is_asked_for(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["promise_ask_day"]
