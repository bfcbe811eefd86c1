"""Lines of the record, and the lists that the program keeps beside it."""

from collections.abc import AsyncIterator, Collection
from typing import Any

from caudal.audit.reading import decode
from caudal.audit.reading.door import Books
from caudal.audit.rows import Closed, Impediment, Line

LINE = "number, at, actor, act, subject, outcome, facts, policy_version, law_version"
CLOSED = "SELECT subject, cause, at, lifted_at FROM suppressions WHERE utility = :utility"
IMPEDIMENTS = (
    "SELECT kind, scope, value, since, until, source, noted_at, lifted_at FROM impediments"
    " WHERE utility = :utility"
)


def line(number: int, at: Any, actor: str, act: str, subject: str, outcome: str, *rest: Any) -> Line:
    """One line, of the columns LINE."""
    facts, *versions = rest
    return Line(number, decode.moment(at), actor, act, subject, outcome, decode.value(facts), *versions)


async def lines_of(books: Books, act: str) -> AsyncIterator[Line]:
    """All lines of one act, in the order of the record."""
    query = f"SELECT {LINE} FROM audit_entries WHERE utility = :utility AND act = :act ORDER BY number"
    async for row in books.stream(query, act=act):
        yield line(*row.values())


async def lines_about(books: Books, act: str, subjects: Collection[str]) -> list[Line]:
    """The lines of one act about those subjects, in the order of the record."""
    query = (
        f"SELECT {LINE} FROM audit_entries WHERE utility = :utility AND act = :act"
        f" AND subject {books.among('subjects')} ORDER BY number"
    )
    return [line(*row) for row in await books.rows(query, act=act, subjects=books.texts(subjects))]


async def latest_looks(books: Books, limit: int) -> list[Line]:
    """What the latest looks at the record left in it, newest first."""
    query = (
        f"SELECT {LINE} FROM audit_entries WHERE utility = :utility AND act = 'check' AND subject = 'record'"
        " ORDER BY number DESC LIMIT :limit"
    )
    return [line(*row) for row in await books.rows(query, limit=limit)]


async def closed(books: Books) -> AsyncIterator[Closed]:
    """The whole list of persons and addresses that were closed."""
    async for row in books.stream(CLOSED):
        yield closing(*row.values())


async def impediments(books: Books) -> AsyncIterator[Impediment]:
    """The whole list of circumstances."""
    async for row in books.stream(IMPEDIMENTS):
        yield impediment(*row.values())


def closing(subject: str, cause: str, at: Any, lifted_at: Any) -> Closed:
    """One row of CLOSED."""
    return Closed(subject, cause, decode.moment(at), decode.moment_or_none(lifted_at))


def impediment(
    kind: str, scope: str, value: str, since: Any, until: Any, source: str, *moments: Any
) -> Impediment:
    """One row of IMPEDIMENTS."""
    noted_at, lifted_at = moments
    return Impediment(
        kind,
        scope,
        value,
        decode.day(since),
        decode.day_or_none(until),
        source,
        decode.moment(noted_at),
        decode.moment_or_none(lifted_at),
    )
