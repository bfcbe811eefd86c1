"""A person gets all that is kept about them, and can be forgotten but for what has to stay."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from receivables.errors import BadInput, Unknown
from receivables.model.account import AgreementState
from receivables.model.audit import Act
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.ladder import Promise
from receivables.model.money import Money
from receivables.model.pseudonym import pseudonym
from receivables.model.rfm import RfmScore
from receivables.usecases.codes import give
from receivables.usecases.consents import reconcile
from receivables.usecases.data_rights import KEPT, erase, export
from receivables.usecases.impediments import Circumstance, note
from tests.contracts.test_cases import an_order
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_claim, a_contact, a_payment, an_agreement
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
DOCUMENT, HOLDER = "00000001", "doc:00000001"
DESK = "staff/ana"


@pytest.fixture
async def world() -> ChatWorld:
    """A customer who was sent a notice, and wrote."""
    world = ChatWorld()
    account = three_months_behind(
        claims=(a_claim("R-2023-08"),),
        agreements=(an_agreement(state=AgreementState.BROKEN),),
    )
    await world.has(account, a_contact())
    await world.pays("1.00")
    await world.queue(an_offer())
    await world.deliver()
    await world.says("hola, soy Rosita")
    await world.deliver()
    return world


@pytest.mark.parametrize("key", [DOCUMENT, PHONE, HOLDER])
async def test_all_that_is_kept_is_one_plain_document(world: ChatWorld, key: str) -> None:
    told: Any = await export(world.services, key, actor=DESK)
    assert json.loads(json.dumps(told)) == told
    [contact] = told["contactos"]
    assert (contact["telefono"], contact["canal"]) == (PHONE, "whatsapp")
    [consent] = told["consentimientos"]
    assert (consent["respuesta"], consent["texto"]) == ("sí", "file/1")
    said = [(each["sentido"], each["texto"]) for each in told["mensajes"]]
    assert ("recibido", "hola, soy Rosita") in said
    assert any(way == "enviado" for way, _ in said)
    [supply] = told["suministros"]
    assert [len(supply[part]) for part in ("recibos", "reclamos", "convenios", "pagos")] == [8, 1, 1, 1]
    assert supply["recibos"][-1]["saldo"] == "30.00"
    decisions = told["decisiones"]
    sent = next(each for each in decisions if (each["acto"], each["resultado"]) == ("aviso", "allowed"))
    assert sent["reglas"]
    assert all(each["dice"] for each in sent["reglas"])


async def test_what_is_decided_about_a_person_is_told_too(world: ChatWorld) -> None:
    told_of = Circumstance(ImpedimentKind.INSOLVENT, Scope.DOCUMENT, DOCUMENT, date(2024, 1, 8), None, "desk")
    await note(world.services, told_of, actor=DESK)
    await world.says("quiero hablar con una persona")
    promise = Promise(date(2024, 1, 12), Money.of("45.60"), world.now, "chat")
    async with world.services.units() as unit:
        case = (await unit.cases.get(["0000001"]))["0000001"]
        await unit.cases.save(replace(case, promise=promise))
        await unit.work_orders.add(an_order("CUT-0000001-1-1"))
        await unit.ledger.save_scores({("0000001", date(2024, 1, 2)): RfmScore(5, 4, 2)})
    told: Any = await export(world.services, DOCUMENT, actor=DESK)
    assert json.loads(json.dumps(told)) == told
    [impediment] = told["impedimentos"]
    assert (impediment["circunstancia"], impediment["de"]) == ("INSOLVENTE", DOCUMENT)
    assert [(each["vence"], each["importe"]) for each in told["compromisos"]] == [("2024-01-12", "45.60")]
    assert [each["orden"] for each in told["ordenes"]] == ["CUT-0000001-1-1"]
    assert [each["motivo"] for each in told["pasos_a_una_persona"]] == ["asked"]
    assert told["puntajes"][-1] == {"suministro": "0000001", "fecha": "2024-01-02", "puntaje": "542"}


async def test_each_answer_names_the_last_day_of_the_law_and_notes_it(world: ChatWorld) -> None:
    """PE-DAT-7: twenty business days to hand over, ten to erase."""
    told = await export(world.services, DOCUMENT, actor=DESK)
    erased = await erase(world.services, DOCUMENT, actor=DESK, why="lo pidió")
    assert (told["plazo_legal"], erased.answer_by) == ("2024-02-05", date(2024, 1, 22))
    lines = [line for line in await world.trail(pseudonym(HOLDER)) if line.act is Act.DATA]
    assert [line.facts["answer_by"] for line in lines] == ["2024-02-05", "2024-01-22"]


async def test_that_it_was_handed_out_is_noted_without_saying_whose(world: ChatWorld) -> None:
    await export(world.services, DOCUMENT, actor=DESK)
    [line] = await world.trail(pseudonym(HOLDER))
    assert (line.act, line.actor, line.outcome) == (Act.DATA, DESK, "exported")
    assert not any(part in str(line) for part in (DOCUMENT, PHONE, "Rosa"))


async def test_of_whom_nothing_is_kept_nothing_is_told(world: ChatWorld) -> None:
    for key in ("99999999", " ", ""):
        with pytest.raises(Unknown, match="no_such_person"):
            await export(world.services, key, actor=DESK)
        with pytest.raises(Unknown, match="no_such_person"):
            await erase(world.services, key, actor=DESK, why="lo pidió")
    with pytest.raises(BadInput, match="reason_needed"):
        await erase(world.services, DOCUMENT, actor=DESK, why="")


async def test_a_person_is_forgotten_but_for_what_has_to_stay(world: ChatWorld) -> None:
    erased = await erase(world.services, DOCUMENT, actor=DESK, why="lo pidió por escrito")
    assert erased.kept == KEPT
    assert erased.counts["contacts"] == 1
    row = await world.row(OFFER)
    assert row.address is None or PHONE not in row.address
    assert "Rosa" not in (row.text or "")
    async with world.services.units.reading() as unit:
        assert await unit.persons.contacts([HOLDER]) == []
        assert await unit.persons.messages([HOLDER]) == []
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert len(account.bills) == 8
    lines = [line for line in await world.trail(pseudonym(HOLDER)) if line.act is Act.DATA]
    assert [(line.outcome, line.actor) for line in lines] == [("erased", DESK)]
    assert not any(part in str(lines) for part in (DOCUMENT, PHONE, "por escrito"))


async def test_no_later_feed_brings_a_forgotten_person_back(world: ChatWorld) -> None:
    await erase(world.services, DOCUMENT, actor=DESK, why="lo pidió por escrito")
    world.clock.move(timedelta(days=7))
    account = three_months_behind(payments=(a_payment("CAR1-9", world.services.policy.today(world.now)),))
    await world.has(account, a_contact(), a_contact("sms"))
    await reconcile(world.services)
    await world.queue(an_offer(key="notice/0000001/agreement_offer/2", expires_at=None))
    await world.deliver()
    again = await world.row("notice/0000001/agreement_offer/2")
    assert again.sent_at is None
    assert "opted_out" in again.reasons


async def test_whoever_wants_messages_again_says_so(world: ChatWorld) -> None:
    await erase(world.services, DOCUMENT, actor=DESK, why="lo pidió por escrito")
    await world.has(three_months_behind(), a_contact())
    assert await world.says("ALTA") == ["started"]
    async with world.services.units.reading() as unit:
        assert await unit.suppressions.in_force([HOLDER]) == {}


async def test_an_agreement_that_waits_for_its_down_payment_is_handed_out_with_its_acts() -> None:
    world = await ChatWorld.with_customer()
    await world.proves()
    code = await give(world.services, "0000001", actor="staff/ana")
    await world.says("quiero fraccionar")
    await world.says(button="accept:6")
    await world.says("sí")
    assert (await world.says(code.code))[-1] == "plan_accepted"
    told: Any = await export(world.services, DOCUMENT, actor=DESK)
    assert json.loads(json.dumps(told)) == told
    [made] = told["convenios_del_chat"]
    assert (made["etapa"], len(made["cuotas"]), bool(made["recibos"])) == ("accepted", 6, True)
    acts = {each["acto"] for each in told["decisiones"]}
    assert {"convenio", "vínculo de un chat o código de un solo uso"} <= acts
