"""What a message costs: by channel, market, category and the day on which it goes (WA-PRC-1 to WA-PRC-3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

MARKETS = {"51": "PE", "57": "CO"}
"""Country codes of telephones, by market."""
ELSEWHERE = "*"
"""The market of an address that names no country we have prices for, and of channels without markets."""

UTILITY = "utility"
MARKETING = "marketing"
SERVICE = "service"
TEXT = "text"
FREE = "free"
"""As what a message is charged: an approved template of either kind, a free text inside 24 hours, an SMS, nothing."""
UNCHARGED = frozenset({"telegram", "chat", "correo"})
"""Channels whose messages nobody charges one by one."""


SMS = "sms"
"""The channel whose messages are charged by their parts."""


PER_DELIVERED = frozenset({"whatsapp"})
"""Channels that charge what was delivered; the others charge what they took (WA-PRC-1)."""


def market_of(address: str) -> str:
    """The market of an address: by the country code of a telephone."""
    if not address.startswith("+"):
        return ELSEWHERE
    return next((market for code, market in MARKETS.items() if address[1:].startswith(code)), ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Price:
    """One line of a price list, in force from `since` until a newer one: `micros` are millionths of a US dollar.

    For each part of a message (`segments`). `free_monthly`: so many of them cost nothing in each calendar month.
    `confirmed`: whether the utility saw it in its own contract; until then it is an estimate and says so.
    """

    channel: str
    market: str
    category: str
    since: date
    micros: int
    free_monthly: int = 0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Bill:
    """What some messages cost: how many of them are charged, and for how much; of `unpriced` nobody knows the price."""

    messages: int
    charged: int
    micros: int
    confirmed: bool
    unpriced: int = 0

    def __add__(self, other: "Bill") -> "Bill":
        return Bill(
            self.messages + other.messages,
            self.charged + other.charged,
            self.micros + other.micros,
            self.confirmed and other.confirmed,
            self.unpriced + other.unpriced,
        )


NOTHING = Bill(0, 0, 0, confirmed=True)


@dataclass(frozen=True, slots=True)
class Prices:
    """The price lists; lines of one channel, market and category in the order of their dates."""

    lines: Mapping[tuple[str, str, str], tuple[Price, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: tuple[Price, ...]) -> "Prices":
        """Put in order."""
        found: dict[tuple[str, str, str], list[Price]] = {}
        for line in sorted(lines, key=lambda each: each.since):
            found.setdefault((line.channel, line.market, line.category), []).append(line)
        return cls({key: tuple(several) for key, several in found.items()})

    def on(self, channel: str, market: str, category: str, day: date) -> Price | None:
        """The price in force on that day: of the market, else of everywhere; None where nobody charges or knows."""
        for where in (market, ELSEWHERE):
            lines = [line for line in self.lines.get((channel, where, category), ()) if line.since <= day]
            if lines:
                return lines[-1]
        return None

    def cost(self, channel: str, address: str, category: str, day: date, segments: int = 1) -> int:
        """What one message to that address costs at most: in millionths of a US dollar.

        As if its month's allowance were used up (Q-16); what it really cost is told by the provider.
        """
        price = self.on(channel, market_of(address), category, day)
        return price.micros * segments if price else 0

    def estimate(
        self,
        channel: str,
        market: str,
        category: str,
        day: date,
        count: int,
        *,
        parts: int = 0,
        used: int = 0,
    ) -> Bill:
        """What so many messages cost, of so many `parts` all together, where they are charged by these.

        Without a price nothing, and that is not confirmed: unless nobody charges there.
        """
        price = self.on(channel, market, category, day)
        if price is not None:
            return charged(price, count, used, parts)
        known = channel in UNCHARGED
        return Bill(count, 0, 0, confirmed=known, unpriced=0 if known else count)

    def known_since(self, channel: str, category: str) -> date | None:
        """The first day with a price for such messages in any market; None when there is none."""
        lines = (
            several for (name, _, what), several in self.lines.items() if (name, what) == (channel, category)
        )
        return min((several[0].since for several in lines), default=None)


def charged(price: Price, count: int, used: int, parts: int = 0) -> Bill:
    """The monthly allowance goes first."""
    free = min(count, max(price.free_monthly - used, 0))
    each = max(parts, count)
    return Bill(count, count - free, (each - free) * price.micros, price.confirmed)
