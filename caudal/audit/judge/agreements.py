"""Agreements made in the chat: by whom, of what, and what had been paid when each came into force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from caudal.audit.agreements import Made, Row
from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged, Surety
from caudal.audit.made import IN_FORCE, lines_of, schedule_of
from caudal.audit.reading.agreed import STRONG_FOR, YES, latest_code
from caudal.audit.rows import AT_ONCE, Line, Payment, SupplyFile

LEFT = frozenset({"unlinked", "switched"})
"""After these a code that was told before counts no more."""
TENANT, DESK = "inquilino", "desk"
AFTER: dict[str, frozenset[str]] = {
    "": frozenset({"accepted"}),
    "accepted": frozenset({"active", "lapsed", "withdrawn", "superseded"}),
    "active": frozenset({"amended", "fulfilled", "broken", "lapsed", "superseded"}),
    "amended": frozenset({"fulfilled", "broken", "lapsed", "superseded"}),
    "fulfilled": frozenset({"active", "lapsed"}),
    "broken": frozenset({"lapsed"}),
}
"""What may follow what. One that was paid off is in force again when a payment of it is taken back."""
PLANNED = 1
"""The version of the schedule that was agreed to first."""


def told(file: SupplyFile, rules: Rules) -> Judged:
    """I-27: each stands in the list as the record tells it: its stage, its amounts, and its present schedule."""
    last: dict[str, Line] = {}
    agreed: dict[str, tuple[Row, ...]] = {}
    for line in lines_of(file):
        last[line.text("agreement")] = line
        agreed[line.text("agreement")] = schedule_of(line) or agreed.get(line.text("agreement"), ())
    kept = {each.number: each for each in file.made}
    for number in sorted({*last, *kept}):
        parts = list(_differences(kept.get(number), last.get(number), agreed.get(number, ())))
        at = last[number].at if number in last else None
        given = {"agreement": number, "parts": ", ".join(parts)}
        found = Finding("I-27", "check_agreement_differs", file.supply.number, at, given)
        yield found if parts else None


def _differences(made: Made | None, line: Line | None, rows: tuple[Row, ...]) -> Iterator[str]:
    if made is None or line is None:
        yield "lista" if made is None else "registro"
        return
    if made.stage != line.outcome:
        yield "estado"
    if (made.debt, made.down_payment) != (line.centimos("debt"), line.centimos("down_payment")):
        yield "importes"
    if made.version != line.count("version"):
        yield "versión"
    if rows and rows != made.rows:
        yield "cuotas"


def in_order(file: SupplyFile, rules: Rules) -> Judged:
    """I-19: each step follows the one before; changed once; no new one while another is in force or waits."""
    stages: dict[str, str] = {}
    changed: set[str] = set()
    for line in lines_of(file):
        number, code = line.text("agreement"), ""
        others = {stage for name, stage in stages.items() if name != number}
        if line.outcome == "amended" and number in changed:
            code = "check_agreement_changed_twice"
        elif line.outcome not in AFTER.get(stages.get(number, ""), ()):
            code = "check_agreement_moved"
        elif line.outcome == "accepted" and others & {*IN_FORCE, "accepted"}:
            code = "check_agreement_two"
        stages[number] = line.outcome
        changed |= {number} if line.outcome == "amended" else set()
        yield _about(file, line, "I-19", code) if code else None


def agreed_to(file: SupplyFile, rules: Rules) -> Judged:
    """Only who told a one-time code of that supply in the same chat says yes; for a tenant, one of the desk."""
    for line in lines_of(file):
        if line.outcome not in YES or not line.text("chat"):
            continue
        code = latest_code(file.lines, line)
        if code is None or _over(file, code, line):
            yield _about(file, line, "I-7", "check_agreement_unsigned")
        elif file.supply.role == TENANT and rules.provable(line.at) and code.text("channel") != DESK:
            yield _about(file, line, "I-7", "check_agreement_tenant")
        else:
            yield None


def _over(file: SupplyFile, code: Line, yes: Line) -> bool:
    """Whether the code counted no more: that supply was left in between, or nothing was written for too long."""
    left = (
        line
        for line in file.lines
        if line.act == "link" and line.outcome in LEFT and code.at < line.at < yes.at
    )
    if any(line.text("chat") == yes.text("chat") for line in left):
        return True
    if yes.at - code.at <= STRONG_FOR + AT_ONCE:
        return False
    heard = file.heard.get(yes.number, ())
    if not heard:
        return False  # what was written then is forgotten: nothing can be shown any more
    moments = [code.at, *sorted(heard), yes.at]
    return any(b - a > STRONG_FOR + AT_ONCE for a, b in pairwise(moments))


def paid_first(file: SupplyFile, rules: Rules) -> Judged:
    """I-19: when it came into force, what had been paid since it was accepted reached the down payment."""
    kept = {each.number: each for each in file.made}
    stages: dict[str, str] = {}
    for line in lines_of(file):
        number, made = line.text("agreement"), kept.get(line.text("agreement"))
        if line.outcome == "active" and stages.get(number) == "accepted" and made is not None:
            paid = sum(p.amount for p in file.received if _counts(p, made, line))
            short = paid < made.down_payment and _reaches_back(file, made)
            down = _soles(made.down_payment)
            found = _about(file, line, "I-19", "check_agreement_unpaid", paid=_soles(paid), down=down)
            yield found if short else None
        stages[number] = line.outcome


def _counts(payment: Payment, made: Made, active: Line) -> bool:
    """What was paid for it: not for another bill, and nothing that was known before it was accepted."""
    if payment.paid_on < made.accepted_on or payment.operation in made.refinanced.known:
        return False
    if payment.bill is not None and payment.bill not in made.refinanced.bills:
        return False
    if payment.posted_at is not None and payment.posted_at > active.at + AT_ONCE:
        return False
    return payment.reversed_at is None or payment.reversed_at > active.at


def _reaches_back(file: SupplyFile, made: Made) -> bool:
    """Whether the ledger still has all that was paid since: later feeds bring the last months only."""
    known = {payment.operation for payment in file.received}
    return made.refinanced.down.keys() <= known


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was said yes to, or to what it was changed; `agreed_on`: the day of the first yes."""

    debt: int
    down_payment: int
    rows: tuple[Row, ...]
    agreed_on: date
    version: int


def adds_up(file: SupplyFile, rules: Rules) -> Judged:
    """I-20, PE-INS-2: down payment and principals are the debt exactly, at dates one after the other."""
    for line, plan in _plans(file, rules):
        days = [plan.agreed_on, *(row.due_on for row in plan.rows)]
        principal = sum(row.principal for row in plan.rows)
        total = plan.down_payment + sum(row.amount for row in plan.rows)
        wrong = (
            plan.down_payment + principal != plan.debt
            or total != line.centimos("total")
            or any(row.principal < 0 or row.interest < 0 for row in plan.rows)
            or any(b < a for a, b in pairwise(days))
        )
        yield _about(file, line, "I-20", "check_agreement_sum") if wrong else None


def within_limits(file: SupplyFile, rules: Rules) -> Judged:
    """I-20, I-21: what the utility allows: down payment, instalments, their least amount, and interest."""
    for line, plan in _plans(file, rules):
        if line.policy_version == rules.utility.version:
            parts = list(_beyond(plan, rules))
            over = ", ".join(parts)
            found = _about(file, line, "I-20", "check_agreement_limits", Surety.AS_RECORDED, parts=over)
            yield found if parts else None


def _beyond(plan: _Plan, rules: Rules) -> Iterator[str]:
    allowed = rules.utility.plan
    least = int((plan.debt * allowed.min_down_percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
    if plan.down_payment < least:
        yield "inicial"
    changed = int(plan.version > PLANNED)  # a row that was begun to be paid stays beside the new ones
    if len(plan.rows) > allowed.max_instalments + changed:
        yield "número de cuotas"
    if not changed and any(row.amount < allowed.min_instalment for row in plan.rows):
        yield "cuota mínima"
    if allowed.ends_with_year and plan.rows[-1].due_on.year > plan.agreed_on.year:
        yield "plazo"
    if not allowed.bears_interest and any(row.interest for row in plan.rows):
        yield "intereses"


def _plans(file: SupplyFile, rules: Rules) -> Iterator[tuple[Line, _Plan]]:
    for line in lines_of(file):
        rows = schedule_of(line)
        if rows:
            first = next(each for each in lines_of(file) if each.text("agreement") == line.text("agreement"))
            amounts = (line.centimos("debt") or 0, line.centimos("down_payment") or 0)
            yield line, _Plan(*amounts, rows, rules.days.day(first.at), line.count("version"))


def _about(
    file: SupplyFile, line: Line, rule: str, code: str, surety: Surety = Surety.PROVED, **values: object
) -> Finding:
    given = {"agreement": line.text("agreement"), **values}
    return Finding(rule, code, file.supply.number, line.at, given, surety)


def _soles(centimos: int) -> str:
    return f"{centimos // 100:,}.{centimos % 100:02d}"
