"""In which language a chat is answered: the utility's own, or another of those that it offers."""

from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Situation, Turn, aside
from receivables.model.message import Button, Message

ENGLISH = "en"
NAMES = {"en": "English", "es_PE": "Español", "es_CO": "Español"}
"""How speakers of a language call it."""


def choose(s: Situation) -> Turn:
    """Take the language that was pressed, or offer those that there are; the question that was open stays open."""
    _, _, chosen = (s.reading.about or "").partition(":")
    if s.reading.about is None and s.reading.detail == ENGLISH:
        chosen = ENGLISH
    if chosen in s.policy.offered_languages:
        chat = replace(s.conversation, locale=chosen)
        return aside(replace(s, conversation=chat), Message("language_set", {}, buttons("debt", "human")))
    offered = tuple(
        Button(f"lang:{each}", "language", {"name": NAMES[each]}) for each in s.policy.offered_languages
    )
    return aside(s, Message("language_ask", {}, (*offered, *buttons("human"))))


def heard(s: Situation) -> Situation:
    """Who writes English is answered so at once, where the utility offers it and the chat has chosen nothing else."""
    english = s.reading.detail == ENGLISH and ENGLISH in s.policy.offered_languages
    if s.conversation.locale or not english:
        return s
    return replace(s, conversation=replace(s.conversation, locale=ENGLISH))
