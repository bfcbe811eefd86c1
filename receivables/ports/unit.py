"""One transaction over all of it."""

from collections.abc import Collection
from types import TracebackType
from typing import Protocol, Self

from receivables.ports.agreements import Agreements
from receivables.ports.attachments import Attachments
from receivables.ports.codes import Codes
from receivables.ports.inbox import Handovers, Turns
from receivables.ports.ledger import Ledger
from receivables.ports.people import (
    Approvals,
    Consents,
    Impediments,
    Invitations,
    Persons,
    Suppressions,
)
from receivables.ports.requests import Requests
from receivables.ports.sending import Alarms, Callbacks, Halts, Heartbeats, Openings, Rates, Templates
from receivables.ports.talk import Conversations, Outbox
from receivables.ports.work import Audit, Campaigns, Cases, Staff, WorkOrders


class UnitOfWork(Protocol):
    """One transaction over all of it."""

    ledger: Ledger
    agreements: Agreements
    cases: Cases
    outbox: Outbox
    conversations: Conversations
    codes: Codes
    attachments: Attachments
    campaigns: Campaigns
    work_orders: WorkOrders
    audit: Audit
    staff: Staff
    consents: Consents
    suppressions: Suppressions
    impediments: Impediments
    approvals: Approvals
    invitations: Invitations
    persons: Persons
    rates: Rates
    openings: Openings
    halts: Halts
    alarms: Alarms
    callbacks: Callbacks
    templates: Templates
    heartbeats: Heartbeats
    handovers: Handovers
    turns: Turns
    requests: Requests

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit; on an exception, undo all of it."""
        ...

    async def hold(self, names: Collection[str]) -> None:
        """Make other units that hold one of these names (a talk, `supply:<number>`, a person) wait until this one ends.

        So that what is read and what is decided of it belong together, however many workers there are (I-4). Hold a
        talk first, supplies (and messages of none: `situation.hold_rows`) second, persons third, a `budget:<sender>`
        last, each in one call. Read what it is about after that: it may have changed while this unit waited. Where
        units never run at the same time it does nothing.
        """
        ...

    async def write(self) -> None:
        """Write now what would be written at the end, but for the record: what is left to do then takes less time."""
        ...


class Units(Protocol):
    """Makes units of work. `beside`: those that write go on at the same time; else one waits for the other's end."""

    @property
    def beside(self) -> bool: ...

    def __call__(self) -> UnitOfWork:
        """A new one, not yet entered."""
        ...

    def reading(self) -> UnitOfWork:
        """A new one that only reads: it waits for no writer and keeps none waiting."""
        ...
