"""Why anything was done or left undone: read from what the use cases really wrote."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.decision import Reason
from receivables.model.explanation import What, latest_contact, latest_silence
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow
from receivables.usecases.answer import answer
from receivables.usecases.explain import explain
from templates.explaining import Explainer
from tests.support.build import a_bill, an_account
from tests.support.chatting import ChatWorld
from tests.support.record import an_entry
from tests.support.talk import behind

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


async def _notice(world: ChatWorld) -> None:
    """The friendly notice is queued and delivered."""
    row = OutboxRow(
        key=f"notice/{SUPPLY}/friendly_notice/1",
        kind=Kind.NOTICE,
        message=Message("friendly_notice"),
        created_at=world.now,
        not_before=world.now,
        supply_number=SUPPLY,
        notice=Notice.FRIENDLY,
    )
    await world.queue(row)
    await world.deliver()


async def _decided(world: ChatWorld) -> list[What]:
    """What the record tells, newest first, consents apart."""
    lines = (await explain(world.services, SUPPLY)).lines
    return [line.what for line in lines if line.what is not What.CONSENTED]


async def _words(world: ChatWorld, text: str) -> str:
    """What the chat answers, as a person reads it."""
    rows = await world.rows(await answer(world.services, world.message(text)))
    return "\n".join(world.words.render(row.message).text for row in rows)


async def test_a_message_is_explained_with_the_decision_that_let_it_go(world: ChatWorld) -> None:
    await _notice(world)
    found = await explain(world.services, SUPPLY)
    contact = latest_contact(found)
    assert contact is not None
    assert (contact.what, contact.at, contact.facts["bills"]) == (What.WRITTEN, world.now, 4)
    assert contact.rules
    told = Explainer(world.services.policy).to_customer(contact)
    assert told.startswith(
        "El lunes 8 de enero de 2024 a las 10:00 le escribimos por WhatsApp (aviso amistoso). "
        "Debía S/ 182.40 de 4 recibos vencidos."
    )


async def test_the_chat_tells_the_person_why_they_were_written_to(world: ChatWorld) -> None:
    await _notice(world)
    await world.proves()
    told = await _words(world, "¿por qué me escriben?")
    assert "Le escribimos el lunes 8 de enero de 2024 a las 10:00 por WhatsApp." in told
    assert "debía S/ 182.40: 4 recibos vencidos" in told
    assert "Usted aceptó estos mensajes el 05/01/2023" in told


async def test_who_asked_to_be_left_alone_reads_that_in_the_record(world: ChatWorld) -> None:
    await world.proves()
    await world.says("BAJA")
    await _notice(world)
    found = await explain(world.services, SUPPLY)
    silent = latest_silence(found)
    assert silent is not None
    assert Reason.OPTED_OUT in [why.reason for why in silent.why]
    assert [line.what for line in found.lines].count(What.OPTED_OUT) == 1
    assert "pidió no recibir mensajes" in await _words(world, "¿por qué no me escriben?")


async def test_a_stranger_hears_nothing_of_the_record(world: ChatWorld) -> None:
    await _notice(world)
    told = await _words(world, "¿por qué me escriben?")
    assert "S/" not in told
    assert "Rosa" not in told


async def test_an_atypical_bill_is_offered_once_and_noted() -> None:
    odd = a_bill("R-2024-01", date(2024, 1, 5), consumption_m3=Decimal(32))
    world = await ChatWorld.with_customer(an_account(*behind().bills, odd))
    async with world.services.units() as unit:
        await unit.ledger.note_usual_consumption()
    await world.says(f"suministro {SUPPLY} recibo R-2024-01")
    assert "mucho más alto que lo usual" in await _words(world, "cuánto debo")
    assert "usual" not in await _words(world, "cuánto debo")
    found = await explain(world.services, SUPPLY)
    assert What.CLAIM_OFFERED in [line.what for line in found.lines]


async def test_what_is_noted_of_the_place_or_of_the_person_concerns_the_supply(world: ChatWorld) -> None:
    outage = an_entry(Act.IMPEDIMENT, "noted", facts={"kind": "INTERRUPCION"})
    elsewhere = replace(outage, subject="Zorritos")
    payment = replace(an_entry(Act.PAYMENT, "posted", facts={"amount": "1.00"}), subject="Tumbes")
    async with world.services.units() as unit:
        await unit.audit.append([replace(outage, subject="Tumbes"), elsewhere, payment])
    assert await _decided(world) == [What.IMPEDED]


async def test_a_page_ends_where_the_next_begins(world: ChatWorld) -> None:
    noted = [
        replace(
            an_entry(Act.PAYMENT, "posted", facts={"amount": f"{n}.00"}), at=world.now + timedelta(hours=n)
        )
        for n in range(5)
    ]
    async with world.services.units() as unit:
        await unit.audit.append(noted)
    first = await explain(world.services, SUPPLY, limit=2)
    assert ([line.at for line in first.lines], first.more) == ([noted[4].at, noted[3].at], True)
    rest = await explain(world.services, SUPPLY, limit=3, before=first.lines[-1].at)
    assert [line.at for line in rest.lines] == [noted[2].at, noted[1].at, noted[0].at]


async def test_a_supply_that_nobody_knows_is_refused(world: ChatWorld) -> None:
    with pytest.raises(Unknown, match="unknown_supply"):
        await explain(world.services, "9999999")
