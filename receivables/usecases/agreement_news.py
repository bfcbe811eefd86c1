"""What became of an agreement made in the chat, told to the customer where they are in the chat."""

from receivables.model.agreeing import Ours, Stage
from receivables.model.buttons import buttons
from receivables.model.contact import Moment
from receivables.model.message import Message, Value
from receivables.model.money import total
from receivables.ports import UnitOfWork
from receivables.usecases.tell import tell

ENDS = {
    Stage.LAPSED: "agreement_lapsed",
    Stage.WITHDRAWN: "agreement_lapsed",
    Stage.BROKEN: "agreement_broken",
    Stage.SUPERSEDED: "agreement_superseded",
}
"""How its end is told."""


async def tell_news(unit: UnitOfWork, ours: Ours, at: Moment) -> bool:
    """Tell it once, whoever found it out: each agreement comes to each of its stages once, but for a reversal."""
    key = f"agreement/{ours.number}-{ours.version}/{ours.stage.value}/{at.today.isoformat()}"
    return await tell(unit, ours.supply_number, key, news(ours), at)


def news(ours: Ours) -> Message:
    """Where it stands now: in force, paid, or at another end."""
    if ours.live:
        return Message("agreement_active", _begun(ours))
    if ours.stage is Stage.FULFILLED:
        return Message("agreement_fulfilled", _begun(ours))
    values: dict[str, Value] = {
        "number": ours.number,
        "withdrawn": ours.stage is Stage.WITHDRAWN,
        "reversed": bool(ours.down),
    }
    return Message(ENDS[ours.stage], values, buttons("debt", "plan", "human"))


def _begun(ours: Ours) -> dict[str, Value]:
    first = ours.rows[0]
    return {
        "number": ours.number,
        "count": len(ours.rows),
        "first": first.amount,
        "first_due": first.due_on,
        "paid": total((part for _, part in ours.down), ours.debt.currency),
    }
