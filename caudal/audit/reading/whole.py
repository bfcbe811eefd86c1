"""What is read from beginning to end: the chained tables, posted payments, replies; and how the feed stands."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from caudal.audit.reading import decode, sent
from caudal.audit.reading.door import Books
from caudal.audit.reading.supplies import settlement
from caudal.audit.rows import Feed, Sent, Settlement


async def chained(books: Books, table: str) -> AsyncIterator[Mapping[str, Any]]:
    """All rows of a chained table in the order of their numbers."""
    query = f"SELECT * FROM {table} WHERE utility = :utility ORDER BY number, id"
    async for row in books.stream(query):
        yield row


async def head(books: Books, table: str) -> tuple[int, str] | None:
    """The kept end of a chain."""
    query = "SELECT number, digest FROM chain_heads WHERE utility = :utility AND chain = :chain"
    found = await books.rows(query, chain=table)
    return (found[0][0], found[0][1]) if found else None


async def feed(books: Books) -> Feed | None:
    """The last feed, and the moment at which the record says that it was taken."""
    found = await books.rows("SELECT cut_date FROM feeds WHERE utility = :utility")
    if not found:
        return None
    query = "SELECT max(at) FROM audit_entries WHERE utility = :utility AND act = 'import' AND subject = 'portfolio'"
    taken = await books.rows(query)
    return Feed(decode.day(found[0][0]), decode.moment_or_none(taken[0][0]))


async def complete_from(books: Books) -> datetime | None:
    """Since when lines name the law by which they were decided; None when all of them do, or there are none."""
    older = await books.rows(
        "SELECT 1 FROM audit_entries WHERE utility = :utility AND law_version = '' LIMIT 1"
    )
    if not older:
        return None
    first = await books.rows(
        "SELECT min(at) FROM audit_entries WHERE utility = :utility AND law_version <> ''"
    )
    return decode.moment_or_none(first[0][0]) or datetime.max.replace(tzinfo=UTC)


async def codes_from(books: Books) -> datetime | None:
    """Since when messages that we begin carry codes of authenticity; None when none ever did."""
    found = await books.rows(
        f"SELECT min(sent_at) FROM outbox WHERE utility = :utility AND code IS NOT NULL AND {sent.WENT}"
    )
    return decode.moment_or_none(found[0][0])


async def codes(books: Books) -> tuple[int, int]:
    """How many messages carry a code, and how many different codes there are."""
    query = "SELECT count(code), count(DISTINCT code) FROM outbox WHERE utility = :utility"
    found = await books.rows(query)
    return found[0][0], found[0][1]


async def openings(books: Books, channel: str) -> AsyncIterator[Sent]:
    """What went out by a channel of our own accord, in the order of time."""
    query = (
        f"SELECT supply_number, {sent.COLUMNS} FROM outbox"
        f" WHERE utility = :utility AND channel = :channel AND {sent.WENT} ORDER BY sent_at, id"
    )
    async for row in books.stream(query, channel=channel):
        yield sent.sent(*row.values())


async def clock(books: Books) -> datetime | None:
    """What the clock of a demo's database shows; None for one in real time."""
    found = await books.rows("SELECT simulated_at FROM running_clocks WHERE utility = :utility")
    return decode.moment(found[0][0]) if found else None


async def settlements(books: Books) -> AsyncIterator[Settlement]:
    """What every posted payment settled."""
    query = "SELECT operation, answer FROM settlements WHERE utility = :utility ORDER BY operation"
    async for row in books.stream(query):
        yield settlement(row["operation"], row["answer"])


async def replies(books: Books) -> AsyncIterator[tuple[str, str]]:
    """Every reply and receipt: its key, and the key of its message."""
    query = "SELECT key, message FROM outbox WHERE utility = :utility AND kind IN ('reply', 'receipt') ORDER BY id"
    async for row in books.stream(query):
        yield row["key"], decode.value(row["message"])["key"]
