"""One-time codes: six digits, told once, by which a chat that knows a supply becomes sure of its person (design.md).

What is kept is a keyed digest of a code: six digits would be found from a plain one in a second.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from receivables.model.identity import WRONG_TRIES

DIGITS = 6
LIFETIME = timedelta(minutes=15)
SENT_AT_MOST = 3
"""So many codes are sent for a supply in `SENT_WITHIN`: whoever asks on and on pesters the one who gets them."""
SENT_WITHIN = timedelta(hours=1)
SENT_A_DAY = 5
DAY = timedelta(days=1)
"""And so many in a day."""
DESK = "desk"
"""The channel of a code that the desk gave after looking at an identity document."""


def is_code(text: str) -> bool:
    """Whether it could be such a code."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """Good once, for one supply. The newest that counts in a chat is the only one that does.

    `channel`: by which it was sent, or "desk". `chat`: pseudonym of the chat that asked for it, the only one where it
    counts; "" for one of the desk, which counts in any. `tries`: wrong ones while it was good. `id` is the store's.
    """

    supply_number: str
    digest: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    channel: str = DESK
    chat: str = ""
    used_at: datetime | None = None
    tries: int = 0
    id: int | None = field(default=None, compare=False)

    def good(self, now: datetime) -> bool:
        """Whether it can still be told."""
        return self.used_at is None and now < self.expires_at and self.tries < WRONG_TRIES


class Told(StrEnum):
    """How six digits compare with the newest code of a supply. `EXPIRED`: they are right, and come too late."""

    RIGHT = "right"
    EXPIRED = "expired"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """That, for one supply: the store's number of the code and where it was given, where it is right."""

    told: Told
    id: int = 0
    channel: str = ""


@dataclass(frozen=True, slots=True)
class CodeWay:
    """Where a code can be sent: an address of the same supply that is not this chat."""

    channel: str
    address: str
    person: str


def check(newest: OneTimeCode | None, digests: frozenset[str], chat: str, now: datetime) -> CodeCheck:
    """What was told, by its digests, against the newest code of a supply; `chat`: the pseudonym of where it was told.

    A code for another chat, a used one and none at all are wrong alike.
    """
    if newest is None or newest.digest not in digests or newest.used_at is not None:
        return CodeCheck(Told.WRONG)
    if newest.chat not in ("", chat) or newest.tries >= WRONG_TRIES:
        return CodeCheck(Told.WRONG)
    if not newest.good(now):
        return CodeCheck(Told.EXPIRED)
    return CodeCheck(Told.RIGHT, newest.id or 0, newest.channel)


def hinted(address: str) -> str:
    """What may be shown of an address: the last two digits of a telephone, the first letter of an e-mail address."""
    return address[:1] if "@" in address else address[-2:]
