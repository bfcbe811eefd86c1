"""The trace of a turn, made of its reading and its outcome: for whoever asks later why this was answered (I-27)."""

import re
from dataclasses import fields
from datetime import date, datetime

from receivables.model.dialogue.turn import Effect, HandOver, OptOut, SuppressAddress, Turn
from receivables.model.intent import Reading
from receivables.model.reading.intents import Intent
from receivables.model.trace import TurnTrace

NAMED = (
    "supply_number",
    "supplies",
    "why",
    "by",
    "kind",
    "bill",
    "bills",
    "number",
    "instalments",
    "count",
    "due_on",
)
"""Fields of effects that are ids, keys or days. Amounts stand in the answers, words in the messages."""
HUMAN, SILENT = "human", "silent"

RULES: dict[Intent, tuple[str, ...]] = {
    Intent.CRISIS: ("I-30",),
    Intent.WRONG_PERSON: ("I-7", "I-8"),
    Intent.OPT_OUT: ("I-6",),
    Intent.OPT_IN: ("I-6",),
    Intent.HUMAN: ("I-30", "WA-POL-6"),
    Intent.BACK_TO_BOT: ("I-30",),
    Intent.CLAIM: ("I-9", "I-10"),
    Intent.THIRD_PARTY_DATA: ("I-7", "I-8"),
    Intent.IDENTIFY: ("I-7",),
    Intent.DEBT_QUERY: ("I-22",),
    Intent.BILL_EXPLANATION: ("I-22",),
    Intent.STATEMENT: ("I-22",),
    Intent.INSTALMENT_REQUEST: ("I-20", "I-21"),
    Intent.ACCEPT_PLAN: ("I-19", "I-20"),
    Intent.AMEND_PLAN: ("I-19", "I-20"),
    Intent.PAYMENT_METHODS: ("I-18",),
    Intent.CONSENT_YES: ("I-24",),
    Intent.CONSENT_NO: ("I-6",),
}
PROOF_ASKED = frozenset({"supply", "proof", "one_time_code"})


def trace_of(
    inbound_id: str, reading: Reading, expecting_before: str | None, turn: Turn, at: datetime
) -> TurnTrace:
    """What is kept of a turn: no words, no amounts, nobody's name."""
    chat = turn.conversation
    return TurnTrace(
        inbound_id,
        at,
        reading.intent.value,
        reading.confidence,
        reading.how,
        _decision(reading, turn),
        options=tuple(each.value for each in reading.options),
        also=tuple(each.value for each in reading.also),
        expecting_before=expecting_before,
        expecting_after=chat.expecting,
        identity=chat.identity.value,
        rules=_rules(reading, turn),
        effects=tuple(map(_told, turn.effects)),
        said=tuple(message.key for message in turn.messages),
    )


def _decision(reading: Reading, turn: Turn) -> str:
    if not turn.messages:
        return SILENT
    if any(isinstance(effect, HandOver) for effect in turn.effects):
        return HUMAN
    return reading.decision


def _rules(reading: Reading, turn: Turn) -> tuple[str, ...]:
    found = list(RULES.get(reading.intent, ())) if reading.sure else []
    if turn.conversation.expecting in PROOF_ASKED:
        found.append("I-7")
    for effect in turn.effects:
        if isinstance(effect, OptOut):
            found.append("I-6")
        elif isinstance(effect, SuppressAddress):
            found.append("I-7")
        elif isinstance(effect, HandOver):
            found.append("I-30")
    return tuple(dict.fromkeys(found or ["I-5"]))


def _told(effect: Effect) -> str:
    """ "hand_over crisis"."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(effect).__name__).lower()
    values = [getattr(effect, each.name) for each in fields(effect) if each.name in NAMED]
    return " ".join([name, *filter(None, map(_plain, values))])


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(value) if isinstance(value, str | int) else ""
