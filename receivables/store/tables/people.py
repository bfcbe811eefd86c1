"""What people allow and wish, what forbids pressing them, and what is put to named people."""

from sqlalchemy import Boolean, Date, Index, Integer, Text

from receivables.model.approval import ApprovalState, Matter
from receivables.model.consent import Purpose
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.suppression import Cause
from receivables.store import codecs
from receivables.store.schema import chained, key, keyed, may, must
from receivables.store.types import Coded, UtcDateTime, WordType

consents = chained(
    "consents",
    must("person"),
    must("channel"),
    must("purpose", WordType(Purpose)),
    must("given", Boolean),
    must("at", UtcDateTime),
    must("recorded_at", UtcDateTime),
    may("supply_number"),
    must("origin"),
    must("wording"),
    must("actor"),
    Index(None, "utility", "person"),
)

suppressions = keyed(
    "suppressions",
    key("subject"),
    key("at", UtcDateTime),
    must("cause", WordType(Cause)),
    must("source"),
    may("lifted_at", UtcDateTime),
    may("lifted_by"),
    may("lifted_why", Text),
)

impediments = keyed(
    "impediments",
    key("id"),
    must("kind", WordType(ImpedimentKind)),
    must("scope", WordType(Scope)),
    must("value"),
    must("since", Date),
    may("until", Date),
    must("source"),
    must("why", Text),
    must("noted_by"),
    must("noted_at", UtcDateTime),
    may("lifted_at", UtcDateTime),
    may("lifted_by"),
    may("lifted_why", Text),
    Index(None, "utility", "scope", "value"),
)

approvals = keyed(
    "approvals",
    key("id"),
    must("matter", WordType(Matter)),
    must("subject"),
    must("round", Integer),
    must("needed", Integer),
    must("asked_at", UtcDateTime),
    must("asked_by"),
    must("why", Text),
    must("votes", Coded(codecs.encode_votes, codecs.decode_votes)),
    must("state", WordType(ApprovalState)),
    Index(None, "utility", "matter", "subject"),
    Index(None, "utility", "state", "asked_at"),
)
