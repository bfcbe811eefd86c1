"""After a settled cut: the reopening is ordered by itself, due within the legal hours of the payment (I-15)."""

from datetime import datetime, timedelta

from caudal.audit.debt import Rules
from caudal.audit.findings import Finding, Judged
from caudal.audit.rows import Move, Order, SupplyFile


def ordered(file: SupplyFile, rules: Rules) -> Judged:
    """Each case that was settled after its cut has a reopening order of that moment."""
    for move in file.moves:
        if (move.before, move.after) == ("cut", "reopening"):
            missing = Finding(rules.rule("reopening"), "check_reopening_missing", file.supply.number, move.at)
            yield None if any(_answers(order, move) for order in file.orders) else missing


def _answers(order: Order, move: Move) -> bool:
    return order.kind == "reopening" and abs(order.ordered_at - move.at) <= timedelta(minutes=1)


def due_in_time(file: SupplyFile, rules: Rules) -> Judged:
    """The clock of the law runs from the payment, weekends included."""
    hours = timedelta(hours=rules.utility.law.reopening_hours)
    for order in file.orders:
        if order.kind == "reopening":
            in_time = order.due_by is not None and order.due_by <= _settled_at(file, order) + hours
            rule, told = rules.rule("reopening"), {"order": order.id}
            late = Finding(rule, "check_reopening_late", file.supply.number, order.ordered_at, told)
            yield None if in_time else late


def _settled_at(file: SupplyFile, order: Order) -> datetime:
    """When it was paid: the payment that was posted with the order, else the order's own moment."""
    with_it = (line.text("operation") for line in file.of("payment", "posted") if line.at == order.ordered_at)
    paid = [file.settlements[operation].paid_at for operation in with_it if operation in file.settlements]
    return min([*paid, order.ordered_at])


def overdue(file: SupplyFile, rules: Rules) -> list[Order]:
    """Reopenings that wait beyond their time: nothing that the program did, but somebody must know."""
    waiting = (order for order in file.orders if (order.kind, order.state) == ("reopening", "queued"))
    return [order for order in waiting if order.due_by is not None and order.due_by < rules.now]
