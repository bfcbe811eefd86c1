"""How fast and how much each channel takes: what its provider allows, and what the utility keeps for urgent matters."""

from collections.abc import Mapping
from dataclasses import dataclass

from receivables.errors import BadPolicy


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """Of one channel. None: without limit.

    `per_second`: messages of one sender (WA-LIM-2, TG-2), over all programs. `daily_openings`: how many different
    people may be written to first in any 24 hours, by the whole portfolio (WA-LIM-1); `reserved_percent` of them are
    kept for urgent notices (I-31). `pair_seconds`: what lies at least between two messages to one person that we begin
    (WA-LIM-3).
    """

    per_second: int | None = None
    daily_openings: int | None = None
    reserved_percent: int = 0
    pair_seconds: int = 0

    def __post_init__(self) -> None:
        positive = all(each is None or each > 0 for each in (self.per_second, self.daily_openings))
        if not positive or not 0 <= self.reserved_percent < 100 or self.pair_seconds < 0:
            raise BadPolicy("limits_out_of_range")

    def openings(self, *, urgent: bool) -> int | None:
        """How many of the day's openings a message may find used and still go; the kept part rounds up."""
        if self.daily_openings is None or urgent:
            return self.daily_openings
        return self.daily_openings * (100 - self.reserved_percent) // 100


def portfolio(channel: str) -> str:
    """Under which name a channel's openings are counted: all numbers of the utility share them (WA-LIM-1)."""
    return f"portfolio:{channel}"


UNLIMITED = ChannelLimits()
DEFAULT_LIMITS: Mapping[str, ChannelLimits] = {
    "whatsapp": ChannelLimits(per_second=80, daily_openings=250, reserved_percent=20, pair_seconds=6),
    "telegram": ChannelLimits(per_second=30, pair_seconds=1),
    "sms": ChannelLimits(per_second=10, pair_seconds=1),
    "correo": ChannelLimits(per_second=10),
}
"""What a new utility starts with: WhatsApp's lowest step (Q-17)."""
