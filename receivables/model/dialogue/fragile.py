"""Somebody who needs water more than others, in a house whose service was closed or may be: a person at once.

What is looked for are plain words; where they are wrong, a person has looked at a message in vain.
"""

import re
from dataclasses import replace

from receivables.model.dialogue import cutting
from receivables.model.dialogue.people import hours
from receivables.model.dialogue.turn import HandOver, Situation, Turn
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

FRAGILE = "fragile"
"""Why a person takes over, and the key of the first words."""
LEFT_ALONE = frozenset(
    {Intent.CRISIS, Intent.DECEASED, Intent.OPT_OUT, Intent.OPT_IN, Intent.WRONG_PERSON, Intent.BACK_TO_BOT}
)
"""What has its own words, whoever else is in the house."""

_WHO = re.compile(
    r"\bbeb(?:e|es|a|as|ito|ita|itos|itas)\b|\brecien nacid\w+|\b(?:nin|criatur)[oa]s?\b|\bninit[oa]s?\b"
    r"|\benferm[oa]s?\b|\benfermit[oa]s?\b|\bancian\w+|\badult[oa]s? mayor\w*|\babuel\w+|\bviejit[oa]s?\b"
    r"|\bdiscapaci\w+|\bdialisis\b|\bpostrad[oa]s?\b|\boxigeno\b|\bcancer\b|\bembarazad\w+|\bgestante\b"
    r"|\b(?:baby|babies|newborn|infant|toddler|sick|ill|elderly|disabled|disability|dialysis|pregnant|bedridden)\b"
    r"|\bsmall (?:child|children|kids)\b"
)
_CUT = re.compile(
    r"\b(?:me|nos|le|les|lo|la)(?: han| ha| habian?)? (?:cort|cerr|suspend|quit)(?:aron|ado|o|ieron|ido|io)\b"
    r"|\b(?:esta|estoy|estamos|tengo|tenemos)(?: \w+){0,3} (?:cortad[oa]s?|cerrad[oa]|suspendid[oa])\b"
    r"|\b(?:cortaron|suspendieron|cerraron)(?: \w+){0,2} (?:agua|servicio)\b|\bsin agua por (?:el |un )?corte\b"
    r"|\b(?:water|service)(?: \w+){0,2} (?:cut|shut|closed|turned) ?(?:off)?\b|\bcut (?:off )?(?:my|our|the) water\b"
    r"|\bdisconnected\b"
)
_TO_BE_CUT = re.compile(
    r"\b(?:van a|vayan a|vaya a|va a|quieren|pueden|piensan|por favor no|no me|no nos)(?: me| nos)?"
    r" (?:cort|cerr|suspend)\w+"
    r"|\b(?:going to|will|don t|do not) (?:cut|shut|disconnect|close)\b"
)


def heard(s: Situation) -> Turn | None:
    """How the service can be had again, or whether it is to be closed; None where nothing of the kind is told."""
    if not _told(s) or s.reading.codes:
        return None
    paid = Intent.ALREADY_PAID in (s.reading.intent, *s.reading.also)
    also = (Intent.ALREADY_PAID,) if paid else ()
    closed = _CUT.search(plain(s.facts.said)) is not None or s.linked is None
    asked = replace(s, reading=replace(s.reading, intent=Intent.RECONNECTION, also=also))
    return cutting.reconnection(asked) if closed else cutting.status(asked)


def careful(s: Situation, turn: Turn) -> Turn:
    """The same turn after warm words, with a person told that it is urgent; said once while that person is awaited."""
    awaited = s.facts.handover is not None and s.facts.handover.why == FRAGILE
    if awaited or not _told(s):
        return turn
    values: dict[str, Value] = {
        **hours(s.policy, s.facts.calendar, s.now),
        "cut": _CUT.search(plain(s.facts.said)) is not None,
    }
    others = (each for each in turn.effects if not isinstance(each, HandOver))
    return replace(
        turn,
        conversation=replace(turn.conversation, with_person=True),
        messages=(Message(FRAGILE, values), *turn.messages),
        effects=(*others, HandOver(FRAGILE)),
    )


def _told(s: Situation) -> bool:
    words = plain(s.facts.said)
    wishes = {s.reading.intent, *s.reading.also, *s.reading.options}
    if s.reading.about is not None or LEFT_ALONE & wishes or not _WHO.search(words):
        return False
    return bool(_CUT.search(words) or _TO_BE_CUT.search(words))
