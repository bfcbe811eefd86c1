"""What `caudal run` says when it starts: the links to open, and what real channels may do."""

import secrets
from collections.abc import Sequence
from contextlib import suppress

from rich.console import Console

from caudal.wiring import Installation
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import Refused
from receivables.model.ladder import Step
from receivables.model.staff import StaffRole
from receivables.usecases.staff import add_user, make_key
from templates.labels import label

PROGRAM = "demo-integrador"
ACTOR = "demo"


async def greet(installation: Installation, invented: Sequence[str], *, telegram: bool) -> None:
    """Print the links; on a demo with an invented customer's chat and a key for the API."""
    settings, policy = installation.settings, installation.services.policy
    base = settings.public_url or f"http://{settings.host}:{settings.api_port}"
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
    if installation.demo:
        key = await _key(installation)
        console.print(f"  Clave para la API      {key}")
        console.print(
            f'  Cola de cortes         curl -H "Authorization: Bearer {key}" "{base}/api/v1/work-orders?kind=cut"'
        )
    console.print(f"  Telegram               {'conectado' if telegram else 'sin CAUDAL_TELEGRAM_TOKEN'}")
    console.print("Para terminar: Ctrl+C.")


async def _steps(installation: Installation, invented: Sequence[str]) -> list[tuple[str, Step]]:
    async with installation.services.units.reading() as unit:
        cases = await unit.cases.get(invented)
    return [(supply_number, cases[supply_number].step) for supply_number in invented]


async def _key(installation: Installation) -> str:
    """A key of an invented program; its user has a password that nobody knows."""
    services = installation.services
    with suppress(Refused):  # an earlier start made it
        password = secrets.token_urlsafe()
        await add_user(services, Argon2Passwords(), PROGRAM, StaffRole.INTEGRATOR, password, actor=ACTOR)
    return await make_key(services, PROGRAM, actor=ACTOR)
