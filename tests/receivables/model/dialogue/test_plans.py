"""Instalments in the chat: simulated under the policy, refused with the nearest plan that is allowed."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.dialogue import Simulated
from receivables.model.money import Money
from tests.support.build import a_bill, a_claim, a_policy, an_account, an_agreement
from tests.support.talk import SUPPLY, Talk, behind


def test_the_plan_is_simulated_with_the_least_down_payment() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero pagar en 6 cuotas") == ["plan"]
    assert talk.does() == (Simulated(SUPPLY, Money.of("182.40"), Money.of("36.48"), 6),)
    assert "• Primero, la inicial: S/ 36.48" in talk.words
    assert "• 6 cuotas de S/ 24.32, del 08/02/2024 al 08/07/2024" in talk.words
    assert "• En total: S/ 182.40, sin intereses" in talk.words


def test_who_names_no_count_sees_plans_compared_and_may_try_others() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero fraccionar") == ["plan_compare"]
    assert talk.says("3") == ["plan"]
    assert talk.says("y en 12") == ["plan"]
    assert talk.presses("plan:24") == ["plan"]
    assert talk.last.values["count"] == 24


def test_the_down_payment_that_was_offered_is_kept() -> None:
    talk = Talk(linked=True)
    talk.says("en 6 con 50 de inicial")
    assert talk.last.values["down_payment"] == Money.of("50")
    talk.says("y en 3")
    assert talk.last.values["down_payment"] == Money.of("50")


def test_the_last_instalment_takes_the_difference() -> None:
    talk = Talk(linked=True)
    talk.says("en 12 con 50 de inicial")
    assert "• 12 cuotas: 11 de S/ 11.03 y la última de S/ 11.07" in talk.words


def test_a_refusal_gives_every_reason_and_the_nearest_plan() -> None:
    talk = Talk(linked=True)
    assert talk.says("en 48 con 10 de inicial") == ["plan_refused"]
    assert "Se permiten hasta 24 cuotas." in talk.words
    assert "La cuota inicial debe ser de S/ 36.48 o más." in talk.words
    assert "Cada cuota debe ser de S/ 5.00 o más." in talk.words
    assert "• 24 cuotas de S/ 6.08" in talk.words
    assert isinstance(talk.does()[0], Simulated)


def test_a_debt_too_small_for_any_plan_is_paid_at_once() -> None:
    talk = Talk(an_account(a_bill("R-1", date(2023, 12, 20), "4.00")), linked=True)
    assert talk.says("en 6 cuotas") == ["plan_none"]
    assert talk.does() == ()


def test_a_down_payment_of_everything_needs_no_plan() -> None:
    talk = Talk(linked=True)
    assert talk.says("en 6 con 500 de inicial") == ["plan_pays_all"]


def test_a_claimed_bill_is_no_part_of_the_plan() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10"),)), linked=True)
    talk.says("en 6 cuotas")
    assert talk.last.values["debt"] == Money.of("136.80")


def test_who_owes_nothing_or_has_an_agreement_gets_no_other() -> None:
    assert Talk(an_account(), linked=True).says("en 6 cuotas") == ["plan_nothing_owed"]
    agreed = behind(agreements=(an_agreement(date(2024, 1, 15)),))
    assert Talk(agreed, linked=True).says("en 6 cuotas") == ["plan_in_agreement"]


def test_absurd_counts_are_answered_too() -> None:
    talk = Talk(linked=True)
    assert talk.says("en 999 cuotas") == ["plan_refused"]
    assert talk.says("en 0 cuotas") == ["plan_compare"]
    assert talk.presses("plan:0") == ["plan_compare"]


def test_the_conditions_are_told_without_proof() -> None:
    talk = Talk()
    assert talk.says("¿qué pasa si no pago una cuota?") == ["plan_conditions"]
    assert "hasta 24 cuotas mensuales" in talk.words


def test_a_policy_that_ends_with_the_year_is_told_and_kept() -> None:
    limits = replace(a_policy().plan, ends_with_year=True)
    talk = Talk(linked=True, policy=a_policy(plan=limits), moment="2024-10-08 10:00")
    assert talk.says("en 6 cuotas") == ["plan_refused"]
    assert "La última cuota no puede pasar del 31/12/2024." in talk.words
    assert talk.last.values["count"] == 2


@pytest.mark.parametrize("said", ["cuánto sería al mes", "cuanto pago por mes", "how much a month?"])
def test_what_plans_come_to_in_a_month_is_told_of_the_plans(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    assert talk.says(said) == ["plan_monthly"]
    assert "En 12 cuotas: S/ 12.16 al mes. Con su recibo, unos S/ 57.76." in talk.words
    assert talk.buttons == ["accept:6", "accept:12", "accept:24", "human"]
    assert talk.says("la de 12") == ["plan_confirm"]
    assert talk.says(said) == ["plan_monthly"]
    assert talk.buttons == ["accept:12", "human"]
    assert talk.says("sí") == ["code_ask"]


@pytest.mark.parametrize(
    "said",
    [
        "half now half next month",
        "la mitad ahora y la otra mitad el próximo mes",
        "hoy la mitad y después el resto",
    ],
)
def test_one_half_now_and_one_later_is_a_plan(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    assert talk.says(said) == ["plan"]
    assert (talk.last.values["down_payment"], talk.last.values["count"]) == (Money.of("91.20"), 1)
    assert talk.says("sí acepto") == ["plan_confirm"]
    assert talk.last.values["level"] == Money.of("91.20")
