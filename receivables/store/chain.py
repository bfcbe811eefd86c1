"""The chain of the record: each row of a chained table is bound to the one before it by its digest.

Whoever changes, removes or slips in a row breaks every digest after it. The contract is in docs/data-formats.md, so
that anybody can check it with a few lines of their own.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import Table

from receivables.model.pseudonym import pseudonym
from receivables.store.tables import consents
from receivables.store.types import Coded, WordType

BEFORE_THE_FIRST = "0" * 64


class Linked(dict[str, Any]):
    """A row with its number and digest.

    `text`: what its digest is of, and with that digest the row as it is stored; empty where something of it is stored
    otherwise. Rows that are handed over as JSON need no second text.
    """

    text: bytes = b""


def linked(table: Table, rows: Iterable[Mapping[str, Any]], number: int, digest: str) -> Iterator[Linked]:
    """The rows of one table with their numbers and digests, after the row that had this number and digest."""
    for row in rows:
        number += 1
        each = Linked(row, number=number)
        text = _canonical(table, each)
        digest = sha256(digest.encode() + b"\n" + text).hexdigest()
        each["digest"] = digest
        if table is not consents:
            each.text = text
        yield each


def _canonical(table: Table, row: Mapping[str, Any]) -> bytes:
    columns = dict(row)
    for name, stored in _coded(table):
        if columns.get(name) is not None:
            columns[name] = stored(columns[name])
    try:
        return orjson.dumps(columns, _written, WRITING)
    except orjson.JSONEncodeError:  # a key that is a word of an enumeration; or nothing that JSON holds
        return PLAINLY.encode(columns).encode()


@cache
def _coded(table: Table) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """The columns of a table that are stored otherwise than they are, and how. An unknown word is a KeyError."""
    coded = [(c.name, c.type.encode) for c in table.c if isinstance(c.type, Coded)]
    words = ((c.name, c.type.words) for c in table.c if isinstance(c.type, WordType))
    coded += [(name, {word: word.value for word in known}.__getitem__) for name, known in words]
    # So that erasing a person's data does not break the chain.
    return (*coded, *([("person", pseudonym)] if table is consents else []))


@lru_cache(maxsize=256)  # the rows of a unit are mostly of one moment
def _written(value: object) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"nothing that a row of the record holds: {type(value).__name__}")


PLAINLY = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written)
"""What is written, as anybody writes it; `WRITING` is the same, several times as fast."""
WRITING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
