"""`caudal synth`: files of an invented utility that add up like the real one."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table

from caudal.synth import SynthReport, generate

STEPS = {
    "register": "padrón",
    "people": "personas",
    "bills": "recibos",
    "totals": "totales",
    "payments": "pagos",
    "proof": "comprobación",
}


def synth(
    out: Annotated[Path, typer.Option(help="Carpeta donde se escriben los archivos.")],
    like: Annotated[str, typer.Option(help="A qué empresa se parece: tumbes.")] = "tumbes",
    months: Annotated[int, typer.Option(help="Meses de recibos.")] = 24,
    seed: Annotated[int, typer.Option(help="Semilla: la misma da los mismos archivos.")] = 7,
    encoding: Annotated[str, typer.Option(help="utf-8 o cp1252.")] = "utf-8",
    as_json: Annotated[bool, typer.Option("--json", help="El resumen en JSON.")] = False,
) -> None:
    """Escribe los archivos de una empresa inventada, con los totales de la verdadera.

    Ejemplo: caudal synth --like tumbes --months 24 --seed 7 --out datos
    """
    watcher = Console(stderr=True)
    with Progress(console=watcher, disable=not watcher.is_terminal, transient=True) as bar:
        task = bar.add_task("Generando")
        report = generate(
            out,
            like=like,
            months=months,
            seed=seed,
            encoding=encoding,
            progress=lambda step, done, steps: bar.update(
                task, description=STEPS.get(step, step), completed=done, total=steps
            ),
        )
    typer.echo(json.dumps(_summary(report), ensure_ascii=False)) if as_json else _show(report)


def _summary(report: SynthReport) -> dict[str, object]:
    return {
        "folder": str(report.folder),
        "cut_on": report.cut_on.isoformat(),
        "connections": report.connections,
        "active": report.active,
        "receivables": str(report.receivables),
        "currency": report.receivables.currency,
        "rows": dict(report.rows),
        "candidates": dict(report.candidates),
    }


def _show(report: SynthReport) -> None:
    console = Console()
    table = Table("Archivo", Column("Filas", justify="right"), title=f"Escrito en {report.folder}")
    for file, rows in report.rows.items():
        table.add_row(file, f"{rows:,}")
    console.print(table)
    console.print(
        f"{report.connections:,} conexiones, {report.active:,} activas; "
        f"por cobrar S/ {report.receivables.soles:,.2f} al {report.cut_on:%d/%m/%Y}."
    )
