"""Who is reached where, and who holds what: the same in memory and in every database."""

from dataclasses import replace

import pytest

from receivables.ports import Units
from tests.contracts.load import load, load_contacts
from tests.support.build import a_contact, a_supply, an_account

pytestmark = pytest.mark.anyio


async def test_a_known_contact_without_a_chat_gets_it_once_and_stays_of_the_feed(units: Units) -> None:
    contact = a_contact("telegram")
    async with units() as unit:
        await load_contacts(unit, contact)
    for chat in ("777", "888"):
        async with units() as unit:
            assert not await unit.ledger.add_contact(replace(contact, handle=chat, source="chat"))
    async with units() as unit:
        await load_contacts(unit, contact)
    async with units.reading() as unit:
        [known] = (await unit.ledger.contacts([contact.supply_number]))[contact.supply_number]
        assert (known.handle, known.source) == ("777", "feed")
        assert await unit.ledger.contacts_at("777") == (known,)
        assert await unit.ledger.contacts_at("888") == ()


async def test_the_supplies_of_a_holder_are_those_of_their_document(units: Units) -> None:
    async with units() as unit:
        for number, document in (("0000001", "00000001"), ("0000002", ""), ("0000003", "00000001")):
            await load(unit, an_account(supply=a_supply(number, document=document)))
    async with units.reading() as unit:
        assert await unit.persons.held_by(["tel:+51900000001", "doc:00000001"]) == ["0000001", "0000003"]
        assert await unit.persons.held_by(["doc:", "doc:00000009"]) == []
        assert await unit.persons.held_by([]) == []
