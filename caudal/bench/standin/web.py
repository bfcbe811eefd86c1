"""HTTP/1.1 as far as a stand-in needs it: one request at a time on a connection, answered late, badly or never.

Written by hand because a server that behaves cannot be asked to reset a connection after it has taken a request.
"""

import asyncio
import json
import os
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from typing import cast
from urllib.parse import parse_qs, urlsplit

import orjson

LARGEST = 4 << 20
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of zero seconds: closing sends a reset."""


class End(Enum):
    """What becomes of the connection after an answer."""

    KEEP = "keep"
    CLOSE = "close"
    RESET = "reset"


@dataclass(slots=True)
class Request:
    """What came. Names of headers are in small letters."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def form(self) -> dict[str, str]:
        """The body as form fields; the first of each name."""
        return first_values(self.body.decode())

    def json(self) -> dict[str, object]:
        """The body as a JSON object; empty for none."""
        read = json.loads(self.body or b"{}")
        return read if isinstance(read, dict) else {}


@dataclass(slots=True)
class Reply:
    """What goes back `after` so many seconds from when the request was here; without a status nothing does."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0
    end: End = End.KEEP


Handler = Callable[[Request], Reply | Awaitable[Reply]]


def as_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer in JSON."""
    return Reply(status, orjson.dumps(value), headers=headers or {})


def first_values(encoded: str) -> dict[str, str]:
    """Fields of a form or of a query."""
    return {name: values[0] for name, values in parse_qs(encoded, keep_blank_values=True).items()}


class Connection(asyncio.Protocol):
    """One client."""

    def __init__(self, handler: Handler, known: "set[Connection]") -> None:
        self._handler = handler
        self._known = known
        self._buffer = b""
        self._busy = False
        self._since = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is here."""
        # uvloop's transport does what asyncio's does, and is none by its class.
        self._transport = cast(asyncio.Transport, transport)
        self._known.add(self)

    def connection_lost(self, _: Exception | None) -> None:
        """It is gone."""
        self._known.discard(self)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """A piece of a request, or a whole one."""
        self._buffer = self._buffer + data if self._buffer else data
        self._read()

    def reset(self) -> None:
        """End it as a crash of the other side would."""
        if self._transport is None:
            return
        with socket.socket(fileno=os.dup(self._transport.get_extra_info("socket").fileno())) as plain:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._transport.abort()

    def _read(self) -> None:
        if self._busy or (request := self._whole()) is None:
            return
        self._busy = True
        self._since = asyncio.get_running_loop().time()
        answer = self._handler(request)
        if isinstance(answer, Reply):
            self._later(answer)
        else:
            asyncio.ensure_future(answer).add_done_callback(lambda done: self._later(done.result()))

    def _whole(self) -> Request | None:
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        if length > LARGEST or "transfer-encoding" in headers:
            self.reset()
            return None
        if len(rest) < length:
            return None
        self._buffer = rest[length:]
        method, target, _ = first.split(" ", 2)
        path, _, query = target.partition("?")
        if target.startswith("http"):
            path, query = urlsplit(target).path, urlsplit(target).query
        return Request(method, path, first_values(query) if query else {}, headers, rest[:length])

    def _later(self, reply: Reply) -> None:
        written = _encoded(reply) if reply.status else b""
        if reply.after > 0:
            # What its making took is no part of the provider's time.
            asyncio.get_running_loop().call_at(self._since + reply.after, self._answer, written, reply.end)
        else:
            self._answer(written, reply.end)

    def _answer(self, written: bytes, end: End) -> None:
        self._busy = False
        if self._transport is None:
            return
        if end is End.RESET:
            self.reset()
            return
        if written:
            self._transport.write(written)
        if end is End.CLOSE:
            self._transport.close()
        elif self._buffer:
            self._read()


def _encoded(reply: Reply) -> bytes:
    phrase = HTTPStatus(reply.status).phrase
    more = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
    head = (
        f"HTTP/1.1 {reply.status} {phrase}\r\ncontent-type: {reply.kind}\r\n"
        f"content-length: {len(reply.body)}\r\n{more}\r\n"
    )
    return head.encode("latin-1") + reply.body


class Listener:
    """A port that can be closed and opened again: while it is closed, connections are refused."""

    def __init__(self, handler: Handler, port: int = 0) -> None:
        self._handler = handler
        self.port = port
        self._open: set[Connection] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; on the same port as before, once it had one."""
        if self._server is not None:
            return
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self._handler, self._open), "127.0.0.1", self.port, backlog=1024
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Refuse connections from now on, and reset those that are open."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for connection in list(self._open):
            connection.reset()
