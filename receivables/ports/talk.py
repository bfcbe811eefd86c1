"""Messages on their way, and chats."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from receivables.model.contact import Touch
from receivables.model.conversation import Conversation, Inbound
from receivables.model.message import OutboxRow, State

CLAIM_LEASE = timedelta(minutes=2)
"""How long a claimed outbox row belongs to its worker; one that is still pending then may be claimed again."""


class Outbox(Protocol):
    """Messages on their way. The natural key makes a repeated plan harmless."""

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        """Insert those whose key is new; how many rows became pending.

        A row of that key that ended withheld, expired or failed is pending again with the new content and keeps its
        count of attempts: its message was certainly not sent. In every other state the key is taken for ever (I-28).
        """
        ...

    async def claim(
        self, now: datetime, limit: int, *, keys: Collection[str] | None = None
    ) -> list[OutboxRow]:
        """Take the next pending rows whose `not_before` has come: replies first, then by time; or only those keys.

        No two workers get the same row. A claimed row stays `pending` until it is saved with another state.
        """
        ...

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        """Write back rows by key."""
        ...

    async def in_flight(self, before: datetime) -> list[OutboxRow]:
        """The rows `sending` since before that moment: whoever sent them fell over before recording it."""
        ...

    async def get(self, key: str) -> OutboxRow | None:
        """One row."""
        ...

    async def find(self, keys: Collection[str]) -> dict[str, OutboxRow]:
        """Those of these rows that exist, by key."""
        ...

    async def of_supply(self, supply_number: str) -> list[OutboxRow]:
        """All rows about one supply, oldest first."""
        ...

    async def unserved_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        """Rows sent to that address (by any channel when None) whose reception is not proved yet."""
        ...

    async def history(self, channel: str | None, address: str, limit: int = 50) -> list[OutboxRow]:
        """The latest rows sent to that address, oldest first."""
        ...

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        """The proactive messages to each of those persons and addresses (`addr:`), from `since` on, oldest first.

        Over all channels and supplies; one message to a person counts for their address too, by the same key.
        `sending` and `unknown` count; `failed` counts when the provider had taken the message. A row enters `sending`
        with its `sent_at`; without one its `not_before` stands for it.
        """
        ...

    async def drop(self, supply_number: str, state: State, reasons: tuple[str, ...]) -> int:
        """Move the pending proactive rows of a supply to a final state (a payment or an opt-out came first)."""
        ...

    async def tally(self) -> dict[tuple[str, str], int]:
        """How many rows by (campaign or kind, state)."""
        ...


class Conversations(Protocol):
    """Chats, and the messages that came in."""

    async def get(self, channel: str, address: str) -> Conversation:
        """The chat; a fresh one when it is new."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """Keep the chat."""
        ...

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        """The addresses of chats of that channel linked to those supplies."""
        ...

    async def receive(self, inbound: Inbound) -> bool:
        """Store an inbound message; False when its id is known already."""
        ...

    async def unanswered(self, limit: int) -> list[Inbound]:
        """Stored messages not yet processed, oldest first."""
        ...

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        """The message was processed, or ended with a problem."""
        ...

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        """The latest messages from that address, oldest first."""
        ...

    async def last_update(self, channel: str) -> str | None:
        """The id of the latest message of a polled channel."""
        ...

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        """How many wrong proofs were offered for that supply, from any chat."""
        ...

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        """Count one."""
        ...

    async def hand_over(
        self, channel: str, address: str, supply_number: str | None, at: datetime, why: str
    ) -> None:
        """Put the chat into the list for a person; one that is there already keeps its place."""
        ...

    async def waiting(self) -> list[Mapping[str, object]]:
        """The list for a person, oldest first: `channel`, `address`, `supply_number`, `at`, `why`."""
        ...
