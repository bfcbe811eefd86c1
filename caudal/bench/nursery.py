"""Workers by the dozen: a process that has imported everything once and forks one for each order.

`python -m caudal.bench.nursery` reads one order a line: `{"kind": "order", "order": {..}, "out": FILE}`,
and answers with the number of the process. What that one says goes to FILE. A start takes milliseconds in place of the
seconds of the imports; to be killed it is as good as any other process. They run on uvloop, as `caudal bot` does.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import uvloop

from caudal.bench.crowd import a_policy, renderer
from caudal.bench.echo import Echoing, echo
from caudal.bench.receiver import Reception, receive
from caudal.bench.ticker import Ticking, tick
from caudal.bench.worker import Order, work
from caudal.garbage import seldom
from receivables.adapters.calendar import calendar_of

LIVES: dict[str, Callable[[dict[str, Any]], None]] = {
    "order": lambda given: uvloop.run(work(Order(**given))),
    "reception": lambda given: uvloop.run(receive(Reception(**given))),
    "ticking": lambda given: uvloop.run(tick(Ticking(**given))),
    "echoing": lambda given: echo(Echoing(**given)),
}
"""What can be ordered."""


def main() -> None:
    """Until there are no more orders."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone: nobody waits for its status
    renderer(a_policy())
    calendar_of(a_policy())
    seldom()  # as the programs do
    for line in sys.stdin:
        given = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(given["kind"], given["order"], given["out"])
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _be(kind: str, order: dict[str, Any], out: str) -> None:
    """Live the life of one worker."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), sys.stdout.fileno())
    status = 1
    try:
        LIVES[kind](order)
        sys.stdout.write("ended\n")
        sys.stdout.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
