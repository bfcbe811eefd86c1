"""What surrounds every answer of a program: a bound on what is read, safe headers, and no word of our own faults.

The programs do not know each other, and in `caudal run` one application serves the routes of two; so it is put around
them here, the same for all. How a fault is told is the program's own.
"""

import logging
import traceback
from collections.abc import Callable

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

LONGEST_BODY = 1024 * 1024
LONGEST_UPLOAD = 6 * 1024 * 1024
UPLOADS = frozenset({"/chat", "/chat/messages"})
"""Where people attach a photo; the routes themselves are stricter."""
STEPS_TOLD = 8
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Of every answer that does not say otherwise itself."""
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"
Fault = Callable[[str], ASGIApp]
"""The answer to something that nobody foresaw, by the path that was asked for."""


def shielded(app: FastAPI, fault: Fault) -> FastAPI:
    """That application, behind the shield."""
    app.add_middleware(Shield, fault=fault)
    return app


class Shield:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, fault: Fault) -> None:
        self._app = app
        self._fault = fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope.get("path", "")
        answer = _Answer(send)
        try:
            await self._app(scope, _bounded(receive, path), answer.send)
        except Exception as error:
            log.error("%s at %s", type(error).__name__, _where(error))
            if not answer.started:
                await self._fault(path)(scope, receive, answer.send)


class _Answer:
    """The way back: adds the headers that an answer does not have, and remembers whether it began."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not headers.get("content-type", "").startswith("text/html"):
                headers.setdefault("Content-Security-Policy", NOTHING_RUNS)  # a page says for itself
        await self._send(message)


def _bounded(receive: Receive, path: str) -> Receive:
    """Stops reading above the bound, whatever length was announced: a 413 where the body is read."""
    read, most = 0, LONGEST_UPLOAD if path in UPLOADS else LONGEST_BODY

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(413)
        return message

    return bounded


def _where(error: Exception) -> str:
    """The innermost lines of code that led to it. Its message is left out: a database's holds the values of a row."""
    steps = traceback.extract_tb(error.__traceback__)[-STEPS_TOLD:]
    return " < ".join(f"{step.filename}:{step.lineno} {step.name}" for step in reversed(steps))
