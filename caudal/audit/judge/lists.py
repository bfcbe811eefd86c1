"""The lists that the program reads before it presses: what the record says is in them, and still in force."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.judge.sends import IMPEDING
from caudal.audit.rows import Closed, Impediment, pseudonym


def closings(recorded: Iterable[Closed], listed: Iterable[Closed], rules: Rules) -> Judged:
    """I-6, I-7: each subject that was closed stands in the list since that moment, until a line lifted it."""
    told = list(recorded)
    moments = {(each.subject, each.at) for each in told}
    rows = {(pseudonym(each.subject), each.at): each for each in listed}
    for each in told:
        row = rows.get((each.subject, each.at))
        right = row is not None and (each.lifted_at is not None or _still_closed(row, each.subject, moments))
        given = {"cause": each.cause, "local": f"{rules.days.local(each.at):%d/%m/%Y %H:%M}"}
        yield None if right else Finding("I-6", "check_closing_unlisted", each.subject, each.at, given)


def _still_closed(row: Closed, subject: str, moments: Collection[tuple[str, datetime]]) -> bool:
    """Whether it is in force, or gave way to another closing of the same subject at the moment at which it ended."""
    again = row.lifted_at is not None and row.lifted_at > row.at and (subject, row.lifted_at) in moments
    return row.lifted_at is None or again


def impediments(recorded: Iterable[Impediment], listed: Iterable[Impediment]) -> Judged:
    """Each circumstance that was noted is in force in the list for as long as was told, until a line lifted it."""
    rows: dict[str, list[Impediment]] = {}
    for row in listed:
        rows.setdefault(row.name, []).append(row)
    for each in recorded:
        if each.lifted_at is not None:
            continue
        right = any(row.lifted_at is None and _end(row) >= _end(each) for row in rows.get(each.name, ()))
        given = {"kind": each.kind}
        rule = IMPEDING.get(each.kind, "I-11")
        yield None if right else Finding(rule, "check_impediment_unlisted", each.value, each.noted_at, given)


def _end(impediment: Impediment) -> date:
    return impediment.until or date.max
