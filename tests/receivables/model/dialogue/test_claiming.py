"""A claim in the chat: which bill, what is wrong, a plain yes; it freezes that bill alone, and nobody pays first."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.conversation import Identity
from receivables.model.dialogue import HandOver, Hold, OpenRequest, RegisterClaim
from receivables.model.dialogue.claiming import ANOTHER_REASON, KINDS, kind_in
from receivables.model.ladder import Case, Step
from receivables.model.request import RequestKind
from tests.contracts.test_requests import a_request
from tests.support.build import a_bill, a_calendar, a_claim, a_payment, an_account, lima
from tests.support.talk import SUPPLY, Talk, behind

ONE = an_account(a_bill("R-2023-12", date(2023, 12, 20), "45.60"))
LAST = lima("2024-02-27 00:00")


def test_one_bill_and_a_clear_word_are_registered_in_two_turns() -> None:
    talk = Talk(ONE, linked=True)
    assert talk.says("quiero reclamar, el consumo está muy alto") == ["claim_confirm"]
    assert "¿Registro el reclamo del recibo de diciembre de 2023, de S/ 45.60?" in talk.words
    assert talk.does() == ()
    assert talk.says("sí") == ["claim_registered"]
    said = "quiero reclamar, el consumo está muy alto\nsí"
    assert talk.does() == (RegisterClaim(SUPPLY, "R-2023-12", "CONSUMO_ATIPICO", LAST, said),)
    assert "lunes 26 de febrero de 2024" in talk.words
    assert "No le queda nada más por pagar." in talk.words


def test_of_several_bills_it_is_asked_which_and_the_others_stay_owed() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero reclamar") == ["claim_which"]
    assert talk.buttons[:1] == ["claim:R-2023-09"]
    assert "claim:ALL" in talk.buttons
    assert talk.presses("claim:R-2023-11") == ["claim_why"]
    assert talk.presses("why_claim:FACTURACION") == ["claim_confirm"]
    assert talk.presses("ok:claim_confirm/R-2023-11") == ["claim_registered"]
    (made,) = talk.does()
    assert isinstance(made, RegisterClaim)
    assert (made.bill, made.kind) == ("R-2023-11", "FACTURACION")
    assert "Aparte quedan S/ 136.80 de lo que no reclamó" in talk.words
    assert "aún puede recibir avisos" in talk.words


def test_the_month_and_the_reason_may_come_in_one_message() -> None:
    talk = Talk(linked=True)
    assert talk.says("quiero reclamar el recibo de noviembre, está mal calculado") == ["claim_confirm"]
    assert "noviembre de 2023" in talk.words


def test_what_no_kind_stands_for_is_registered_in_the_persons_own_words() -> None:
    talk = Talk(ONE, linked=True)
    assert talk.says("quiero reclamar") == ["claim_why"]
    assert talk.says("vino raro nomás, así como le digo") == ["claim_confirm"]
    talk.says("sí")
    (made,) = talk.does()
    assert isinstance(made, RegisterClaim)
    assert made.kind == "OTRO"
    assert "vino raro" in made.text


def test_the_days_to_answer_are_business_days_without_holidays() -> None:
    """PE-CLM-3: thirty business days to decide and five to tell."""
    talk = Talk(ONE, linked=True)
    talk.calendar = a_calendar(date(2024, 1, 15), date(2024, 1, 16))
    talk.says("quiero reclamar, el consumo está muy alto")
    talk.says("sí")
    (made,) = talk.does()
    assert isinstance(made, RegisterClaim)
    assert made.due_by == lima("2024-02-29 00:00")


@pytest.mark.parametrize("said", ["no", "mejor no"])
def test_a_no_registers_nothing(said: str) -> None:
    talk = Talk(ONE, linked=True)
    talk.says("quiero reclamar, el consumo está muy alto")
    assert talk.says(said) == ["claim_dropped"]
    assert talk.does() == ()


def test_a_yes_that_was_pressed_for_another_bill_registers_nothing() -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar el recibo de noviembre, está mal calculado")
    stale = talk.buttons[0]
    talk.presses("claim:R-2023-12")
    assert talk.presses(stale) != ["claim_registered"]
    assert talk.does() == ()


def test_a_yes_to_a_promise_is_never_a_yes_that_was_pressed_for_a_claim() -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar el recibo de noviembre, está mal calculado")
    stale = talk.buttons[0]
    talk.says("no")
    talk.says("pago el viernes")
    assert talk.presses(stale) == ["yes_to_nothing"]
    assert talk.does() == ()


def test_a_stranger_is_asked_for_the_supply_and_may_reach_a_person() -> None:
    talk = Talk()
    assert talk.says("quiero reclamar, me facturaron mal") == ["ask_supply"]
    assert "human" in talk.buttons
    assert talk.proves()[-1] == "claim_which"
    talk.presses("claim:R-2023-12")
    assert talk.says("sí") == ["claim_registered"]
    (made,) = talk.does()
    assert isinstance(made, RegisterClaim)
    assert "me facturaron mal" in made.text


@pytest.mark.parametrize("step", sorted(Step))
def test_it_is_possible_from_any_step_of_the_ladder(step: Step) -> None:
    """I-10: even after a notice of a cut, even with the crew on the way."""
    talk = Talk(linked=True, case=Case(SUPPLY, step))
    talk.says("quiero reclamar el recibo de diciembre, está mal calculado")
    assert talk.says("sí") == ["claim_registered"]


def test_what_is_late_goes_to_a_person_and_rests_two_days_once() -> None:
    late = behind(bills=(a_bill("R-2023-10", date(2023, 11, 8), "45.60"),))
    talk = Talk(late, linked=True)
    talk.says("quiero reclamar, está mal calculado")
    assert talk.says("sí") == ["claim"]
    hold, over, asked = talk.does()
    assert (hold, over) == (Hold(SUPPLY, "claim", talk.now + timedelta(hours=48)), HandOver("claim"))
    assert isinstance(asked, OpenRequest)
    assert (asked.kind, asked.bills) == (RequestKind.CLAIM, ("R-2023-10",))
    assert "hasta 60 días después de su vencimiento, y ese tiempo ya pasó" in talk.words
    talk.chat = replace(talk.chat, with_person=False)
    talk.requests = (a_request(kind=RequestKind.CLAIM, bills=("R-2023-10",), address=talk.chat.address),)
    talk.says("quiero reclamar, está mal calculado")
    talk.says("sí")
    assert not any(isinstance(effect, Hold) for effect in talk.does())
    assert "48 horas" not in talk.words


@pytest.mark.parametrize(("paid_on", "over"), [(date(2023, 1, 7), True), (date(2023, 1, 8), False)])
def test_a_bill_that_is_paid_is_claimed_with_a_person(paid_on: date, over: bool) -> None:
    talk = Talk(an_account(payments=(a_payment("CAR1-1", paid_on),)), linked=True)
    assert talk.says("quiero reclamar") == ["claim"]
    assert ("12 meses después del pago" in talk.words) is over
    assert HandOver("claim") in talk.does()


def test_a_bill_under_claim_is_not_claimed_twice() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-12"),)), linked=True)
    talk.says("quiero reclamar")
    assert "claim:R-2023-12" not in talk.buttons


def test_an_atypical_bill_needs_no_other_reason() -> None:
    """PE-BILL-2: the rule says why."""
    bill = replace(a_bill("R-2023-12", date(2023, 12, 20)), consumption_m3=Decimal(200), usual_m3=Decimal(10))
    talk = Talk(an_account(bill), linked=True)
    assert talk.says("cuánto debo") == ["debt"]
    assert talk.buttons[0] == "claim"
    assert talk.presses("claim") == ["claim_confirm"]
    assert "consumo muy alto" in talk.words


@pytest.mark.parametrize("said", ["cuánto debo", "dónde pago", "quiero hablar con un asesor", "BAJA"])
def test_another_wish_is_heard_in_the_midst_of_it(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar")
    assert talk.says(said)[0] not in ("claim_which", "claim_why", "claim_confirm")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ya lo pagué y no figura", "PAGO_NO_PROCESADO"),
        ("el medidor marcó demasiado", "CONSUMO_ATIPICO"),
        ("me cobran doble", "FACTURACION"),
        ("no me parece", ""),
    ],
)
def test_what_is_wrong_is_understood_in_plain_words(said: str, kind: str) -> None:
    assert kind_in(said) == kind


@given(st.sets(st.sampled_from(["R-2023-09", "R-2023-10", "R-2023-11", "R-2023-12"]), min_size=1, max_size=1))
def test_a_registered_claim_is_always_about_the_bill_that_was_read_back(bills: set[str]) -> None:
    talk = Talk(linked=True)
    (bill,) = bills
    talk.presses(f"claim:{bill}")
    talk.presses(f"why_claim:{KINDS[0]}")
    talk.says("sí")
    claimed = {effect.bill for effect in talk.does() if isinstance(effect, RegisterClaim)}
    assert claimed <= bills
    assert talk.chat.identity is Identity.LINKED


@pytest.mark.parametrize("said", ["no, el motivo es otro", "es otro motivo"])
def test_the_reason_that_is_read_back_may_be_another(said: str) -> None:
    for pressed in (True, False):
        talk = Talk(linked=True)
        talk.says("quiero reclamar el recibo de diciembre, el consumo está muy alto")
        assert talk.buttons[1:] == [ANOTHER_REASON, "no"]
        assert (talk.presses(ANOTHER_REASON) if pressed else talk.says(said)) == ["claim_why"]
        assert talk.says("vino raro nomás, así como le digo") == ["claim_confirm"]
        assert talk.last.values["kind"] == "OTRO"
        talk.presses("ok:claim_confirm/R-2023-12")
        (made,) = [each for each in talk.does() if isinstance(each, RegisterClaim)]
        assert made.kind == "OTRO"
        assert "consumo" in made.text


def test_all_are_claimed_and_what_is_late_is_named_and_not_called_unclaimed() -> None:
    """B2: the oldest went to a person, as the days to claim it are over (PE-CLM-1)."""
    talk = Talk(linked=True, case=Case(SUPPLY, Step.CUT_QUEUED))
    talk.says("quiero reclamar")
    talk.says("todos")
    talk.presses("why_claim:FACTURACION")
    assert talk.says("sí") == ["claim_registered"]
    assert "que no reclamó" not in talk.words
    assert "No le queda nada más" not in talk.words
    assert "• recibo de setiembre de 2023, S/ 45.60\n• recibo de octubre de 2023, S/ 45.60" in talk.words
    assert "El tiempo de reclamar esos recibos ya pasó, así que decide una persona" in talk.words
    (pause,) = [each for each in talk.does() if isinstance(each, Hold)]
    assert talk.last.values["paused_until"] == pause.until
    assert "sigue en pie" not in talk.words
    assert "La orden de cierre que había ya no va." in talk.words


def test_what_nobody_claimed_is_told_without_what_is_late() -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar el recibo de setiembre y el de diciembre, están mal calculados")
    assert talk.says("sí") == ["claim_registered"]
    assert "Aparte quedan S/ 91.20 de lo que no reclamó" in talk.words
    assert "• recibo de setiembre de 2023, S/ 45.60" in talk.words


@pytest.mark.parametrize(
    "said",
    [
        "the meter was changed in november and they charge me double",
        "cambiaron el medidor en noviembre y me cobran doble",
    ],
)
def test_the_month_in_which_something_happened_names_no_bill(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar")
    assert talk.says(said) == ["claim_which"]
    assert talk.says("diciembre") == ["claim_confirm"]
    assert talk.last.values["kind"] == "CONSUMO_ATIPICO"


@pytest.mark.parametrize("said", ["all", "all of them", "todos"])
def test_all_of_them_are_claimed_in_either_language(said: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar")
    assert talk.says(said) == ["claim_why"]
    assert len(talk.chat.slots["bills"]) == 4  # type: ignore[arg-type]  # a tuple here


@pytest.mark.parametrize("said", ["i already paid yesterday", "ya lo pagué ayer"])
@pytest.mark.parametrize("reason", ["", "está muy alto"])
def test_a_payment_of_yesterday_is_no_reason_of_a_claim(said: str, reason: str) -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar el de noviembre")
    if reason:
        assert talk.says(reason) == ["claim_confirm"]
    assert talk.says(said) == ["paid_ask"]


def test_a_payment_without_its_day_is_a_reason() -> None:
    talk = Talk(linked=True)
    talk.says("quiero reclamar el de noviembre")
    assert talk.says("ya lo pagué") == ["claim_confirm"]
    assert talk.last.values["kind"] == "PAGO_NO_PROCESADO"
