"""A plan becomes an agreement: compared, read back, a plain yes, a code; nothing by a bare or a late press."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receivables.model.account import Role
from receivables.model.agreeing import Covered, Ours, Stage
from receivables.model.conversation import Identity
from receivables.model.dialogue.effects_plans import AcceptPlan, AmendPlan
from receivables.model.intent import Reading
from receivables.model.money import Money
from receivables.model.reading.days import Day
from receivables.model.reading.intents import Intent
from tests.support.build import a_bill, a_claim, a_payment, a_policy, an_agreement
from tests.support.talk import SUPPLY, Talk, behind


def strong(talk: Talk, by: str = "desk") -> Talk:
    """A code was told here."""
    talk.chat = replace(
        talk.chat, identity=Identity.STRONG, strong_until=talk.now.replace(year=2030), strong_by=by
    )
    return talk


def a_talk(**parts: Any) -> Talk:
    return strong(Talk(behind(**parts), linked=True))


def agreed(talk: Talk, stage: Stage = Stage.ACTIVE, **changes: Any) -> Ours:
    """The agreement that this talk made, at some stage; the account has it and its down payment."""
    talk.says("quiero fraccionar")
    talk.presses("accept:6")
    talk.says("sí")
    (effect,) = talk.does()
    assert isinstance(effect, AcceptPlan)
    plan = effect.plan
    ours = Ours(
        "CV-2024-000001", SUPPLY, stage, talk.now, talk.today, "chat", plan.terms.debt, plan.terms.down_payment,
        effect.down_due_on, effect.bills, plan.rows,
    )  # fmt: skip
    if stage is not Stage.ACCEPTED:
        ours = replace(ours, signed_on=talk.today, down=(("DOWN", ours.down_payment),), **changes)
        paid = a_payment("DOWN", talk.today, str(ours.down_payment.soles))
        in_force = ours.in_ledger
        agreements = (in_force,) if in_force else ()
        talk.account = replace(talk.account, payments=(paid,), agreements=agreements)
    talk.ours = ours
    return ours


def test_plans_are_compared_at_once_with_what_a_month_costs_in_all() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero fraccionar") == ["plan_compare"]
    assert talk.buttons == ["accept:6", "accept:12", "accept:24", "human"]
    plans = talk.last.values["plans"]
    assert isinstance(plans, tuple)
    for each in plans:
        assert isinstance(each, dict)
        assert each["outlay"] == each["level"] + talk.last.values["usual_bill"]
    assert "Primero paga la inicial: S/ 36.48" in talk.words
    assert "6 cuotas de S/ 24.32. Con su recibo, unos S/ 69.92 al mes. Hasta el 08/07/2024." in talk.words


def test_the_dates_follow_the_day_on_which_somebody_pays() -> None:
    paid = tuple(a_payment(f"O{n}", date(2023, n, 17), "1.00", in_feed=True) for n in range(7, 13))
    talk = Talk(behind(payments=paid), linked=True)
    talk.says("en 6 cuotas")
    assert talk.last.values["first_due"] == date(2024, 2, 17)


def test_a_choice_is_read_back_and_only_a_yes_at_strong_identity_takes_it() -> None:
    talk = a_talk()
    talk.says("quiero fraccionar")
    assert talk.presses("accept:12") == ["plan_confirm"]
    assert talk.does() == ()
    assert "Si no se paga a tiempo, queda en nada" in talk.words
    assert talk.says("sí, acepto") == ["plan_accepted"]
    (effect,) = talk.does()
    assert isinstance(effect, AcceptPlan)
    assert (effect.plan.terms.instalments, effect.down_due_on) == (12, date(2024, 1, 11))
    assert talk.last.paper == "schedule"


def test_without_a_code_one_is_asked_for() -> None:
    talk = Talk(linked=True)
    talk.says("quiero fraccionar")
    talk.presses("accept:6")
    assert talk.says("sí") == ["code_ask"]
    assert talk.does() == ()


def test_a_tenant_signs_with_a_code_of_the_desk_only() -> None:
    supply = replace(behind().supply, role=Role.TENANT)
    talk = strong(Talk(behind(supply=supply), linked=True), "sms")
    talk.says("quiero fraccionar")
    talk.presses("accept:6")
    assert talk.says("sí") == ["code_ask"]


def test_a_no_leaves_everything_as_it_was() -> None:
    talk = a_talk()
    talk.presses("accept:6")
    assert talk.says("no") == ["plan_dropped"]
    assert talk.does() == ()
    assert talk.says("sí") == ["yes_to_nothing"]


def test_pressing_twice_what_was_chosen_agrees_to_nothing() -> None:
    talk = a_talk()
    talk.presses("accept:6")
    assert talk.presses("accept:6") == ["plan_confirm"]
    assert talk.does() == ()


def test_a_late_yes_to_another_plan_has_the_present_one_read_back() -> None:
    talk = a_talk()
    talk.presses("accept:6")
    talk.presses("accept:12")
    assert talk.presses("agree:6") == ["plan_confirm"]
    assert talk.last.values["count"] == 12
    assert talk.presses("agree:12") == ["plan_accepted"]


def test_a_debt_that_changed_meanwhile_is_read_back_anew() -> None:
    talk = a_talk()
    talk.presses("accept:6")
    talk.account = replace(talk.account, payments=(a_payment("O1", talk.today, "45.60"),))
    assert talk.says("sí") == ["plan_confirm"]
    assert talk.last.values["debt"] == Money.of("136.80")
    assert talk.says("sí") == ["plan_accepted"]


def test_what_is_not_sure_reads_the_plan_back_once_more() -> None:
    talk = a_talk()
    talk.presses("accept:6")
    assert talk.hears(Reading(Intent.OUT_OF_SCOPE, sure=False)) == ["plan_confirm"]
    assert talk.says("quiero hablar con una persona") == ["person"]


def test_yes_to_the_one_plan_that_was_shown_reads_it_back() -> None:
    talk = a_talk()
    talk.says("en 6 cuotas")
    assert talk.says("acepto") == ["plan_confirm"]
    assert talk.last.values["count"] == 6


def test_a_claimed_bill_is_no_part_and_is_told() -> None:
    talk = a_talk(claims=(a_claim("R-2023-10"),))
    talk.presses("accept:6")
    assert "Lo que está en reclamo no entra." in talk.words
    talk.says("sí")
    (effect,) = talk.does()
    assert isinstance(effect, AcceptPlan)
    assert "R-2023-10" not in {bill.number for bill in effect.bills}
    assert Covered("R-2023-09", "2023-09", Money.of("45.60")) in effect.bills


def test_a_bill_that_is_not_due_yet_is_not_taken_in_silently() -> None:
    talk = a_talk()
    coming = a_bill("R-2024-01", date(2024, 1, 20), "45.60")
    talk.account = replace(talk.account, bills=(*talk.account.bills, coming))
    talk.presses("accept:6")
    assert "también el que vence el 20/01/2024" in talk.words


def test_while_one_waits_for_its_down_payment_that_is_told_and_another_may_take_its_place() -> None:
    talk = a_talk()
    agreed(talk, Stage.ACCEPTED)
    assert talk.says("quiero fraccionar") == ["agreement_waiting"]
    assert talk.says("¿cómo va mi convenio?") == ["agreement_waiting"]
    assert talk.says("en 12 cuotas") == ["plan"]
    assert talk.presses("accept:12") == ["plan_confirm"]


def test_there_is_never_a_second_one() -> None:
    talk = a_talk()
    agreed(talk)
    assert talk.says("quiero fraccionar") == ["agreement_ours"]
    assert "amend" in talk.buttons
    assert talk.presses("accept:6") == ["agreement_ours"]
    theirs = a_talk(agreements=(an_agreement(date(2024, 1, 15)),))
    assert theirs.presses("accept:6") == ["plan_in_agreement"]


def test_a_broken_one_has_no_successor_in_the_chat() -> None:
    talk = a_talk()
    agreed(talk, Stage.BROKEN)
    assert talk.says("quiero fraccionar") == ["agreement_ours"]
    assert "ya no está vigente" in talk.words


def test_a_broken_one_whose_missed_instalment_was_paid_since_has_nothing_overdue() -> None:
    talk = a_talk()
    agreed(talk, Stage.BROKEN, closed_at=talk.now)
    talk.account = replace(talk.account, bills=(), payments=())
    assert talk.says("¿cómo va mi convenio?") == ["agreement_ours"]
    assert f"ya no está vigente: terminó el {talk.now:%d/%m/%Y}." in talk.words
    assert "Lo que estaba vencido ya está pagado: hoy no debe nada vencido." in talk.words
    assert "sin pagar" not in talk.words
    assert "Lo que falta conserva sus fechas." in talk.words


@pytest.mark.parametrize("stage", [Stage.LAPSED, Stage.FULFILLED])
def test_after_its_end_there_may_be_another(stage: Stage) -> None:
    talk = a_talk()
    agreed(talk, stage)
    assert talk.says("¿cómo va mi convenio?") == ["agreement_over"]
    talk.account = behind()
    assert talk.says("quiero fraccionar") == ["plan_compare"]


def test_it_is_changed_once_and_not_with_an_instalment_overdue() -> None:
    talk = a_talk()
    ours = agreed(talk)
    assert talk.presses("amend") == ["amend_ask"]
    assert talk.presses("accept:12") == ["amend_confirm"]
    assert talk.says("sí") == ["plan_amended"]
    (effect,) = talk.does()
    assert isinstance(effect, AmendPlan)
    assert len(effect.rows) == 12
    talk.ours = replace(ours, stage=Stage.AMENDED, version=2)
    assert talk.presses("amend") == ["amend_no"]
    talk.ours = ours
    talk.later(days=45)
    strong(talk)
    assert talk.presses("amend") == ["amend_no"]


def test_a_change_may_move_the_day() -> None:
    talk = a_talk()
    agreed(talk)
    talk.presses("amend")
    talk.presses("accept:6")
    assert talk.last.values["first_due"] == date(2024, 2, 8)
    talk.presses("amend")
    talk.hears(Reading(Intent.AMEND_PLAN, day=Day(date(2024, 2, 20))))
    assert talk.last.values["first_due"] == date(2024, 2, 20)


def test_the_year_ends_the_plans_of_a_policy_that_says_so() -> None:
    policy = a_policy(plan=replace(a_policy().plan, ends_with_year=True))
    talk = Talk(linked=True, moment="2024-10-08 10:00", policy=policy)
    assert talk.says("quiero fraccionar") == ["plan_compare"]
    assert talk.buttons[-2] == "accept:2"
    assert talk.last.values["last_due"] == date(2024, 12, 8)
