"""Pauses on a customer's word: each has an end, and a bill gives one for "ya pagué" once (PE-CLM-8)."""

from datetime import timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import AT_ONCE, Line, SupplyFile

LONGEST = timedelta(days=90)
"""No pause lasts longer, whatever a utility says: a claim's ends with the last day to answer it, in open days
(PE-CLM-3)."""


def bounded(file: SupplyFile, rules: Rules) -> Judged:
    """POL-HLD-2, I-19: each pause ends within its time."""
    for line in _pauses(file):
        until = line.moment("until")
        same = line.policy_version == rules.utility.version
        most = rules.utility.pauses.get(line.text("why"), LONGEST) if same else LONGEST
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
