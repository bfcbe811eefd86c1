"""One-time codes: each used once, while it was good, and where it could be."""

from datetime import timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import AT_ONCE, Line, SupplyFile

GIVEN = frozenset({"code_given", "code_sent"})
USED = "code_used"
GOOD_FOR = timedelta(minutes=15)
"""How long a code is good (design.md)."""
TRIES = 5
"""So many wrong tries end it."""


def once_and_in_time(file: SupplyFile, rules: Rules) -> Judged:
    """I-7: behind each use stands a code that was given within the quarter of an hour before, and that nobody used."""
    given: list[Line] = []
    for line in file.lines:
        if line.act != "link":
            continue
        if line.outcome in GIVEN:
            given.append(line)
        elif line.outcome == USED and line.text("chat"):
            good = [each for each in given if _good(each, line)]
            if good:
                given.remove(good[-1])
            yield None if good else Finding("I-7", "check_code_used", file.supply.number, line.at)


def _good(code: Line, use: Line) -> bool:
    """A code that was sent counts only in the chat that asked for it; one of the desk in any."""
    in_time = use.at - code.at <= GOOD_FOR + AT_ONCE
    return in_time and code.text("chat") in ("", use.text("chat"))


def kept(file: SupplyFile, rules: Rules) -> Judged:
    """I-7: of the codes that are kept none was good for longer, or used after its time or after too many tries."""
    for code in file.codes:
        wrong = code.expires_at - code.made_at > GOOD_FOR
        if code.used_at is not None:
            late = code.used_at >= code.expires_at or code.used_at + AT_ONCE < code.made_at
            wrong = wrong or late or code.tries >= TRIES
        yield Finding("I-7", "check_code_kept", file.supply.number, code.made_at) if wrong else None
