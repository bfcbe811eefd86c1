"""A small server that speaks as Twilio does, and fails in every way that a test asks for, down to the bytes."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

SID = "AC" + "0" * 32
TOKEN = "invented-token"


@dataclass(frozen=True)
class Call:
    """One request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def form(self) -> dict[str, str]:
        read = parse_qs(self.body.decode(), keep_blank_values=True)
        return {key: values[0] for key, values in read.items()}


@dataclass(frozen=True)
class Answer:
    """What one call gets. `ends`: how the connection ends in place of an answer ("reset", "close", "cut")."""

    status: int = 201
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""
    after: float = 0.0


Handler = Callable[[Call], Answer | None]


class TwilioServer:
    """Answers creations each with a sid of its own, unless `next` says what the next calls get."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.next: deque[Answer] = deque()
        self.handlers: list[Handler] = []
        self.delay = 0.0
        self.url = ""

    def created(self) -> list[dict[str, str]]:
        """The forms of the messages that were asked for."""
        return [call.form for call in self.calls if call.path.endswith("/Messages.json")]

    def answer(self, call: Call) -> Answer:
        if self.next:
            return self.next.popleft()
        for handler in self.handlers:
            if (made := handler(call)) is not None:
                return made
        sid = f"SM{len(self.calls):032d}"
        told = {"sid": sid, "status": "queued", "to": call.form.get("To"), "body": call.form.get("Body")}
        return Answer(201, json.dumps({**told, "num_segments": "1"}).encode(), after=self.delay)


def as_json(content: Any, status: int = 200, **headers: str) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(content).encode(), {k.replace("_", "-"): v for k, v in headers.items()})


def refused(status: int, code: int, **headers: str) -> Answer:
    """An error in Twilio's form; its text names the person, as Twilio's do."""
    return as_json(
        {"code": code, "message": "The number +51900000042 ...", "status": status}, status, **headers
    )


@asynccontextmanager
async def twilio_server() -> AsyncIterator[TwilioServer]:
    """One that runs in the loop of the test."""
    server = TwilioServer()
    talks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                while await _one(server, reader, writer):
                    pass
        finally:
            writer.transport.abort()
            talks.discard(task)

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()
        for task in list(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def _one(server: TwilioServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in head[1:])}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    call = Call(method, target, headers, body)
    server.calls.append(call)
    answer = server.answer(call)
    await asyncio.sleep(answer.after)
    if answer.ends == "reset":
        writer.transport.abort()
        return False
    if answer.ends == "close":
        writer.write_eof()
        await reader.read()
        return False
    length = len(answer.body) + (100 if answer.ends == "cut" else 0)
    lines = [f"HTTP/1.1 {answer.status} Said", f"Content-Length: {length}"]
    lines += [
        f"{key}: {value}" for key, value in {"Content-Type": "application/json", **answer.headers}.items()
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode() + answer.body)
    await writer.drain()
    if answer.ends == "cut":
        writer.write_eof()
        await reader.read()
    return answer.ends != "cut"


Sending = Callable[[], Awaitable[Any]]
