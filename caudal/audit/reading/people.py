"""The files of the persons who were written to first, a page at a time."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence

from caudal.audit import told
from caudal.audit.attempts import Attempts
from caudal.audit.reading import decode, record, sent
from caudal.audit.reading.door import Books
from caudal.audit.rows import Closed, Line, PersonFile, Sent, Word, pseudonym

PAGE = 200


async def person_files(books: Books, page: int = PAGE) -> AsyncIterator[list[PersonFile]]:
    """All of them; each with all that was sent to that person, over all supplies and channels."""
    after = ""
    while persons := await _next_persons(books, after, page):
        yield await _files(books, persons)
        after = persons[-1]


async def _next_persons(books: Books, after: str, page: int) -> list[str]:
    query = (
        f"SELECT DISTINCT person FROM outbox WHERE utility = :utility AND person > :after AND {sent.WENT}"
        " ORDER BY person LIMIT :page"
    )
    return [row[0] for row in await books.rows(query, after=after, page=page)]


async def _files(books: Books, persons: Sequence[str]) -> list[PersonFile]:
    sends = await _sent(books, persons)
    names = {person: {person, pseudonym(person)} for person in persons}
    places = {person: {subject for each in sends[person] for subject in each.places} for person in persons}
    words = await _words(books, sorted(set().union(*names.values())))
    earlier = await _earlier(books, sends)
    closed = await _closed(books, sorted(set().union(*names.values(), *places.values())))
    return [
        PersonFile(
            person=pseudonym(person),
            sent=tuple(sends[person]),
            words=tuple(word for name in sorted(names[person]) for word in words[name]),
            closed=tuple(each for name in sorted(names[person]) for each in closed[name]),
            closed_places=tuple(each for place in sorted(places[person]) for each in closed[place]),
            earlier=tuple(earlier[pseudonym(person)]),
        )
        for person in persons
    ]


async def _earlier(books: Books, sends: Mapping[str, Sequence[Sent]]) -> dict[str, list[Sent]]:
    """By pseudonym, what the lines about the same supplies tell of attempts before the last."""
    rows = [each for several in sends.values() for each in several]
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in await record.lines_about(
        books, "send", sorted({each.supply for each in rows if each.supply})
    ):
        lines[line.subject].append(line)
    found: dict[str, list[Sent]] = defaultdict(list)
    for several in lines.values():
        for each in Attempts.read(several).earlier(rows):
            found[each.person].append(each)
    return found


async def shared_addresses(books: Books, page: int = PAGE) -> AsyncIterator[list[PersonFile]]:
    """What went to each address at which more than one person was written to first."""
    after = ""
    query = (
        f"SELECT address FROM outbox WHERE utility = :utility AND address > :after AND {sent.WENT}"
        " GROUP BY address HAVING count(DISTINCT person) > 1 ORDER BY address LIMIT :page"
    )
    while addresses := [row[0] for row in await books.rows(query, after=after, page=page)]:
        sends = await _sent(books, addresses, "address")
        yield [PersonFile(pseudonym(f"addr:{each}"), tuple(sends[each])) for each in addresses]
        after = addresses[-1]


async def _sent(books: Books, names: Sequence[str], by: str = "person") -> dict[str, list[Sent]]:
    query = (
        f"SELECT {by} AS name, supply_number, {sent.COLUMNS} FROM outbox"
        f" WHERE utility = :utility AND {by} {books.among('names')} AND {sent.WENT} ORDER BY sent_at, id"
    )
    found: dict[str, list[Sent]] = defaultdict(list)
    for name, *rest in await books.rows(query, names=books.texts(names)):
        found[name].append(sent.sent(*rest))
    return found


async def _words(books: Books, persons: Sequence[str]) -> dict[str, list[Word]]:
    query = (
        "SELECT person, channel, purpose, given, at, recorded_at FROM consents WHERE utility = :utility"
        f" AND person {books.among('persons')} ORDER BY number"
    )
    found: dict[str, list[Word]] = defaultdict(list)
    for person, channel, purpose, given, at, recorded in await books.rows(
        query, persons=books.texts(persons)
    ):
        word = Word(channel, purpose, bool(given), decode.moment(at), decode.moment(recorded))
        found[person].append(word)
    return found


async def _closed(books: Books, subjects: Sequence[str]) -> dict[str, list[Closed]]:
    """As the list has it, and as the record itself tells it: whichever closes for longer counts."""
    query = f"{record.CLOSED} AND subject {books.among('subjects')} ORDER BY subject, at"
    listed = [record.closing(*row) for row in await books.rows(query, subjects=books.texts(subjects))]
    names = {pseudonym(subject) for subject in subjects}
    recorded = told.closings(await record.lines_about(books, "suppress", sorted(names)))
    found: dict[str, list[Closed]] = defaultdict(list)
    for each in (*listed, *recorded):
        found[each.subject].append(each)
    return found
