"""Wishes that mean one thing or another by what is open or runs: a change of date, an agreement's dates, no money."""

from dataclasses import replace

from receivables.model.dialogue import agreeing, courtesy, desk, ours, plans, promises
from receivables.model.dialogue.asked import MAYBE
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.reading.answering import CANNOT_PAY, WILL_PAY
from receivables.model.reading.intents import Intent
from receivables.model.reading.understood import CANNOT
from receivables.model.reading.words import plain

OF_PROMISES = ("promise_date", "promise_confirm", promises.AMOUNT)
_OF_PLANS = ("plan", "plan_confirm", "amend_confirm")
_OF_PAYING = frozenset(
    {
        Intent.PAYMENT_PROMISE,
        Intent.HARDSHIP,
        Intent.INSTALMENT_REQUEST,
        Intent.AGREEMENT_STATUS,
        Intent.AMEND_PLAN,
    }
)


def cannot(s: Situation) -> Turn | None:
    """Who says that they cannot pay is promised no day for it: ways out. None where something else is wished, too."""
    words = plain(s.facts.said)
    if s.reading.detail == CANNOT:
        return _without_means(s) if _of_a_payment(s) else courtesy.cannot_what(s)
    if s.reading.about is not None or not CANNOT_PAY.search(words):
        return None
    if MAYBE & {*s.reading.options}:
        return None
    if not _OF_PAYING & {s.reading.intent, *s.reading.options[:1]}:
        return None
    if s.reading.day is not None and WILL_PAY.search(CANNOT_PAY.sub(" ", words)):
        return None
    if s.reading.sure and s.reading.intent is Intent.INSTALMENT_REQUEST and not _agreed(s):
        return None
    return _without_means(s)


def amend(s: Situation) -> Turn:
    """Another date: of the promise that is read back or runs, else of the agreement."""
    named = s.reading.day is not None and s.reading.instalments is None
    if not _agreed(s) and (promises.running(s) or (named and s.conversation.expecting in OF_PROMISES)):
        return promises.promise(s)
    return agreeing.amend(s)


def accept(s: Situation) -> Turn:
    """A plan is chosen; said in words of the one that was just read back, it is the yes to it."""
    same = s.reading.instalments == s.conversation.slots.get("count")
    if s.conversation.expecting == "plan_confirm" and s.reading.about is None and same:
        return agreeing.confirm(replace(s, reading=replace(s.reading, intent=Intent.AFFIRM)))
    return agreeing.accept(s)


def status(s: Situation) -> Turn:
    """When something of a plan is due that is only talked about; else how the agreement stands."""
    made = ours.of(s)
    talked = (
        s.conversation.expecting in ("plan", "plan_confirm") and agreeing.AMENDS not in s.conversation.slots
    )
    if talked and (made is None or not made.live) and plans.refusal(s, asked=True) is None:
        return plans.when(s)
    return ours.status(s)


def agreed(s: Situation) -> Turn:
    """A yes to whether it is the payment; to nothing that is open: pressed twice, it is told again what came of it."""
    if s.conversation.expecting == courtesy.CANNOT_WHAT and s.reading.about is None:
        return desk.hardship(s)
    return repeated(s) or courtesy.yes_to_nothing(s)


def repeated(s: Situation) -> Turn | None:
    """What came of a yes that was pressed before; None where nothing did."""
    about = s.reading.about or ""
    if s.linked is None:
        return None
    if about.startswith("agree:") and ours.of(s) is not None:
        return ours.status(s)
    if about.startswith("yes:") and promises.running(s):
        return promises.noted(s)
    return None


def _without_means(s: Situation) -> Turn:
    """Ways out; of a promise that runs, what was noted and what becomes of it stands before them."""
    ways_out = desk.hardship(s)
    if not promises.running(s):
        return ways_out
    return replace(ways_out, messages=(replace(promises.recalled(s), buttons=()), *ways_out.messages))


def _of_a_payment(s: Situation) -> bool:
    """Whether a payment is spoken of here: one that is asked about, was promised or agreed to."""
    if s.conversation.expecting in (*OF_PROMISES, *_OF_PLANS):
        return True
    return s.linked is not None and (promises.running(s) or _agreed(s))


def _agreed(s: Situation) -> bool:
    return s.linked is not None and s.known.standing.agreement is not None
