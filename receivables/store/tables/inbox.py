"""What people of the utility take over, and the trace of each turn."""

from sqlalchemy import ColumnClause, Index, Integer, Text, literal_column

from receivables.model.handover import HandoverState
from receivables.store import codecs
from receivables.store.schema import counted, key, keyed, may, must, where
from receivables.store.types import Coded, UtcDateTime, WordType

NOT_CLOSED: ColumnClause[bool] = literal_column("state <> 'closed'")

handovers = keyed(
    "handovers",
    key("id"),
    must("channel"),
    must("address"),
    may("supply_number"),
    must("why", Text),
    must("at", UtcDateTime),
    must("state", WordType(HandoverState)),
    may("raised_at", UtcDateTime),
    may("taken_by"),
    may("taken_at", UtcDateTime),
    may("first_answer_at", UtcDateTime),
    may("last_answer_at", UtcDateTime),
    may("told_late_at", UtcDateTime),
    may("closed_by"),
    may("closed_at", UtcDateTime),
    must("outcome", Text),
    may("unanswered_since", UtcDateTime),
    # One stay that is not closed for each chat: whoever comes second changes nothing.
    Index(
        "ix_handovers_open",
        *("utility", "channel", "address"),
        unique=True,
        **where(NOT_CLOSED),
    ),
    Index(None, "utility", "channel", "address", "at"),
    Index(None, "utility", "at"),
)

handover_notes = counted(
    "handover_notes",
    must("handover"),
    must("at", UtcDateTime),
    must("by"),
    must("text", Text),
    Index(None, "utility", "handover"),
)

WORDS = Coded(codecs.encode_words, codecs.decode_words)

turns = keyed(
    "turns",
    key("inbound_id"),
    must("at", UtcDateTime),
    must("intent"),
    may("confidence", Integer),
    must("how"),
    must("decision"),
    must("options", WORDS),
    must("also", WORDS),
    may("expecting_before"),
    may("expecting_after"),
    must("identity"),
    must("rules", WORDS),
    must("effects", WORDS),
    must("said", WORDS),
    Index(None, "utility", "at"),
)
