"""One chat: who it proved to be, and what it was last asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from receivables.model.message import Value


class Identity(StrEnum):
    """What a chat has proved (design.md, Identity). A phone number alone proves nothing."""

    NONE = "none"
    LINKED = "linked"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of one chat, by channel and address.

    `expecting` names the question that a bare answer belongs to; `slots` are what was gathered for it so far.
    `wrong_tries` and `locked_until`: lock-out after five wrong tries. `with_person`: the bot is silent.
    """

    channel: str
    address: str
    identity: Identity = Identity.NONE
    supply_number: str | None = None
    person: str | None = None
    expecting: str | None = None
    slots: Mapping[str, Value] = field(default_factory=dict)
    wrong_tries: int = 0
    locked_until: datetime | None = None
    with_person: bool = False
    last_inbound_at: datetime | None = None

    def locked(self, now: datetime) -> bool:
        """Whether too many wrong tries closed the identification for a while."""
        return self.locked_until is not None and now < self.locked_until


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, document or voice note that came with a message; `reference` is the provider's, fetched when needed."""

    reference: str
    content_type: str = ""
    name: str = ""
    size: int | None = None


NUMBERED = frozenset({"telegram"})
"""Channels whose provider numbers what is written in its order: by the ids, shorter ones first."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message from a person, as stored before anything is done with it. `id` is the provider's, unique."""

    id: str
    channel: str
    address: str
    text: str
    button: str | None
    received_at: datetime
    raw: str = ""
    name: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be processed: what is wrong, and since when it waits for staff."""

    inbound: Inbound
    problem: str
    at: datetime
