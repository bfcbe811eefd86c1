"""Whether somebody is not the person we write to. Who says it plainly is believed at once (I-7); else it is asked.

A tenant is no wrong person: whoever lives with the water may see, pay and claim the bill (PE-CLM-7). And a slip of the
pen is none, nor a house that was sold.
"""

import re

from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Situation, Turn, say
from receivables.model.dialogue.wishes import wrong_person
from receivables.model.message import Message
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

QUESTION = "not_me"
BUTTON = "notme"

_CLEAR = re.compile(
    r"\bno soy (?:yo\b|esa persona|ese senor|esa senora|la persona|quien busca)|numero (?:\w+ ){0,2}equivocad"
    r"|(?:equivoc\w+|confundi\w+) de (?:numero|persona|telefono|celular)"
    r"|este (?:numero|telefono|celular) no (?:es|pertenece|corresponde|le pertenece)|no conozco a\b"
    r"|wrong (?:number|person)|not me\b"
)
_TENANT = re.compile(r"\binquilin\w*|\balquil\w*|\barrend\w*|\btenants?\b|\brenting\b|\bi rent\b")
_SLIP = re.compile(
    r"\bqueria decir\b|\bquise decir\b|\bme equivoque\b|\bal escribir\b|\bescribi mal\b|\bno vivo\b|\bya no vivo\b"
    r"|\bvendi\w*|\bme mud\w+"
)


def clear(s: Situation) -> bool:
    """Whether it was said in so many words, or in answer to our question."""
    words = plain(s.facts.said)
    if s.reading.about == BUTTON:
        return s.linked is None or s.conversation.expecting == QUESTION
    if not words:
        return True
    slip = bool(_SLIP.search(words) or _TENANT.search(words))
    return bool(_CLEAR.search(words)) or (s.linked is None and not slip)


def heard(s: Situation) -> Turn | None:
    """The question, the service of a tenant, or the answer to the question; None for everything else."""
    if s.conversation.expecting == QUESTION and (answer := _answered(s)) is not None:
        return answer
    said_so = s.reading.sure and s.reading.intent is Intent.WRONG_PERSON
    maybe = not s.reading.sure
    if (said_so or maybe) and _tenant(s):
        return tenant(s)
    if said_so and not clear(s):
        return say(s, Message("mistaken", {}, buttons(BUTTON, "bot")), expecting=QUESTION)
    return None


def tenant(s: Situation) -> Turn:
    """Whoever rents is served like anybody who lives there."""
    told = Message("tenant", {"linked": s.linked is not None}, buttons("debt", "claim", "human"))
    return say(s, told, expecting=None if s.linked else "supply")


def _tenant(s: Situation) -> bool:
    words = plain(s.facts.said)
    return bool(_TENANT.search(words)) and not _CLEAR.search(words)


def _answered(s: Situation) -> Turn | None:
    """What is said to our question."""
    if not s.reading.sure:
        return None
    if s.reading.intent in (Intent.WRONG_PERSON, Intent.AFFIRM):
        return wrong_person(s)
    if s.conversation.with_person:
        return None
    if s.reading.intent in (Intent.BACK_TO_BOT, Intent.DENY):
        return say(s, Message("mistaken_not", {}, buttons("debt", "offices", "human")))
    return None
