"""What is owed and of what, for somebody who proved who they are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from receivables.model.account import Bill
from receivables.model.dialogue import HandOver, OfferClaim
from receivables.model.money import Money
from tests.support.build import a_bill, a_claim, a_payment, an_account, an_agreement
from tests.support.talk import SUPPLY, Talk, behind

CLAIMED = behind(claims=(a_claim("R-2023-10"),))


def test_the_main_figure_is_what_is_outstanding() -> None:
    talk = Talk(linked=True)
    assert talk.says("cuánto debo") == ["debt"]
    assert talk.last.values["outstanding"] == Money.of("182.40")
    assert "Debe S/ 182.40 por 4 recibos." in talk.words
    assert "según los datos al 08/01/2024" in talk.words


def test_a_bill_that_is_not_due_yet_is_told_apart_from_the_overdue() -> None:
    account = behind()
    talk = Talk(replace(account, bills=(*account.bills, a_bill("R-2024-01", date(2024, 1, 20)))), linked=True)
    talk.says("cuánto debo")
    assert talk.last.values["outstanding"] == Money.of("212.40")
    assert talk.last.values["overdue"] == Money.of("182.40")
    assert "De ese total, S/ 182.40 ya venció (4 recibos)" in talk.words


def test_a_claimed_bill_is_shown_apart_and_not_asked_for() -> None:
    talk = Talk(CLAIMED, linked=True)
    talk.says("cuánto debo")
    assert talk.last.values["outstanding"] == Money.of("136.80")
    assert "Aparte hay S/ 45.60 en reclamo (1 recibo): mientras se resuelve, no se cobra." in talk.words


def test_when_all_is_claimed_nothing_is_asked_for() -> None:
    account = an_account(a_bill("R-1", date(2023, 12, 20)), claims=(a_claim("R-1"),))
    talk = Talk(account, linked=True)
    assert talk.says("cuánto debo") == ["debt"]
    assert "No tiene recibos por pagar." in talk.words
    assert "promise" not in talk.buttons


def test_instalments_of_an_agreement_stand_apart() -> None:
    account = an_account(agreements=(an_agreement(date(2023, 12, 15), date(2024, 1, 15)),))
    talk = Talk(account, linked=True)
    talk.says("cuánto debo")
    assert "De su convenio hay 1 cuota vencida por S/ 50.00." in talk.words
    assert "La próxima cuota de su convenio, S/ 50.00, vence el 15/01/2024." in talk.words
    assert talk.says("mi convenio") == ["agreement"]
    assert "le quedan 2 cuotas" in talk.words


def test_who_owes_nothing_is_thanked_and_told_of_their_credit() -> None:
    account = an_account(
        a_bill("R-1", date(2023, 12, 20), balance="0.00"), payments=(a_payment("P-1", date(2024, 1, 5)),)
    )
    talk = Talk(account, linked=True)
    assert talk.says("cuánto debo") == ["debt_none"]
    assert "Está al día" in talk.words
    assert "S/ 30.00 a favor" in talk.words


def test_a_payment_posted_since_counts_at_once() -> None:
    talk = Talk(behind(payments=(a_payment("P-1", date(2024, 1, 8), "100.00"),)), linked=True)
    talk.says("cuánto debo")
    assert talk.last.values["outstanding"] == Money.of("82.40")


def _much(number: str = "R-2024-01") -> Bill:
    """A bill of 32 m3 where 14 m3 are usual."""
    return a_bill(number, date(2024, 1, 5), consumption_m3=Decimal(32), usual_m3=Decimal("14.04"))


def test_an_atypical_bill_is_offered_for_inspection_before_payment_is_asked_for() -> None:
    talk = Talk(an_account(*behind().bills, _much()), linked=True)
    assert talk.says("cuánto debo") == ["debt"]
    assert talk.words.startswith(
        "El recibo de enero de 2024 es mucho más alto que lo usual (32 m3; lo usual 14 m3).\n"
        "Antes de pagar puede pedir una inspección o reclamarlo. Reclamar no exige pagar.\n\n"
        "Debe S/ 212.40 por 5 recibos."
    )
    assert talk.buttons[0] == "claim"
    assert talk.does() == (OfferClaim(SUPPLY, ("R-2024-01",)),)


def test_what_was_offered_once_is_not_offered_again() -> None:
    account = an_account(*behind().bills, _much(), offered=frozenset({"R-2024-01"}))
    talk = Talk(account, linked=True)
    talk.says("cuánto debo")
    assert "usual" not in talk.words
    assert talk.does() == ()


def test_several_atypical_bills_are_named_one_by_one() -> None:
    talk = Talk(an_account(_much("R-1"), replace(_much("R-2"), period="2023-12")), linked=True)
    talk.says("cuánto debo")
    assert talk.words.count("es mucho más alto que lo usual") == 2
    assert "reclamarlos" in talk.words


def test_the_make_up_adds_up_by_concept_and_by_bill() -> None:
    bill = replace(
        a_bill("R-1", date(2023, 12, 20), "45.60"),
        water=Money.of("27.35"),
        sewer=Money.of("11.50"),
        fixed_charge=Money.of("3.75"),
        interest=Money.of("3.00"),
    )
    talk = Talk(an_account(bill, payments=(a_payment("P-1", date(2024, 1, 5), "10.00"),)), linked=True)
    assert talk.says("¿de qué es?") == ["make_up"]
    assert [line for line in talk.words.splitlines() if line.startswith("•")] == [
        "• Agua: S/ 17.35",
        "• Alcantarillado: S/ 11.50",
        "• Cargo fijo: S/ 3.75",
        "• Intereses: S/ 3.00",
    ]
    talk.presses("bills")
    assert "• diciembre de 2023, R-1: S/ 35.60 (saldo), venció el 20/12/2023" in talk.words


def test_a_long_list_of_bills_ends_with_the_rest_in_one_line() -> None:
    bills = [a_bill(f"R-{n:02}", date(2022 + n // 12, n % 12 + 1, 20), "10.00") for n in range(20)]
    talk = Talk(an_account(*bills), linked=True)
    talk.presses("bills")
    assert "y 8 recibos más por S/ 80.00" in talk.words
    assert talk.words.count("venció el") == 12


def test_claimed_bills_are_marked_in_the_list() -> None:
    talk = Talk(CLAIMED, linked=True)
    talk.presses("bills")
    assert "R-2023-10: S/ 45.60, venció el 20/10/2023 (en reclamo, no se cobra)" in talk.words
    talk.says("detalle")
    assert "Su deuda de S/ 136.80 se compone así" in talk.words
    assert "Además tiene 1 recibo en reclamo, que no se cobra." in talk.words


def test_where_to_pay_is_told_to_everybody_and_names_official_places_only() -> None:
    for talk in (Talk(), Talk(linked=True)):
        assert talk.says("dónde pago") == ["offices"]
        for office in talk.policy.offices:
            assert office.name in talk.words
        assert "nunca entregue dinero a un gestor" in talk.words


def test_the_latest_bill_and_payments_are_told() -> None:
    talk = Talk(behind(payments=(a_payment("P-1", date(2024, 1, 5), "12.00"),)), linked=True)
    assert talk.says("necesito mi recibo") == ["bill_copy"]
    assert "R-2023-12, de diciembre de 2023: S/ 45.60" in talk.words
    assert talk.says("mis pagos") == ["payments"]
    assert "• 05/01/2024: S/ 12.00" in talk.words
    empty = Talk(an_account(), linked=True)
    assert empty.says("necesito mi recibo") == ["bill_none"]
    empty.says("mis pagos")
    assert "No encuentro pagos" in empty.words
    assert empty.says("mi convenio") == ["agreement_none"]


def test_who_paid_and_still_has_no_service_reaches_a_person() -> None:
    talk = Talk(linked=True)
    assert talk.says("ya pagué y sigo sin agua") == ["reconnection"]
    assert talk.does() == (HandOver("reconnection"),)
    assert talk.says("me cortaron el agua") == ["reconnection"]
    assert "S/ 182.40" in talk.words
    assert talk.does() == ()
