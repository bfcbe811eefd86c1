"""What reached the stand-in: every request, in the order of arrival, in memory and in a file that only grows."""

import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import orjson


@dataclass(frozen=True, slots=True)
class Sending:
    """One call that asks to send a message.

    `at`: nanoseconds of the machine's steady clock, which all processes share. `accepted`: the message reaches the
    person, whatever was answered. `outbox` and `attempt` stand in the address of its status callback.
    """

    at: int
    api: str
    to: str
    accepted: bool
    fault: str
    sid: str
    outbox: str
    attempt: str
    text: str


class Record:
    """Keeps it."""

    def __init__(self, file: Path | None) -> None:
        self._file: IO[bytes] | None = file.open("ab") if file else None
        self.sendings: list[Sending] = []
        self.calls: Counter[str] = Counter()

    def call(self, name: str) -> None:
        """A call of any kind."""
        self.calls[name] += 1

    def sending(self, sending: Sending) -> None:
        """A call that asks to send."""
        self.sendings.append(sending)
        if self._file is not None:
            self._file.write(orjson.dumps(sending, option=orjson.OPT_APPEND_NEWLINE))

    def flush(self) -> None:
        """So that others can read the file."""
        if self._file is not None:
            self._file.flush()

    def forget(self) -> None:
        """Start anew in memory; the file keeps everything."""
        self.sendings.clear()
        self.calls.clear()

    def seen(self, *, whole: bool = False) -> dict[str, object]:
        """Counts in all, per address and per message; with `whole` every sending too."""
        self.flush()
        accepted = [each for each in self.sendings if each.accepted]
        counts: dict[str, object] = {
            "calls": dict(self.calls),
            "asked": len(self.sendings),
            "accepted": len(accepted),
            "per_to": dict(Counter(each.to for each in accepted)),
            "per_message": dict(Counter(each.outbox for each in accepted)),
            "faults": dict(Counter(each.fault for each in self.sendings if each.fault)),
        }
        return {**counts, "sendings": [asdict(each) for each in self.sendings]} if whole else counts


def steady() -> int:
    """The moment of an arrival."""
    return time.monotonic_ns()
