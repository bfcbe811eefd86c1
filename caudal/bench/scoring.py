"""The engine of `caudal score`: cut points of every day, and the scores of all who paid as of the last one."""

from pathlib import Path
from time import perf_counter

from caudal.bench.feed import days_of, payments_of
from caudal.bench.job import Done
from receivables.adapters.scoring import NumpyScoreEngine


def measure(folder: Path) -> Done:
    """The scoring alone, from payments in memory."""
    payments = payments_of(folder)
    days = days_of(folder, payments)
    wanted = [(supply, days[-1]) for supply in sorted(set(payments.supplies))]
    engine = NumpyScoreEngine()
    start = perf_counter()
    cuts = engine.cuts(payments, days)
    scores = engine.scores(payments, wanted, cuts)
    seconds = perf_counter() - start
    return Done(seconds, len(payments.supplies), result_of(len(cuts), [scores[each].code for each in wanted]))


def result_of(days: int, codes: list[str]) -> str:
    """How many days have cut points, and how many times each score was given."""
    return f"{days} {sorted((code, codes.count(code)) for code in set(codes))}"
