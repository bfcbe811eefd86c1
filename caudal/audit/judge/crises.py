"""Whoever wrote in despair is pressed by nothing until a person has looked (POL-CRI-1).

It is told by the record alone, also of days of which today's ledger proves nothing.
"""

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import AT_ONCE, Impediment, Line, SupplyFile

RULE = "POL-CRI-1"
KIND = "VULNERABLE"
CRISIS = "crisis"


def shielded(file: SupplyFile, rules: Rules) -> Judged:
    """Each supply of a chat that was handed over for it is shielded from that moment on."""
    ours = _known(file)
    for line in file.of("handover", CRISIS):
        there = any(each.noted_at <= line.at + AT_ONCE and _runs(each, line, rules) for each in ours)
        known = there or not line.complete or line.subject != file.supply.number or not _in_register(file)
        yield None if known else Finding(RULE, "check_crisis_unshielded", file.supply.number, line.at)


def no_cut(file: SupplyFile, rules: Rules) -> Judged:
    """No cut is ordered or executed meanwhile; of days that the ledger proves all shields are judged together."""
    ours = _known(file)
    for line in (*file.of("cut", "allowed"), *file.of("cut", "done")):
        if not rules.provable(line.at):
            pressed = any(each.noted_at + AT_ONCE < line.at and _runs(each, line, rules) for each in ours)
            given = {"order": line.text("order"), "kind": KIND}
            found = Finding(RULE, "check_cut_impeded", file.supply.number, line.at, given)
            yield found if pressed else None


def _known(file: SupplyFile) -> list[Impediment]:
    return [each for each in file.impediments if each.kind == KIND]


def _runs(each: Impediment, line: Line, rules: Rules) -> bool:
    day = rules.days.day(line.at)
    lifted = each.lifted_at is not None and each.lifted_at <= line.at
    return not lifted and each.since <= day <= (each.until or day)


def _in_register(file: SupplyFile) -> bool:
    return bool(file.bills or file.supply.category)
