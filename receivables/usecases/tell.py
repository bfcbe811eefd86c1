"""Tell a customer who is in the chat what has just happened: facts of their own account, no collection (CO-CON-11)."""

from datetime import timedelta
from enum import StrEnum

from receivables.model.contact import Moment
from receivables.model.conversation import Conversation
from receivables.model.identity import chat_person
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.suppression import of_address
from receivables.ports import UnitOfWork
from receivables.usecases.crises import of_crisis

ACTIVE = timedelta(hours=24)


class Told(StrEnum):
    """What came of it: it is in the chat; nobody is there; a person has the chat, and two voices would be too many."""

    IN_CHAT = "in_chat"
    NOBODY = "nobody"
    NOT_NOW = "not_now"


EMBEDDED = "chat"


async def tell(
    unit: UnitOfWork,
    supply_number: str,
    key: str,
    message: Message,
    at: Moment,
    *,
    aside: bool = False,
) -> Told:
    """Queue the message for the chat about this supply in which the customer was active last, if there is one.

    Nobody gets it who has not written within a day, or who asked to be left alone. `aside`: it asks for something, and
    so stays out of a chat that a person has, or in which somebody may be in danger (POL-CRI-1). It goes at once: what
    waits has to be a notice, which is asked about again when it goes.
    """
    chat = await _active_chat(unit, supply_number, at)
    if chat is None:
        return Told.NOBODY
    if aside and await _attended(unit, chat):
        return Told.NOT_NOW
    row = OutboxRow(
        key=key,
        kind=Kind.RECEIPT,
        message=message.spoken(chat.locale),
        created_at=at.now,
        not_before=at.now,
        supply_number=supply_number,
        person=chat.person,
        channel=chat.channel,
        address=chat.address,
    )
    await unit.outbox.add([row])
    return Told.IN_CHAT


async def _attended(unit: UnitOfWork, chat: Conversation) -> bool:
    stay = await unit.handovers.open_of(chat.channel, chat.address)
    return stay is not None and (stay.silences or of_crisis(stay))


async def _active_chat(unit: UnitOfWork, supply_number: str, at: Moment) -> Conversation | None:
    chats = []
    for channel in dict.fromkeys([*at.policy.channels, EMBEDDED]):
        address = (await unit.conversations.linked(channel, [supply_number])).get(supply_number)
        if address is not None:
            chats.append(await unit.conversations.get(channel, address))
    active = [c for c in chats if c.last_inbound_at is not None and at.now - c.last_inbound_at <= ACTIVE]
    closed = await unit.suppressions.in_force({key for c in active for key in _keys(c)})
    reached = [c for c in active if closed.keys().isdisjoint(_keys(c))]
    return max(reached, key=lambda c: c.last_inbound_at or at.now, default=None)


def _keys(chat: Conversation) -> tuple[str, ...]:
    """Under which it may be closed: the chat's own key and address, and its person's key where it is known."""
    keys = (chat_person(chat.channel, chat.address), of_address(chat.address))
    return (*keys, chat.person) if chat.person else keys
