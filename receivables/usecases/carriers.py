"""Which channel takes a message, and at which address; what the dispatcher may open today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from receivables.model.contact import Contact
from receivables.model.failure import Codes
from receivables.model.identity import chat_person
from receivables.model.price import Prices
from receivables.model.suppression import of_address
from receivables.ports import Channel, UnitOfWork


@dataclass(frozen=True, slots=True)
class Carriers:
    """The channels of a running program.

    `proactive`: who carries first messages, by the consent channel of the contact (`whatsapp`, `telegram`, ...).
    `replies`: who carries answers, by the channel that the conversation runs on. `codes`: what each provider's errors
    ask of us. `prices`: what each message costs.
    """

    proactive: Mapping[str, Channel]
    replies: Mapping[str, Channel]
    codes: Codes = field(default_factory=Codes)
    prices: Prices = field(default_factory=Prices)

    @property
    def senders(self) -> dict[str, str]:
        """By channel, under which name its turns are counted."""
        return {name: channel.sender for name, channel in {**self.replies, **self.proactive}.items()}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that are open for a first message.

    `free`: consent channels that reach any address. `linked`: by consent channel whose bot cannot open a conversation
    (TG-1), the addresses of linked chats by supply; they serve the contacts that have no chat of their own, and nobody
    else: whoever consented in their own chat keeps getting what is sent, whatever other chat is linked later.
    `locales`: the language that was chosen in such a chat, by channel and address.
    """

    free: frozenset[str]
    linked: Mapping[str, Mapping[str, str]]
    locales: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def carried(self, contact: Contact) -> bool:
        """Whether this contact can be written to first."""
        if contact.channel in self.free:
            return True
        chats = self.linked.get(contact.channel)
        return chats is not None and (bool(contact.handle) or contact.supply_number in chats)

    def address(self, contact: Contact) -> str:
        """Where the message goes."""
        if contact.handle:
            return contact.handle
        return self.linked.get(contact.channel, {}).get(contact.supply_number, contact.address)


async def open_lines(unit: UnitOfWork, carriers: Carriers, supply_numbers: Collection[str]) -> Lines:
    """The lines of these supplies; a chat that its person closed, or asked to be left alone in, is no line."""
    free = frozenset(name for name, channel in carriers.proactive.items() if channel.initiates)
    linked: dict[str, dict[str, str]] = {}
    locales: dict[tuple[str, str], str] = {}
    for name, channel in carriers.proactive.items():
        if not channel.initiates:
            chats = await unit.conversations.linked_chats(channel.name, supply_numbers)
            locales |= {(name, chat.address): chat.locale for chat in chats if chat.locale}
            last = {chat.supply_number: chat.address for chat in chats}
            linked[name] = await _open(unit, channel.name, last)
    return Lines(free, linked, locales)


async def _open(unit: UnitOfWork, channel: str, chats: Mapping[str, str]) -> dict[str, str]:
    subjects = {supply: {of_address(a), chat_person(channel, a)} for supply, a in chats.items()}
    closed = await unit.suppressions.in_force({each for several in subjects.values() for each in several})
    return {
        supply: address for supply, address in chats.items() if closed.keys().isdisjoint(subjects[supply])
    }
