"""`caudal rfm`: score a file of payments or of customers, and say how the classes really came out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich import progress
from rich.console import Console
from rich.table import Table

from receivables.adapters.files_rfm import Customer, Opener, open_text, read_customers, write_scores
from receivables.model.money import Money
from receivables.model.rfm import (
    CLASSES,
    WITHOUT_PAYMENTS,
    Classes,
    Measure,
    Measures,
    PublishedCuts,
    RfmCuts,
    RfmScore,
    Rule,
    Summary,
    classes,
    published_cuts,
    rfm_cuts,
    uninformative,
)

DIGITS = range(1, CLASSES + 1)
NAMES = {Measure.RECENCY: "Recencia", Measure.FREQUENCY: "Frecuencia", Measure.MONETARY: "Monto"}


@dataclass(frozen=True, slots=True)
class Scored:
    """Every customer with a score, in order, and the measures in which all of them are equal."""

    rows: list[tuple[Customer, RfmScore]]
    tied: tuple[Measure, ...]

    @property
    def classes(self) -> Classes:
        """How many stand in each class."""
        return classes(score for _, score in self.rows)


def rfm(
    file: Annotated[Path, typer.Argument(metavar="ARCHIVO", help="CSV de pagos o de clientes.")],
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="FECHA", help="Fecha del análisis.")
    ] = None,
    rule: Annotated[
        Rule, typer.Option(help="utility: la de la empresa. published: la publicada, solo para comparar.")
    ] = Rule.UTILITY,
    out: Annotated[Path | None, typer.Option(help="Archivo CSV para los puntajes.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="El resumen en JSON.")] = False,
) -> None:
    """Califica de 1 a 5 la recencia, la frecuencia y el monto de los pagos de cada cliente.

    El archivo trae pagos (customer,date,amount) o clientes (customer_id,recency_days,transactions,amount).

    La regla utility cuenta los pagos de los doce meses hasta la fecha; a igual conducta, igual puntaje.

    Ejemplo: caudal rfm pagos.csv --as-of 2023-12-31 --rule utility --out puntajes.csv
    """
    day = as_of.date() if as_of else None
    if rule is Rule.PUBLISHED:
        scored = score_as_published(read_customers(file, rule, day, _opener()))
    elif day:
        scored = score_as_utility(read_customers(file, rule, day, _opener()), day)
    else:
        raise typer.BadParameter("la regla utility necesita la fecha del análisis", param_hint="--as-of")
    if out:
        write_scores(out, rule, scored.rows)
    if as_json:
        typer.echo(json.dumps(_summary(scored, rule, day)))
    else:
        _show(scored, rule, out)


def score_as_utility(customers: list[Customer], as_of: date) -> Scored:
    """Score by the rule `utility` as of that day."""
    measures = [_measures(each.paid, as_of) for each in customers]
    cuts = rfm_cuts(as_of, measures)
    return _scored(customers, cuts, map(cuts.score, measures) if cuts else ())


def score_as_published(customers: list[Customer]) -> Scored:
    """Score by the rule `published`."""
    cuts = published_cuts(each.paid for each in customers)
    return _scored(customers, cuts, (cuts.score(each.paid) for each in customers) if cuts else ())


def _measures(paid: Summary, as_of: date) -> Measures:
    latest = None if paid.recency_days is None else as_of - timedelta(paid.recency_days)
    return Measures(latest, paid.transactions, Money.of(paid.amount))


def _scored(
    customers: list[Customer], cuts: RfmCuts | PublishedCuts | None, scores: Iterable[RfmScore]
) -> Scored:
    if cuts is None:
        return Scored([(each, WITHOUT_PAYMENTS) for each in customers], ())
    return Scored(list(zip(customers, scores, strict=True)), uninformative(cuts))


def _opener() -> Opener:
    """Open the file; with a progress bar when a person watches."""
    watcher = Console(stderr=True)
    if not watcher.is_terminal:
        return open_text
    return partial(
        progress.open,
        mode="rt",
        encoding="utf-8-sig",
        newline="",
        description="Leyendo",
        console=watcher,
        transient=True,
    )


def _percent(share: Fraction) -> str:
    return f"{Decimal(round(share * 1000)) / 10:.1f}"


def _summary(scored: Scored, rule: Rule, as_of: date | None) -> dict[str, object]:
    counted = scored.classes
    return {
        "rule": rule.value,
        "as_of": as_of.isoformat() if as_of else None,
        "customers": len(scored.rows),
        "scored": counted.scored,
        "without_payments": counted.without_payments,
        "measures": {
            measure.value: {
                "counts": list(counted.counts[measure]),
                "percent": [_percent(counted.share(measure, digit)) for digit in DIGITS],
                "tied": measure in scored.tied,
            }
            for measure in Measure
        },
    }


def _show(scored: Scored, rule: Rule, out: Path | None) -> None:
    counted = scored.classes
    console = Console()
    table = Table("Medida", title=f"Clientes en cada clase, regla {rule.value}")
    for digit in DIGITS:
        table.add_column(str(digit), justify="right", no_wrap=True)
    for measure, name in NAMES.items():
        cells = (
            f"{counted.counts[measure][digit - 1]:,}\n{_percent(counted.share(measure, digit))} %"
            for digit in DIGITS
        )
        table.add_row(name, *cells)
    console.print(table)
    console.print(f"Clientes: {len(scored.rows):,}. Calificados: {counted.scored:,}.")
    if counted.without_payments:
        console.print(f"Sin pagos que cuenten, y por eso sin calificar (000): {counted.without_payments:,}.")
    for measure in scored.tied:
        console.print(
            f"{NAMES[measure]}: todos los clientes están empatados; esta medida no distingue a nadie."
        )
    if out:
        console.print(f"Puntajes escritos en {out}.")
