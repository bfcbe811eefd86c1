"""The ledger of consents: who allowed what, by which channel, when, in answer to which words (PE-DAT-8).

Events are never changed. What is in force is derived: the latest word of the person about a channel and a purpose; on
the same day a no is stronger than a yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

EVERY_CHANNEL = ""
FILE, CHAT, DEEP_LINK, DESK = "file", "chat", "deep_link", "desk"
"""Where a word came from."""


class Purpose(StrEnum):
    """What a consent covers: a debt reminder needs `SERVICE`; a raffle needs `PROMO` (PE-ADV-3)."""

    SERVICE = "servicio"
    PROMO = "promo"
    NONE = "ninguno"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One word of a person. A withdrawal may be of every channel (empty) and every purpose (`NONE`).

    `at`: when the person said it (a file gives a day, taken at its beginning); `recorded_at`: when we learned it.
    `wording`: the version of the words that the person answered to; `origin`: file, chat, deep_link or desk, with what
    the file says of it after a colon.
    """

    person: str
    channel: str
    purpose: Purpose
    given: bool
    at: datetime
    recorded_at: datetime
    supply_number: str | None
    origin: str
    wording: str
    actor: str

    def speaks_of(self, channel: str, purpose: Purpose) -> bool:
        """Whether it says something about that channel and purpose."""
        whole = not self.given
        return (self.channel == channel or (whole and self.channel == EVERY_CHANNEL)) and (
            self.purpose is purpose or (whole and self.purpose is Purpose.NONE)
        )


def in_force(events: Iterable[ConsentEvent], channel: str, purpose: Purpose) -> ConsentEvent | None:
    """The consent of one person that holds now, or None: never given, or withdrawn on the same day or later."""
    last: ConsentEvent | None = None
    for event in events:
        if event.speaks_of(channel, purpose) and (last is None or _later(event) >= _later(last)):
            last = event
    return last if last is not None and last.given else None


def of_file(event: ConsentEvent) -> bool:
    """Whether a feed told it."""
    return event.origin.partition(":")[0] == FILE


def refused_since(events: Iterable[ConsentEvent], channel: str, purpose: Purpose, since: datetime) -> bool:
    """Whether the person said no to that from a moment on: they are left in peace for a while."""
    return any(
        not event.given and event.speaks_of(channel, purpose) and event.at >= since for event in events
    )


def _later(event: ConsentEvent) -> tuple[date, bool, datetime]:
    """A no of the same day is stronger; of two words of one kind the later recorded one counts."""
    return event.at.date(), not event.given, event.recorded_at
