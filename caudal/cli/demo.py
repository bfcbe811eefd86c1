"""`caudal demo`: what becomes of the overdue portfolio of an invented utility, told and checked."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from caudal.demo.report import document
from caudal.demo.show import show
from caudal.demo.story import MOST_WEEKS, WEEKS, story
from caudal.demo.watch import Tell


def demo(
    weeks: Annotated[int, typer.Option(min=WEEKS, max=MOST_WEEKS, help="Semanas de la historia.")] = WEEKS,
    seed: Annotated[int, typer.Option(min=0, help="Semilla: la misma da la misma historia.")] = 7,
    out: Annotated[Path, typer.Option(help="Base de datos que se escribe.")] = Path("var/demo.db"),
    as_json: Annotated[bool, typer.Option("--json", help="El resultado en JSON.")] = False,
) -> None:
    """Cuenta la historia de una cartera inventada, de los archivos a la cola de cortes, y comprueba lo que promete.

    Ejemplo: caudal demo --weeks 3 --seed 7
    """
    # numpy and the database take a while to load: only those who want the demo wait for them.
    from caudal.demo.run import Request, perform

    with _progress() as tell:
        report = asyncio.run(perform(Request(story(weeks), seed, out), tell))
    if as_json:
        typer.echo(json.dumps(document(report), ensure_ascii=False))
    else:
        show(report, Console())
    if not report.passed:
        raise typer.Exit(1)


@contextmanager
def _progress() -> Iterator[Tell]:
    """A bar for a person, a line for each part otherwise; on stderr, beside the results."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = TextColumn("{task.description:24}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("")

        def tell(step: str, done: int, of: int) -> None:
            bar.update(task, description=step, completed=done, total=of or None)

        yield tell


def _lines(console: Console) -> Tell:
    told: set[str] = set()

    def tell(step: str, done: int, of: int) -> None:
        part = step.partition(":")[0]
        if part not in told:
            told.add(part)
            console.print(part)

    return tell
