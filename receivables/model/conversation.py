"""One chat: who it proved to be, and what it was last asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from receivables.model.message import Value

REF_DIGITS = 20


class Identity(StrEnum):
    """What a chat has proved (design.md, Identity). A phone number alone proves nothing."""

    NONE = "none"
    LINKED = "linked"
    STRONG = "strong"


STRONG_FOR = timedelta(minutes=30)
"""How long a chat in which nobody writes stays strong; each message begins it anew."""
LINK_LASTS = timedelta(days=365)
"""After so long without a message a chat has to prove its supplies again: numbers are given to others meanwhile."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of one chat, by channel and address.

    `expecting` names the question that a bare answer belongs to; `slots` are what was gathered for it so far.
    `wrong_tries` and `locked_until`: lock-out after five wrong tries. `with_person`: a person was asked for.
    `supply_number` is the supply that is spoken of, `supplies` are all that the chat proved. `strong_until`: how long
    the code that was told here counts for `supply_number`, and `strong_by` where it was given: "desk", or the channel
    that it was sent by. `reached`: pseudonyms of those whom the feed reached at this address when it was linked.
    `locale`: the language that was chosen here; "" for the utility's own.
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
    strong_until: datetime | None = None
    strong_by: str = ""
    supplies: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    locale: str = ""

    def strong(self, now: datetime) -> bool:
        """Whether a one-time code was told here for the supply that is spoken of, and still counts."""
        known = self.identity is not Identity.NONE and self.supply_number is not None
        return known and self.strong_until is not None and now < self.strong_until

    @property
    def ref(self) -> str:
        """The name of the chat in addresses of pages and in the record: it tells nothing of the telephone."""
        return chat_ref(self.channel, self.address)

    def locked(self, now: datetime) -> bool:
        """Whether too many wrong tries closed the identification for a while."""
        return self.locked_until is not None and now < self.locked_until


def chat_ref(channel: str, address: str) -> str:
    """The first 20 hex digits of the SHA-256 of `chat:<channel>:<address>`."""
    return sha256(f"chat:{channel}:{address}".encode()).hexdigest()[:REF_DIGITS]


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, document or voice note that came with a message; `reference` is the provider's, fetched when needed."""

    reference: str
    content_type: str = ""
    name: str = ""
    size: int | None = None


EDITED = "edited"
"""The `button` of a message that was made out of an earlier one; no button of ours has it."""
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


LetterPlace = tuple[datetime, str]
"""A place in the list of dead letters; it is one still when its letter is gone."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be processed: what is wrong, and since when it waits for staff."""

    inbound: Inbound
    problem: str
    at: datetime

    @property
    def place(self) -> LetterPlace:
        """Where it stands in the list."""
        return self.at, self.inbound.id
