"""Who is behind a cookie of the embedded chat: kept in memory, bounded, forgotten when idle."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from bot.problems import TooMany

MOST = 1_000
IDLE_SECONDS = 3_600
TOKEN_BYTES = 24


@dataclass(slots=True)
class Visitor:
    """`address` is where an anonymous visitor is written to; `supply` the customer whose page was opened last.

    `begun`: the chats in which something was said from here.
    """

    token: str
    address: str
    seen: float
    supply: str | None = None
    begun: set[str] = field(default_factory=set)


class Visitors:
    """No more than `most` at a time: the idlest makes room, and when none is idle a new one is refused."""

    def __init__(self, most: int = MOST, ticks: Callable[[], float] = monotonic) -> None:
        self._most = most
        self._ticks = ticks
        self._by_token: OrderedDict[str, Visitor] = OrderedDict()

    def __len__(self) -> int:
        return len(self._by_token)

    def find(self, token: str | None) -> Visitor | None:
        """The visitor with that cookie, who is here again."""
        visitor = self._by_token.get(token or "")
        if visitor is not None:
            visitor.seen = self._ticks()
            self._by_token.move_to_end(visitor.token)
        return visitor

    def admit(self) -> Visitor:
        """A new visitor. Raises Refused("too_many_visitors")."""
        if len(self._by_token) >= self._most:
            self._make_room()
        token = secrets.token_urlsafe(TOKEN_BYTES)
        visitor = Visitor(token, f"visitor-{secrets.token_hex(8)}", self._ticks())
        self._by_token[token] = visitor
        return visitor

    def _make_room(self) -> None:
        token, idlest = next(iter(self._by_token.items()))
        if self._ticks() - idlest.seen < IDLE_SECONDS:
            raise TooMany("too_many_visitors", most=self._most)
        del self._by_token[token]
