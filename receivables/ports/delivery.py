"""Words, and the channels that carry them."""

from dataclasses import dataclass
from typing import Protocol

from receivables.model.message import Button, Message


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words, ready for a channel."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class Renderer(Protocol):
    """Turns keys and values into words of a locale."""

    def render(self, message: Message) -> Rendered:
        """The text and its buttons as (id, label). Raises when a field is missing: a gap is never sent."""
        ...

    def label(self, button: Button) -> str:
        """The label of one button."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a channel answered: its own id of the message."""

    provider_id: str


class DeliveryFailed(Exception):
    """The channel certainly did not take the message; `retry_after` seconds when it may be tried again."""

    def __init__(self, why: str, *, retry_after: int | None = None, closed: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after
        self.closed = closed


class DeliveryUnknown(Exception):
    """Nobody knows whether the channel took the message; it is never sent again blindly."""


class Channel(Protocol):
    """One way to reach people. `carries` names the consented channels whose messages it takes."""

    name: str
    carries: frozenset[str]
    initiates: bool

    async def send(self, address: str, rendered: Rendered, key: str) -> Delivery:
        """Hand one message over. Raises DeliveryFailed or DeliveryUnknown."""
        ...
