"""The payments of a feed in memory, and the days to score them as of: what both ways of scoring start from."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from receivables.model.rfm import window_start
from receivables.ports import PaymentColumns


def payments_of(folder: Path) -> PaymentColumns:
    """All payments, as the ledger gives them."""
    rows = [
        (row["suministro"], _day(row["fecha"]), _centimos(row["importe"]))
        for row in _rows(folder / "pagos.csv")
    ]
    supplies, days, centimos = zip(*rows, strict=True)
    return PaymentColumns(supplies, days, centimos)


def days_of(folder: Path, payments: PaymentColumns) -> list[date]:
    """The due dates of the last twelve months before the latest payment, and its day."""
    latest = max(payments.days)
    dues = {_day(row["vencimiento"]) for row in _rows(folder / "recibos.csv")}
    return sorted({day for day in dues if window_start(latest) < day <= latest} | {latest})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if next(iter(row.values())) != "TOTAL":
                yield row


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def _centimos(text: str) -> int:
    return int(text.replace(".", "").replace(",", ""))
