"""The trace of one turn: what was understood, what was decided of it, and by which rules. Ids and keys, no words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TurnTrace:
    """How one message was answered.

    `confidence`: whole percent of how sure the reading was, None where it is none of degrees. `how`: what recognised it
    ("button", "rule", "classifier"). `decision`: "act", "ask", "human" or "silent". `options`: what it may have meant.
    `also`: further wishes of the message. `expecting_*`: the open question, before and after. `identity`: of the chat
    after the turn. `rules`: ids of the rules that the decision rests on. `effects`: what was done, with ids. `said`:
    the keys of the answers. The words stand in the messages themselves and go with them.
    """

    inbound_id: str
    at: datetime
    intent: str
    confidence: int | None = None
    how: str = ""
    decision: str = "act"
    options: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    expecting_before: str | None = None
    expecting_after: str | None = None
    identity: str = "none"
    rules: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
