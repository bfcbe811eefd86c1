"""Each wish that a desk has to look at has its route: it is asked about, gets a number, and presses nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.account import SupplyState
from receivables.model.dialogue import HandOver, Hold, OpenRequest
from receivables.model.ladder import Case
from receivables.model.request import RequestKind
from tests.contracts.test_requests import a_request
from tests.support.build import PHONE, lima
from tests.support.talk import SUPPLY, Talk, behind

ROUTES = [
    ("meter", "meter_offer", RequestKind.METER),
    ("irregular", "irregular_offer", RequestKind.IRREGULAR),
    ("contact", "contact_offer", RequestKind.CONTACT_CHANGE),
    ("hardship", "hardship", RequestKind.HARDSHIP),
]


def inactive() -> Talk:
    """Somebody of an inactive supply."""
    account = behind()
    return Talk(replace(account, supply=replace(account.supply, state=SupplyState.INACTIVE)), linked=True)


@pytest.mark.parametrize(("button", "offer", "kind"), ROUTES)
def test_a_route_is_offered_and_opened_after_a_yes(button: str, offer: str, kind: RequestKind) -> None:
    talk = Talk(linked=True)
    assert talk.presses(button) == [offer]
    assert talk.does() == ()
    if kind is RequestKind.IRREGULAR:
        assert talk.presses(f"ok:request_{kind}") == ["irregular_where"]
        assert talk.says("frente al mercado") == ["request_taken"]
    else:
        assert talk.presses(f"ok:request_{kind}") == ["request_taken"]
    *_, asked = talk.does()
    assert isinstance(asked, OpenRequest)
    assert (asked.kind, asked.supply_number) == (kind, SUPPLY)


@pytest.mark.parametrize(("button", "offer", "kind"), ROUTES)
def test_a_no_opens_nothing_and_an_older_yes_opens_nothing_either(
    button: str, offer: str, kind: RequestKind
) -> None:
    talk = Talk(linked=True)
    talk.presses(button)
    assert talk.presses("no") == ["request_dropped"]
    assert talk.presses(f"ok:request_{kind}") == ["yes_to_nothing"]
    assert talk.does() == ()


@pytest.mark.parametrize(("button", "kind"), [(b, k) for b, _, k in ROUTES if k is not RequestKind.HARDSHIP])
def test_what_waits_already_is_recalled_by_its_number(button: str, kind: RequestKind) -> None:
    talk = Talk(linked=True)
    talk.requests = (a_request(kind=kind, address=PHONE),)
    assert talk.presses(button) == ["request_open"]
    assert "S-2024-000001" in talk.words


@pytest.mark.parametrize("button", ["meter", "contact", "reactivate"])
def test_what_is_about_a_supply_asks_for_it_and_a_person_can_be_reached(button: str) -> None:
    talk = Talk()
    assert talk.presses(button) == ["ask_supply"]
    assert "human" in talk.buttons


def test_an_irregular_connection_is_no_accusation_and_needs_no_proof() -> None:
    talk = Talk()
    assert talk.presses("irregular") == ["irregular_offer"]
    assert "multa" not in talk.words
    assert "en cuotas" in talk.words
    assert talk.says("mz B lote 4") == ["request_taken"]
    (asked,) = talk.does()
    assert isinstance(asked, OpenRequest)
    assert (asked.supply_number, "mz B lote 4" in asked.text) == (None, True)


def test_contact_data_are_never_changed_by_the_chat() -> None:
    talk = Talk(linked=True)
    talk.presses("contact")
    talk.says("sí")
    assert [type(effect) for effect in talk.does()] == [OpenRequest]
    assert "Sus datos no cambian todavía." in talk.words


def test_an_inactive_supply_is_inspected_and_not_reminded_of_a_cut() -> None:
    talk = inactive()
    assert talk.presses("reactivate") == ["reactivation_offer"]
    assert "cierre" not in talk.words
    assert "S/ 182.40" in talk.words
    assert talk.says("sí") == ["request_taken"]


def test_an_active_supply_needs_no_reactivation() -> None:
    talk = Talk(linked=True)
    assert talk.presses("reactivate") == ["reactivation_active"]


def test_a_threat_of_law_is_their_right_and_reaches_a_person_once_with_a_number() -> None:
    talk = Talk()
    assert talk.says("los voy a denunciar") == ["legal"]
    over, asked = talk.does()
    assert over == HandOver("legal")
    assert isinstance(asked, OpenRequest)
    assert asked.kind is RequestKind.LEGAL


def test_hardship_offers_ways_out_and_is_recalled() -> None:
    talk = Talk()
    assert talk.says("no tengo plata") == ["hardship"]
    assert {"plan", "promise", "human"} <= set(talk.buttons)
    talk.requests = (a_request(kind=RequestKind.HARDSHIP, supply_number=None, channel="chat", address=PHONE),)
    assert talk.says("no tengo plata") == ["hardship_open"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("no tengo trabajo, no puedo pagar", "hardship"), ("voy a ir a sunass con mi abogado", "legal")],
)
def test_whoever_waits_for_help_is_not_pressed_meanwhile(said: str, kind: str) -> None:
    talk = Talk(linked=True)
    talk.says(said)
    if kind == "hardship":
        talk.says("sí")
    (hold,) = [each for each in talk.does() if isinstance(each, Hold)]
    assert (hold.supply_number, hold.why, hold.until) == (SUPPLY, kind, talk.now + timedelta(days=5))
    (asked,) = [each for each in talk.does() if isinstance(each, OpenRequest)]
    assert asked.due_by == hold.until


def test_such_a_pause_is_given_once() -> None:
    talk = Talk(linked=True, case=Case(SUPPLY, holds={"legal": lima("2024-01-02 10:00")}))
    talk.says("los voy a denunciar")
    assert not [each for each in talk.does() if isinstance(each, Hold)]


@pytest.mark.parametrize(
    "said",
    [
        "quiero cancelar el servicio",
        "cancelen mi servicio ya no quiero agua",
        "vendí la casa, cierren mi cuenta",
    ],
)
def test_to_end_the_service_is_asked_about_and_goes_to_a_desk(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["service_end"]
    assert talk.does() == ()
    assert talk.says("sí") == ["request_taken"]
    (asked,) = talk.does()
    assert isinstance(asked, OpenRequest)
    assert asked.kind is RequestKind.SERVICE_END


@pytest.mark.parametrize("said", ["quiero retirar mi reclamo", "quiero anular mi reclamo"])
def test_to_withdraw_a_claim_registers_none_and_reaches_a_person(said: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(said) == ["claim_withdraw"]
    assert talk.does() == (HandOver("claim_withdrawn"),)


def test_to_be_forgotten_stops_the_messages_and_tells_the_right() -> None:
    talk = Talk(linked=True)
    assert talk.says("borren mis datos") == ["stopped", "data_rights"]
    assert HandOver("data_rights") in talk.does()
    (asked,) = [each for each in talk.does() if isinstance(each, OpenRequest)]
    assert asked.kind is RequestKind.DATA_ERASURE
    assert asked.due_by is not None


@pytest.mark.parametrize(
    ("said", "key", "why"),
    [
        ("el gestor me pidio 50 soles en efectivo", "money_asked", "fraud"),
        ("me quieren cobrar de mas en efectivo", "money_asked", "fraud"),
        ("el inspector me pidió una coima", "money_asked", "fraud"),
        ("el cobrador vino y me amenazo", "staff_abuse", "abuse_by_staff"),
        ("mi esposo me pega y no me deja plata pa pagar", "family_violence", "family"),
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_an_alarm_reaches_a_person_at_once(said: str, key: str, why: str, linked: bool) -> None:
    talk = Talk(linked=linked)
    assert talk.says(said) == [key]
    assert talk.does() == (HandOver(why),)
    assert "S/" not in talk.words


@pytest.mark.parametrize(
    "said",
    ["¿puedo pagar en efectivo?", "quiero pagar 50 soles y que venga el técnico", "pagué en un agente bcp"],
)
def test_a_payment_is_no_alarm(said: str) -> None:
    talk = Talk()
    talk.says(said)
    assert not [each for each in talk.does() if isinstance(each, HandOver)]
