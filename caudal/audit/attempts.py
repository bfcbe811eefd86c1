"""What the record says of each attempt to send a message: decided, gone out, and perhaps told to have failed later.

An attempt of which the provider told a failure is undone: another one is lawful then, and the customer gets one.
One that went out, or may have, and was not undone stands: a decision to send again while it stands is a second message.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from caudal.audit.rows import Line, Sent, SupplyFile

WENT = ("sent", "unknown")
UNDOES = ("failed", "retried", "switched")
RESOLVED = "resolved"
NEVER_WENT = ("failed", "pending")
"""What a doubt may turn out to be when nothing had gone out."""

Ident = tuple[str, int, int]
"""The key of the message, the number of its decision, and the number of the attempt."""


def earlier(file: SupplyFile) -> list[Sent]:
    """Attempts about a supply that the provider took and that failed later, besides the last one of each row."""
    return Attempts.read(file.lines).earlier(file.sent)


@dataclass(slots=True)
class Attempts:
    """All attempts of one supply. `repeated`: keys that were sent, or decided to be sent, while an attempt stood."""

    accepted: dict[Ident, Line] = field(default_factory=dict)
    undone: set[Ident] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    _decided: dict[str, list[Line]] = field(default_factory=dict)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    _standing: dict[str, set[Ident]] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[Line]) -> "Attempts":
        """Of the lines of a supply, in the order of the record."""
        found = cls()
        for line in lines:
            if line.act == "send" and line.text("key"):
                found._take(line)
        return found

    def earlier(self, sent: Iterable[Sent]) -> list[Sent]:
        """Attempts that the provider had taken before it told their failure: each was a touch at its own moment.

        `sent`: the rows as they stand, each with its last attempt, which are not among them.
        """
        last = {(each.key, each.attempt) for each in sent}
        taken = (ident for ident in self.accepted if ident in self.undone and ident[::2] not in last)
        return [made for ident in taken if (made := self._sent(ident)) is not None]

    def _take(self, line: Line) -> None:
        key, outcome = line.text("key"), line.outcome
        if outcome == "allowed":
            self._decide(key, line)
        elif outcome in WENT:
            self._go(self._ident(line), line)
        elif outcome in UNDOES or (outcome == RESOLVED and line.text("told") in NEVER_WENT):
            self.undone.add(self._ident(line))
            self._standing.get(key, set()).discard(self._ident(line))
        elif outcome == RESOLVED:
            self.accepted.setdefault(self._ident(line), line)

    def _decide(self, key: str, line: Line) -> None:
        if self._standing.get(key):
            self.repeated.add(key)
        decided = self._decided.setdefault(key, [])
        decided.append(line)
        self._numbers[key, line.count("attempt")] = len(decided)

    def _go(self, ident: Ident, line: Line) -> None:
        if line.outcome == "sent":
            self.accepted.setdefault(ident, line)
        if ident in self.undone:  # its failure was told before we had noted that it went
            return
        standing = self._standing.setdefault(ident[0], set())
        if standing - {ident}:
            self.repeated.add(ident[0])
        standing.add(ident)

    def _ident(self, line: Line) -> Ident:
        """A line that names no attempt is about the one that was decided last."""
        key = line.text("key")
        decided = self._decided.get(key, [])
        attempt = line.count("attempt") or (decided[-1].count("attempt") if decided else 0)
        return key, self._numbers.get((key, attempt), len(decided)), attempt

    def _sent(self, ident: Ident) -> Sent | None:
        key, number, attempt = ident
        decided = self._decided.get(key, [])
        if not 0 < number <= len(decided):
            return None
        line = decided[number - 1]
        kind, _, rest = key.partition("/")
        return Sent(
            key=key,
            kind=kind,
            notice=rest.split("/")[1] if kind == "notice" and "/" in rest else "",
            supply=line.subject,
            person=line.text("person"),
            channel=line.text("channel"),
            address="",
            state="failed",
            attempt=attempt,
            sent_at=line.at,
            served_at=None,
            debt=line.centimos("overdue"),
        )
