"""`caudal user`: the people who work with Caudal, and the keys of the programs that act for them."""

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from caudal import wiring
from receivables.adapters.clocks import RealClock
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput
from receivables.model.staff import StaffRole, User
from receivables.usecases import keys, staff

ACTOR = "caudal user"

user_app = typer.Typer(
    help="Las personas que trabajan con Caudal y las claves de los programas.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(metavar="NOMBRE", help="El usuario.")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Leer la contraseña de una línea de la entrada.")
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A user, with what opens for them; moments on the utility's clock."""

    user: User
    created_at: datetime
    keys: int
    disabled_at: datetime | None


@user_app.command("add")
def add(
    name: Annotated[
        str, typer.Argument(metavar="NOMBRE", help="Nombre del usuario, sin espacios ni tildes.")
    ],
    role: Annotated[StaffRole, typer.Option(help="Lo que podrá hacer.")],
    password_stdin: PasswordStdin = False,
    locality: Annotated[
        list[str] | None,
        typer.Option(metavar="LOCALIDAD", help="De su cartera o de su zona; puede repetirse."),
    ] = None,
) -> None:
    """Agrega un usuario con su rol y su contraseña, de 10 caracteres o más.

    Sin --password-stdin la contraseña se pide dos veces y no se muestra.

    Ejemplo: caudal user add caja3 --role integrator --password-stdin < clave.txt
    """
    staff.check_name(name)
    asyncio.run(_add(name, role, _password(password_stdin), locality or []))
    typer.echo(f"Usuario {name} agregado, con el rol {role.value}.")


@user_app.command("key")
def key(
    name: Annotated[str, typer.Argument(metavar="NOMBRE", help="El usuario en cuyo nombre se actúa.")],
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help="Días que valdrá; sin esto, hasta que se anule.")
    ] = None,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Las demás claves dejan de valer en 24 horas.")
    ] = False,
    revoke_all: Annotated[
        bool, typer.Option("--revoke-all", help="No hace ninguna: anula ya todas las que tiene.")
    ] = False,
) -> None:
    """Hace una clave para un programa y la imprime esta única vez.

    La clave va en la cabecera Authorization: Bearer ck_...

    Ejemplo: caudal user key caja3 --days 365 --rotate
    """
    if revoke_all:
        if rotate or days is not None:
            raise typer.BadParameter("no va junto con --days ni --rotate", param_hint="--revoke-all")
        typer.echo(f"Claves anuladas: {asyncio.run(_revoke_all(name))}.")
        return
    typer.echo(asyncio.run(_key(name, days, rotate)))
    if sys.stderr.isatty():
        typer.echo("Guárdela ahora: no se vuelve a mostrar.", err=True)


@user_app.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="La lista en JSON.")] = False) -> None:
    """Muestra los usuarios por nombre: rol, localidades, claves vigentes, y si están inhabilitados.

    Ejemplo: caudal user list --json
    """
    users = asyncio.run(_users())
    if as_json:
        typer.echo(json.dumps([_told(listed) for listed in users], ensure_ascii=False))
        return
    table = Table("Nombre", "Rol", "Localidades", "Claves", "Desde", "Inhabilitado", title="Usuarios")
    for listed in users:
        user = listed.user
        since = f"{listed.disabled_at:%d/%m/%Y}" if listed.disabled_at else ""
        places = ", ".join(user.localities)
        table.add_row(
            user.name, user.role.value, places, str(listed.keys), f"{listed.created_at:%d/%m/%Y}", since
        )
    Console().print(table)


@user_app.command("disable")
def disable(name: Name) -> None:
    """Cierra el paso a un usuario en el acto: contraseña, sesiones, tokens y claves.

    Sus claves quedan anuladas aunque después se le vuelva a habilitar.

    Ejemplo: caudal user disable caja3
    """
    asyncio.run(_disable(name))
    typer.echo(f"Usuario {name} inhabilitado: nada de lo suyo abre ya.")


@user_app.command("enable")
def enable(name: Name) -> None:
    """Vuelve a dejar entrar a un usuario inhabilitado, con su contraseña.

    Ejemplo: caudal user enable caja3
    """
    asyncio.run(_enable(name))
    typer.echo(f"Usuario {name} habilitado. Si se sospecha de su contraseña: caudal user password {name}.")


@user_app.command("password")
def password(name: Name, password_stdin: PasswordStdin = False) -> None:
    """Cambia la contraseña de un usuario; sus sesiones y tokens terminan, sus claves siguen.

    Ejemplo: caudal user password ana --password-stdin < clave.txt
    """
    staff.check_name(name)
    asyncio.run(_change(name, _password(password_stdin)))
    typer.echo(f"Contraseña de {name} cambiada; sus sesiones abiertas terminaron.")


@user_app.command("localities")
def localities(
    name: Name,
    places: Annotated[
        list[str] | None, typer.Argument(metavar="LOCALIDAD...", help="Todas las suyas; ninguna: se quitan.")
    ] = None,
) -> None:
    """Da a un usuario sus localidades: la cartera de un gestor, la zona de un operario.

    Ejemplo: caudal user localities ana Tumbes "La Cruz"
    """
    given = asyncio.run(_localities(name, places or []))
    typer.echo(f"Localidades de {name}: {', '.join(given) or 'ninguna'}.")


async def _add(name: str, role: StaffRole, password: str, places: list[str]) -> None:
    async with wiring.opened() as installation:
        await staff.add_user(
            installation.services, Argon2Passwords(), name, role, password, actor=ACTOR, localities=places
        )


async def _key(name: str, days: int | None, rotate: bool) -> str:
    async with wiring.opened() as installation:
        services = installation.services
        return await keys.make_key(services, RealClock(), name, actor=ACTOR, days=days, rotate=rotate)


async def _revoke_all(name: str) -> int:
    async with wiring.opened() as installation:
        return await keys.revoke_keys(installation.services, RealClock(), name, actor=ACTOR)


async def _disable(name: str) -> None:
    async with wiring.opened() as installation:
        await staff.disable_user(installation.services, RealClock(), name, actor=ACTOR)


async def _enable(name: str) -> None:
    async with wiring.opened() as installation:
        await staff.enable_user(installation.services, RealClock(), name, actor=ACTOR)


async def _change(name: str, password: str) -> None:
    async with wiring.opened() as installation:
        services = installation.services
        await staff.change_password(services, Argon2Passwords(), RealClock(), name, password, actor=ACTOR)


async def _localities(name: str, places: list[str]) -> tuple[str, ...]:
    async with wiring.opened() as installation:
        return await staff.set_localities(installation.services, name, places, actor=ACTOR)


async def _users() -> list[Listed]:
    async with wiring.opened() as installation:
        services, clock = installation.services, RealClock()
        local = services.policy.local
        return [
            Listed(
                user,
                local(user.created_at),
                await keys.keys_alive(services, clock, user.name),
                local(user.disabled_at) if user.disabled_at else None,
            )
            for user in await staff.all_users(services)
        ]


def _told(listed: Listed) -> dict[str, object]:
    user = listed.user
    return {
        "name": user.name,
        "role": user.role.value,
        "created_at": listed.created_at.isoformat(),
        "localities": list(user.localities),
        "keys": listed.keys,
        "disabled_at": listed.disabled_at.isoformat() if listed.disabled_at else None,
    }


def _password(from_stdin: bool) -> str:
    return _first_line() if from_stdin else _asked()


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
