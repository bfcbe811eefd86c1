"""Whether a message is ours: by its code, or by what we last wrote here. No name, address or amount is told."""

from receivables.model.authenticity import Verdict
from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Situation, Turn, aside
from receivables.model.message import Message, Value


def real(s: Situation) -> Turn:
    """Yes, no, or where the code stands."""
    found = s.facts.verdict or Verdict(False)
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
