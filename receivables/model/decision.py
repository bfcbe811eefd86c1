"""The answer to "may we?": `Allowed`, or `Withheld` with every reason. The reasons are the audit record."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why nothing was sent, or no cut ordered. The order is the one in which people read them."""

    PAID = "paid"
    BELOW_AMOUNT = "below_amount"
    CLAIM = "claim"
    LIVE_AGREEMENT = "live_agreement"
    PROTECTED_SUPPLY = "protected_supply"
    PROTECTING_SCORE = "protecting_score"
    NO_CONTINUITY = "no_continuity"
    INACTIVE = "inactive"
    ALREADY_CUT = "already_cut"
    OBSTACLE = "obstacle"
    STALE_FEED = "stale_feed"
    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    NO_CHANNEL = "no_channel"
    OUTSIDE_WINDOW = "outside_window"
    HOLIDAY = "holiday"
    CAP = "cap"
    NOT_OVERDUE_ENOUGH = "not_overdue_enough"
    PROMISE_RUNNING = "promise_running"
    NOT_SERVED = "not_served"
    TOO_SOON = "too_soon"
    NOT_ITS_TURN = "not_its_turn"
    PAUSED = "paused"


RULES: dict[Reason, str] = {
    Reason.PAID: "I-11",
    Reason.BELOW_AMOUNT: "design 3",
    Reason.CLAIM: "PE-CUT-3",
    Reason.LIVE_AGREEMENT: "PE-CUT-2",
    Reason.PROTECTED_SUPPLY: "PE-CUT-11",
    Reason.PROTECTING_SCORE: "POL-RFM-1",
    Reason.NO_CONTINUITY: "domain 1.3",
    Reason.INACTIVE: "domain 1",
    Reason.ALREADY_CUT: "domain 1.3",
    Reason.OBSTACLE: "domain 1.3",
    Reason.STALE_FEED: "I-11",
    Reason.OPTED_OUT: "I-6",
    Reason.NO_CONSENT: "PE-DAT-9",
    Reason.NO_CHANNEL: "PE-CON-9",
    Reason.OUTSIDE_WINDOW: "PE-CON-1",
    Reason.HOLIDAY: "PE-CON-2",
    Reason.CAP: "PE-CON-10",
    Reason.NOT_OVERDUE_ENOUGH: "PE-CUT-1",
    Reason.PROMISE_RUNNING: "POL-PRM-1",
    Reason.NOT_SERVED: "I-12",
    Reason.TOO_SOON: "PE-CUT-5",
    Reason.NOT_ITS_TURN: "I-12",
    Reason.PAUSED: "PE-CLM-8",
}
"""The rule that each reason stands for, by its id in the rules of the jurisdiction or the source document."""

PASSING = frozenset(
    {Reason.OUTSIDE_WINDOW, Reason.HOLIDAY, Reason.CAP, Reason.STALE_FEED, Reason.PAUSED, Reason.TOO_SOON}
)
"""Reasons that time alone can lift: what they withhold is asked again later, until it expires."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Nothing speaks against it."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Everything that speaks against it, in reading order; never empty."""

    reasons: tuple[Reason, ...]

    @property
    def passing(self) -> bool:
        """Whether waiting may be enough."""
        return all(reason in PASSING for reason in self.reasons)


Decision = Allowed | Withheld


def decide(reasons: set[Reason]) -> Decision:
    """Allowed when there is no reason against."""
    return Withheld(tuple(r for r in Reason if r in reasons)) if reasons else Allowed()
