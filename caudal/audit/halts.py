"""What was halted, and when, as the chained lines tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from caudal.audit.rows import Line, Sent

PROACTIVE = "proactive"
WITHIN = timedelta(seconds=2)
"""How soon a halt must hold every worker (I-30)."""


@dataclass(frozen=True, slots=True)
class Halted:
    """One subject from a moment on, until it was lifted or its time was over."""

    subject: str
    at: datetime
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether nothing of it may go out at a moment."""
        return self.at + WITHIN < moment and (self.until is None or moment < self.until)


def halts(lines: Iterable[Line]) -> tuple[Halted, ...]:
    """All of them, of the lines of that act in the order of the record."""
    found: list[Halted] = []
    still: dict[str, int] = {}
    for line in lines:
        if line.outcome == "halted":
            still[line.subject] = len(found)
            found.append(Halted(line.subject, line.at, line.moment("until")))
        elif line.outcome == "lifted" and line.subject in still:
            index = still.pop(line.subject)
            ended = found[index].until
            found[index] = replace(found[index], until=line.at if ended is None else min(ended, line.at))
    return tuple(found)


def subjects(sent: Sent) -> tuple[tuple[str, str], ...]:
    """Under which subjects a message may be halted, each with the rule that a halt of it stands for."""
    named = [(PROACTIVE, "I-30")]
    if sent.campaign:
        named.append((f"campaign:{sent.campaign}", "I-30"))
    if sent.by_twilio or sent.channel not in ("whatsapp", "sms"):
        named.append((f"channel:{sent.channel}", "WA-POL-2"))
    if sent.template:
        named.append((f"template:{sent.channel}:{sent.template}", "I-29"))
        named.append((f"openings:{sent.channel}", "WA-LIM-1"))
    return tuple(named)
