"""Where a page ended, as a text that callers give back as they got it."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from receivables.errors import BadInput
from receivables.model.conversation import LetterPlace

LONGEST_CURSOR = 400


def cursor_of(last_id: str) -> str:
    """The text for an id."""
    return urlsafe_b64encode(last_id.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> str:
    """The id that a cursor holds. Raises BadInput for a text that we did not give out."""
    if not cursor:
        return ""
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        last_id = urlsafe_b64decode(padded.encode("ascii")).decode()
    except (UnicodeError, binascii.Error):
        raise BadInput("bad_cursor") from None
    if not last_id.isprintable() or cursor_of(last_id) != cursor:
        raise BadInput("bad_cursor")
    return last_id


def letter_cursor(place: LetterPlace) -> str:
    """The text for a place in the list of dead letters."""
    at, letter_id = place
    return cursor_of(f"{at.isoformat()} {letter_id}")


def read_letter_cursor(cursor: str | None) -> LetterPlace | None:
    """The place that a cursor holds. Raises BadInput for a text that we did not give out."""
    if not cursor:
        return None
    told, _, letter_id = read_cursor(cursor).partition(" ")
    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        raise BadInput("bad_cursor") from None
    if at.tzinfo is None or letter_cursor((at, letter_id)) != cursor:
        raise BadInput("bad_cursor")
    return at, letter_id
