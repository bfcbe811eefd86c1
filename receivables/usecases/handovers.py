"""Put a chat into the inbox of the staff: whoever asks, and whatever the assistant may not or cannot answer (I-30)."""

from dataclasses import replace
from datetime import datetime

from receivables.model.handover import Handover, handover_id
from receivables.ports import UnitOfWork


async def hand_over(
    unit: UnitOfWork, channel: str, address: str, supply_number: str | None, at: datetime, why: str
) -> Handover:
    """The stay of the chat in the inbox: a new one, or the one that is open, which a more urgent reason raises."""
    earlier = await unit.handovers.of_chat(channel, address)
    open_one = next((each for each in earlier if each.open), None)
    if open_one is None:
        number = handover_id(channel, address, at, len(earlier))
        new = Handover(number, channel, address, supply_number, why, at, unanswered_since=at)
        await unit.handovers.add(new)
        return new
    raised = open_one.raised(why, at)
    if raised.supply_number is None:
        raised = replace(raised, supply_number=supply_number)
    if raised != open_one:
        await unit.handovers.save(raised)
    return raised


def talk(channel: str, address: str) -> str:
    """Under which name a chat is held (`UnitOfWork.hold`)."""
    return f"talk:{channel}:{address}"
