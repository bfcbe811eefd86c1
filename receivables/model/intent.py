"""What a message wants. What is not sure is asked, and what protects a person is heard before all else.

In this order: buttons; words of danger, in any spelling; rules for what protects (a wrong number, a death, a wish to be
left alone: I-6, I-7) and for messages that are one thing as a whole; then the rules of the trade and the classifier
together, which act only where they are sure enough. Nothing here changes anything: `dialogue.step` decides.
"""

from dataclasses import replace
from datetime import date

from receivables.model.buttons import pressed
from receivables.model.reading import weighing
from receivables.model.reading.danger import at_home, in_danger, threatens
from receivables.model.reading.days import Day
from receivables.model.reading.detailing import detailed
from receivables.model.reading.intents import Intent
from receivables.model.reading.rules import Spoken
from receivables.model.reading.sound import heard
from receivables.model.reading.understood import AT_HOME, SURE, VIOLENCE, Reading
from receivables.model.reading.words import core, plain

LONGEST = 4096
ANSWERS = frozenset({Intent.AFFIRM, Intent.DENY, Intent.ACCEPT_PLAN, Intent.AMEND_PLAN, Intent.OPT_IN})
"""What has its meaning from the moment in which it is said."""

__all__ = ["Reading", "read", "reworded", "warm"]


def read(text: str, button: str | None, expecting: str | None, today: date, currency: str = "PEN") -> Reading:
    """Read one message. `expecting` names the question that a bare answer belongs to; amounts are of that currency."""
    if button is not None:
        return _of_button(button)
    text = text[:LONGEST].strip()
    words = plain(text)
    if not words:
        return (
            Reading(Intent.NOT_TEXT) if not text else Reading(Intent.OUT_OF_SCOPE, sure=False, confidence=0)
        )
    spoken = heard(words)
    if in_danger(spoken):
        return Reading(Intent.HUMAN, detail=AT_HOME) if at_home(spoken) else Reading(Intent.CRISIS)
    if threatens(spoken):
        return Reading(Intent.ABUSE, detail=VIOLENCE)
    message = Spoken(text, words, core(words), expecting, today, currency)
    return detailed(weighing.weighed(message, spoken), words)


def reworded(reading: Reading) -> Reading:
    """What an earlier message was made into. Nobody knows which question it answers, or that it was touched by a person
    at all: what only answers is asked for again."""
    if Intent.OPT_IN in (reading.intent, *reading.also):
        return replace(reading, intent=Intent.OPT_IN, sure=False, options=(Intent.OPT_IN,), also=())
    return replace(reading, sure=False, also=()) if reading.intent in ANSWERS else reading


def warm() -> None:
    """Learn the examples now, and not with the first message."""
    weighing.classifier()


def _of_button(button: str) -> Reading:
    press = pressed(button)
    if press is None:
        return Reading(Intent.OUT_OF_SCOPE, sure=False, confidence=0, how="button")
    return Reading(
        press.intent,
        day=Day(press.day) if press.day else None,
        instalments=press.number,
        about=press.about,
        confidence=SURE,
        how="button",
    )
