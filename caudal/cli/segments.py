"""`caudal segments`: the portfolio by locality, segment, category or billing cycle, as a table and as a picture."""

import asyncio
import json
from datetime import date, datetime
from typing import Annotated

import typer
from rich.bar import Bar
from rich.console import Console
from rich.table import Column, Table

from caudal import wiring
from receivables.usecases.segments import By, Segmentation, segmentation

HEADINGS = {By.LOCALITY: "Localidad", By.SEGMENT: "Segmento", By.CATEGORY: "Categoría", By.CYCLE: "Ciclo"}
SEGMENTS = {
    "in_payment": "En proceso de pago",
    "light": "Liviana",
    "medium": "Mediana",
    "heavy_collectable": "Pesada cobrable",
    "uncollectable": "Pesada incobrable",
    "no_segment": "En reclamo o saldo mínimo",
}
BAR = 40


def segments(
    by: Annotated[By, typer.Option(help="Por qué se divide la cartera.")] = By.SEGMENT,
    older_than: Annotated[
        int | None,
        typer.Option(min=0, max=1200, metavar="MESES", help="Solo recibos vencidos hace tantos meses o más."),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="FECHA", help="A qué fecha; si no se indica, la de corte."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="La tabla en JSON.")] = False,
) -> None:
    """Muestra quiénes deben y cuánto: la deuda impaga de los libros, con lo reclamado.

    Ejemplo: caudal segments --by locality --older-than 3 --json
    """
    found = asyncio.run(_segments(by, older_than, as_of.date() if as_of else None))
    typer.echo(json.dumps(summary(found), ensure_ascii=False)) if as_json else _show(found)


async def _segments(by: By, older_than: int | None, as_of: date | None) -> Segmentation:
    watcher = Console(stderr=True)
    async with wiring.opened() as installation:
        with watcher.status("Sumando la cartera"):
            return await segmentation(installation.services, by, older_than=older_than, as_of=as_of)


def summary(found: Segmentation) -> list[dict[str, object]]:
    """One object a group, in order (surfaces.md)."""
    return [
        {found.by.value: group.name, "customers": group.customers, "amount": str(group.amount)}
        for group in found.groups
    ]


def _show(found: Segmentation) -> None:
    console = Console()
    console.print(_table(found))
    if found.groups:
        console.print(_picture(found))


def _title(found: Segmentation) -> str:
    which = "Deuda impaga"
    if found.older_than is not None:
        which = f"Deuda con {found.older_than} meses de vencida o más"
    return f"{which}, al {found.on:%d/%m/%Y}"


def _name(found: Segmentation, name: str) -> str:
    return SEGMENTS[name] if found.by is By.SEGMENT else name


def _table(found: Segmentation) -> Table:
    columns = (Column("Suministros", justify="right"), Column("S/", justify="right"))
    table = Table(HEADINGS[found.by], *columns, title=_title(found), show_footer=bool(found.groups))
    for group in found.groups:
        table.add_row(_name(found, group.name), f"{group.customers:,}", f"{group.amount.soles:,.2f}")
    totals = ("Total", f"{found.customers:,}", f"{found.amount.soles:,.2f}")
    for column, total in zip(table.columns, totals, strict=True):
        column.footer = total
    return table


def _picture(found: Segmentation) -> Table:
    """A bar for each group, as long as what it owes."""
    most = max(group.amount.centimos for group in found.groups)
    picture = Table.grid(Column(), Column(), Column(justify="right"), padding=(0, 1))
    for group in found.groups:
        bar = Bar(most, 0, group.amount.centimos, width=BAR)
        picture.add_row(_name(found, group.name), bar, f"{group.amount.soles:,.2f}")
    return picture
