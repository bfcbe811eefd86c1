"""Files that came with messages."""

from sqlalchemy import Index, LargeBinary

from receivables.store.schema import key, keyed, must
from receivables.store.types import UtcDateTime

attachments = keyed(
    "attachments",
    key("reference"),
    must("channel"),
    must("address"),
    must("content", LargeBinary),
    must("kept_at", UtcDateTime),
    Index(None, "utility", "channel", "address"),
)
