"""`caudal channels check|register`: holds the providers' accounts against what the program expects."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from templates.labels import channel as channel_name

if TYPE_CHECKING:
    from caudal.registering import Line

channels_app = typer.Typer(
    help="Las cuentas de los canales: plantillas, aprobaciones y direcciones.", no_args_is_help=True
)

WORDS = {
    "fine": "en orden",
    "made": "creada",
    "submitted": "enviada a aprobar",
    "missing": "falta en la cuenta",
    "text_differs": "el texto de la cuenta es otro",
    "variables_differ": "las variables de la cuenta son otras",
    "category_differs": "la categoría de la cuenta es otra",
    "not_approved": "todavía no aprobada",
    "refused": "el proveedor la rechazó",
    "webhook_set": "la dirección está puesta",
    "webhook_differs": "llama a otra dirección",
    "webhook_by_hand": "esta dirección se pone a mano en la consola del proveedor",
    "webhook_failing": "la última llamada falló",
    "no_sender": "el número no está en la cuenta",
    "polling": "se pregunta por los mensajes; no hace falta dirección",
    "configured": "hay con qué enviar",
    "not_let_in": "no deja enviar",
    "unasked": "no se pudo revisar",
}
TELLING = ("url", "state", "reason", "code", "why")
SESSION = "session."

Json = Annotated[bool, typer.Option("--json", help="El resultado en JSON.")]


@channels_app.command()
def check(as_json: Json = False) -> None:
    """Compara cada cuenta con lo que el programa espera, sin cambiarla; anota qué plantillas están aprobadas.

    Revisa todas las cuentas, aunque una no conteste. Sale con 1 si hay algo por hacer.

    Ejemplo: caudal channels check
    """
    _look(changing=False, as_json=as_json)


@channels_app.command()
def register(as_json: Json = False) -> None:
    """Crea las plantillas que faltan, las manda a aprobar y pone las direcciones. Se puede repetir.

    Ejemplo: caudal channels register
    """
    _look(changing=True, as_json=as_json)


def _look(*, changing: bool, as_json: bool) -> None:
    from caudal.registering import UNASKED, inspect  # other verbs do not wait for the providers' libraries

    with Console(stderr=True).status("Preguntando a los proveedores"):
        lines = asyncio.run(inspect(changing=changing))
    if as_json:
        told = [
            {
                "channel": line.channel,
                "subject": line.subject,
                "result": line.kind,
                "good": line.good,
                **line.values,
            }
            for line in lines
        ]
        typer.echo(json.dumps(told, ensure_ascii=False))
    elif lines:
        fine = [line for line in lines if line.good and line.subject.startswith(SESSION)]
        _show([line for line in lines if line not in fine])
        if fine:
            typer.echo(_sessions(fine))
    else:
        typer.echo(
            "No hay ningún canal con credenciales: "
            "revise las variables CAUDAL_TELEGRAM_, CAUDAL_TWILIO_ y CAUDAL_SMTP_URL."
        )
    for line in lines:
        if line.kind == UNASKED:
            typer.echo(line.values["why"], err=True)
    if not all(line.good for line in lines):
        raise typer.Exit(1)


def _sessions(fine: "list[Line]") -> str:
    """One line for the contents with buttons: there are many, and each is only told when something is wrong with it."""
    made = sum(line.kind == "made" for line in fine)
    told = [f"{made} creados"] if made else []
    told += [f"{len(fine) - made} ya en orden"] if len(fine) > made else []
    return f"Contenidos con botones para conversaciones: {', '.join(told)}."


def _show(lines: "list[Line]") -> None:
    table = Table("Canal", Column("Qué", overflow="fold"), Column("Cómo está", overflow="fold"))
    for line in lines:
        more = " · ".join(line.values[name] for name in TELLING if line.values.get(name))
        word = WORDS[line.kind] + (f": {more}" if more else "")
        colour = "green" if line.good else "red"
        table.add_row(channel_name(line.channel), line.subject, f"[{colour}]{word}[/{colour}]")
    Console().print(table)
