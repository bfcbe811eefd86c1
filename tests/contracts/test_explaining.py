"""The record reads the same on every store: what was sent, said and allowed, and the offer of a claim."""

from datetime import date
from decimal import Decimal

import pytest

from receivables.model.explanation import What, latest_contact
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow
from receivables.ports import Units
from receivables.usecases.explain import explain
from tests.support.build import a_bill, an_account
from tests.support.chatting import ChatWorld
from tests.support.talk import behind

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


async def test_a_message_a_talk_and_a_wish_are_told(units: Units) -> None:
    world = await ChatWorld.with_customer(units=units)
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
    await world.proves()
    assert await world.says("¿por qué me escriben?") == ["why"]
    await world.says("BAJA")
    found = await explain(world.services, SUPPLY)
    contact = latest_contact(found)
    assert contact is not None
    assert contact.facts["consented_on"] == date(2023, 1, 5)
    whats = {line.what for line in found.lines}
    assert {What.WRITTEN, What.CONSENTED, What.LINKED, What.OPTED_OUT} <= whats
    assert What.NOTED not in whats
    assert len(found.notices) == 1
    assert [move.event for move in found.moves] == ["friendly_sent"]


async def test_an_atypical_bill_is_offered_once(units: Units) -> None:
    odd = a_bill("R-2024-01", date(2024, 1, 5), consumption_m3=Decimal(32))
    world = await ChatWorld.with_customer(an_account(*behind().bills, odd), units)
    async with world.services.units() as unit:
        await unit.ledger.note_usual_consumption()
    await world.says(f"suministro {SUPPLY} recibo R-2024-01")
    for _ in range(2):
        assert await world.says("cuánto debo") == ["debt"]
    async with world.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
    assert account is not None
    assert account.offered == {"R-2024-01"}
    lines = (await explain(world.services, SUPPLY)).lines
    assert [line.what for line in lines].count(What.CLAIM_OFFERED) == 1
