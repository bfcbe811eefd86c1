"""Conversations that wait for a person, in a house with customers."""

from dataclasses import replace
from datetime import timedelta

from receivables.model.conversation import Inbound, chat_ref
from receivables.model.handover import Handover
from receivables.model.message import State
from receivables.usecases.answer import answer
from tests.api.house import House
from tests.support.build import a_supply
from tests.support.talk import behind

ROSA, LUIS = "+51900000001", "+51900000002"
ROSAS = chat_ref("whatsapp", ROSA)
SECRET_TEXT = "vivo en el jirón de las flores 12"


async def says(house: House, text: str = "", button: str | None = None, address: str = ROSA) -> None:
    """Somebody writes by WhatsApp, and is answered."""
    async with house.services.units.reading() as unit:
        count = len(await unit.conversations.inbound_of("whatsapp", address, 500))
    inbound = Inbound(f"SM{address[-4:]}{count}", "whatsapp", address, text, button, house.clock.now())
    await answer(house.services, inbound)


async def some_talks(house: House) -> None:
    """Rosa of Tumbes wants instalments and then a person; Luis, of whom nothing is known, is in danger."""
    await house.keep(behind(), replace(behind(), supply=a_supply("0000002", locality="Zorritos"), bills=()))
    for text in ("hola", "¿cuánto debo?", "suministro 0000001 recibo R-2023-12", "quiero pagar en cuotas"):
        await says(house, text)
        house.clock.move(timedelta(minutes=1))
    await says(house, f"quiero hablar con una persona, {SECRET_TEXT}")
    house.clock.move(timedelta(minutes=14))
    await says(house, "ya no quiero vivir", address=LUIS)
    house.clock.move(timedelta(minutes=3))
    async with house.services.units() as unit:
        rows = await unit.outbox.said_to("whatsapp", ROSA)
        await unit.outbox.save([replace(row, state=State.SERVED, sent_at=row.created_at) for row in rows])


async def stay_of(house: House, address: str = ROSA) -> Handover:
    """The stay in the inbox that is open there."""
    async with house.services.units.reading() as unit:
        stay = await unit.handovers.open_of("whatsapp", address)
    assert stay is not None
    return stay
