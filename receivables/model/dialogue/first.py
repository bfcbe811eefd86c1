"""What is heard before any question that is open, and before what the rest of the message seems to be."""

from receivables.model.dialogue import (
    alarms,
    courtesy,
    ending,
    fragile,
    mistaken,
    outages,
    paid,
    people,
    several,
)
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.reading.intents import Intent

BEFORE = frozenset({Intent.CRISIS, Intent.DECEASED})
"""What is answered before even that."""
ASIDE = frozenset({Intent.ABUSE, Intent.OPT_OUT, Intent.OPT_IN})
"""Wishes that no route of a desk may take the place of."""


def heard(s: Situation) -> Turn | None:
    """An alarm, whether somebody is the wrong person, or the end of a service; None for everything else."""
    intent = s.reading.intent
    if intent in BEFORE or (intent is Intent.ABUSE and s.reading.decision == "human"):
        return None
    if (alarm := alarms.heard(s)) is not None:
        return alarm
    if (frail := fragile.heard(s)) is not None:
        return frail
    if (elsewhere := outages.not_there(s)) is not None:
        return elsewhere
    routed = None if s.reading.sure and intent in ASIDE and not ending.forgets(s) else ending.heard(s)
    if routed is not None and not (intent is Intent.WRONG_PERSON and s.reading.sure and mistaken.clear(s)):
        return routed
    return mistaken.heard(s) or _small(s)


def _small(s: Situation) -> Turn | None:
    """What is speaking here; and a greeting of somebody who waits for a person."""
    if (told := courtesy.robot(s) or paid.without_number(s) or several.other(s)) is not None:
        return told
    waits = s.conversation.with_person and s.reading.sure and s.reading.intent is Intent.GREETING
    return people.still_waiting(s) if waits and s.reading.about is None else None
