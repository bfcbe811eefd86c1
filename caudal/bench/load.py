"""A crowd of callers that posts prepared requests, counts and times: `python -m caudal.bench.load`.

With FILE PORT CONNECTIONS SECONDS. FILE holds whole requests of HTTP, each after its length in four bytes. Every
connection sends the next one as soon as it has its answer. With a FILE that ends early the measurement does too.
"""

import asyncio
import gc
import json
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

LENGTH = struct.Struct(">I")


def packed(requests: Sequence[bytes]) -> bytes:
    """The content of a FILE."""
    return b"".join(LENGTH.pack(len(each)) + each for each in requests)


def _unpacked(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        (length,) = LENGTH.unpack_from(content, at)
        yield content[at + 4 : at + 4 + length]
        at += 4 + length


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.times: list[float] = []
        self.refused = 0
        self.ended = asyncio.get_running_loop().create_future()
        self._requests, self._until = requests, until
        self._begun = 0.0
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The first request goes."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        """An answer, or a piece of one."""
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found or len(rest) < _length(head):
            return
        self._buffer = b""
        self.times.append(time.perf_counter() - self._begun)
        self.refused += not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 204"))
        self._next()

    def connection_lost(self, _: Exception | None) -> None:
        """It is over."""
        if not self.ended.done():
            self.ended.set_result(None)

    def _next(self) -> None:
        request = next(self._requests, None)
        self._begun = time.perf_counter()
        if self._transport is None:
            return
        if request is None or self._begun >= self._until:
            self._transport.close()
        else:
            self._transport.write(request)


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0]) if found else 0


async def call(requests: Sequence[bytes], port: int, connections: int, seconds: float) -> dict[str, float]:
    """Post them; how many were answered in how many seconds, how many refused, and how long one took (ms)."""
    loop = asyncio.get_running_loop()
    source = iter(requests)
    begun = time.perf_counter()
    callers = []
    for _ in range(connections):
        _, caller = await loop.create_connection(lambda: Caller(source, begun + seconds), "127.0.0.1", port)
        callers.append(caller)
    await asyncio.gather(*(caller.ended for caller in callers))
    took = time.perf_counter() - begun
    times = sorted(each for caller in callers for each in caller.times)
    return {
        "done": len(times),
        "rate": len(times) / took,
        "refused": sum(caller.refused for caller in callers),
        "p50": 1000 * times[len(times) // 2],
        "p99": 1000 * times[len(times) * 99 // 100],
    }


def main() -> None:
    """Do what the command line says."""
    file, port, connections, seconds = sys.argv[1:]
    requests = list(_unpacked(Path(file).read_bytes()))
    gc.freeze()
    gc.disable()
    sys.stdout.write(json.dumps(asyncio.run(call(requests, int(port), int(connections), float(seconds)))))


if __name__ == "__main__":
    main()
