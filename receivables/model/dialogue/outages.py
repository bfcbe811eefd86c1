"""No water, or water where it should not be: where it is, and a number; no proof of anything is needed."""

import re
from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue.answering import (
    agreed_to,
    first_words,
    refused,
    supply_of,
    text_slot,
    waiting,
    words_of,
    yes,
)
from receivables.model.dialogue.desk import already_open
from receivables.model.dialogue.effects_desk import OpenRequest
from receivables.model.dialogue.turn import Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain
from receivables.model.request import RequestKind

PLACE = "place"
KINDS = {"no_water": RequestKind.NO_WATER, "nowater": RequestKind.NO_WATER, "leak": RequestKind.LEAK}
_LEAK = re.compile(
    r"\b(?:fugas?|aniego|rotur\w*|rot[oa]|rompi\w*|gotea\w*|chorr\w*|desbord\w*|rebals\w*|bota\w*)\b"
)
_NO_WATER = re.compile(
    r"\b(?:sin (?:el )?(?:agua|servicio)|no (?:hay|tengo|tenemos|llega|sale|viene) (?:el )?agua|falta (?:de )?agua)\b"
)
_ADDRESS = re.compile(r"\b(?:jr|jiron|av|avenida|calle|pasaje|psje|mz|manzana|urb|urbanizacion|aa hh)\b.*\d")
_PLACES = (Intent.OUT_OF_SCOPE, Intent.OUTAGE_LEAK, Intent.IDENTIFY)
"""As what the name of a place may be read."""


_WHERE = re.compile(
    r"\d|\b(?:jr|jiron|av|avenida|calle|pasaje|psje|mz|manzana|lote|lt|urb|urbanizacion|aa ?hh|barrio|cuadra|esquina"
    r"|frente|costado|lado|cerca|detras|entre|altura|parque|plaza|mercado|colegio|iglesia|posta|hospital|puente|grifo"
    r"|sector|caserio|centro poblado|carrera|cra|cll|vereda|pista|casa|street|road|avenue|near|corner|opposite)\b"
)
_SOME_NAME = re.compile(r"^(?:en |por )?(?:el |la |los |las )?[a-z]{4,}(?: [a-z]+){0,5}$")
_NO_NAME = re.compile(
    r"\b(?:yo|ud|usted\w*|pero|porque|nunca|nadie|nada|vivo|vive|viene\w*|soy|es|son|estoy|esta|estan|tengo|tiene|quien"
    r"|oye|oiga|mire|me|se|the|you|they|not|do|is|am|live)\b"
)
"""Words of a sentence, and not of the name of a place."""
_NOT_THERE = re.compile(
    r"\b(?:(?:ya )?no vivo|me mud\w+|no es (?:ahi|alli|alla|aqui|en (?:mi|esa|ese)|mi (?:casa|direccion|domicilio))"
    r"|(?:do not|don t|dont) live|(?:have |ve )?moved)\b"
)
_ASKS = re.compile(
    r"(?:que|cuanto|cuando|como|por que|quien|cual|puedo|pueden|hay|gracias|muchas gracias|ok|okey|ya|bueno|hola|si|no"
    r"|quiero|necesito|thank\w*|thanks)\b"
)
_HAS_IT = frozenset({"outage", "outage_where", "outage_place", "outage_taken", "request_open"})
_ENDS = frozenset(
    {Intent.CRISIS, Intent.DECEASED, Intent.WRONG_PERSON, Intent.OPT_OUT, Intent.HUMAN, Intent.THANKS_BYE}
)


def outage(s: Situation) -> Turn:
    """What it is, then where; at once when both are told."""
    kind = _kind(s)
    if kind is None:
        return say(s, Message("outage", {}, buttons("nowater", "leak", "human")))
    if (known := waiting(s, kind)) is not None:
        return already_open(s, known.number)
    if _ADDRESS.search(plain(s.facts.said)):
        return _taken(s, kind, s.facts.said)
    return _where(s, kind)


def heard(s: Situation) -> Turn | None:
    """Where it is; None for what is something else."""
    kind = KINDS.get(text_slot(s.conversation.slots, "kind"))
    if kind is None:
        return None
    if s.linked and agreed_to(s, PLACE):
        return _taken(s, kind, "")
    if refused(s):
        return _where(s, kind, elsewhere=True)
    if s.reading.about is not None or not s.facts.said.strip():
        return None
    if (other := _kind(s)) is not None and other is not kind and _told_now(s):
        return _where(s, other)
    if _is_place(s):
        return _taken(s, kind, s.facts.said)
    return None if s.reading.sure or s.reading.options else _still_where(s, kind)


def not_there(s: Situation) -> Turn | None:
    """Whoever says only that they do not live at the supply any more is asked once more where it is."""
    kind, words = KINDS.get(text_slot(s.conversation.slots, "kind")), plain(s.facts.said)
    if s.conversation.expecting != PLACE or kind is None or not _NOT_THERE.search(words):
        return None
    wishes = (Intent.WRONG_PERSON, Intent.CONTACT_CHANGE, *_PLACES)
    if s.reading.about is not None or (s.reading.sure and s.reading.intent not in wishes):
        return None
    if _ADDRESS.search(words) or _ENDS - {Intent.WRONG_PERSON} & {*s.reading.options}:
        return None
    return _where(s, kind, elsewhere=True)


def still_open(s: Situation, turn: Turn) -> Turn:
    """The answer to something else, with the place asked again: the report is not lost."""
    kind = KINDS.get(text_slot(s.conversation.slots, "kind"))
    if (
        any(isinstance(each, OpenRequest) for each in turn.effects)
        or {m.key for m in turn.messages} & _HAS_IT
    ):
        return turn
    if s.conversation.expecting == PLACE and kind and s.linked and _another_question(turn):
        return _at_home(s, kind, turn)
    over = turn.conversation.expecting is not None or turn.conversation.with_person or not turn.messages
    if s.conversation.expecting != PLACE or kind is None or over or s.reading.intent in _ENDS:
        return turn if turn.conversation.expecting != PLACE else _asked_again(turn)
    again = replace(turn.conversation, expecting=PLACE, slots=s.conversation.slots)
    return _asked_again(replace(turn, conversation=again))


def emergency(s: Situation) -> str:
    """The telephone for every hour, if the utility has one."""
    return s.policy.attention.emergency_phone if s.policy.attention else ""


def _another_question(turn: Turn) -> bool:
    return turn.conversation.expecting not in (None, PLACE) and not turn.conversation.with_person


def _at_home(s: Situation, kind: RequestKind, turn: Turn) -> Turn:
    """Another matter came before the place: the report goes in with the words there are, and is not lost."""
    place = "" if s.conversation.slots.get("elsewhere") else "supply"
    asked = OpenRequest(kind, supply_of(s), first_words(s), {"place": place})
    taken = Message("outage_taken", {"number": None, "kind": kind.value, "emergency": emergency(s)}, ())
    return replace(turn, messages=(taken, *turn.messages), effects=(*turn.effects, asked))


def _asked_again(turn: Turn) -> Turn:
    return replace(turn, messages=(*turn.messages, Message("outage_place", {}, buttons("human"))))


def _told_now(s: Situation) -> bool:
    """Whether this very message tells of the other kind."""
    words = plain(s.facts.said)
    return bool(_LEAK.search(words) or _NO_WATER.search(words))


def _is_place(s: Situation) -> bool:
    """Whether a message may name a place: no question, no thanks, no other wish."""
    words = plain(s.facts.said)
    if _ADDRESS.search(words):
        return True
    if s.reading.sure and s.reading.intent not in _PLACES:
        return False
    if "?" in s.facts.said or _ASKS.match(words) or not (_WHERE.search(words) or _some_name(words)):
        return False
    return not (_told_now(s) and not _WHERE.search(words))


def _some_name(words: str) -> bool:
    return bool(_SOME_NAME.search(words)) and not _NO_NAME.search(words)


def _still_where(s: Situation, kind: RequestKind) -> Turn:
    turn = _where(s, kind)
    return replace(turn, messages=(Message("outage_place", {}, turn.messages[-1].buttons),))


def _kind(s: Situation) -> RequestKind | None:
    told = KINDS.get(s.reading.about or "") or KINDS.get(s.reading.detail)
    if told is not None:
        return told
    words = plain(first_words(s))
    if _LEAK.search(words):
        return RequestKind.LEAK
    return RequestKind.NO_WATER if _NO_WATER.search(words) else None


def _where(s: Situation, kind: RequestKind, *, elsewhere: bool = False) -> Turn:
    number = None if elsewhere else supply_of(s)
    told: dict[str, Value] = {"kind": kind.value, "supply_masked": masked(number) if number else ""}
    here = (yes(PLACE),) if number else ()
    slots: dict[str, Value] = {"kind": kind.value, "said": first_words(s)}
    if elsewhere:
        slots["elsewhere"] = True
    return say(s, Message("outage_where", told, (*here, *buttons("human"))), expecting=PLACE, slots=slots)


def _taken(s: Situation, kind: RequestKind, place: str) -> Turn:
    """A place that somebody wrote is theirs to tell; a linked chat's own place is its supply's."""
    supply = supply_of(s)
    asked = OpenRequest(kind, supply, words_of(s), {"place": place.strip()[:200] or "supply"})
    told: dict[str, Value] = {"number": None, "kind": kind.value, "emergency": emergency(s)}
    return say(s, Message("outage_taken", told, buttons("human", "debt")), effects=(asked,))
