"""Send and mark with Celery: in each thread, or process, a connection to provider and database.

Run by the other environment: `python celery_side.py REDIS DATABASE PROVIDER COUNT THREADS` queues the work, then works
until it is ended. With 0 threads it works as it does by itself: in a process for each core.
"""

import sys
import threading
from importlib import import_module
from typing import Any

celery: Any = import_module("celery")
psycopg: Any = import_module("psycopg")
requests: Any = import_module("requests")

REDIS, DATABASE, PROVIDER, COUNT, THREADS = sys.argv[1:6]
MARK = "update peers set state = 'sent', provider_id = %s where id = %s"
app = celery.Celery("peer", broker=REDIS)
app.conf.update(
    task_ignore_result=True, worker_prefetch_multiplier=4, broker_connection_retry_on_startup=True
)
own = threading.local()


@app.task(name="send")  # type: ignore[untyped-decorator]  # the library ships no types
def send(number: int) -> None:
    """One message."""
    if not hasattr(own, "http"):
        own.http = requests.Session()
        own.http.auth = ("AC" + "0" * 32, "an-invented-token")
        own.database = psycopg.connect(DATABASE, autocommit=True)
    answer = own.http.post(
        f"{PROVIDER}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json",
        data={
            "To": f"whatsapp:+519000{number:05}",
            "From": "whatsapp:+51900099999",
            "Body": "x" * 300,
            "StatusCallback": f"http://127.0.0.1:9/?o={number}&a=1",
        },
        timeout=20,
    )
    own.database.execute(MARK, (answer.json()["sid"], number))


def main() -> None:
    """Queue, and work."""
    for number in range(1, int(COUNT) + 1):
        send.delay(number)
    pool = {"pool": "threads", "concurrency": int(THREADS)} if int(THREADS) else {}
    app.Worker(**pool, loglevel="ERROR", quiet=True).start()


if __name__ == "__main__":
    main()
