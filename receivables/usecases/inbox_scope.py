"""Which chats a member of staff reads and tends: those about any supply of their portfolio.

A chat is one talk of one person, so whoever sees one of its supplies reads the whole of it: the supplies that it
proved, those of its stays in the inbox, and, where there are none, those that it was once about. A chat that was
never about a supply that we know is everybody's: somebody has to take it.
"""

from collections.abc import Callable

from receivables.model.account import Supply
from receivables.ports import UnitOfWork

Sees = Callable[[Supply], bool]
LOOKED_BACK = 200
"""So many of our messages to a chat of no supply are looked through for those that it was about."""


async def chat_seen(unit: UnitOfWork, channel: str, address: str, sees: Sees) -> bool:
    """Whether that chat is theirs to read and to tend."""
    chat = await unit.conversations.get(channel, address)
    stays = await unit.handovers.of_chat(channel, address)
    numbers = {*chat.supplies, chat.supply_number, *(stay.supply_number for stay in stays)} - {None}
    if not numbers:
        told = await unit.outbox.said_to(channel, address, LOOKED_BACK)
        numbers = {row.supply_number for row in told} - {None}
    if not numbers:
        return True
    found = await unit.ledger.accounts(sorted(each for each in numbers if each), whole=False)
    return not found or any(sees(account.supply) for account in found.values())
