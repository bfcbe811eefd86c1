"""In which order the answers of a talk go out: as they were queued, whoever sends them."""

import re
from collections.abc import Sequence
from datetime import timedelta

from receivables.model.message import Kind, OutboxRow

IN_ORDER = timedelta(milliseconds=300)
"""How long an answer waits for the one before it, where another worker has that one."""
IN_MIND = timedelta(seconds=5)
"""How old an answer may be that is waited for by the answer to another message: nobody waits for one that is stuck."""
ANSWER = "reply/"
REPLY = re.compile(rf"({ANSWER}.+/)(\d+)")


def in_order(rows: Sequence[OutboxRow]) -> list[OutboxRow]:
    """The rows in their order, but the answers to one message one after the other."""
    if not any(row.key.startswith(ANSWER) for row in rows):
        return list(rows)
    first: dict[str, int] = {}
    places = []
    for place, row in enumerate(rows):
        found = REPLY.fullmatch(row.key)
        stem, number = (found[1], int(found[2])) if found else (row.key, 0)
        places.append((first.setdefault(stem, place), number, place))
    return [rows[place] for *_, place in sorted(places)]


def before(row: OutboxRow) -> str | None:
    """The key of the answer that has to go before this one, in the same talk."""
    found = REPLY.fullmatch(row.key)
    return f"{found[1]}{int(found[2]) - 1}" if found and found[2] != "0" else None


def earlier_there(one: OutboxRow, row: OutboxRow) -> bool:
    """Whether both answer in the same talk, and one was queued before the other. A receipt waits for nothing."""
    if one.kind is not Kind.REPLY or row.kind is not Kind.REPLY:
        return False
    return (one.channel, one.address) == (row.channel, row.address) and (one.id or 0) < (row.id or 0)
