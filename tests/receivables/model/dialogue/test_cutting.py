"""Whether a service is to be cut, and when a cut one comes back: never a threat, never a guess."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import SupplyState
from receivables.model.dialogue import HandOver
from receivables.model.intent import Reading
from receivables.model.ladder import Case, Notice, Promise, ServedNotice, Step
from receivables.model.money import Money
from receivables.model.reading.intents import Intent
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from templates.plain_words import refused_words
from tests.support.build import a_payment, a_supply, lima
from tests.support.talk import SUPPLY, Talk, behind

SENT = lima("2024-01-07 09:00")


def last_chance(*, served: bool = True) -> Case:
    notice = ServedNotice(Notice.LAST_CHANCE, "k", "whatsapp", SENT, SENT if served else None)
    return Case(SUPPLY, Step.LAST_CHANCE, since=SENT, notices=(notice,))


def order(kind: OrderKind, **changes: object) -> WorkOrder:
    plain = WorkOrder(
        id=f"{kind}-1",
        kind=kind,
        state=OrderState.QUEUED,
        supply_number=SUPPLY,
        debt=Money.of("182.40"),
        reasons=(),
        evidence=(),
        ordered_at=SENT,
        due_by=lima("2024-01-08 09:00"),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names real fields


def asked(case: Case | None = None, *orders: WorkOrder, **parts: object) -> Talk:
    talk = Talk(behind(**parts), case=case, linked=True)
    talk.orders = orders
    talk.presses("cutstatus")
    return talk


def test_nothing_is_ordered() -> None:
    talk = asked()
    assert [m.key for m in talk.turn.messages] == ["cut_status"]
    assert talk.words.startswith("Hoy no hay una orden de cierre para su suministro.")
    assert "Tiene S/ 182.40 vencidos." in talk.words
    assert "con datos al 08/01/2024" in talk.words
    assert talk.does() == ()


def test_nothing_is_overdue() -> None:
    talk = asked(payments=(a_payment("P-1", date(2024, 1, 5), "182.40"),))
    assert talk.words.startswith("No hay una orden de cierre: no debe nada vencido.")
    assert "S/" not in talk.words


def test_a_last_term_that_was_received_runs() -> None:
    talk = asked(last_chance())
    assert "corre un plazo: hasta el martes 9 de enero a las 9:00" in talk.words
    assert "S/ 182.40" in talk.words
    assert "reclamar no exige pagar" in talk.words


def test_a_last_term_that_nobody_received_does_not_run() -> None:
    talk = asked(last_chance(served=False))
    assert "solo corre desde que usted lo recibe" in talk.words
    assert talk.last.values["until"] is None


def test_a_cut_that_is_ordered_is_told_with_what_withdraws_it() -> None:
    for talk in (
        asked(replace(last_chance(), step=Step.CUT_QUEUED)),
        asked(last_chance(), order(OrderKind.CUT)),
    ):
        assert "Hay una orden de cierre desde el 07/01/2024." in talk.words
        assert "Se retira si paga lo vencido, S/ 182.40, o la cuota inicial de un convenio." in talk.words


def test_a_cut_that_is_ordered_and_paid_for_is_said_to_end() -> None:
    talk = asked(None, order(OrderKind.CUT), payments=(a_payment("P-1", date(2024, 1, 5), "182.40"),))
    assert "Ya no debe nada vencido: con eso se retira." in talk.words
    assert "S/" not in talk.words


def test_an_order_of_another_supply_or_one_that_is_done_is_none() -> None:
    closed = order(OrderKind.CUT, state=OrderState.WITHDRAWN)
    talk = asked(None, closed, order(OrderKind.CUT, supply_number="0000002"))
    assert talk.last.values["stands"] == "not_ordered"


def test_a_promise_and_a_rest_are_told() -> None:
    promise = Promise(date(2024, 1, 12), Money.of("182.40"), SENT, "chat")
    talk = asked(Case(SUPPLY, Step.PROMISED, promise=promise, holds={"paid": lima("2024-01-10 10:00")}))
    assert "Se espera su pago hasta el 12/01/2024, como quedamos." in talk.words
    assert "La cobranza está en pausa hasta el miércoles 10 de enero" in talk.words


@pytest.mark.parametrize("step", sorted(Step))
def test_no_state_is_told_with_a_threat(step: Step) -> None:
    talk = asked(replace(last_chance(), step=step))
    assert refused_words(talk.words) == ()
    assert "human" in talk.buttons


def test_after_a_cut_it_tells_cost_and_clock() -> None:
    for talk in (asked(Case(SUPPLY, Step.CUT, since=SENT)), asked(supply=a_supply(state=SupplyState.CUT))):
        assert [m.key for m in talk.turn.messages] == ["reconnection"]
        assert "hay que pagar lo vencido, S/ 182.40, o la cuota inicial de un convenio" in talk.words
        assert "a más tardar 24 horas después del pago" in talk.words
        assert "Su costo, S/ 20.00, va en un recibo posterior." in talk.words


def test_a_reopening_that_is_ordered_has_its_clock() -> None:
    talk = Talk(case=Case(SUPPLY, Step.REOPENING, since=SENT), linked=True)
    talk.orders = (order(OrderKind.REOPENING, due_by=lima("2024-01-08 18:00")),)
    assert talk.presses("reopening") == ["reconnection"]
    assert "La reapertura está pedida desde el domingo 7 de enero a las 9:00" in talk.words
    assert "Se hace a más tardar el lunes 8 de enero a las 6:00" in talk.words
    assert talk.does() == ()


def test_who_asks_of_a_cut_and_has_paid_is_heard_first() -> None:
    talk = Talk(linked=True)
    keys = talk.hears(Reading(Intent.CUT_STATUS, also=(Intent.ALREADY_PAID,)))
    assert keys[0].startswith("paid")


def test_the_words_of_a_cut_to_come_are_no_words_of_a_reopening() -> None:
    for text in ("me van a cortar?", "¿cuándo me cortan el agua?"):
        assert Talk(linked=True).says(text) == ["cut_status"]
        assert Talk().says(text) == ["cut_status_general", "ask_supply"]


def test_a_late_reopening_reaches_a_person() -> None:
    talk = Talk(case=Case(SUPPLY, Step.REOPENING, since=SENT), linked=True)
    talk.orders = (order(OrderKind.REOPENING),)
    talk.presses("reopening")
    assert "Disculpe. Ya le pedí a una persona que la atienda." in talk.words
    assert talk.does() == (HandOver("reconnection"),)


def test_a_service_that_is_not_closed_is_said_not_to_be() -> None:
    talk = Talk(linked=True)
    talk.presses("reopening")
    assert talk.words.startswith("Su servicio no figura cerrado. Si lo estuviera, para reabrirlo")


def test_an_unlinked_chat_hears_the_rule_and_is_asked_for_its_supply() -> None:
    talk = Talk()
    assert talk.presses("cutstatus") == ["cut_status_general", "ask_supply"]
    assert "Un servicio se cierra solo con 3 recibos vencidos" in talk.words
    assert "reabrir" not in talk.words.lower()
    assert talk.proves() == ["linked", "cut_status"]


@pytest.mark.parametrize(
    "said", ["cuánto es la reconexión", "cuánto cobran por reabrir", "how much is the reconnection?"]
)
@pytest.mark.parametrize("linked", [False, True])
def test_what_a_reopening_costs_is_no_secret(said: str, linked: bool) -> None:
    talk = Talk(linked=linked)
    if not linked:
        talk.says("0000001")
    before = talk.chat.expecting
    assert talk.says(said) == ["reconnection"]
    assert "S/ 20.00" in talk.words
    assert talk.chat.expecting == before


def test_a_last_term_that_ends_within_a_pause_is_told_by_the_end_of_the_pause_alone() -> None:
    talk = asked(replace(last_chance(), holds={"claim": lima("2024-01-09 09:01")}))
    assert talk.last.values["stands"] == "paused"
    assert "en pausa hasta el martes 9 de enero a las 9:01" in talk.words
    assert "9:00" not in talk.words
    assert "Una persona ve su reclamo" in talk.words
    assert "También si reclama" not in talk.words
    assert "claim" not in talk.buttons


def test_a_last_term_that_outlasts_a_pause_keeps_its_own_end() -> None:
    talk = asked(replace(last_chance(), holds={"paid": lima("2024-01-08 20:00")}))
    assert talk.last.values["stands"] == "last_chance"
    assert "hasta el martes 9 de enero a las 9:00" in talk.words
    assert "También si reclama" in talk.words
