"""What all dispatchers share: turns, openings, halts, alarms, callbacks, templates, signs of life."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnClause,
    Double,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    literal_column,
)

from receivables.model.sending import AlarmKind, TemplateCategory, TemplateState, Told
from receivables.store.schema import counted, key, keyed, may, must, where
from receivables.store.types import UtcDateTime, WordType

sender_rates = keyed("sender_rates", key("sender"), must("next_at", Double), must("rest_until", Double))
"""Seconds since 1970 by the database's clock: a demo's clock plays no part."""

openings = keyed(
    "openings", key("sender"), key("opened"), must("at", UtcDateTime), Index(None, "utility", "sender", "at")
)
"""`opened` is the pseudonym of an address: it is counted and compared, and never read."""

halts = keyed(
    "halts",
    key("subject"),
    must("at", UtcDateTime),
    must("by"),
    must("why", Text),
    may("until", UtcDateTime),
    must("whole", Boolean),
)

alarms = keyed(
    "alarms",
    key("kind", WordType(AlarmKind)),
    key("subject"),
    must("first_at", UtcDateTime),
    must("last_at", UtcDateTime),
    must("count", Integer),
    may("seen_at", UtcDateTime),
    may("seen_by"),
)

UNAPPLIED: ColumnClause[bool] = literal_column("applied_at IS NULL")

status_callbacks = counted(
    "status_callbacks",
    must("provider_id"),
    must("told", WordType(Told)),
    must("outbox_id", BigInteger),
    must("attempt", Integer),
    must("received_at", UtcDateTime),
    must("code"),
    may("cost", BigInteger),
    must("raw", Text),
    may("applied_at", UtcDateTime),
    may("problem", Text),
    must("attempts", Integer),
    UniqueConstraint("utility", "provider_id", "told", "code"),
    Index("ix_status_callbacks_unapplied", "utility", "attempts", "id", **where(UNAPPLIED)),
    Index(None, "utility", "outbox_id"),
)

message_templates = keyed(
    "message_templates",
    key("channel"),
    key("name"),
    key("locale"),
    must("category", WordType(TemplateCategory)),
    must("content_sid"),
    must("state", WordType(TemplateState)),
    must("digest"),
    must("checked_at", UtcDateTime),
)

heartbeats = keyed("heartbeats", key("program"), key("worker"), must("at", Double))
"""`at` as in `sender_rates`."""
