"""Buttons that lead somewhere: no plan where nothing is owed, no other day where none can be noted, never a lone no."""

from dataclasses import replace

from receivables.model.account import SupplyState
from receivables.model.agreeing import Stage
from receivables.model.buttons import buttons
from receivables.model.dialogue import promises
from receivables.model.dialogue.turn import Situation, TakePromise, Turn
from receivables.model.message import Button, Message


def plan_fits(s: Situation) -> bool:
    """Whether a plan may be made; to a stranger, it may."""
    if s.linked is None:
        return True
    return bool(s.known.standing.outstanding) and not _agreed(s)


def promise_fits(s: Situation) -> bool:
    """Whether another day may be noted; to a stranger, it may. Nothing is asked of an inactive supply by a day."""
    if s.linked is None:
        return True
    active = s.known.account.supply.state is not SupplyState.INACTIVE
    return active and not _agreed(s) and promises.possible(s)


def fitting(s: Situation, turn: Turn) -> Turn:
    """The same turn without buttons that would only be refused."""
    if not any(each.buttons for each in turn.messages):
        return turn
    after = replace(s, conversation=turn.conversation)
    if any(isinstance(effect, TakePromise) for effect in turn.effects):
        return turn
    return replace(turn, messages=tuple(_fitting(after, each) for each in turn.messages))


def _fitting(s: Situation, message: Message) -> Message:
    ids = {each.id for each in message.buttons}
    shown: list[Button] = []
    for each in message.buttons:
        if (each.id == "promise" or each.id.startswith("due:")) and not promise_fits(s):
            continue
        if each.id == "plan" and not plan_fits(s):
            if _agreed(s) and "agreement" not in ids:
                shown.extend(buttons("agreement"))
            continue
        shown.append(each)
    if (len(shown) < len(message.buttons) and "human" not in ids) or [each.id for each in shown] == ["no"]:
        shown.extend(buttons("human"))
    return message if tuple(shown) == message.buttons else replace(message, buttons=tuple(shown))


def _agreed(s: Situation) -> bool:
    """Whether an agreement is in force, or waits for its down payment."""
    made = s.facts.ours.get(s.known.account.supply.supply_number)
    pending = made is not None and made.stage is Stage.ACCEPTED and made.down_due_on >= s.today
    return s.known.standing.agreement is not None or pending
