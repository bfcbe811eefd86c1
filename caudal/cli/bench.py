"""`caudal bench`: ours beside what anybody would write first, in turns, with peak memory."""

import json
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from caudal.bench import CASES, Comparison, compare
from caudal.cli.bench_delivery import DELIVERY, measured, show
from caudal.synth import generate


class Name(StrEnum):
    """What is measured."""

    ALL = "all"
    IMPORT = "import"
    SCORE = "score"
    DECIDE = "decide"
    FAULTS = "faults"
    DISPATCH = "dispatch"
    WEBHOOK = "webhook"
    CHAT = "chat"


USUAL = 5
"""Rounds, unless it is said otherwise."""
ROUNDS = {Name.FAULTS: 1}
"""Where one says enough: it counts what went wrong, which no median hides."""
TITLES = {"import": "Importar", "score": "Calificar", "decide": "Decidir"}


def bench(
    name: Annotated[Name, typer.Argument(metavar="QUÉ", help="Qué se mide.")] = Name.ALL,
    rounds: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=99,
            help="Cuántas veces cada lado, por turnos (fallas: las caídas).",
            show_default="5; fallas: 1",
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Archivos ya generados; si no se indica, se generan los de Tumbes.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="El resultado en JSON.")] = False,
) -> None:
    """Mide la importación, la calificación y las decisiones al lado de lo más simple, y el envío.

    Importar se compara con csv y sqlite3: un INSERT por fila, sin revisar nada.

    Calificar se compara con un bucle de Python y diccionarios.

    Decidir, con la línea del registro, se compara con anotar en JSON todo lo que se miró.

    Cada medición corre en su propio proceso; se dan las medianas.

    Fallas (faults): lo que el envío debe resistir; lo enviado se cuenta cada vez en ambos lados.

    Envío (dispatch): con tope y sin tope, al lado de Celery y arq, que solo envían y anotan.

    Avisos (webhook): verificados, guardados y contestados, al lado de un eco sin nada más.

    Conversación (chat): leer un mensaje, contestarlo con los datos de todo Tumbes, y 500 clientes a la vez.

    Ejemplo: caudal bench import --rounds 3
    """
    if name in DELIVERY:
        show([measured(name, rounds or ROUNDS.get(name, USUAL))], as_json=as_json)
        return
    cases = [case for case in CASES if name in (Name.ALL, case.name)]
    watcher = Console(stderr=True)
    with tempfile.TemporaryDirectory() as scratch, watcher.status("Generando los archivos") as status:
        files = folder or Path(scratch)
        if folder is None and name is not Name.DECIDE:
            generate(files, like="tumbes", months=24, seed=7)
        found = [
            compare(case, files, rounds or USUAL, lambda job: status.update(f"Midiendo {job}"))
            for case in cases
        ]
    if not as_json:
        _show(found)
    several = {each: min(rounds or ROUNDS.get(Name(each), USUAL), 3) for each in DELIVERY}
    delivered = [measured(*each) for each in several.items()] if name is Name.ALL else []
    if as_json:
        typer.echo(json.dumps([*map(summary, found), *(each.as_json() for each in delivered)]))
    else:
        show(delivered, as_json=False)


def summary(found: Comparison) -> dict[str, object]:
    """One comparison as JSON gives it: medians of seconds and MiB."""
    return {
        "name": found.case.name,
        "rounds": found.rounds,
        "items": found.items,
        "seconds": round(found.ours.seconds, 3),
        "peak_mib": round(found.ours.peak),
        "plain_seconds": round(found.plain.seconds, 3),
        "plain_peak_mib": round(found.plain.peak),
        "times_faster": round(found.times_faster, 2),
        "microseconds_each": round(found.microseconds_each, 2),
    }


def _show(several: Sequence[Comparison]) -> None:
    names = ("Cantidad", "Caudal", "Cada uno", "Memoria", "Lo simple", "Memoria", "Veces más rápido")
    table = Table(
        Column("Medida", no_wrap=True), *(Column(name, justify="right") for name in names), title="Medianas"
    )
    for found in several:
        table.add_row(
            TITLES[found.case.name],
            f"{found.items:,} {found.case.items}",
            f"{found.ours.seconds:.2f} s",
            f"{found.microseconds_each:.1f} µs",
            f"{found.ours.peak:,.0f} MiB",
            f"{found.plain.seconds:.2f} s",
            f"{found.plain.peak:,.0f} MiB",
            f"{found.times_faster:.1f}",
        )
    Console().print(table)
