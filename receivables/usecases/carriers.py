"""Which channel takes a message, and at which address; what the dispatcher may open today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from receivables.model.contact import Contact
from receivables.ports import Channel, UnitOfWork


@dataclass(frozen=True, slots=True)
class Carriers:
    """The channels of a running program.

    `proactive`: who carries first messages, by the consent channel of the contact (`whatsapp`, `telegram`, ...).
    `replies`: who carries answers, by the channel that the conversation runs on.
    """

    proactive: Mapping[str, Channel]
    replies: Mapping[str, Channel]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that are open for a first message.

    `free`: consent channels that reach any address. `linked`: by consent channel whose bot cannot open a conversation
    (TG-1), the addresses of linked chats by supply.
    """

    free: frozenset[str]
    linked: Mapping[str, Mapping[str, str]]

    def carried(self, supply_number: str) -> frozenset[str]:
        """The consent channels by which this supply can be written to first."""
        return self.free | {name for name, chats in self.linked.items() if supply_number in chats}

    def address(self, contact: Contact) -> str:
        """Where the message goes."""
        return self.linked.get(contact.channel, {}).get(contact.supply_number, contact.address)


async def open_lines(unit: UnitOfWork, carriers: Carriers, supply_numbers: Collection[str]) -> Lines:
    """The lines of these supplies; a chat whose address was closed by its person is no line."""
    free = frozenset(name for name, channel in carriers.proactive.items() if channel.initiates)
    linked = {}
    for name, channel in carriers.proactive.items():
        if not channel.initiates:
            chats = await unit.conversations.linked(channel.name, supply_numbers)
            closed = await unit.conversations.suppressed(chats.values())
            linked[name] = {supply: address for supply, address in chats.items() if address not in closed}
    return Lines(free, linked)
