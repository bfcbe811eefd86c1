"""`caudal score`: cut points of every month, scores of those who owe, and how the classes really came out."""

import asyncio
import json
from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from caudal import wiring
from caudal.cli.classes import NAMES, classes_summary, classes_table
from receivables.model.protection import Protection
from receivables.usecases.score import ScoreReport, score_portfolio
from templates.labels import label

STEPS = {
    "payments": "Leyendo los pagos",
    "accounts": "Buscando a quienes deben",
    "cuts": "Calculando los puntos de corte",
    "scores": "Calificando",
    "saving": "Guardando",
}


def score(
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="FECHA", help="Hasta qué día; si no se indica, el último con pagos."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="El resumen en JSON.")] = False,
) -> None:
    """Califica cómo paga cada cliente y guarda los puntos de corte de cada mes.

    A quien debe lo protege su puntaje de antes de atrasarse.

    Ejemplo: caudal score --as-of 2023-12-31
    """
    report = asyncio.run(_score(as_of.date() if as_of else None))
    typer.echo(json.dumps(summary(report))) if as_json else _show(report)


async def _score(as_of: date | None) -> ScoreReport:
    # numpy takes a while to load: only those who score wait for it.
    from receivables.adapters.scoring import NumpyScoreEngine

    watcher = Console(stderr=True)
    async with wiring.opened() as installation:
        with watcher.status("Abriendo") as status:
            return await score_portfolio(
                installation.services, NumpyScoreEngine(), as_of, lambda step: status.update(STEPS[step])
            )


def summary(report: ScoreReport) -> dict[str, object]:
    """The report as JSON gives it."""
    return {
        "as_of": report.as_of.isoformat(),
        "days_with_cut_points": report.days,
        **classes_summary(report.classes, report.tied),
        "protection": {each.value: report.protection.get(each, 0) for each in Protection},
        "protecting_score_unknown": report.unknown,
    }


def _show(report: ScoreReport) -> None:
    console = Console()
    console.print(classes_table(report.classes, f"Suministros en cada clase al {report.as_of:%d/%m/%Y}"))
    console.print(
        f"Calificados: {report.classes.scored:,}. Sin pagos en los doce meses: {report.classes.without_payments:,}."
    )
    for measure in report.tied:
        console.print(f"{NAMES[measure]}: todos están empatados; esta medida no distingue a nadie.")
    table = Table(
        "Protección", Column("Suministros", justify="right"), title="Quienes deben, por cómo pagaban antes"
    )
    for each in Protection:
        table.add_row(label(each), f"{report.protection.get(each, 0):,}")
    console.print(table)
    if report.unknown:
        console.print(
            f"De ellos, {report.unknown:,} sin pagos de ese tiempo en los archivos: se los trata con cuidado."
        )
    console.print(f"Días con puntos de corte guardados: {report.days:,}.")
