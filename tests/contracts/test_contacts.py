"""Ways to reach people: what feeds list, and what chats and desks add to them."""

from dataclasses import replace

import pytest

from receivables.model.consent import Purpose
from receivables.ports import Units
from tests.contracts.load import load_contacts
from tests.support.build import a_contact

pytestmark = pytest.mark.anyio


async def test_contacts_by_supply_and_by_address(units: Units) -> None:
    whatsapp, mail = a_contact(), a_contact("correo", purpose=Purpose.PROMO, consented_on=None)
    async with units() as unit:
        await load_contacts(unit, whatsapp, mail)
        assert await unit.ledger.contacts(["0000001", "0000002"]) == {
            "0000001": (mail, whatsapp),
            "0000002": (),
        }
        assert await unit.ledger.contacts_at(whatsapp.phone) == (whatsapp,)
        assert await unit.ledger.contacts_at(mail.email) == (mail,)
        assert await unit.ledger.contacts_at("+51900000009") == ()


async def test_contacts_that_are_listed_no_longer_are_withdrawn(units: Units) -> None:
    kept, gone, refusal = a_contact(), a_contact("sms"), a_contact("telegram", purpose=Purpose.NONE)
    async with units() as unit:
        await load_contacts(unit, kept, gone, refusal)
        listed = ("0000001", kept.channel, str(kept.purpose), kept.person)
        assert await unit.ledger.withdraw_contacts([listed]) == [gone]
        left = await unit.ledger.contacts(["0000001"])
        assert set(left["0000001"]) == {kept, refusal}
        assert await unit.ledger.withdraw_contacts([listed]) == []


async def test_a_feed_does_not_withdraw_what_a_chat_or_a_desk_gave(units: Units) -> None:
    by_chat = a_contact("telegram", document="", phone="", email="", handle="777", source="chat")
    by_desk = a_contact("sms", source="desk")
    async with units() as unit:
        assert await unit.ledger.add_contact(by_chat)
        assert await unit.ledger.add_contact(by_desk)
        assert not await unit.ledger.add_contact(replace(by_desk, source="chat"))
        await load_contacts(unit, a_contact())
        assert await unit.ledger.withdraw_contacts([]) == [a_contact()]
    async with units() as unit:
        assert set((await unit.ledger.contacts(["0000001"]))["0000001"]) == {by_chat, by_desk}
        assert await unit.ledger.contacts_at("777") == (by_chat,)


async def test_a_feed_that_knows_a_contact_of_a_chat_leaves_it_to_the_chat(units: Units) -> None:
    by_chat = a_contact("telegram", handle="777", source="chat")
    listed = replace(by_chat, handle="", source="feed", name="Rosa E. Prueba")
    async with units() as unit:
        await unit.ledger.add_contact(by_chat)
        await load_contacts(unit, listed)
        assert await unit.ledger.withdraw_contacts([]) == []
        (kept,) = (await unit.ledger.contacts(["0000001"]))["0000001"]
    assert kept == replace(by_chat, name="Rosa E. Prueba")
