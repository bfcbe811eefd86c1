"""What became of an agreement made in the chat, told to the customer: in the chat where they are, else by a notice.

An end is told to whoever is not in the chat, too: under all rules of writing first, and it demands nothing.
"""

from datetime import timedelta

from receivables.model.agreeing import Ours, Stage
from receivables.model.buttons import buttons
from receivables.model.contact import Moment
from receivables.model.law import contact_moment
from receivables.model.message import Kind, Message, OutboxRow, Value
from receivables.model.money import total
from receivables.ports import UnitOfWork
from receivables.usecases.notices import ENDED
from receivables.usecases.tell import Told, tell

ENDS = {
    Stage.LAPSED: "agreement_lapsed",
    Stage.WITHDRAWN: "agreement_lapsed",
    Stage.BROKEN: "agreement_broken",
    Stage.SUPERSEDED: "agreement_superseded",
}
"""How its end is told in the chat."""

WORTH_TELLING = timedelta(days=7)
"""For so long a notice of an end waits for a moment at which it may go; after that it is no news."""
ANOTHER_DAY = timedelta(days=1)


async def tell_news(unit: UnitOfWork, ours: Ours, at: Moment, *, by_day: bool = False) -> None:
    """Tell it once, whoever found it out: each agreement comes to each of its stages once, but for a reversal.

    `by_day`: nobody waits for it; an end that is found at night is told by a notice, which is asked about anew when it
    goes: who asks meanwhile to be left alone hears nothing of it.
    """
    which = f"{ours.number}-{ours.version}/{ours.stage.value}/{at.today.isoformat()}"
    waits, told = by_day and not ours.live and at_night(at), Told.NOBODY
    aside = not ours.live and ours.stage is not Stage.FULFILLED
    if not waits:
        told = await tell(unit, ours.supply_number, f"agreement/{which}", news(ours), at, aside=aside)
    if told is not Told.IN_CHAT and (how := _ended(ours)):
        key = f"ended/{ours.supply_number}/{which}"
        await unit.outbox.add([notice(ours.supply_number, key, _ending(ours, how), told, at)])


def notice(supply_number: str, key: str, message: Message, told: Told, at: Moment) -> OutboxRow:
    """News for whoever is not in the chat; a day later where a person has it, not to speak beside them."""
    since = at.now + ANOTHER_DAY if told is Told.NOT_NOW else at.now
    return OutboxRow(
        key=key,
        kind=Kind.NOTICE,
        message=message,
        created_at=at.now,
        not_before=since,
        expires_at=since + WORTH_TELLING,
        supply_number=supply_number,
    )


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


def at_night(at: Moment) -> bool:
    """Whether nobody may be written to first now."""
    return bool(contact_moment(at.now, at.policy, at.calendar))


def _ended(ours: Ours) -> str:
    """How it ended, for whom it is news; "" of one in force, and of one that its customer gave up for another."""
    if ours.stage is Stage.LAPSED:
        return "reversed" if ours.down else "lapsed"
    return ours.stage.value if ours.stage in (Stage.BROKEN, Stage.FULFILLED) else ""


def _ending(ours: Ours, how: str) -> Message:
    return Message(ENDED, {"agreement": ours.number, "variant": how})


def _begun(ours: Ours) -> dict[str, Value]:
    first = ours.rows[0]
    return {
        "number": ours.number,
        "count": len(ours.rows),
        "first": first.amount,
        "first_due": first.due_on,
        "paid": total((part for _, part in ours.down), ours.debt.currency),
    }
