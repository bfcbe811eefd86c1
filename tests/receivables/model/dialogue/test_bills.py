"""How a debt came about, and each bill of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from receivables.model.intent import Reading
from receivables.model.money import Money
from receivables.model.reading.intents import Intent
from tests.support.build import a_bill, a_claim, a_payment, an_account
from tests.support.talk import Talk, behind


def test_when_the_debt_arose_and_over_which_months() -> None:
    talk = Talk(linked=True)
    assert talk.presses("detail") == ["make_up"]
    assert (
        "Empezó con el recibo de setiembre de 2023. Son 4 meses seguidos, hasta diciembre de 2023."
        in talk.words
    )
    assert "Desde entonces no vemos pagos." in talk.words


def test_what_was_paid_meanwhile_is_told_and_what_was_paid_before_is_not() -> None:
    before = a_payment("P-0", date(2023, 9, 1), "45.60", in_feed=True)
    one = a_payment("P-1", date(2023, 10, 2), "10.00", in_feed=True)
    two = a_payment("P-2", date(2023, 11, 3), "12.50", in_feed=True)
    undone = a_payment("P-3", date(2023, 11, 4), "99.99", in_feed=True, reversed=True)
    talk = Talk(behind(payments=(before, one, two, undone)), linked=True)
    talk.presses("detail")
    assert "Desde entonces pagó S/ 22.50 en 2 pagos; el último, el 03/11/2023." in talk.words
    single = Talk(behind(payments=(before, one)), linked=True)
    single.presses("detail")
    assert "Desde entonces pagó S/ 10.00, el 02/10/2023." in single.words


def test_months_that_were_paid_in_between_are_not_counted() -> None:
    bills = [
        replace(bill, balance=Money(0)) if bill.number == "R-2023-10" else bill for bill in behind().bills
    ]
    talk = Talk(an_account(*bills), linked=True)
    talk.presses("detail")
    assert "Desde ese mes falta pagar 3 de 4 recibos." in talk.words


def test_one_bill_is_said_to_be_one() -> None:
    talk = Talk(an_account(a_bill("R-1", date(2023, 12, 20))), linked=True)
    talk.presses("detail")
    assert "Es del recibo de diciembre de 2023." in talk.words


def test_each_bill_has_a_button_and_the_statement_too() -> None:
    talk = Talk(linked=True)
    talk.presses("detail")
    assert talk.buttons == ["bills", "plan", "claim"]
    assert "R-2023" not in talk.words
    assert talk.presses("bills") == ["bill_list"]
    assert talk.buttons == [*(f"bill:R-2023-{month:02}" for month in (12, 11, 10, 9)), "statement"]


@pytest.mark.parametrize(
    "said", ["recibo por recibo", "ver cada recibo", "muéstreme todos los recibos", "bill by bill"]
)
def test_each_bill_may_be_asked_for_in_words(said: str) -> None:
    assert Talk(linked=True).says(said) == ["bill_list"]
    assert Talk(an_account(), linked=True).says(said) != ["bill_list"]


def test_after_the_list_a_month_is_enough() -> None:
    talk = Talk(linked=True)
    talk.presses("bills")
    assert talk.says("diciembre") == ["bill_detail"]
    assert talk.says("y el de noviembre") == ["bill_detail"]
    assert talk.last.values["number"] == "R-2023-11"
    assert talk.says("pago en diciembre") != ["bill_detail"]


def test_one_bill_needs_no_list() -> None:
    talk = Talk(an_account(a_bill("R-1", date(2023, 12, 20))), linked=True)
    talk.presses("detail")
    assert talk.buttons == ["bill:R-1", "plan", "claim"]


def test_a_number_that_no_button_can_carry_gets_none() -> None:
    talk = Talk(an_account(a_bill("recibo nº 1", date(2023, 12, 20))), linked=True)
    talk.presses("detail")
    assert talk.buttons == ["statement", "plan", "claim"]


def test_a_bill_in_detail() -> None:
    parts: dict[str, Any] = {
        "water": Money.of("27.35"),
        "sewer": Money.of("11.50"),
        "fixed_charge": Money.of("6.75"),
    }
    plain = a_bill(
        "R-1", date(2023, 12, 20), "45.60", consumption_m3=Decimal("16.0"), usual_m3=Decimal("14.04")
    )
    paid = a_payment("P-1", date(2024, 1, 5), "10.00")
    talk = Talk(an_account(replace(plain, **parts), payments=(paid,)), linked=True)
    assert talk.presses("bill:R-1") == ["bill_detail"]
    assert talk.words.splitlines() == [
        "Recibo R-1, de diciembre de 2023.",
        "",
        "Queda por pagar S/ 35.60. Fue de S/ 45.60 y ya se pagaron S/ 10.00.",
        "",
        "Se compone así:",
        "• Agua: S/ 27.35",
        "• Alcantarillado: S/ 11.50",
        "• Cargo fijo: S/ 6.75",
        "Consumo: 16 m³; lo usual es 14 m³.",
        "",
        "Salió el 06/12/2023 y venció el 20/12/2023. Al pagar, diga este número: R-1.",
        "",
        "Son datos al 08/01/2024.",
    ]
    assert talk.buttons == ["claim:R-1", "offices", "plan"]


def test_a_claimed_bill_is_not_asked_for() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10"),)), linked=True)
    talk.presses("bill:R-2023-10")
    assert "Está en reclamo (C-R-2023-10): mientras se resuelve, no se cobra." in talk.words
    assert "La respuesta llega a más tardar el" in talk.words
    assert "Al pagar" not in talk.words
    assert talk.buttons[0] == "claimstatus"


def test_a_bill_that_owes_nothing_is_said_to() -> None:
    talk = Talk(linked=True)
    talk.presses("bill:R-2023-03")
    assert "De este recibo no queda nada por pagar. Fue de S/ 45.60." in talk.words


@pytest.mark.parametrize("button", sorted(["bill:OTRO-1", "bill:R-2019-01"]))
def test_a_bill_of_somebody_else_is_not_there(button: str) -> None:
    talk = Talk(linked=True)
    assert talk.presses(button) == ["bill_unknown"]
    assert "S/" not in talk.words
    assert "detail" in talk.buttons


def test_a_month_in_words_picks_its_bill() -> None:
    for intent in (Intent.BILL_EXPLANATION, Intent.BILL_REQUEST):
        talk = Talk(linked=True)
        assert talk.hears(Reading(intent, period="2023-11")) == ["bill_detail"]
        assert talk.last.values["number"] == "R-2023-11"
        assert talk.hears(Reading(intent, period="2019-01")) == ["bill_unknown"]
        assert "No encuentro un recibo de enero de 2019." in talk.words


def test_several_bills_of_a_month_are_put_to_choice() -> None:
    account = an_account(*(a_bill(number, date(2023, 12, 20)) for number in ("R-1", "R-2")))
    talk = Talk(account, linked=True)
    assert talk.hears(Reading(Intent.BILL_EXPLANATION, period="2023-12")) == ["bill_unknown"]
    assert "De diciembre de 2023 hay 2 recibos. ¿Cuál quiere ver?" in talk.words
    assert talk.buttons[:2] == ["bill:R-2", "bill:R-1"]


@pytest.mark.parametrize("button", sorted(["bill:R-2023-12", "cutstatus", "detail", "payments", "statement"]))
def test_an_unlinked_chat_hears_no_figure(button: str) -> None:
    talk = Talk()
    assert talk.presses(button)[-1] == "ask_supply"
    assert "S/" not in talk.words
    assert talk.last.paper == ""
    assert talk.proves()[0] == "linked"
    assert "terminado en 0001" in talk.words
