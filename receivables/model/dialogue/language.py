"""In which language a chat is answered: the utility's own, or another of those that it offers."""

import re
from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Situation, Turn, aside
from receivables.model.message import Button, Message
from receivables.model.reading.tongues import opens_in, tongue_of
from receivables.model.reading.words import plain

ENGLISH, SPANISH = "en", "es"
NAMES = {"en": "English", "es_PE": "Español", "es_CO": "Español"}
"""How speakers of a language call it."""
_ASKS_SPANISH = re.compile(r"\b(?:espanol|castellano|spanish)\b")


def choose(s: Situation) -> Turn:
    """Take the language that was pressed or named, or offer those that there are; what was open stays open."""
    _, _, pressed = (s.reading.about or "").partition(":")
    chosen = pressed or _offered(s, _named(s))
    if chosen in s.policy.offered_languages:
        chat = replace(s.conversation, locale=chosen)
        return aside(replace(s, conversation=chat), Message("language_set", {}, buttons("debt", "human")))
    offered = tuple(
        Button(f"lang:{each}", "language", {"name": NAMES[each]}) for each in s.policy.offered_languages
    )
    return aside(s, Message("language_ask", {}, (*offered, *buttons("human"))))


def heard(s: Situation) -> Situation:
    """Whoever writes in a language that the utility offers is answered in it from that very message on."""
    told = opens_in if s.conversation.last_inbound_at is None else tongue_of
    spoken = ENGLISH if s.reading.detail == ENGLISH else told(s.facts.said)
    chosen = _offered(s, spoken)
    current = s.conversation.locale or s.policy.locale
    if not chosen or _tongue(chosen) == _tongue(current):
        return s
    return replace(s, conversation=replace(s.conversation, locale=chosen))


def _named(s: Situation) -> str:
    """The language that a message names."""
    if s.reading.about is None and _ASKS_SPANISH.search(plain(s.facts.said)):
        return SPANISH
    return ENGLISH if s.reading.detail == ENGLISH else ""


def _offered(s: Situation, tongue: str) -> str:
    """The first locale of that language which the utility offers; "" without one."""
    return next((each for each in s.policy.offered_languages if tongue and _tongue(each) == tongue), "")


def _tongue(locale: str) -> str:
    return locale.partition("_")[0]
