"""A promise to pay: a day that is possible, read back, and taken only after a plain yes."""

import re
from datetime import date, timedelta

from receivables.model.buttons import buttons, confirm_button, day_buttons
from receivables.model.dialogue.answering import refused
from receivables.model.dialogue.turn import Situation, TakePromise, Turn, say
from receivables.model.ladder import MOVES, Event, Step
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import money
from receivables.model.reading.sound import heard
from receivables.model.reading.words import plain

SUNDAY = 6
_PAYS = re.compile(
    r"\b(?:pag\w+|abon\w+|deposit\w+|doy|dar|dare) "
    r"(?:(?:el |este )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy) )?"
    r"(?:unos |como |solo )?(?:s )?"
    r"((?:3[2-9]|[4-9]\d|\d{3,5})(?:[.,]\d{1,2})?)\b(?! ?(?:de |dias|cuotas|meses|\d))"
)
"""A bare figure that can be no day of a month, where somebody says what they will pay."""
AMOUNT = "promise_amount"
"""The question how much could be paid, after a part that is too small for a promise."""
_FIGURE = re.compile(r"(?:[a-z]+ ){0,3}?(?:s )?(\d{1,5}(?:[.,]\d{1,2})?)(?: soles| pesos)?(?: [a-z]+){0,2}")
_OF_IT = re.compile(
    r"\b(?:mi|mis|la|el|esa|ese|esta|este|una|my|the) (?:promesas?|compromiso|promise)\b"
    r"|\b(?:yo )?[qk]u?ed[eo] (?:en|de|que|q)\b|\bme comprometi\b|\bprometi\b|\bdid i (?:say|promise)\b|\bi promised\b"
    r"|\bpag\w+ (?:solo |nomas )?(?:la |una )?(?:mitad|parte)\b|\bpay (?:only |just )?(?:a |the )?(?:half|part)\b"
)
"""Words of a promise that was made, or of a part of what was promised."""
_BETTER = re.compile(r"(?:no |ay |uy )?(?:mejor|better|rather|instead)\b")
"""How another day begins, in answer to one that was noted."""
_MAY_BE_OF_IT = frozenset(
    {
        Intent.PAYMENT_PROMISE,
        Intent.AMEND_PLAN,
        Intent.AGREEMENT_STATUS,
        Intent.DEBT_QUERY,
        Intent.PAYMENT_METHODS,
        Intent.CONTACT_CHANGE,
        Intent.OUT_OF_SCOPE,
        Intent.DENY,
    }
)
"""What a message about a promise may be taken for, where it names the promise."""
_RATHER = frozenset(
    {
        Intent.CRISIS,
        Intent.WRONG_PERSON,
        Intent.DECEASED,
        Intent.OPT_OUT,
        Intent.CLAIM,
        Intent.HARDSHIP,
        Intent.CUT_STATUS,
        Intent.RECONNECTION,
        Intent.OUTAGE_LEAK,
    }
)
"""What a message that may be one of these is asked about before any promise."""
_ALL = re.compile(r"\b(?:todo|toda|total|completo|completa|lo vencido|all of it|everything)\b")


def promise(s: Situation) -> Turn:
    """Ask for the day, or read back the one that was named."""
    refusal = _no_room(s)
    if refusal is not None:
        return say(s, refusal)
    named = s.reading.day
    if named is None or named.on is None:
        return _ask(s, "promise_no_day" if named and not named.vague else "promise_ask_day")
    if named.on < s.today:
        return _ask(s, "promise_past")
    if named.on > _latest(s):
        return _read_back(s, _latest(s), too_far=True)
    return _read_back(s, named.on)


def heard_amount(s: Situation) -> Turn | None:
    """How much could be paid by the day that was named; None for what is something else."""
    day = s.conversation.slots.get("due_on")
    if not s.linked or s.reading.about is not None or not isinstance(day, date):
        return None
    if refused(s):
        return drop(s)
    words = plain(s.facts.said)
    refusal, part = _no_room(s), s.conversation.slots.get("part")
    if refusal is None and s.reading.sure and s.reading.intent is Intent.AFFIRM and isinstance(part, Money):
        return _ask_amount(s, day, part)
    if s.reading.day is not None or s.reading.instalments is not None or _elsewhere(s):
        return None
    if not (s.reading.amounts or _ALL.search(words) or _FIGURE.fullmatch(words)):
        return None
    if refusal is not None or day < s.today:
        return say(s, refusal) if refusal else _ask(s, "promise_past")
    return _read_back(s, day)


def _elsewhere(s: Situation) -> bool:
    """Whether the message is about something else than an amount."""
    amounts = (Intent.PAYMENT_PROMISE, Intent.IDENTIFY, Intent.OUT_OF_SCOPE)
    return s.reading.sure and s.reading.intent not in amounts and not s.reading.amounts


def possible(s: Situation) -> bool:
    """Whether a promise could be noted now: where none can, none is offered."""
    return s.linked is not None and _no_room(s) is None


def noted(s: Situation) -> Turn:
    """The promise that runs, told again as it was noted."""
    made = s.known.case.promise
    if made is None:
        return _ask(s, "promise_ask_day")
    values: dict[str, Value] = {"due_on": made.due_on, "amount": made.amount, "rest": None}
    return say(s, Message("promise_taken", values, buttons("offices", "human")))


def running(s: Situation) -> bool:
    """Whether a promise of this supply runs."""
    return s.linked is not None and s.known.case.step is Step.PROMISED and s.known.case.promise is not None


def recalled(s: Situation) -> Message:
    """The promise that runs, and what becomes of it: the ladder has no move to another day. Only while one runs."""
    made = s.known.case.promise
    if made is None:
        raise LookupError("a promise was recalled of a case that has none")
    noted: dict[str, Value] = {"due_on": made.due_on, "amount": made.amount}
    return Message("promise_running", noted, buttons("offices", "plan", "human"))


def asked(s: Situation) -> Turn | None:
    """The promise that runs, for whoever asks about it, wants to end it or to pay a part; None for anything else."""
    if not running(s) or s.reading.about is not None:
        return None
    if (s.reading.sure and s.reading.intent not in _MAY_BE_OF_IT) or _RATHER & {*s.reading.options}:
        return None
    words = plain(s.facts.said)
    another = s.reading.day is not None and _BETTER.match(words)
    return say(s, recalled(s)) if another or _OF_IT.search(words) or _OF_IT.search(heard(words)) else None


def refused_day(s: Situation) -> bool:
    """Whether a message that is not sure seems to want a day, where none can be noted: it is told why at once."""
    if s.linked is None or s.known.standing.agreement is not None or possible(s):
        return False
    options = {*s.reading.options} - {Intent.HUMAN, Intent.DENY}
    if Intent.PAYMENT_PROMISE not in options or (_RATHER | {Intent.ALREADY_PAID}) & options:
        return False
    return len(options) == 1 or s.reading.day is not None


def confirm(s: Situation) -> Turn:
    """A yes to the day that was read back; to another day, or to an amount that has changed, it is asked again."""
    day, amount = s.conversation.slots.get("due_on"), s.conversation.slots.get("amount")
    refusal = _no_room(s)
    if refusal is not None or not isinstance(day, date):
        return say(s, refusal) if refusal else _ask(s, "promise_ask_day")
    if day < s.today:
        return _ask(s, "promise_past")
    pressed = s.reading.day.on if s.reading.day else day
    unchanged = s.conversation.slots.get("overdue") == s.known.standing.overdue
    if pressed != day or not unchanged or not isinstance(amount, Money):
        return _read_back(s, day)
    taken = TakePromise(s.known.account.supply.supply_number, day, amount)
    rest = s.known.standing.overdue - amount
    values: dict[str, Value] = {"due_on": day, "amount": amount, "rest": rest or None}
    told = Message("promise_taken", values, buttons("offices", "human"))
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
        return recalled(s)
    if (case.step, Event.PROMISE_MADE) not in MOVES:
        cut = case.step in (Step.CUT, Step.REOPENING)
        values = {"overdue": standing.overdue, "cut": cut, "hours": s.policy.reopening_hours}
        return Message("promise_no_room", values, buttons("offices", "plan", "claim", "human"))
    return None


def _next_due(s: Situation) -> date | None:
    return min((b.bill.due_on for b in s.known.standing.outstanding_bills), default=None)


def _ask(s: Situation, key: str) -> Turn:
    """Ask for the day; an amount that was named is kept until it comes."""
    values: dict[str, Value] = {"latest": _latest(s)}
    ask = Message(key, values, (*day_buttons(_offered(s)), *buttons("human")))
    named = _offered_amount(s)
    slots: dict[str, Value] = {"amount": named, "overdue": s.known.standing.overdue} if named else {}
    return say(s, ask, expecting="promise_date", slots=slots)


def _ask_amount(s: Situation, day: date, part: Money) -> Turn:
    """A part that is too small for a promise: it may be paid all the same. Nobody is taken at more than they said."""
    overdue = s.known.standing.overdue
    values: dict[str, Value] = {"part": part, "due_on": day, "least": _least(s)}
    ask = Message("promise_part", values, buttons("offices", "plan", "human"))
    slots: dict[str, Value] = {"due_on": day, "part": part, "overdue": overdue}
    return say(s, ask, expecting=AMOUNT, slots=slots)


def _read_back(s: Situation, day: date, *, too_far: bool = False) -> Turn:
    """Day and amount, before anything is noted; of a day that is too far away the nearest one that is not."""
    overdue = s.known.standing.overdue
    offered = _offered_amount(s)
    if offered is not None and offered < _least(s):
        return _ask_amount(s, day, offered)
    amount = min(offered, overdue) if offered is not None else overdue
    values: dict[str, Value] = {
        "due_on": day,
        "amount": amount,
        "rest": (overdue - amount) or None,
        "closed": day.weekday() == SUNDAY or day in s.facts.calendar.holidays,
    }
    ways = (confirm_button(day), *buttons("no"))
    if too_far:
        ask = Message("promise_too_far", values, (*ways, *buttons("plan")))
    else:
        ask = Message("promise_confirm", values, ways)
    slots: dict[str, Value] = {"due_on": day, "amount": amount, "overdue": overdue}
    return say(s, ask, expecting="promise_confirm", slots=slots)


def _offered_amount(s: Situation) -> Money | None:
    """What was offered in this message, else what was read back of an offer before; None for all that is overdue."""
    words, asked = plain(s.facts.said), s.conversation.expecting == AMOUNT
    if s.reading.amounts:
        return s.reading.amounts[0]
    if found := _PAYS.search(words) or (_FIGURE.fullmatch(words) if asked else None):
        return money(found[1], s.policy.currency)
    if asked and _ALL.search(words):
        return s.known.standing.overdue
    slots = s.conversation.slots
    noted = slots.get("amount")
    same = slots.get("overdue") == s.known.standing.overdue
    return noted if same and isinstance(noted, Money) else None


def _least(s: Situation) -> Money:
    """The least that is enough for a promise: half of what is overdue, and no less than is worth a notice.

    Rounded up to a centimo. A promise that is kept ends the round of the case: it may not be had for a few coins.
    """
    overdue = s.known.standing.overdue
    half = Money(-(-overdue.centimos // 2), overdue.currency)
    return min(overdue, max(half, s.policy.worth_a_notice))


def _latest(s: Situation) -> date:
    return s.today + timedelta(days=s.policy.promise_days)


def _offered(s: Situation) -> list[date]:
    """What is recommended (POL-PRM-1), then half the way and the last day that is possible."""
    soon = s.today + timedelta(days=max(1, s.policy.promise_hours // 24))
    middle = s.today + timedelta(days=s.policy.promise_days // 2)
    days = sorted({day for day in (soon, middle, _latest(s)) if s.today < day <= _latest(s)})
    return days or [s.today]
