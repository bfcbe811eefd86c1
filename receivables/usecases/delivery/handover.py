"""What is decided about a batch of messages: what the steps of delivery hand to one another."""

from dataclasses import dataclass, field

from receivables.model.audit import AuditEntry
from receivables.model.message import Kind, OutboxRow
from receivables.ports import Channel, Parcel

DISPATCHER = "dispatcher"
PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)


@dataclass(frozen=True, slots=True)
class Departure:
    """A row that is `sending`, ready for its channel."""

    row: OutboxRow
    channel: Channel
    parcel: Parcel

    @property
    def proactive(self) -> bool:
        """Whether we begin."""
        return self.row.kind in PROACTIVE


@dataclass(slots=True)
class Prepared:
    """What was decided about a batch: every row as it is to be kept, the record, and what is to be handed over.

    `crowded`: by their sender, those that would go if it had room; nothing about them is kept.
    """

    rows: list[OutboxRow] = field(default_factory=list)
    entries: list[AuditEntry] = field(default_factory=list)
    departures: list[Departure] = field(default_factory=list)
    crowded: list[tuple[str, OutboxRow]] = field(default_factory=list)
