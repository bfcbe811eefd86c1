"""`python -m caudal.bench.standin --port 0 --log FILE`: prints its port and the port of its reins, and serves."""

import argparse
import asyncio
import gc
import signal
import sys
from pathlib import Path

import uvloop

from caudal.bench.standin.server import Server


async def serve(port: int, log: Path | None) -> None:
    """Until a signal asks to stop."""
    server = Server(port, log)
    await server.open()
    sys.stdout.write(f"{server.listener.port} {server.reins.port}\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    server.record.flush()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m caudal.bench.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    given = parser.parse_args()
    gc.freeze()
    # It only ever keeps more: looking through it again and again costs rate.
    gc.set_threshold(100_000, 50, 50)
    uvloop.run(serve(given.port, given.log))


if __name__ == "__main__":
    main()
