"""Where an agreement made in the chat stands, told: waiting for its down payment, in force, broken, at its end."""

from receivables.model.agreeing import Ours, Stage
from receivables.model.buttons import buttons
from receivables.model.dialogue import owed
from receivables.model.dialogue.turn import Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.standing import Standing


def of(s: Situation) -> Ours | None:
    """The latest agreement made in the chat for the supply that is spoken of."""
    return s.facts.ours.get(s.known.account.supply.supply_number)


def awaited(s: Situation) -> Ours | None:
    """The agreement of the linked supply whose down payment can still be paid."""
    made = of(s) if s.linked else None
    return made if made and made.stage is Stage.ACCEPTED and made.down_due_on >= s.today else None


def status(s: Situation) -> Turn:
    """How the agreement of this supply stands, whoever made it."""
    made, standing = of(s), s.known.standing
    if made is None or made.stage is Stage.SUPERSEDED or (standing.agreement and not made.live):
        return owed.agreement(s)
    if made.stage is Stage.ACCEPTED:
        return _waiting(s, made)
    if made.stage in (Stage.FULFILLED, Stage.LAPSED, Stage.WITHDRAWN):
        values: dict[str, Value] = {
            "number": made.number,
            "fulfilled": made.stage is Stage.FULFILLED,
            **_how(made),
        }
        return say(s, Message("agreement_over", values, buttons("plan", "debt", "human")))
    return say(s, _in_force(s, made))


def _how(made: Ours) -> dict[str, Value]:
    """Why one that lapsed did: taken back for a claim or another plan, its down payment taken back, or not paid."""
    return {"withdrawn": made.stage is Stage.WITHDRAWN, "reversed": bool(made.down)}


def amendable(made: Ours, standing: Standing) -> bool:
    """Whether it may be changed: once, and before any instalment is overdue."""
    return made.stage is Stage.ACTIVE and made.version == 1 and not standing.overdue_instalments


def schedule(made: Ours, s: Situation) -> dict[str, Value]:
    """An agreement with its schedule: what a message and its paper tell."""
    return {
        **paper(made),
        "supply_masked": masked(made.supply_number),
        "debt": made.debt,
        "down_payment": made.down_payment,
        "down_due_on": made.down_due_on,
        "total": made.total,
        "as_of": s.facts.as_of,
    }


def paper(made: Ours) -> dict[str, Value]:
    """What is known of an agreement only once it is made, or is too long for a message: for its paper."""
    return {
        "number": made.number,
        "seal": made.seal,
        "channel": made.channel,
        "accepted_on": made.accepted_on,
        "interest_total": made.interest_total,
        "bills": tuple({"number": b.number, "period": b.period, "amount": b.amount} for b in made.bills),
        "instalments": tuple(
            {
                "number": row.number,
                "due_on": row.due_on,
                "principal": row.principal,
                "interest": row.interest,
                "amount": row.amount,
                "balance": row.balance,
            }
            for row in made.rows
        ),
    }


def _waiting(s: Situation, made: Ours) -> Turn:
    values: dict[str, Value] = {**schedule(made, s), "late": made.down_due_on < s.today}
    return say(s, Message("agreement_waiting", values, buttons("offices", "paid", "human"), paper=_paper(s)))


def _in_force(s: Situation, made: Ours) -> Message:
    standing = s.known.standing
    coming = [i for i in standing.instalments if i.instalment.due_on >= s.today]
    values: dict[str, Value] = {
        **schedule(made, s),
        "broken": made.stage is Stage.BROKEN,
        "ended_on": s.policy.today(made.closed_at) if made.closed_at else None,
        "amended": made.version > 1,
        "amendable": amendable(made, standing),
        "left": len(standing.instalments),
        "overdue": standing.overdue,
        "overdue_count": len(standing.overdue_instalments),
        "overdue_instalments": _sum(standing),
        "next": coming[0].unpaid if coming else None,
        "next_on": coming[0].instalment.due_on if coming else None,
    }
    first = "amend" if values["amendable"] else "debt"
    return Message("agreement_ours", values, buttons("offices", first, "human"), paper=_paper(s))


def _paper(s: Situation) -> str:
    """The schedule comes to whoever asks how the agreement stands, and not to who asks for another one."""
    return "schedule" if s.reading.intent is Intent.AGREEMENT_STATUS else ""


def _sum(standing: Standing) -> Value:
    amounts = [each.unpaid for each in standing.overdue_instalments]
    return sum(amounts[1:], amounts[0]) if amounts else None
