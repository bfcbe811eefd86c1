"""Whether what the database says of its messages is what the provider saw."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caudal.bench.standin import Sending
from receivables.model.message import OutboxRow, State

WENT = (State.SENT, State.SERVED)
STAYED = (State.PENDING, State.WITHHELD, State.EXPIRED, State.FAILED)
DOUBT = (State.SENDING, State.UNKNOWN)


class Unproved(AssertionError):
    """What was to be shown did not show."""


def demand(held: bool, said: object) -> None:
    """Whatever must hold. Raises Unproved with what was found instead."""
    if not held:
        raise Unproved(said)


@dataclass(slots=True)
class Verdict:
    """What came of a comparison; each list names rows or addresses.

    `doubles`: reached a person twice; `lost`: called sent, but no provider has it; `denied`: called unsent, though the
    provider has it; `mistaken`: kept under the id of another message. `doubts` is allowed, up to the calls in flight.
    """

    rows: int = 0
    accepted: int = 0
    states: Counter[str] = field(default_factory=Counter)
    doubles: list[str] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def faults(self) -> dict[str, list[str]]:
        """Whatever must never be."""
        named = {
            "doubles": self.doubles,
            "crowded": self.crowded,
            "lost": self.lost,
            "denied": self.denied,
            "mistaken": self.mistaken,
        }
        return {name: several for name, several in named.items() if several}


def compare(rows: Iterable[OutboxRow], sendings: Sequence[Sending], per_person: int = 1) -> Verdict:
    """Hold every row against what the stand-in accepted for it; nobody gets more than `per_person` messages."""
    taken: dict[str, list[Sending]] = defaultdict(list)
    for sending in sendings:
        if sending.accepted:
            taken[sending.outbox].append(sending)
    per_to = Counter(each.to for several in taken.values() for each in several)
    verdict = Verdict(accepted=sum(map(len, taken.values())))
    verdict.crowded = [to for to, count in per_to.items() if count > per_person]
    for row in rows:
        verdict.rows += 1
        verdict.states[row.state.value] += 1
        _weigh(row, taken.get(str(row.id), []), verdict)
    return verdict


def _weigh(row: OutboxRow, taken: Sequence[Sending], verdict: Verdict) -> None:
    if len(taken) > 1:
        verdict.doubles.append(row.key)
    if row.state in DOUBT:
        verdict.doubts.append(row.key)
    elif row.state in WENT and not taken:
        verdict.lost.append(row.key)
    elif row.state in STAYED and taken:
        verdict.denied.append(row.key)
    if row.state in WENT and taken and row.provider_id not in {each.sid for each in taken}:
        verdict.mistaken.append(row.key)


def fullest_second(sendings: Sequence[Sending], seconds: float = 1.0) -> int:
    """The most calls in any stretch of that length, wherever it begins."""
    moments = sorted(each.at for each in sendings)
    length, most, first = int(seconds * 1e9), 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - length:
            first += 1
        most = max(most, last - first + 1)
    return most


def rate(sendings: Sequence[Sending]) -> float:
    """Calls a second between the first and the last."""
    moments = sorted(each.at for each in sendings)
    return (len(moments) - 1) / ((moments[-1] - moments[0]) / 1e9) if len(moments) > 1 else 0.0
