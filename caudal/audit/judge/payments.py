"""Payments that were posted: each settles exactly its amount, and stands once in the record."""

from collections import Counter

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import Settlement, SupplyFile


def to_the_centimo(settled: Settlement) -> Finding | None:
    """I-22: what a payment settled, credit included, adds up to it."""
    if settled.parts == settled.amount:
        return None
    return Finding("I-22", "check_payment_parts", settled.operation, settled.paid_at)


def once(file: SupplyFile, rules: Rules) -> Judged:
    """I-28: an operation is posted once, and stands once in the record, with what it settled."""
    lines = Counter(line.text("operation") for line in file.of("payment", "posted"))
    posted = {payment.operation for payment in file.payments if not payment.in_feed}
    for operation in sorted({*lines, *posted}):
        code = _wrong(lines[operation], operation in file.settlements)
        given = {"operation": operation}
        yield Finding("I-28", code, file.supply.number, None, given) if code else None


def _wrong(lines: int, settled: bool) -> str | None:
    if lines > 1:
        return "check_payment_twice"
    return "check_payment_unwritten" if lines == 0 or not settled else None
