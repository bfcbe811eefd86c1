"""A claim's clock: its instance, its deadline, what rests, and until when the person may go on."""

from datetime import date

from receivables.model.account import ClaimOutcome
from receivables.model.dialogue import HandOver
from tests.support.build import a_claim
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
    assert "no se le dio la razón. Puede pasar a la siguiente hasta el 01/02/2024." in talk.words


def test_a_late_answer_reaches_a_person() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-10", filed_on=date(2023, 10, 2)),)), linked=True)
    talk.says(ASKS)
    assert "Debíamos responderle el" in talk.words
    assert "El plazo ya pasó. Avisé a una persona" in talk.words
    assert talk.does() == (HandOver("claim_status"),)


def test_several_claims_are_told_one_by_one() -> None:
    claims = tuple(a_claim(bill, filed_on=date(2024, 1, 2)) for bill in ("R-2023-10", "R-2023-11"))
    talk = Talk(behind(claims=claims), linked=True)
    talk.says(ASKS)
    assert talk.words.count("Está en la instancia 1 de 3.") == 2
    assert "esos recibos no se cobran ni cuentan para un cierre" in talk.words


def test_a_claim_that_is_not_on_record_reaches_a_person() -> None:
    for talk in (Talk(), Talk(linked=True)):
        assert talk.says(ASKS) == ["claim_status"]
        assert talk.does() == (HandOver("claim_status"),)
        assert "instancia" not in talk.words


def test_who_claims_hears_how_long_the_answer_may_take() -> None:
    talk = Talk()
    talk.says("quiero reclamar")
    assert "La respuesta le llega en 35 días hábiles a lo más." in talk.words
