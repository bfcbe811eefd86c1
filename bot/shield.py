"""What surrounds every answer of the bot's program: a bound on what is read, safe headers, no word of our faults."""

import logging

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.problems import TooLarge, problem
from receivables.errors import CaudalError

log = logging.getLogger(__name__)

LONGEST_BODY = 1024 * 1024
LONGEST_UPLOAD = 6 * 1024 * 1024
UPLOADS = frozenset({"/chat", "/chat/messages"})
"""Where people attach a photo; the routes themselves are stricter."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'"


class Shield:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        try:
            await self._app(scope, _bounded(receive, scope.get("path", "")), answer.send)
        except TooLarge as refusal:
            if not answer.started:
                await problem(refusal)(scope, receive, answer.send)
        except Exception as fault:  # its message is left out: a database's holds the values of a row
            log.error("%s in a route of the bot", type(fault).__name__)
            if not answer.started:
                await problem(CaudalError("fault_inside"))(scope, receive, answer.send)


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
    """Stops reading above the bound, whatever length was announced."""
    read, most = 0, LONGEST_UPLOAD if path in UPLOADS else LONGEST_BODY

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooLarge("webhook_too_large")
        return message

    return bounded
