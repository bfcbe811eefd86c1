"""What one would write first to score: for each day, a loop over all payments into dictionaries, and sorted lists."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

from caudal.bench.feed import days_of, payments_of
from caudal.bench.job import Done
from caudal.bench.scoring import result_of
from receivables.model.rfm import CutPoints, cut_points, window_start
from receivables.ports import PaymentColumns

Measured = tuple[Mapping[str, date], Mapping[str, int], Mapping[str, int]]


def measure(folder: Path) -> Done:
    """The scoring alone, from payments in memory."""
    payments = payments_of(folder)
    days = days_of(folder, payments)
    wanted = sorted(set(payments.supplies))
    start = perf_counter()
    for day in days:
        latest, count, amount = measured = _measured(payments, day)
        cuts = cut_points(latest.values()), cut_points(count.values()), cut_points(amount.values())
    codes = [_code(supply, measured, cuts) for supply in wanted]
    seconds = perf_counter() - start
    return Done(seconds, len(payments.supplies), result_of(len(days), codes))


def _measured(payments: PaymentColumns, day: date) -> Measured:
    start = window_start(day)
    latest: dict[str, date] = {}
    count: dict[str, int] = {}
    amount: dict[str, int] = {}
    for supply, paid_on, centimos in zip(payments.supplies, payments.days, payments.centimos, strict=True):
        if start < paid_on <= day:
            count[supply] = count.get(supply, 0) + 1
            amount[supply] = amount.get(supply, 0) + centimos
            if supply not in latest or latest[supply] < paid_on:
                latest[supply] = paid_on
    return latest, count, amount


def _code(
    supply: str, measured: Measured, cuts: tuple[CutPoints[date], CutPoints[int], CutPoints[int]]
) -> str:
    latest, count, amount = measured
    if supply not in count:
        return "000"
    recency, frequency, monetary = cuts
    digits = (
        recency.class_of(latest[supply]),
        frequency.class_of(count[supply]),
        monetary.class_of(amount[supply]),
    )
    return "".join(map(str, digits))
