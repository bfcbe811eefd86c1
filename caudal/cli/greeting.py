"""What `caudal run` says when it starts: the links to open, and what real channels may do."""

import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from socket import socket

from rich.console import Console

from caudal.wiring import Installation
from receivables.adapters.clocks import RealClock
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Refused
from receivables.model.ladder import Step
from receivables.model.staff import StaffRole
from receivables.usecases.keys import make_key
from receivables.usecases.sign_in import Entrance, make_link
from receivables.usecases.staff import add_user
from templates.labels import channel as label_of
from templates.labels import label

PROGRAM = "demo-integrador"
HEAD = "demo-jefatura"
FRONT_DESK = "demo-atencion"
"""Who sees every locality, answers chats and requests, and opens what customers sent: also the visitor's own photo."""
ACTOR = "demo"


async def greet(installation: Installation, invented: Sequence[str], channels: Collection[str]) -> None:
    """Print the links; on a demo with an invented customer's chat and a key for the API."""
    settings, policy = installation.settings, installation.services.policy
    base = settings.base_url
    local = policy.local(installation.services.clock.now())
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{policy.name}[/bold]: son las {local:%H:%M} del {local:%d/%m/%Y}.")
    if installation.demo:
        console.print(
            "Datos inventados, con su propio reloj: los canales reales solo responden a quien escribe."
        )
        for supply_number, step in await _steps(installation, invented):
            console.print(f"  Chat de un cliente     {base}/chat?supply={supply_number}  ({label(step)})")
        console.print(f"  Chat sin identificar   {base}/chat")
    console.print(f"  Documentación          {base}/docs")
    console.print(f"  Estado                 {base}/health/ready")
    console.print(
        f"  Consola del personal   {base}/console{await _entry(installation, HEAD, StaffRole.MANAGER)}"
    )
    console.print(
        f"  Chats por atender      {base}/console/inbox{await _entry(installation, FRONT_DESK, StaffRole.DESK)}"
    )
    console.print(f"  Solicitudes            {base}/console/requests")
    if installation.demo:
        key = await _key(installation)
        console.print(f"  Clave para la API      {key}")
        console.print(
            f'  Cola de cortes         curl -H "Authorization: Bearer {key}" "{base}/api/v1/work-orders?kind=cut"'
        )
    console.print(f"  ¿Es nuestro?           {base}/verify")
    console.print(
        f"  Canales reales         {', '.join(map(label_of, sorted(channels))) or 'ninguno, faltan credenciales'}"
    )
    console.print("Para terminar: Ctrl+C.")


def say_ready(installation: Installation, program: str, listening: socket | None = None) -> None:
    """Print that a program of its own is up, and where it listens."""
    where = ""
    if listening is not None:
        host, port = listening.getsockname()[:2]
        where = f" y atiende en http://{f'[{host}]' if ':' in host else host}:{port}"
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(
        f"{installation.services.policy.name}: caudal {program} está en marcha{where}. Para terminar: Ctrl+C."
    )


async def _steps(installation: Installation, invented: Sequence[str]) -> list[tuple[str, Step]]:
    async with installation.services.units.reading() as unit:
        cases = await unit.cases.get(invented)
    return [(supply_number, cases[supply_number].step) for supply_number in invented]


async def _key(installation: Installation) -> str:
    """A key of an invented program."""
    services = installation.services
    await _invented_user(installation, PROGRAM, StaffRole.INTEGRATOR)
    return await make_key(services, RealClock(), PROGRAM, actor=ACTOR)


async def _entry(installation: Installation, name: str, role: StaffRole) -> str:
    """On a demo, what opens the pages once as that invented person: a browser has one of them at a time."""
    if not installation.demo:
        return ""
    await _invented_user(installation, name, role)
    token = await make_link(Entrance(installation.services, Argon2Passwords(), RealClock()), name)
    return f"?token={token}  (una vez, 12 horas)"


async def _invented_user(installation: Installation, name: str, role: StaffRole) -> None:
    """Someone who has a password that nobody knows."""
    with suppress(Refused):  # an earlier start made them
        password = secrets.token_urlsafe()
        await add_user(installation.services, Argon2Passwords(), name, role, password, actor=ACTOR)
