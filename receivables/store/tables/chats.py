"""Chats, and the messages that came in."""

from sqlalchemy import Boolean, ColumnClause, Index, Integer, Text, UniqueConstraint, literal_column

from receivables.model.conversation import Identity
from receivables.model.message import encode
from receivables.store import codecs
from receivables.store.schema import counted, key, keyed, may, must, where
from receivables.store.types import Coded, UtcDateTime, WordType

conversations = keyed(
    "conversations",
    key("channel"),
    key("address"),
    must("identity", WordType(Identity)),
    may("supply_number"),
    may("person"),
    may("expecting"),
    must("slots", Coded(encode, codecs.decode_slots)),
    must("wrong_tries", Integer),
    may("locked_until", UtcDateTime),
    must("with_person", Boolean),
    may("last_inbound_at", UtcDateTime),
    may("strong_until", UtcDateTime),
    must("strong_by"),
    must("supplies", Coded(codecs.encode_words, codecs.decode_words)),
    must("reached", Coded(codecs.encode_words, codecs.decode_words)),
    must("locale"),
    must("ref"),
    Index(None, "utility", "supply_number"),
    Index(None, "utility", "ref"),
)

UNANSWERED: ColumnClause[bool] = literal_column("answered_at IS NULL")
DEAD: ColumnClause[bool] = literal_column("problem <> '' AND looked_at IS NULL")

inbound_messages = counted(
    "inbound_messages",
    must("message_id"),
    must("channel"),
    must("address"),
    must("text", Text),
    may("button"),
    must("received_at", UtcDateTime),
    must("raw", Text),
    must("name"),
    must("media", Coded(codecs.encode_media, codecs.decode_media)),
    may("answered_at", UtcDateTime),
    may("problem", Text),
    may("looked_at", UtcDateTime),
    may("looked_by"),
    must("attempts", Integer),
    UniqueConstraint("utility", "message_id"),
    # Talks that wait, and the oldest message of each, are found in this index alone.
    Index(
        "ix_inbound_messages_unanswered",
        *("utility", "channel", "address", "id", "received_at"),
        **where(UNANSWERED),
    ),
    Index("ix_inbound_messages_dead", "utility", "answered_at", **where(DEAD)),
    Index(None, "utility", "channel", "address", "received_at"),
    Index(None, "utility", "channel", "id"),
)

wrong_tries = counted(
    "wrong_tries",
    must("supply_number"),
    must("at", UtcDateTime),
    Index(None, "utility", "supply_number", "at"),
)

one_time_codes = counted(
    "one_time_codes",
    must("supply_number"),
    must("digest"),
    must("made_at", UtcDateTime),
    must("made_by"),
    must("expires_at", UtcDateTime),
    must("channel"),
    must("chat"),
    may("used_at", UtcDateTime),
    must("tries", Integer),
    Index(None, "utility", "supply_number", "id"),
)
