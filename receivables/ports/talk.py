"""Messages on their way, and chats."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from receivables.model.contact import Touch
from receivables.model.conversation import Conversation, DeadLetter, Inbound, LetterPlace
from receivables.model.ladder import Notice
from receivables.model.message import OutboxRow, State
from receivables.model.sending import Spent

CLAIM_LEASE = timedelta(minutes=2)
"""How long a claimed outbox row belongs to its worker; one that is still pending then may be claimed again."""


@dataclass(frozen=True, slots=True)
class LinkedChat:
    """A chat that proved a supply. `locale`: the language that was chosen there; "" for the utility's own."""

    supply_number: str
    address: str
    locale: str = ""


class Outbox(Protocol):
    """Messages on their way. The natural key makes a repeated plan harmless."""

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        """Insert those whose key is new; how many rows became pending.

        A row of that key that ended withheld, expired or failed is pending again with the new content and keeps its
        count of attempts and its age (`created_at`): its message was certainly not sent. In every other state the key
        is taken for ever (I-28).
        """
        ...

    async def claim(
        self,
        now: datetime,
        limit: int,
        *,
        keys: Collection[str] | None = None,
        answers_only: bool = False,
    ) -> list[OutboxRow]:
        """Take the next pending rows whose `not_before` has come: replies first, then by time; or only those keys.

        `answers_only`: replies and receipts, while nothing that we begin may go out.

        No two workers get the same row. A claimed row stays `pending` until it is saved with another state. By its
        `claimed_at` it is told later whether the claim holds still: whatever is done with the row ends it.
        """
        ...

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        """Write back rows by key; nobody has claimed them any more. What may not stay readable goes (`secrecy`)."""
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

    async def untouched(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        """Those of these rows with which nobody did anything since they were as given, in their order.

        Whatever is done with a row changes its state, attempt, claim, address, provider's id, price or moment of
        sending: these are looked at and no more, which takes a fraction of reading it all again.
        """
        ...

    async def numbered(self, ids: Collection[int]) -> dict[int, OutboxRow]:
        """Those of these rows that exist, by the store's number."""
        ...

    async def coded(self, code: str) -> list[OutboxRow]:
        """The rows that carry this authenticity code, newest first."""
        ...

    async def in_doubt(self, limit: int) -> list[OutboxRow]:
        """The rows `unknown`, oldest first."""
        ...

    async def doubts_of(
        self, channels: Collection[str], since: datetime, until: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        """The rows `unknown` on those channels that were begun in that time, by number, from `after` on."""
        ...

    async def handed_to(self, address: str, since: datetime) -> list[OutboxRow]:
        """What was begun to that address since, by whatever channel and whatever became of it, by number."""
        ...

    async def unserved_before(
        self, notices: Collection[Notice], before: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        """Rows of those notices made before that moment which went nowhere or are not served, by number, from `after`.

        `sent`, `unknown`, `failed`, `expired`, and `withheld`; the newest row of each natural key is its only one. Of a
        round of the case that is over there are none: nothing of it is wanted any more.
        """
        ...

    async def open_answers(self, addresses: Collection[str]) -> list[OutboxRow]:
        """Replies and receipts to those addresses that are pending or sending, by number."""
        ...

    async def last_to(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        """When each of those addresses was last sent something by that channel."""
        ...

    async def spent(self, since: datetime, until: datetime) -> Spent:
        """What went out in that time and what it cost."""
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

    async def said_to(self, channel: str, address: str, limit: int = 50) -> list[OutboxRow]:
        """The latest rows to that chat in whatever state, in the order of their sending or else of their making."""
        ...

    async def told_of(self, channel: str, address: str) -> frozenset[str]:
        """The supplies that any row to that chat was ever about."""
        ...

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        """The proactive messages to each of those persons and addresses (`addr:`), from `since` on, oldest first.

        Over all channels and supplies; one message to a person counts for their address too, by the same key.
        `sending` and `unknown` count; any other state counts when the provider had taken the message once, as one that
        failed later and waits for another channel. A row enters `sending` with its `sent_at`; without one its
        `not_before` stands for it.
        """
        ...

    async def drop(
        self, supply_number: str, state: State, reasons: tuple[str, ...], *, sparing: str | None = None
    ) -> int:
        """Move the pending proactive rows of a supply to a final state (a payment or an opt-out came first).

        `sparing`: how the keys begin of those that stay.
        """
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

    async def named(self, ref: str) -> Conversation | None:
        """The chat of that name (`Conversation.ref`)."""
        ...

    async def of_supply(self, supply_number: str, limit: int = 50) -> list[Conversation]:
        """The chats that are about that supply, the one heard of last first."""
        ...

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        """The addresses of chats of that channel linked to those supplies: of several the one heard of last."""
        ...

    async def linked_chats(self, channel: str, supply_numbers: Collection[str]) -> list[LinkedChat]:
        """All chats of that channel linked to those supplies, the one heard of last at the end."""
        ...

    async def receive(self, inbound: Inbound) -> bool:
        """Store an inbound message; False when its id is known already."""
        ...

    async def receive_all(self, inbounds: Sequence[Inbound]) -> list[bool]:
        """Store several in one go; for each whether its id is new."""
        ...

    async def unanswered(self, limit: int) -> list[Inbound]:
        """Stored messages not yet processed, oldest first."""
        ...

    async def talks_waiting(self, limit: int) -> list[tuple[str, str]]:
        """Channel and address of chats with stored messages not yet processed, the longest waiting first."""
        ...

    async def next_of(self, channel: str, address: str) -> Inbound | None:
        """The oldest message of that chat not yet processed: as they were stored, of Telegram by its own numbers."""
        ...

    async def last_heard(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        """When each of those addresses last wrote to us, where it ever did (WA-WIN-1)."""
        ...

    async def dead_letters(self, limit: int, after: LetterPlace | None = None) -> list[DeadLetter]:
        """Messages that ended with a problem and wait for staff, newest first; those that follow on that place."""
        ...

    async def count_attempt(self, inbound_id: str) -> int:
        """A stored message is taken once more: how often it was, this time with them; 0 for one that is processed."""
        ...

    async def reread(self, inbound: Inbound) -> None:
        """A stored message that could not be read before says this; nothing happens when none has its id."""
        ...

    async def requeue(self, inbound_id: str) -> bool:
        """Have a dead letter processed again, as if never taken; False when there is none of that id."""
        ...

    async def bury(self, inbound_id: str, at: datetime, by: str) -> bool:
        """Staff looked after a dead letter otherwise; False when there is none of that id."""
        ...

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        """The message was processed, or ended with a problem."""
        ...

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        """The latest messages from that address, oldest first."""
        ...

    async def latest_of(self, chats: Collection[tuple[str, str]]) -> dict[tuple[str, str], Inbound]:
        """The latest message of each of these chats, named by channel and address, that has any."""
        ...

    async def message(self, inbound_id: str) -> Inbound | None:
        """One stored message."""
        ...

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        """How many wrong proofs were offered for that supply, from any chat."""
        ...

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        """Count one."""
        ...

    async def forget_tries(self, before: datetime) -> int:
        """Delete the wrong proofs offered before that moment; how many."""
        ...
