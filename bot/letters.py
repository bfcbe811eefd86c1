"""Status callbacks that cannot be read, or kept, as dead letters: whole, so that they can be read again (rereading)."""

import json
from datetime import datetime
from hashlib import sha256

from starlette.datastructures import FormData

from receivables.model.conversation import Inbound
from receivables.model.sending import Callback

CALLBACK = "callback"
"""The channel of such a letter; it is of no chat, and so has no address."""
LONGEST_RAW = 64 * 1024
FORM, JSON = "form", "json"


def letter(content: FormData | str, body: str, query: str, now: datetime) -> Inbound:
    """A callback as a dead letter: all that came, under a name by which its repetition is known."""
    kind = JSON if isinstance(content, str) else FORM
    raw = json.dumps({kind: body[:LONGEST_RAW], "query": query[:LONGEST_RAW]}, ensure_ascii=False)
    name = sha256(f"{query}\n{body}".encode("utf-8", "replace")).hexdigest()[:32]
    return Inbound(f"{CALLBACK}:{name}", CALLBACK, "", "", None, now, raw=raw)


def refused(callback: Callback, now: datetime) -> Inbound:
    """A callback that was read and that no store would keep, as such a letter."""
    return letter(callback.raw, callback.raw, f"o={callback.outbox_id}&a={callback.attempt}", now)
