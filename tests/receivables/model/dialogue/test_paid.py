""" "Ya pagué": looked into each time that something new is shown; each bill rests for it once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.dialogue import Hold, OpenRequest
from receivables.model.dialogue.turn import Effect
from receivables.model.ladder import Case, Step
from receivables.model.pauses import Pauses
from receivables.model.request import Request, RequestKind
from tests.contracts.test_requests import a_request
from tests.support.build import PHONE, a_bill, a_payment, a_policy, an_account
from tests.support.talk import SUPPLY, Talk, behind

OWED = ("R-2023-09", "R-2023-10", "R-2023-11", "R-2023-12")


def opened(effects: tuple[Effect, ...]) -> OpenRequest:
    """The one request of a turn."""
    (asked,) = (effect for effect in effects if isinstance(effect, OpenRequest))
    return asked


def holds(talk: Talk) -> list[Hold]:
    """The rests of the last turn."""
    return [effect for effect in talk.does() if isinstance(effect, Hold)]


def remember(talk: Talk, number: int = 1) -> Request:
    """What the last turn asked, as it is kept."""
    asked = opened(talk.does())
    kept = a_request(
        f"S-2024-{number:06}",
        supply_number=asked.supply_number,
        address=PHONE,
        values=asked.values,
        bills=asked.bills,
        opened_at=talk.now,
    )
    talk.requests = (*talk.requests, kept)
    return kept


def test_an_operation_is_looked_into_and_what_is_overdue_rests_for_two_days() -> None:
    talk = Talk(linked=True)
    assert talk.says("ya pagué, operación 55512345") == ["paid"]
    assert holds(talk) == [Hold(SUPPLY, "paid", talk.now + timedelta(hours=48), "55512345", OWED)]
    asked = opened(talk.does())
    assert (asked.kind, asked.bills) == (RequestKind.PAYMENT_CHECK, OWED)
    assert asked.values["operation"] == "55512345"
    assert "dejo en pausa los avisos de esta deuda por 48 horas" in talk.words


def test_how_long_it_rests_is_for_the_utility_to_say() -> None:
    talk = Talk(linked=True, policy=a_policy(pauses=Pauses(paid_hours=24, proof_hours=2)))
    talk.says("ya pagué, operación 55512345")
    assert holds(talk) == [Hold(SUPPLY, "paid", talk.now + timedelta(hours=24), "55512345", OWED)]
    assert "por 24 horas" in talk.words


def test_without_a_proof_it_is_asked_for_and_the_next_number_or_photo_completes_it() -> None:
    talk = Talk(linked=True)
    assert talk.says("ya pagué") == ["paid_ask"]
    assert talk.does() == ()
    assert talk.says("00998877") == ["paid"]
    assert opened(talk.does()).values["operation"] == "00998877"
    other = Talk(linked=True)
    other.says("ya pagué")
    assert other.shows("media/1") == ["paid"]
    assert opened(other.does()).values["photo"] == "media/1"


def test_a_second_word_for_the_same_bills_gives_a_task_and_no_rest() -> None:
    talk = Talk(linked=True)
    talk.says("ya pagué, operación 55512345")
    remember(talk)
    assert talk.says("ya pagué, operación 55512345") == ["paid_again"]
    assert talk.does() == ()
    assert talk.says("ya pagué, operación 66612345") == ["paid"]
    assert holds(talk) == []
    assert opened(talk.does()).values["held"] is False
    assert "no se alarga" in talk.words


def test_a_new_bill_has_its_own_rest() -> None:
    talk = Talk(linked=True)
    talk.requests = (a_request(address=PHONE, bills=OWED[:3], values={"held": True, "operation": "1"}),)
    talk.says("ya pagué, operación 66612345")
    assert len(holds(talk)) == 1
    assert opened(talk.does()).bills == (OWED[3],)


def test_a_payment_on_record_is_said_to_be_there() -> None:
    talk = Talk(behind(payments=(a_payment("00777888", date(2024, 1, 5), "45.60"),)), linked=True)
    assert talk.says("ya pagué, operación 777888") == ["paid_found"]
    assert "S/ 45.60 del 05/01/2024" in talk.words
    assert talk.does() == ()


def test_who_owes_nothing_is_told_so() -> None:
    talk = Talk(an_account(payments=(a_payment("P-1", date(2024, 1, 5), "45.60"),)), linked=True)
    assert talk.says("ya pagué") == ["paid_nothing_owed"]
    assert "S/ 45.60, el 05/01/2024" in talk.words
    assert talk.does() == ()


def test_a_bill_that_is_not_due_needs_a_look_and_no_rest() -> None:
    talk = Talk(an_account(a_bill("R-1", date(2024, 1, 20))), linked=True)
    assert talk.says("ya pagué, operación 55512345") == ["paid"]
    assert holds(talk) == []


def test_a_photo_out_of_the_blue_may_be_the_proof() -> None:
    talk = Talk(linked=True)
    assert talk.shows("media/1") == ["photo_what"]
    assert talk.says("sí") == ["paid"]
    assert opened(talk.does()).values["photo"] == "media/1"
    assert talk.shows("media/2") == ["photo_what"]
    assert talk.says("no") == ["photo_noted"]
    assert talk.does() == ()


def test_a_photo_with_words_is_a_proof_at_once() -> None:
    talk = Talk(linked=True)
    assert talk.shows("media/1", "ya pagué") == ["paid"]


def test_a_strangers_photo_is_not_lost() -> None:
    talk = Talk()
    assert talk.shows("media/1") == ["ask_supply"]
    assert talk.proves()[-1] == "photo_what"
    talk.says("sí")
    assert opened(talk.does()).values["photo"] == "media/1"


def test_a_strangers_operation_is_no_supply_and_is_not_lost() -> None:
    talk = Talk()
    assert talk.says("ya pagué, operación 123456") == ["ask_supply"]
    assert talk.proves()[-1] == "paid"
    assert opened(talk.does()).values["operation"] == "123456"


@pytest.mark.parametrize("content_type", ["audio/ogg", "video/mp4"])
def test_what_nobody_listens_to_is_asked_for_in_writing(content_type: str) -> None:
    talk = Talk(linked=True)
    assert talk.shows("media/1", content_type=content_type) == ["write_please"]


def test_a_cut_on_its_way_waits_a_few_hours_for_the_proof_once() -> None:
    talk = Talk(linked=True, case=Case(SUPPLY, Step.CUT_QUEUED))
    talk.says("ya pagué")
    (hold,) = holds(talk)
    assert (hold.why, hold.until) == ("proof", talk.now + timedelta(hours=4))
    assert "el cierre espera 4 horas" in talk.words
    talk.case = talk.case.hold(hold.why, hold.until)
    talk.says("ya pagué")
    assert talk.does() == ()


@given(st.lists(st.sampled_from(["111111", "222222", "333333", "444444"]), min_size=1, max_size=8))
def test_no_bill_ever_rests_twice(operations: list[str]) -> None:
    talk = Talk(linked=True)
    rested: list[str] = []
    for number, operation in enumerate(operations, start=1):
        talk.says(f"ya pagué, operación {operation}")
        if holds(talk):
            rested += opened(talk.does()).bills
        if any(isinstance(effect, OpenRequest) for effect in talk.does()):
            remember(talk, number)
    assert len(rested) == len(set(rested))
    assert len(talk.requests) == len(set(operations))


WHERE = "en el banco de la nacion 50 soles"


def test_where_somebody_paid_is_no_question_where_to_pay() -> None:
    talk = Talk(linked=True)
    assert talk.says("ya pague ayer") == ["paid_ask"]
    assert talk.says(WHERE) == ["paid_no_number"]
    assert talk.last.values["told"] is True
    assert talk.says("operacion 00778899") == ["paid"]
    [asked] = [effect for effect in talk.does() if isinstance(effect, OpenRequest)]
    assert WHERE in asked.text


def test_where_to_pay_may_still_be_asked() -> None:
    talk = Talk(linked=True)
    talk.says("ya pague ayer")
    assert talk.says("¿puedo pagar en el banco de la nacion?") == ["offices"]


def test_who_did_not_prove_who_they_are_is_asked_for_that_and_the_wish_is_kept() -> None:
    talk = Talk()
    assert talk.says("ya pague ayer") == ["ask_supply"]
    assert talk.says(WHERE) == ["ask_supply"]
    assert talk.says("0000001 45.60") == ["linked", "paid_ask"]
    assert WHERE in str(talk.chat.slots["said"])


def test_the_place_and_the_day_do_where_there_is_no_number() -> None:
    talk = Talk(linked=True)
    talk.says("ya pague ayer")
    assert talk.says("no tengo el numero") == ["paid_no_number"]
    assert talk.says("en el banco de la nacion ayer") == ["paid"]
    assert talk.last.values["told"] is True
    assert [type(effect) for effect in talk.does()] == [OpenRequest]
