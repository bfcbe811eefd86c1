"""`caudal run`, `bot`, `campaigns`, `api` and `migrate`: serving, and bringing the database up to date."""

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
    """Todo en un proceso: el chat, la API y su documentación en CAUDAL_API_PORT, los mensajes y las campañas.

    Ejemplo: CAUDAL_DATABASE_URL=sqlite+aiosqlite:///var/demo.db caudal run
    """
    _serve("run")


def bot() -> None:
    """Solo lo que habla con los clientes: recibe, contesta y envía; sus páginas, en CAUDAL_BOT_PORT.

    Con PostgreSQL puede haber varios a la vez; Telegram necesita entonces CAUDAL_TELEGRAM_MODE=webhook.

    Ejemplo: CAUDAL_BOT_PORT=8101 caudal bot
    """
    _serve("bot")


def campaigns() -> None:
    """Solo el reloj: las campañas y los trabajos de cada día. Puede haber varios: cada hora la toma uno.

    Ejemplo: caudal campaigns
    """
    _serve("campaigns")


def api() -> None:
    """Solo la consola, el campo y el sistema comercial, en CAUDAL_API_PORT.

    Ejemplo: caudal api
    """
    _serve("api")


def _serve(program: str) -> None:
    """Other verbs do not wait for what only these need."""
    import uvloop

    from caudal.cli.serving import Program, serve
    from caudal.garbage import seldom

    seldom()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(Program(program)))
