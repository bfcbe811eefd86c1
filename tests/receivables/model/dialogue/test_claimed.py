"""A claim's clock: its instance, its deadline, what rests, and until when the person may go on."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import ClaimOutcome
from receivables.model.dialogue import HandOver
from receivables.model.request import DESKS, Request, RequestKind
from tests.support.build import PHONE, a_claim, lima
from tests.support.talk import Talk, behind

ASKS = "qué pasó con mi reclamo"


def test_a_pending_claim_tells_its_instance_its_deadline_and_what_rests() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10", filed_on=date(2024, 1, 2)),)), linked=True)
    assert talk.says(ASKS) == ["claim_status"]
    assert "Su reclamo C-R-2023-10 es por el recibo de octubre de 2023, de S/ 45.60." in talk.words
    assert "Está en la instancia 1 de 3. Debemos responderle a más tardar el 20/02/2024." in talk.words
    assert "tendrá 15 días hábiles para pasar a la instancia siguiente" in talk.words
    assert "ese recibo no se cobra ni cuenta para un cierre. Los demás siguen igual." in talk.words
    assert talk.does() == ()


def test_a_claim_that_was_refused_tells_until_when_one_may_go_on() -> None:
    claim = a_claim(
        "R-2023-10",
        filed_on=date(2023, 11, 2),
        resolved_on=date(2024, 1, 4),
        outcome=ClaimOutcome.UNFOUNDED,
    )
    talk = Talk(behind(claims=(claim,)), linked=True)
    talk.says(ASKS)
    assert "no se le dio la razón. Puede pasar a la siguiente hasta el 25/01/2024." in talk.words


def test_a_claim_that_was_found_right_is_told_with_what_it_waits_for() -> None:
    right = ClaimOutcome.FOUNDED
    claim = a_claim("R-2023-10", filed_on=date(2023, 11, 2), resolved_on=date(2024, 1, 8), outcome=right)
    talk = Talk(behind(claims=(claim,), cut_date=date(2024, 1, 5)), linked=True)
    assert talk.says(ASKS) == ["claim_status"]
    assert "Ya se respondió el 08/01/2024 y se le dio la razón. Falta que el recibo se corrija." in talk.words
    assert "siguiente" not in talk.words
    assert talk.says("cuánto debo") == ["debt"]
    assert "Ya se le dio la razón: mientras se corrige, no se cobra." in talk.words


def test_a_debt_under_a_claim_that_nobody_answered_rests_until_its_answer() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10", filed_on=date(2024, 1, 2)),)), linked=True)
    talk.says("cuánto debo")
    assert "mientras se resuelve, no se cobra" in talk.words


def test_a_late_answer_reaches_a_person() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10", filed_on=date(2023, 10, 2)),)), linked=True)
    talk.says(ASKS)
    assert "Debíamos responderle el" in talk.words
    assert "no le convence" not in talk.words
    assert "El plazo ya pasó. Avisé a una persona" in talk.words
    assert talk.does() == (HandOver("claim_status"),)


def test_several_claims_are_told_one_by_one() -> None:
    claims = tuple(a_claim(bill, filed_on=date(2024, 1, 2)) for bill in ("R-2023-10", "R-2023-11"))
    talk = Talk(behind(claims=claims), linked=True)
    talk.says(ASKS)
    assert talk.words.count("Está en la instancia 1 de 3.") == 2
    assert "esos recibos no se cobran ni cuentan para un cierre" in talk.words


def test_who_has_no_claim_hears_so_and_nobody_is_called() -> None:
    assert (stranger := Talk()).says(ASKS) == ["claim_none"]
    assert stranger.buttons == ["identify", "human"]
    assert (linked := Talk(linked=True)).says(ASKS) == ["claim_none"]
    assert linked.buttons == ["claim", "human"]
    assert (*stranger.does(), *linked.does()) == ()
    assert "No encuentro un reclamo" in linked.words


def a_request(kind: RequestKind = RequestKind.CLAIM, **parts: object) -> Request:
    made = Request(
        "S-2024-000007",
        kind,
        DESKS[kind],
        "chat",
        PHONE,
        lima("2024-01-05 10:00"),
        supply_number="0000001",
        due_by=lima("2024-02-21 00:00"),
    )
    return replace(made, **parts)  # type: ignore[arg-type]  # the caller names real fields


def test_a_claim_that_a_desk_has_is_found() -> None:
    talk = Talk(linked=True)
    talk.requests = (a_request(),)
    assert talk.says(ASKS) == ["claim_status"]
    assert "Su pedido S-2024-000007 lo está viendo una persona." in talk.words
    assert "a más tardar el 20/02/2024" in talk.words
    assert talk.does() == ()


@pytest.mark.parametrize("said", ["S-2024-000007", "cómo va el S-2024-000007"])
def test_what_a_desk_has_is_found_by_its_number(said: str) -> None:
    talk = Talk()
    talk.requests = (a_request(RequestKind.LEAK, supply_number=None, due_by=None),)
    assert talk.says(said) == ["claim_status"]
    assert "S-2024-000007" in talk.words


def test_what_others_asked_is_not_told() -> None:
    talk = Talk()
    talk.requests = (a_request(address="+51900000777"),)
    assert talk.says("cómo va el S-2024-000007") == ["claim_none"]


def test_a_request_that_waits_too_long_reaches_a_person() -> None:
    talk = Talk(linked=True)
    talk.requests = (a_request(due_by=lima("2024-01-06 00:00")),)
    talk.says(ASKS)
    assert talk.does() == (HandOver("claim_status"),)
