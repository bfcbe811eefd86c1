"""What happens around a message on its way: what a provider tells of it later, what halts it, what rings an alarm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PROACTIVE_HALT = "proactive"
"""The global stop: nothing that we begin goes out (I-30). Replies go on."""


def channel_halt(channel: str) -> str:
    """The subject of a halt of one channel (WA-POL-2): what we begin goes by the next one."""
    return f"channel:{channel}"


def template_halt(channel: str, name: str) -> str:
    """The subject of a halt of one template: it is in the state FIX, and no worker sends it (I-29)."""
    return f"template:{channel}:{name}"


def openings_halt(channel: str) -> str:
    """The subject of a halt of what opens conversations there (WA-LIM-1): whoever wrote to us is answered, and told."""
    return f"openings:{channel}"


def campaign_halt(campaign: str) -> str:
    """The subject of a halt of one campaign."""
    return f"campaign:{campaign}"


@dataclass(frozen=True, slots=True)
class Halt:
    """Something that may not go out until somebody lifts it, or until its end. `by`: a person or the dispatcher.

    `whole`: answers neither, because the provider refuses the account itself. Any other halt is a decision of ours, and
    whoever writes to us is answered (I-5).
    """

    subject: str
    at: datetime
    by: str
    why: str
    until: datetime | None = None
    whole: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether it still does."""
        return self.until is None or now < self.until


class AlarmKind(StrEnum):
    """What staff must look at."""

    UNKNOWN_CODE = "unknown_code"
    HALTED = "halted"
    REFUSED = "refused"
    UNKNOWN_VERIFICATIONS = "unknown_verifications"
    WINDOW_MISTAKEN = "window_mistaken"
    OPT_OUTS = "opt_outs"
    BOUNCES = "bounces"
    TICKS = "ticks"
    ORPHANS = "orphans"
    CALLBACKS = "callbacks"
    DEAD_LETTERS = "dead_letters"
    REQUESTS_NEAR = "requests_near"
    REQUESTS_LATE = "requests_late"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm, by kind and subject; rung again it counts on. `subject` holds no personal data."""

    kind: AlarmKind
    subject: str
    first_at: datetime
    last_at: datetime
    count: int = 1
    seen_at: datetime | None = None
    seen_by: str | None = None


class Told(StrEnum):
    """What a provider tells of a message, in words of ours. The order is their rank: what is known never goes back."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"

    @property
    def rank(self) -> int:
        """FAILED ends as DELIVERED does: what was delivered cannot fail, and what failed was not delivered."""
        return {"accepted": 0, "sent": 1, "delivered": 2, "failed": 2, "read": 3}[self.value]


@dataclass(frozen=True, slots=True)
class Callback:
    """A status callback, stored before anything is done with it; unique by provider's id, status and code.

    `outbox_id` and `attempt` stand in the signed address that the provider called. `cost`: millionths of a US dollar.
    """

    provider_id: str
    told: Told
    outbox_id: int
    attempt: int
    received_at: datetime
    code: str = ""
    cost: int | None = None
    raw: str = ""


class TemplateCategory(StrEnum):
    """How WhatsApp classes a template (WA-TPL-1)."""

    UTILITY = "utility"
    MARKETING = "marketing"


class TemplateState(StrEnum):
    """How far the approval of a template has come. Only an approved one is sent."""

    UNSUBMITTED = "unsubmitted"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A template as it stands in the account of the provider. `digest`: of the text that was registered.

    `name`: the key of the message, with its variant after a dot (`friendly_notice.plain`).
    """

    channel: str
    name: str
    locale: str
    category: TemplateCategory
    content_sid: str
    state: TemplateState
    digest: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Reservation:
    """Turns that a sender was given: seconds from now at which each message may leave; none while it rests.

    `rests`: seconds until the sender may be asked again. `at`: when, by the clock that all programs share.
    """

    delays: tuple[float, ...]
    rests: float = 0.0
    at: float = 0.0


Spent = Mapping[tuple[str, str, str], tuple[int, int, int]]
"""By (campaign or kind, channel, category): how many messages, segments, millionths of a US dollar."""
