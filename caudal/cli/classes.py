"""The classes of the three measures and their real shares, as a table and as JSON."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from rich.table import Table

from receivables.model.rfm import CLASSES, Classes, Measure

DIGITS = range(1, CLASSES + 1)
NAMES = {Measure.RECENCY: "Recencia", Measure.FREQUENCY: "Frecuencia", Measure.MONETARY: "Monto"}


def percent(share: Fraction) -> str:
    """With one decimal: "19.8"."""
    return f"{Decimal(round(share * 1000)) / 10:.1f}"


def classes_table(counted: Classes, title: str) -> Table:
    """One row a measure, one column a class."""
    table = Table("Medida", title=title)
    for digit in DIGITS:
        table.add_column(str(digit), justify="right", no_wrap=True)
    for measure, name in NAMES.items():
        counts = counted.counts[measure]
        shares = (percent(counted.share(measure, digit)) for digit in DIGITS)
        table.add_row(name, *(f"{n:,}\n{share} %" for n, share in zip(counts, shares, strict=True)))
    return table


def classes_summary(counted: Classes, tied: Collection[Measure]) -> dict[str, object]:
    """The same for programs; `tied` measures tell nobody apart."""
    return {
        "scored": counted.scored,
        "without_payments": counted.without_payments,
        "measures": {
            measure.value: {
                "counts": list(counted.counts[measure]),
                "percent": [percent(counted.share(measure, digit)) for digit in DIGITS],
                "tied": measure in tied,
            }
            for measure in Measure
        },
    }
