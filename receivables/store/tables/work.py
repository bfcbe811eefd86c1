"""What was done about debts: cases, messages, work orders, and the record of all of it."""

from sqlalchemy import BigInteger, ColumnClause, Index, Integer, Text, UniqueConstraint, literal_column

from receivables.model.audit import Act
from receivables.model.ladder import Event, Notice, Step
from receivables.model.message import Kind, State, decode_message, encode_message
from receivables.model.workorder import OrderKind, OrderState
from receivables.store import codecs
from receivables.store.schema import chained, counted, key, keyed, may, must, where
from receivables.store.types import Centimos, Coded, CodedOnce, Sequence, UtcDateTime, WordType

cases = keyed(
    "cases",
    key("supply_number"),
    must("step", WordType(Step)),
    may("since", UtcDateTime),
    must("round", Integer),
    must("notices", Coded(codecs.encode_notices, codecs.decode_notices)),
    may("promise", Coded(codecs.encode_promise, codecs.decode_promise)),
    must("holds", Coded(codecs.encode_holds, codecs.decode_holds)),
    may("approved_by"),
    may("drastic_by"),
    Index(None, "utility", "step", "supply_number"),
)

case_notices = keyed("case_notices", key("key"), must("supply_number"))
"""Which case once held a notice; whether it still does stands in the case."""

case_moves = chained(
    "case_moves",
    must("supply_number"),
    must("event", WordType(Event)),
    must("before", WordType(Step)),
    must("after", WordType(Step)),
    must("at", UtcDateTime),
    must("actor"),
    must("why", Text),
    must("policy_version"),
    Index(None, "utility", "supply_number"),
)

UNSERVED: ColumnClause[bool] = literal_column(
    "notice IS NOT NULL AND state IN ('sent', 'unknown', 'failed', 'expired', 'withheld')"
)
"""Notices that went nowhere, or that nobody is known to have received."""

outbox = counted(
    "outbox",
    must("key"),
    must("kind", WordType(Kind)),
    must("message", CodedOnce(encode_message, decode_message)),
    must("created_at", UtcDateTime),
    must("not_before", UtcDateTime),
    may("expires_at", UtcDateTime),
    may("supply_number"),
    may("person"),
    may("notice", WordType(Notice)),
    may("campaign"),
    may("channel"),
    may("address"),
    must("state", WordType(State)),
    must("reasons", CodedOnce(codecs.encode_words, codecs.decode_reasons)),
    must("attempt", Integer),
    may("provider_id"),
    may("text", Text),
    may("sent_at", UtcDateTime),
    may("served_at", UtcDateTime),
    may("code"),
    may("template"),
    may("category"),
    must("segments", Integer),
    must("cost", BigInteger),
    may("error"),
    must("tried", CodedOnce(codecs.encode_words, codecs.decode_words)),
    may("claimed_at", UtcDateTime),
    must("turn", Integer),  # 0 for replies and receipts, 1 for the rest: who is claimed first
    UniqueConstraint("utility", "key"),
    Index("ix_outbox_in_turn", "utility", "state", "turn", "not_before", "id"),
    Index(None, "utility", "supply_number"),
    Index(None, "utility", "address", "state"),
    Index(None, "utility", "person"),
    Index("ix_outbox_coded", "utility", "code", **where(literal_column("code IS NOT NULL"))),
    Index("ix_outbox_gone_out", "utility", "sent_at", **where(literal_column("sent_at IS NOT NULL"))),
    Index("ix_outbox_unserved", "utility", "id", **where(UNSERVED)),
)

work_orders = keyed(
    "work_orders",
    key("id"),
    must("kind", WordType(OrderKind)),
    must("state", WordType(OrderState)),
    must("supply_number"),
    must("debt", Centimos),
    must("reasons", Coded(codecs.encode_words, codecs.decode_words)),
    must("evidence", Coded(codecs.encode_evidence, codecs.decode_evidence)),
    must("ordered_at", UtcDateTime),
    may("due_by", UtcDateTime),
    may("operator"),
    may("closed_at", UtcDateTime),
    must("closed_why", Text),
    Index(None, "utility", "supply_number"),
)

audit_entries = chained(
    "audit_entries",
    must("at", UtcDateTime),
    must("actor"),
    must("act", WordType(Act)),
    must("subject"),
    must("outcome"),
    must("reasons", Coded(codecs.encode_words, codecs.decode_words)),
    must("facts", Coded(dict, dict)),
    must("policy_version"),
    must("law_version"),
    must("rules", Coded(codecs.encode_words, codecs.decode_words)),
    Index(None, "utility", "subject"),
    Index(None, "utility", "act"),
)

chain_heads = keyed("chain_heads", key("chain"), must("number", Sequence), must("digest"))
"""The last row of each chain: where the next one goes on."""
