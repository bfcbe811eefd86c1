"""`caudal import`: the files of a commercial system into the ledger, with a report of every row left out."""

import asyncio
import csv
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Column, Table

from caudal import wiring
from receivables.errors import BadFile
from receivables.model.money import Money
from receivables.model.portfolio import BadRow, OpeningBalances
from receivables.usecases.import_portfolio import SHOWN, ImportReport, Watch, import_portfolio
from receivables.usecases.sweep import sweep
from templates.errors import catalogue
from templates.wording import money

BAD_ROW_COLUMNS = ("file", "line", "column", "reason")

ACTOR = "caudal import"


def import_(
    folder: Annotated[
        Path, typer.Argument(metavar="CARPETA", help="Donde están padron.xls, recibos.csv, pagos.csv...")
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="FECHA", help="Fecha de corte, en lugar de la del padrón."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="El informe en JSON, con todas las filas dejadas fuera.")
    ] = False,
) -> None:
    """Importa los archivos del sistema comercial, todos o ninguno.

    Una fila con problemas se deja fuera y se informa con su archivo, línea, columna y razón.

    Repetir la importación no cambia nada.

    Ejemplo: caudal import datos --as-of 2023-12-31
    """
    try:
        report = asyncio.run(_import(folder, as_of.date() if as_of else None))
    except BadFile as error:
        if isinstance(first := error.values.get("first"), tuple):
            write_bad_rows(first, sys.stderr)
        raise
    typer.echo(json.dumps(summary(report), ensure_ascii=False)) if as_json else _show(report)


async def _import(folder: Path, as_of: date | None) -> ImportReport:
    # polars takes a while to load: only those who import wait for it.
    from receivables.adapters.files import PortfolioFolder

    portfolio = PortfolioFolder(folder)
    async with wiring.opened() as installation:
        watcher = Console(stderr=True)
        with Progress(console=watcher, disable=not watcher.is_terminal, transient=True) as bar:
            report = await import_portfolio(
                installation.services, portfolio, as_of=as_of, actor=ACTOR, watch=_watch(bar)
            )
            await sweep(installation.services, actor=ACTOR)  # whoever paid by this feed is clear at once
            return report


def _watch(bar: Progress) -> Watch:
    tasks: dict[str, TaskID] = {}

    def watch(file: str, done: int, size: int) -> None:
        if file not in tasks:
            tasks[file] = bar.add_task(file, total=size)
        bar.update(tasks[file], completed=done)

    return watch


def explained(row: BadRow) -> str:
    """Why the row was left out, in words."""
    return catalogue("es")[f"fault_{row.fault}"]


def write_bad_rows(rows: Sequence[BadRow], out: TextIO) -> None:
    """As CSV, a line each, so that a clerk can search in it."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(BAD_ROW_COLUMNS)
    writer.writerows((row.file, row.line, row.column, explained(row)) for row in rows)


def summary(report: ImportReport) -> dict[str, object]:
    """The report as JSON gives it; `reason` is a stable word, `explanation` the sentence."""
    return {
        "cut_date": report.cut_date.isoformat(),
        "files": [
            {
                "file": each.file,
                "rows": each.rows,
                "inserted": each.inserted,
                "updated": each.updated,
                "unchanged": each.unchanged,
                "bad": each.bad,
            }
            for each in report.files
        ],
        "bad_rows": [
            {
                "file": row.file,
                "line": row.line,
                "column": row.column,
                "reason": row.fault.value,
                "explanation": explained(row),
            }
            for row in report.bad_rows
        ],
        "opening_balances": {
            "bills": report.opening.bills,
            "less": str(Money(report.opening.less)),
            "more": str(Money(report.opening.more)),
            "currency": report.currency,
        },
    }


def _show(report: ImportReport) -> None:
    console = Console()
    numbers = (Column(name, justify="right") for name in ("Filas", "Nuevas", "Cambiadas", "Iguales", "Fuera"))
    table = Table("Archivo", *numbers, title=f"Importado, con fecha de corte {report.cut_date:%d/%m/%Y}")
    for each in report.files:
        counts = (each.rows, each.inserted, each.updated, each.unchanged, each.bad)
        table.add_row(each.file, *(f"{count:,}" for count in counts))
    console.print(table)
    if report.opening.bills:
        console.print(_opening(report.opening, report.currency))
    if report.bad_rows:
        console.print(f"Filas dejadas fuera: {len(report.bad_rows):,}.")
        write_bad_rows(report.bad_rows[:SHOWN], sys.stdout)
    if len(report.bad_rows) > SHOWN:
        console.print(f"... y {len(report.bad_rows) - SHOWN:,} más: véalas todas con --json.")


def _opening(opening: OpeningBalances, currency: str) -> str:
    less, more = (money(Money(centimos, currency)) for centimos in (opening.less, opening.more))
    return (
        f"Saldos iniciales: {opening.bills:,} recibos tienen un saldo que los pagos no explican "
        f"({less} de menos, {more} de más). Vale el saldo."
    )
