"""`caudal code`: what the desk gives a person who stands there, to be told in their chat."""

import asyncio
import getpass
import json
from typing import Annotated

import typer

from caudal import wiring
from receivables.model.policy import Policy
from receivables.usecases.codes import GivenCode, give


def code(
    supply: Annotated[str, typer.Argument(metavar="SUMINISTRO", help="El número de suministro, completo.")],
    as_json: Annotated[bool, typer.Option("--json", help="El código en JSON.")] = False,
) -> None:
    """Da un código de 6 cifras para el chat de un cliente, y lo imprime esta única vez.

    Antes mire su documento de identidad. El código vale 15 minutos y un solo uso; el que había antes deja de valer.

    Ejemplo: caudal code 0000001
    """
    given, policy = asyncio.run(_give(supply.strip()))
    until = policy.local(given.expires_at)
    if as_json:
        typer.echo(json.dumps({"code": given.code, "expires_at": until.isoformat()}))
        return
    typer.echo(f"{given.code}  (vale hasta las {until:%H:%M} del {until:%d/%m/%Y}, una sola vez)")


async def _give(supply: str) -> tuple[GivenCode, Policy]:
    async with wiring.opened() as here:
        return await give(here.services, supply, actor=_actor()), here.services.policy


def _actor() -> str:
    """Who gives it, as this machine knows them."""
    try:
        return f"caudal code:{getpass.getuser()}"
    except (KeyError, OSError):
        return "caudal code"
