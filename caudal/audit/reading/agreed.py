"""Agreements made in the chat, what was paid since, and the codes by which they were agreed to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from caudal.audit.agreements import Code, Made, Refinanced, Row
from caudal.audit.reading import decode
from caudal.audit.reading.door import Books
from caudal.audit.rows import AT_ONCE, Line, pseudonym

STRONG_FOR = timedelta(minutes=30)
"""So long a code that was told counts in a chat in which nobody writes; each message begins it anew (design.md)."""
YES = frozenset({"accepted", "amended"})
"""What of an agreement the customer says yes to."""
MADE = "number, stage, version, accepted_on, signed_on, terms"
CODE = "made_at, expires_at, used_at, tries"


async def made(books: Books, numbers: Sequence[str]) -> Mapping[str, list[Made]]:
    """Those of these supplies, in the order of their acceptance."""
    query = (
        f"SELECT supply_number, {MADE} FROM made_agreements WHERE utility = :utility"
        f" AND supply_number {books.among('numbers')} ORDER BY accepted_at, number"
    )
    found: dict[str, list[Made]] = defaultdict(list)
    for supply, *rest in await books.rows(query, numbers=books.texts(numbers)):
        found[supply].append(_made(*rest))
    return found


async def codes(books: Books, numbers: Sequence[str]) -> Mapping[str, list[Code]]:
    """The one-time codes of these supplies that are kept."""
    query = (
        f"SELECT supply_number, {CODE} FROM one_time_codes WHERE utility = :utility"
        f" AND supply_number {books.among('numbers')} ORDER BY id"
    )
    found: dict[str, list[Code]] = defaultdict(list)
    for supply, made_at, expires_at, used_at, tries in await books.rows(query, numbers=books.texts(numbers)):
        moments = decode.moment(made_at), decode.moment(expires_at), decode.moment_or_none(used_at)
        found[supply].append(Code(*moments, tries))
    return found


async def heard(books: Books, lines: Mapping[str, list[Line]]) -> Mapping[str, list[tuple[int, Any]]]:
    """Of each yes that came long after its code: when the same chat wrote in between, by the number of its line."""
    found: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for supply, several in lines.items():
        for line in several:
            if line.act == "agreement" and line.outcome in YES:
                used = latest_code(several, line)
                if used is not None and line.at - used.at > STRONG_FOR:
                    found[supply].append((line.number, await _messages(books, line, used.at)))
    return found


def latest_code(lines: Sequence[Line], yes: Line) -> Line | None:
    """The last right code before a yes, or in the very message of it, told in the same chat."""
    chat = yes.text("chat")
    used = [
        line
        for line in lines
        if (line.act, line.outcome) == ("link", "code_used")
        and line.at <= yes.at
        and (not chat or line.text("chat") in ("", chat))
    ]
    return used[-1] if used else None


async def _messages(books: Books, yes: Line, since: datetime) -> tuple[datetime, ...]:
    """When the chat of that yes wrote from its code to it; empty once those messages are forgotten."""
    query = (
        "SELECT channel, address, received_at FROM inbound_messages WHERE utility = :utility"
        " AND received_at >= :since AND received_at <= :until ORDER BY id"
    )
    span = {"since": books.moment(since - AT_ONCE), "until": books.moment(yes.at + AT_ONCE)}
    return tuple(
        decode.moment(received_at)
        for channel, address, received_at in await books.rows(query, **span)
        if pseudonym(f"chat:{channel}:{address}") == yes.text("chat")
    )


def _made(number: str, stage: str, version: int, accepted_on: Any, signed_on: Any, terms: Any) -> Made:
    told = decode.value(terms)
    accepted = decode.day(accepted_on)
    return Made(
        number,
        stage,
        version,
        accepted,
        decode.day_or_none(signed_on),
        decode.coded_centimos(told["debt"]) or 0,
        decode.coded_centimos(told["down_payment"]) or 0,
        tuple(_row(*each) for each in told["rows"]),
        Refinanced(
            accepted,
            {bill: decode.coded_centimos(amount) or 0 for bill, _, amount in told["bills"]},
            frozenset(told["known"]),
            {operation: decode.coded_centimos(part) or 0 for operation, part in told["down"]},
        ),
    )


def _row(_: int, due_on: Any, *amounts: Any) -> Row:
    principal, interest, balance = (decode.coded_centimos(each) or 0 for each in amounts)
    return Row(decode.coded_day(due_on), principal, interest, balance)
