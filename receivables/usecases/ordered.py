"""The work orders of a supply, for whoever asks whether it is to be cut, or when it is opened again."""

from collections.abc import Iterable

from receivables.model.conversation import Conversation
from receivables.model.intent import Reading
from receivables.model.reading.intents import Intent
from receivables.model.workorder import WorkOrder
from receivables.ports import UnitOfWork

ABOUT = frozenset({Intent.CUT_STATUS, Intent.RECONNECTION, Intent.OUTAGE_LEAK, Intent.REACTIVATION})


async def orders_asked_for(
    unit: UnitOfWork, chat: Conversation, reading: Reading, numbers: Iterable[str]
) -> tuple[WorkOrder, ...]:
    """The orders of those supplies, oldest first, where the message or what waits for a proof asks for them."""
    waits = chat.slots.get("then")
    asked = bool(ABOUT & {reading.intent, *reading.also}) or (isinstance(waits, str) and waits in ABOUT)
    if not asked:
        return ()
    return tuple([order for number in sorted(numbers) for order in await unit.work_orders.of_supply(number)])
