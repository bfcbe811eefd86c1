"""What a person tells beside a claim that is no part of it: when something happened, or a payment of these days."""

import re

from receivables.model.dialogue.turn import Situation
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

_MONTH = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setiembre|octubre|noviembre|diciembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
)
_HAPPENED = re.compile(
    r"\b(?:cambi(?:aron|o|e|amos|ad[oa])|instal(?:aron|o|ad[oa])|pusieron|repar(?:aron|o|ad[oa])|arregl(?:aron|o|e|ad[oa])"
    r"|mud(?:e|o|amos|aron)|malogro|viaj(?:e|amos|o)|changed|instal+ed|replaced|repaired|fixed|moved|broke)"
    rf" (?:(?!{_MONTH})\w+ ){{0,4}}(?:en|desde|in|since) (?:{_MONTH})\b"
)
""" "Cambiaron el medidor en noviembre": the month tells when, and not of which bill. In plain words."""
_LATELY = re.compile(
    r"\b(?:ayer|anteayer|anoche|hoy|esta manana|recien|hace un rato|yesterday|today|last night)\b"
)


def without(text: str) -> str:
    """The plain words of a text, without the months in which something happened."""
    return _HAPPENED.sub(" ", plain(text))


def happened(text: str) -> bool:
    """Whether a text tells in which month something happened."""
    return bool(_HAPPENED.search(plain(text)))


def paid_lately(s: Situation) -> bool:
    """Whether somebody who is asked about a claim tells of a payment of these days: looked into, and no reason."""
    said = s.reading.sure and s.reading.intent is Intent.ALREADY_PAID and s.reading.about is None
    return said and bool(_LATELY.search(plain(s.facts.said)))
