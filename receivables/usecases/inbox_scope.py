"""Which chats a member of staff reads and tends: those about any supply of their portfolio.

A chat is one talk of one person, so whoever sees one of its supplies reads the whole of it: the supplies that it
proved, those of its stays in the inbox, and, where there are none, those that it was once about. A chat that was
never about a supply that we know is everybody's: somebody has to take it.
"""

from collections.abc import Callable

from receivables.model.account import Supply
from receivables.ports import UnitOfWork

Sees = Callable[[Supply], bool]


def everything(_: Supply) -> bool:
    """Of whoever is bound to no place: nothing of a chat has to be looked up for them."""
    return True


async def chat_seen(unit: UnitOfWork, channel: str, address: str, sees: Sees) -> bool:
    """Whether that chat is theirs to read and to tend."""
    if sees is everything:
        return True
    chat = await unit.conversations.get(channel, address)
    stays = await unit.handovers.of_chat(channel, address)
    numbers = {*chat.supplies, chat.supply_number, *(stay.supply_number for stay in stays)}
    about = {each for each in numbers if each} or await unit.outbox.told_of(channel, address)
    if not about:
        return True
    found = await unit.ledger.accounts(sorted(about), whole=False)
    return not found or any(sees(account.supply) for account in found.values())
