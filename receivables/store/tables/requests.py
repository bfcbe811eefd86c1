"""What desks are asked to do."""

from sqlalchemy import Index, Integer, Text

from receivables.model.message import encode
from receivables.model.request import Desk, RequestKind, RequestState
from receivables.store import codecs
from receivables.store.schema import key, keyed, may, must
from receivables.store.types import Coded, UtcDateTime, WordType

requests = keyed(
    "requests",
    key("number"),
    must("kind", WordType(RequestKind)),
    must("desk", WordType(Desk)),
    must("channel"),
    must("address"),
    must("opened_at", UtcDateTime),
    may("supply_number"),
    may("person"),
    may("due_by", UtcDateTime),
    must("state", WordType(RequestState)),
    must("text", Text),
    must("values", Coded(encode, codecs.decode_slots)),
    must("bills", Coded(codecs.encode_words, codecs.decode_words)),
    may("taken_at", UtcDateTime),
    may("taken_by"),
    may("closed_at", UtcDateTime),
    may("closed_by"),
    must("answer", Text),
    Index(None, "utility", "supply_number"),
    Index(None, "utility", "address"),
    Index(None, "utility", "state", "opened_at"),
)

request_numbers = keyed("request_numbers", key("year", Integer), must("last", Integer))
"""How many were counted in each year."""
