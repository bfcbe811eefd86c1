"""A promise to pay: a day that is possible, read back, and taken only after a plain yes."""

from datetime import date, timedelta

from receivables.model.buttons import buttons, confirm_button, day_buttons
from receivables.model.dialogue.turn import Situation, TakePromise, Turn, say
from receivables.model.ladder import MOVES, Event, Step
from receivables.model.message import Message, Value
from receivables.model.money import Money


def promise(s: Situation) -> Turn:
    """Ask for the day, or read back the one that was named."""
    refusal = _no_room(s)
    if refusal is not None:
        return say(s, refusal)
    day = s.reading.day.on if s.reading.day else None
    if day is None:
        return _ask(s, "promise_ask_day")
    if day < s.today:
        return _ask(s, "promise_past")
    if day > _latest(s):
        return _ask(s, "promise_too_far")
    return _read_back(s, day)


def confirm(s: Situation) -> Turn:
    """A yes to the day that was read back; to another day, or to an amount that has changed, it is asked again."""
    day, amount = s.conversation.slots.get("due_on"), s.conversation.slots.get("amount")
    refusal = _no_room(s)
    if refusal is not None or not isinstance(day, date):
        return say(s, refusal) if refusal else _ask(s, "promise_ask_day")
    if day < s.today:
        return _ask(s, "promise_past")
    pressed = s.reading.day.on if s.reading.day else day
    if pressed != day or amount != s.known.standing.overdue:
        return _read_back(s, day)
    taken = TakePromise(s.known.account.supply.supply_number, day, s.known.standing.overdue)
    told = Message("promise_taken", {"due_on": day, "amount": taken.amount}, buttons("offices", "human"))
    return say(s, told, effects=(taken,))


def ask_again(s: Situation) -> Turn:
    """Read the same day back once more."""
    day = s.conversation.slots.get("due_on")
    return _read_back(s, day) if isinstance(day, date) else _ask(s, "promise_ask_day")


def drop(s: Situation) -> Turn:
    """A no to what was read back."""
    return say(s, Message("promise_dropped", {}, buttons("promise", "plan", "human")))


def _no_room(s: Situation) -> Message | None:
    """Why no promise can be taken: nothing is overdue, one runs already, or the ladder has no such move."""
    standing, case = s.known.standing, s.known.case
    if not standing.overdue:
        values: dict[str, Value] = {
            "outstanding": standing.outstanding,
            "due_on": _next_due(s),
            "as_of": s.facts.as_of,
        }
        return Message("promise_not_needed", values, buttons("debt", "offices"))
    if case.step is Step.PROMISED and case.promise is not None:
        running: dict[str, Value] = {"due_on": case.promise.due_on, "amount": case.promise.amount}
        return Message("promise_running", running, buttons("offices", "plan", "human"))
    if (case.step, Event.PROMISE_MADE) not in MOVES:
        cut = case.step in (Step.CUT, Step.REOPENING)
        values = {"overdue": standing.overdue, "cut": cut, "hours": s.policy.reopening_hours}
        return Message("promise_no_room", values, buttons("offices", "plan", "claim", "human"))
    return None


def _next_due(s: Situation) -> date | None:
    return min((b.bill.due_on for b in s.known.standing.outstanding_bills), default=None)


def _ask(s: Situation, key: str) -> Turn:
    values: dict[str, Value] = {"latest": _latest(s)}
    return say(
        s, Message(key, values, (*day_buttons(_offered(s)), *buttons("human"))), expecting="promise_date"
    )


def _read_back(s: Situation, day: date) -> Turn:
    amount: Money = s.known.standing.overdue
    ask = Message("promise_confirm", {"due_on": day, "amount": amount}, (confirm_button(day), *buttons("no")))
    return say(s, ask, expecting="promise_confirm", slots={"due_on": day, "amount": amount})


def _latest(s: Situation) -> date:
    return s.today + timedelta(days=s.policy.promise_days)


def _offered(s: Situation) -> list[date]:
    """What is recommended (POL-PRM-1), then half the way and the last day that is possible."""
    soon = s.today + timedelta(days=max(1, s.policy.promise_hours // 24))
    middle = s.today + timedelta(days=s.policy.promise_days // 2)
    days = sorted({day for day in (soon, middle, _latest(s)) if s.today < day <= _latest(s)})
    return days or [s.today]
