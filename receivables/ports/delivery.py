"""Words, and the channels that carry them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from receivables.model.message import Button, Message
from receivables.model.sending import Told


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that goes with a message: its file name, its media type, and its bytes."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words, ready for a channel. `subject` is for e-mail, and so is `leave_link`.

    The link asks by itself, when a program posts to it, that the person gets no more messages (RFC 8058); "" for none.
    `paper`: the kind of document that goes with it; its bytes are made by `Papers` where they are needed.
    `without_paper`: what the text says besides where that document cannot go along.
    """

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    leave_link: str = ""
    paper: str = ""
    without_paper: str = ""


class Papers(Protocol):
    """Makes the documents that go with messages."""

    def paper(self, message: Message) -> Paper:
        """The document that `message.paper` names, of the message's own values: the same values, the same bytes.

        Raises LookupError for a kind that there is none of. It takes some hundredths of a second: call it in a thread.
        """
        ...

    def name(self, message: Message) -> str:
        """The file name that it will have. Raises LookupError."""
        ...


@dataclass(frozen=True, slots=True)
class Templated:
    """A message as an approved template has it: what fills its numbered gaps, and the text that people read."""

    name: str
    text: str
    variables: Mapping[str, str] = field(hash=False)


class Renderer(Protocol):
    """Turns keys and values into words of a locale."""

    def render(self, message: Message, channel: str = "") -> Rendered:
        """The text, in the channel's own wording where there is one, and its buttons as (id, label).

        Raises when a field is missing: a gap is never sent.
        """
        ...

    def label(self, button: Button) -> str:
        """The label of one button."""
        ...

    def template_name(self, message: Message) -> str:
        """Under which name its approved template is kept: the key, with the variant after a dot."""
        ...

    def template_digest(self, name: str) -> str | None:
        """By what a template is told to have the words that it has here; None where there is none of that name."""
        ...

    def templated(self, message: Message) -> Templated:
        """The message in the words of its WhatsApp template. Raises LookupError when the catalogue has none."""
        ...


@dataclass(frozen=True, slots=True)
class Content:
    """An approved template of the account with what fills its gaps."""

    sid: str
    variables: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a channel needs to hand a message over.

    `outbox_id` and `attempt` go into the address of the status callback. `content`: the template to use; without it the
    text goes as it is. `valid_for`: seconds after which the provider must not deliver it any more (I-3). `code`: the
    authenticity code that stands in the text, for finding the message again. `begin_by`: the moment of the loop's clock
    after which a channel does not begin with it any more; it raises DeliveryFailed("busy") then. `turn`: to be awaited
    before each further part of a message that goes in parts: the turn that was given is that of the first. `message`:
    what a document is made of, where one goes along.
    """

    outbox_id: int
    attempt: int
    key: str
    address: str
    rendered: Rendered
    content: Content | None = None
    valid_for: int | None = None
    code: str | None = None
    begin_by: float | None = field(default=None, compare=False)
    turn: Callable[[], Awaitable[None]] | None = field(default=None, compare=False)
    message: Message | None = field(default=None, compare=False, repr=False)

    async def next_turn(self) -> None:
        """Wait for the turn of a further part. Raises DeliveryFailed when there is none for long."""
        if self.turn is not None:
            await self.turn()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a channel answered: its own id of the message, and how many parts it is counted as."""

    provider_id: str
    segments: int = 1


class DeliveryFailed(Exception):
    """The channel certainly did not take the message.

    `why`: one word for the record. `code`: of the provider's error table; `status`: of its HTTP answer, 0 for none.
    `retry_after`: seconds, where the provider named them.
    """

    def __init__(self, why: str, *, code: str = "", status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.code = code or why
        self.status = status
        self.retry_after = retry_after


class DeliveryUnknown(Exception):
    """Nobody knows whether the channel took the message, or it took a part; it is never sent again blindly.

    `retry_after`: seconds for which the sender has to rest, where the provider named them.
    """

    def __init__(self, why: str = "", *, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class Channel(Protocol):
    """One way to reach people.

    `name`: the channel of its conversations. `provider`: whose error codes it gives. `sender`: whose rate its messages
    count against; equal for all programs. `carries`: the consented channels whose messages it takes. `initiates`:
    whether it can write first. `needs_template`: whether, outside 24 hours after a person's own message, only an
    approved template may go (WA-WIN-1).
    """

    name: str
    provider: str
    sender: str
    carries: frozenset[str]
    initiates: bool
    needs_template: bool

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand one message over. Raises DeliveryFailed or DeliveryUnknown."""
        ...


@runtime_checkable
class Narrow(Protocol):
    """A channel that hands over so few messages at the same time that others would wait inside it."""

    at_once: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a provider knows of a message that we were in doubt about."""

    provider_id: str
    told: Told
    code: str = ""


@runtime_checkable
class Traces(Protocol):
    """A channel whose provider can be asked what became of a message."""

    async def find(
        self, address: str, text: str, code: str | None, since: datetime, others: Collection[str] = ()
    ) -> Found | None:
        """The message to that address made at or after `since`: by its code where it has one, else by its whole text.

        `others`: the provider's ids of messages that are certainly another one, with the same words perhaps. None when
        the provider knows of none. Raises DeliveryUnknown when it cannot be asked now.
        """
        ...
