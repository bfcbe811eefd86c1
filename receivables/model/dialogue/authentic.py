"""Whether a message or a paper is ours: by its code, its seal, or by what we last wrote here.

No name, address or amount is told.
"""

from receivables.model.authenticity import Verdict
from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Situation, Turn, aside
from receivables.model.message import Message, Value


def real(s: Situation) -> Turn:
    """Yes, no, or where the code stands."""
    found = s.facts.verdict or Verdict(False)
    if found.sealed:
        return _paper(s, found)
    if not found.ours:
        values: dict[str, Value] = {"asked": found.code}
        return aside(s, Message("verify_no" if found.code else "verify_ask", values, buttons("human", "why")))
    told: dict[str, Value] = {
        "named": s.reading.code is not None,
        "asked": found.code,
        "via": found.channel,
        "sent_on": found.sent_on,
        "supply_masked": found.supply_masked,
        "notice": found.notice,
        "current": found.current,
    }
    return aside(s, Message("verify_yes", told, buttons("why", "human", "stop")))


def _paper(s: Situation, found: Verdict) -> Turn:
    """Whether we gave out a paper with that seal: of which agreement and since when, to whoever has it in hand."""
    values: dict[str, Value] = {"seal": found.code}
    if not found.ours:
        return aside(s, Message("paper_no", values, buttons("human", "why")))
    values |= {
        "number": found.agreement,
        "accepted_on": found.sent_on,
        "replaced": not found.current,
    }
    return aside(s, Message("paper_yes", values, buttons("agreement", "human")))
