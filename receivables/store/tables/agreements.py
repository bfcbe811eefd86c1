"""Agreements made in the chat. What is in force of them stands in the ledger's tables too, where all who count look."""

from sqlalchemy import JSON, Date, Index, Integer

from receivables.model.agreeing import Stage
from receivables.store.schema import key, keyed, may, must
from receivables.store.types import UtcDateTime, WordType

made_agreements = keyed(
    "made_agreements",
    key("number"),
    must("supply_number"),
    must("stage", WordType(Stage)),
    must("version", Integer),
    must("accepted_at", UtcDateTime),
    must("accepted_on", Date),
    must("down_due_on", Date),
    may("signed_on", Date),
    may("closed_at", UtcDateTime),
    must("seal"),
    must("terms", JSON),
    Index(None, "utility", "supply_number"),
    Index(None, "utility", "stage", "number"),
)

paper_seals = keyed("paper_seals", key("seal"), must("agreement"), must("version", Integer))
"""The seal of each paper that was given out, also of those that a later one replaces."""
