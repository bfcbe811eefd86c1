"""Deep links: a token on a bill or from the desk that links the chat which opens it, once (TG-1)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFETIME = timedelta(days=45)
"""As long as a printed bill is of use."""
LONGEST = 64
_START = re.compile(rf"/start (\S{{1,{LONGEST}}})")


def token_in(text: str) -> str | None:
    """The token that a chat was opened with; None for any other message."""
    found = _START.fullmatch(text.strip())
    return found[1] if found else None


def opening(token: str) -> str:
    """What a chat says when a link with that token opens it, cut to what a token can be."""
    return f"/start {''.join(token.split())[:LONGEST] or '-'}"


def without_token(text: str) -> str:
    """The message as it may be shown."""
    return "/start" if token_in(text) else text


@dataclass(frozen=True, slots=True)
class Invitation:
    """Kept by the SHA-256 of its token: 24 random bytes that say nothing about the supply."""

    digest: str
    supply_number: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str | None = None

    def good(self, now: datetime) -> bool:
        """Whether it still opens."""
        return self.used_at is None and now < self.expires_at
