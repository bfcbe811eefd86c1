"""`caudal user`: the people who work with Caudal, and the keys of the programs that act for them."""

import asyncio
import json
import sys
from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from caudal import wiring
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput
from receivables.model.staff import StaffRole, User
from receivables.usecases import staff

ACTOR = "caudal user"

user_app = typer.Typer(
    help="Las personas que trabajan con Caudal y las claves de los programas.", no_args_is_help=True
)


@user_app.command("add")
def add(
    name: Annotated[
        str, typer.Argument(metavar="NOMBRE", help="Nombre del usuario, sin espacios ni tildes.")
    ],
    role: Annotated[StaffRole, typer.Option(help="Lo que podrá hacer.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Leer la contraseña de una línea de la entrada.")
    ] = False,
) -> None:
    """Agrega un usuario con su rol y su contraseña, de 10 caracteres o más.

    Sin --password-stdin la contraseña se pide dos veces y no se muestra.

    Ejemplo: caudal user add caja3 --role integrator --password-stdin < clave.txt
    """
    staff.check_name(name)
    password = _first_line() if password_stdin else _asked()
    asyncio.run(_add(name, role, password))
    typer.echo(f"Usuario {name} agregado, con el rol {role.value}.")


@user_app.command("key")
def key(
    name: Annotated[str, typer.Argument(metavar="NOMBRE", help="El usuario en cuyo nombre se actúa.")],
) -> None:
    """Hace una clave para un programa y la imprime esta única vez.

    La clave va en la cabecera Authorization: Bearer ck_...

    Ejemplo: caudal user key caja3
    """
    typer.echo(asyncio.run(_key(name)))
    if sys.stderr.isatty():
        typer.echo("Guárdela ahora: no se vuelve a mostrar.", err=True)


@user_app.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="La lista en JSON.")] = False) -> None:
    """Muestra los usuarios y sus roles, por nombre.

    Ejemplo: caudal user list --json
    """
    users = asyncio.run(_users())
    if as_json:
        typer.echo(json.dumps([_told(user) for user in users], ensure_ascii=False))
        return
    table = Table("Nombre", "Rol", "Desde", title="Usuarios")
    for user in users:
        table.add_row(user.name, user.role.value, f"{user.created_at:%d/%m/%Y}")
    Console().print(table)


async def _add(name: str, role: StaffRole, password: str) -> None:
    async with wiring.opened() as installation:
        await staff.add_user(installation.services, Argon2Passwords(), name, role, password, actor=ACTOR)


async def _key(name: str) -> str:
    async with wiring.opened() as installation:
        return await staff.make_key(installation.services, name, actor=ACTOR)


async def _users() -> list[User]:
    """Everybody, with moments on the utility's clock."""
    async with wiring.opened() as installation:
        local = installation.services.policy.local
        users = await staff.all_users(installation.services)
        return [replace(user, created_at=local(user.created_at)) for user in users]


def _told(user: User) -> dict[str, str]:
    return {"name": user.name, "role": user.role.value, "created_at": user.created_at.isoformat()}


def _first_line() -> str:
    """The first line of what comes in, without its end; a longer one than any password is not read to its end."""
    line = sys.stdin.buffer.readline(4 * staff.LONGEST_PASSWORD + 2)
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadInput("password_not_text") from None


def _asked() -> str:
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            "falta: nadie puede escribir la contraseña aquí", param_hint="--password-stdin"
        )
    return str(typer.prompt("Contraseña", hide_input=True, confirmation_prompt="La misma otra vez"))
