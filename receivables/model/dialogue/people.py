"""A person takes over, and what the assistant does meanwhile (I-30, WA-POL-6, I-5).

While nobody has taken the chat the assistant goes on serving whoever waits. Once a person has it, the assistant says
nothing: it keeps what is written for that person, and heeds only what may not wait: danger, a wrong number, a wish
to be left alone, and the wish to go on with the assistant. Who waits too long for an answer hears so, and may choose.
"""

from dataclasses import replace
from datetime import datetime

from receivables.model.attention import Attended, attended
from receivables.model.buttons import buttons
from receivables.model.dialogue import danger, mistaken, wishes
from receivables.model.dialogue.courtesy import ask_which
from receivables.model.dialogue.effects_people import ResumeBot, ToldLate, Waits
from receivables.model.dialogue.turn import HandOver, NoteDeceased, Situation, Turn, aside, say
from receivables.model.message import Message, Value
from receivables.model.policy import Calendar, Policy
from receivables.model.reading.intents import Intent

HEEDED = {
    Intent.CRISIS: wishes.crisis,
    Intent.WRONG_PERSON: wishes.wrong_person,
    Intent.OPT_IN: wishes.opt_in,
}
"""What is answered while a person has the chat, as at every other time."""
VIOLENCE = "violence"
"""Why a person takes over from somebody who speaks of harming others: calm words, and no figures."""
PROTECTING = frozenset({Intent.OPT_OUT, Intent.WRONG_PERSON, Intent.CRISIS})


def person(s: Situation, why: str = "asked") -> Turn:
    """Hand over, and say when somebody is there; whoever waits may go on with the assistant meanwhile (I-30)."""
    chat = replace(s.conversation, with_person=True)
    told = Message("person", _hours(s), buttons("bot", "stop"))
    return say(s, told, effects=(HandOver(why),), chat=chat)


def still_waiting(s: Situation) -> Turn:
    """Whoever greets while they wait hears that somebody was told, and until when or from when they answer."""
    return aside(s, Message("person_waits", _hours(s), buttons("bot", "debt", "stop")))


def noted(s: Situation) -> Turn:
    """A message for the person who is to take over; who waits too long hears that, too."""
    stay = s.facts.handover
    if stay is not None and stay.late(s.now, s.policy.patience):
        return _told_late(s)
    return aside(s, Message("person_noted", {}, buttons("bot", "stop")))


def back(s: Situation) -> Turn:
    """The assistant goes on. What staff have to look at in any case stays with them."""
    pending = s.facts.handover is not None and s.facts.handover.why != "asked"
    stays = danger.open_here(s) and not with_person(s)  # whoever may be in danger is not handed back
    chat = replace(s.conversation, with_person=stays)
    told = Message("back", {"pending": pending}, buttons("debt", "offices", "plan", "human"))
    return say(s, told, effects=(ResumeBot(),), chat=chat)


def with_person(s: Situation) -> bool:
    """Whether a named person has the chat, so that the assistant is silent."""
    stay = s.facts.handover
    return s.conversation.with_person and stay is not None and stay.silences


def meanwhile(s: Situation) -> Turn:
    """The turn of a chat that a person has: mostly silence."""
    intent, also = s.reading.intent, s.reading.also
    if not s.reading.sure:
        return ask_which(s) if PROTECTING & {*s.reading.options} else _silence(s)
    if intent is Intent.BACK_TO_BOT:
        return back(s)
    if intent is Intent.WRONG_PERSON and not mistaken.clear(s):
        return _silence(s)
    if intent in HEEDED:
        return HEEDED[intent](s)
    if intent is Intent.OPT_OUT or Intent.OPT_OUT in also:
        turn = wishes.opt_out(s)
        return replace(turn, messages=()) if s.facts.opted_out else turn  # confirmed once (I-6)
    if intent is Intent.DECEASED:
        return _death(s)
    return _silence(s)


def hours(policy: Policy, calendar: Calendar, now: datetime) -> dict[str, Value]:
    """When people answer, for the texts: whether somebody is there, until when or from when, and an emergency number.

    Without hours in the policy, or in a year of which nobody knows the holidays, nothing is promised.
    """
    attention = policy.attention
    found = Attended(False)
    if attention is not None:
        found = attended(attention, calendar.open_on, policy.local(now))
    return {
        "there": found.now,
        "until": found.until,
        "since": found.since,
        "emergency": attention.emergency_phone if attention else "",
    }


def _hours(s: Situation) -> dict[str, Value]:
    return hours(s.policy, s.facts.calendar, s.now)


def _silence(s: Situation) -> Turn:
    """Nothing is said; but who waits too long hears so, and may choose."""
    stay = s.facts.handover
    if stay is not None and stay.late(s.now, s.policy.patience):
        return _told_late(s)
    waits = stay is not None and stay.unanswered_since is None
    return aside(s, effects=(Waits(),) if waits else ())


def _told_late(s: Situation) -> Turn:
    late = Message("person_late", _hours(s), buttons("bot", "stop"))
    return aside(s, danger.help_first() if danger.open_here(s) else late, effects=(ToldLate(),))


def _death(s: Situation) -> Turn:
    """What a death stops, stops at once; the person who has the chat finds the words."""
    turn = wishes.deceased(s)
    kept = tuple(each for each in turn.effects if isinstance(each, NoteDeceased | HandOver))
    return aside(s, effects=kept)
