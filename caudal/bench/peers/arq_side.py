"""Send and mark with arq: one loop, a shared client for the provider, a pool of connections to the database.

Run by the other environment: `python arq_side.py REDIS DATABASE PROVIDER COUNT AT_ONCE` queues the work, then works
until it is done.
"""

import asyncio
import sys
from importlib import import_module
from typing import Any

arq: Any = import_module("arq")
connections: Any = import_module("arq.connections")
workers: Any = import_module("arq.worker")
aiohttp: Any = import_module("aiohttp")
pools: Any = import_module("psycopg_pool")

REDIS, DATABASE, PROVIDER, COUNT, AT_ONCE = sys.argv[1:6]
MARK = "update peers set state = 'sent', provider_id = %s where id = %s"


async def send(context: dict[str, Any], number: int) -> None:
    """One message."""
    form = {
        "To": f"whatsapp:+519000{number:05}",
        "From": "whatsapp:+51900099999",
        "Body": "x" * 300,
        "StatusCallback": f"http://127.0.0.1:9/?o={number}&a=1",
    }
    url = f"{PROVIDER}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
    async with context["http"].post(url, data=form) as answer:
        sid = (await answer.json())["sid"]
    async with context["database"].connection() as connection:
        await connection.execute(MARK, (sid, number))


async def begin(context: dict[str, Any]) -> None:
    """Open what all share."""
    header = {"authorization": aiohttp.encode_basic_auth("AC" + "0" * 32, "an-invented-token")}
    context["http"] = aiohttp.ClientSession(headers=header, connector=aiohttp.TCPConnector(limit=0))
    context["database"] = pools.AsyncConnectionPool(
        DATABASE, min_size=20, max_size=20, open=False, kwargs={"autocommit": True}
    )
    await context["database"].open(wait=True)


async def end(context: dict[str, Any]) -> None:
    """Close it."""
    await context["http"].close()
    await context["database"].close()


async def main() -> None:
    """Queue, and work until everything is done."""
    settings = connections.RedisSettings.from_dsn(REDIS)
    queue = await arq.create_pool(settings)
    for number in range(1, int(COUNT) + 1):
        await queue.enqueue_job("send", number)
    await queue.aclose()
    worker = workers.Worker(
        functions=[send],
        redis_settings=settings,
        max_jobs=int(AT_ONCE),
        burst=True,
        poll_delay=0.02,
        keep_result=0,
        on_startup=begin,
        on_shutdown=end,
        handle_signals=False,
    )
    await worker.async_run()
    await worker.close()


if __name__ == "__main__":
    asyncio.run(main())
