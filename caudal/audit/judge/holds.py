"""Pauses on a customer's word: each has an end, and a bill gives one for "ya pagué" once (PE-CLM-8)."""

from datetime import timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import AT_ONCE, Line, SupplyFile

BOUNDS = {
    "paid": timedelta(hours=48),
    "proof": timedelta(hours=4),
    "agreement": timedelta(days=14),
    "hardship": timedelta(days=5),
    "legal": timedelta(days=5),
    "claim": timedelta(days=90),
}
"""No pause lasts longer: an agreement's ends with the day of its down payment, a claim's with the last day to answer it
(PE-CLM-3), each of them counted in open days."""
LONGEST = timedelta(days=90)


def bounded(file: SupplyFile, rules: Rules) -> Judged:
    """POL-HLD-2, I-19: each pause ends within its time."""
    for line in _pauses(file):
        until = line.moment("until")
        most = BOUNDS.get(line.text("why"), LONGEST)
        long = until is None or until - line.at > most + AT_ONCE
        given = {"why": line.text("why"), "until": line.text("until")}
        found = Finding(rules.rule("hold"), "check_hold_long", file.supply.number, line.at, given)
        yield found if long else None


def once(file: SupplyFile, rules: Rules) -> Judged:
    """PE-CLM-8: no bill gives a second pause for "ya pagué"."""
    rested: set[str] = set()
    for line in _pauses(file):
        bills = set(line.text("bills").split()) if line.text("why") == "paid" else set()
        if bills:
            again = sorted(bills & rested)
            given = {"bills": ", ".join(again)}
            found = Finding(rules.rule("hold"), "check_hold_again", file.supply.number, line.at, given)
            yield found if again else None
        rested |= bills


def _pauses(file: SupplyFile) -> list[Line]:
    return file.of("case", "paused")
