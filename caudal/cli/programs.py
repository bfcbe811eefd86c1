"""`caudal run` and `caudal migrate`: serving everything in one process, and bringing the database up to date."""

import asyncio

from rich.console import Console

from caudal import wiring


def migrate() -> None:
    """Crea la base de datos o la pone al día.

    Ejemplo: caudal migrate
    """
    asyncio.run(wiring.migrate())
    Console().print("La base de datos está al día.")


def run() -> None:
    """Sirve el chat, la API y su documentación en CAUDAL_API_PORT, y atiende mensajes y campañas.

    Ejemplo: CAUDAL_DATABASE_URL=sqlite+aiosqlite:///var/demo.db caudal run
    """
    from caudal.cli.serving import serve

    asyncio.run(serve())
