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
    OUTAGE = "outage"
    VULNERABLE = "vulnerable"
    DECEASED = "deceased"
    INSOLVENT = "insolvent"
    HOLDER_CHANGED = "holder_changed"
    PRESCRIBED = "prescribed"
    WRITTEN_OFF = "written_off"
    ATYPICAL_BILL = "atypical_bill"
    ONE_CHANNEL = "one_channel"
    UNKNOWN_CALENDAR = "unknown_calendar"
    NEEDS_APPROVAL = "needs_approval"
    NO_TEMPLATE = "no_template"
    BUDGET = "budget"


PASSING = frozenset(
    {
        Reason.OUTSIDE_WINDOW,
        Reason.HOLIDAY,
        Reason.CAP,
        Reason.ONE_CHANNEL,
        Reason.STALE_FEED,
        Reason.PAUSED,
        Reason.TOO_SOON,
        Reason.OUTAGE,
        Reason.BUDGET,
    }
)
"""Reasons that time alone can lift: what they withhold is asked again later, until it expires."""

OF_CUTS = frozenset(
    {
        Reason.OBSTACLE,
        Reason.NOT_OVERDUE_ENOUGH,
        Reason.NOT_SERVED,
        Reason.TOO_SOON,
        Reason.NEEDS_APPROVAL,
    }
)
"""Reasons that only a cut is asked about."""

OF_CONTACTS = frozenset(
    {
        Reason.OPTED_OUT,
        Reason.NO_CONSENT,
        Reason.NO_CHANNEL,
        Reason.CAP,
        Reason.ONE_CHANNEL,
        Reason.BELOW_AMOUNT,
        Reason.NOT_ITS_TURN,
        Reason.NO_TEMPLATE,
        Reason.BUDGET,
    }
)
"""Reasons that only a contact is asked about."""


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
