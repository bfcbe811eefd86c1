"""The stand-in put together: both providers on one port, and its reins (`/_standin/...`) on that and on another."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

from caudal.bench.standin.calling import Caller
from caudal.bench.standin.plan import Plan
from caudal.bench.standin.record import Record
from caudal.bench.standin.telegram import Telegram
from caudal.bench.standin.twilio import Twilio
from caudal.bench.standin.web import Listener, Reply, Request, as_json

REINS = "/_standin/"


class Server:
    """Both providers. The reins stay in reach while the providers' port is closed."""

    def __init__(self, port: int, log: Path | None) -> None:
        self.record = Record(log)
        self.caller = Caller()
        self.twilio = Twilio(self.record, self.caller)
        self.telegram = Telegram(self.record, self.caller)
        self.listener = Listener(self._answer, port)
        self.reins = Listener(self._answer)

    async def open(self) -> None:
        """Listen on both ports."""
        await self.listener.open()
        await self.reins.open()

    def _answer(self, request: Request) -> Reply | Awaitable[Reply]:
        if request.path.startswith(REINS):
            return self._held(request)
        answer = self.twilio.answer(request)
        answer = self.telegram.answer(request) if answer is None else answer
        return (
            as_json({"status": 404, "code": 20404, "message": "not found"}, 404) if answer is None else answer
        )

    async def _held(self, request: Request) -> Reply:
        try:
            return await self._obey(request.path.removeprefix(REINS), request)
        except (KeyError, TypeError, ValueError) as wrong:
            return as_json({"wrong": f"{type(wrong).__name__}: {wrong}"}, 422)

    async def _obey(self, what: str, request: Request) -> Reply:
        given = request.json()
        match what:
            case "plan" if request.method == "POST":
                self.twilio.plan = self.telegram.plan = Plan.of(given)
            case "plan":
                return as_json(self.twilio.plan.as_json())
            case "asked":
                return as_json({"asked": len(self.record.sendings)})
            case "seen":
                called = {"callbacks": dict(self.caller.answers), "callbacks_waiting": self.caller.waiting}
                return as_json({**self.record.seen(whole="whole" in request.query), **called})
            case "forget":
                self._forget()
            case "down":
                await self._go_down(float(str(given.get("seconds", 0))))
            case "up":
                await self.listener.open()
            case "tell":
                self._tell_status(str(given["sid"]), str(given["status"]), str(given.get("code", "30008")))
            case "update":
                self.telegram.tell(given)
            case _:
                return as_json({"wrong": what}, 404)
        return as_json({})

    def _forget(self) -> None:
        self.record.forget()
        self.twilio.forget()
        self.telegram.forget()
        self.caller.answers.clear()

    async def _go_down(self, seconds: float) -> None:
        """Refuse connections; for so many seconds, or until told to come up."""
        await self.listener.close()
        if seconds:
            asyncio.get_running_loop().call_later(
                seconds, lambda: asyncio.ensure_future(self.listener.open())
            )

    def _tell_status(self, sid: str, status: str, code: str) -> None:
        """A callback now about one message, or about all of them (`*`)."""
        messages = self.twilio.messages
        for message in list(messages.values()) if sid == "*" else [messages[sid]]:
            if message.callback:
                self.twilio.tell_later(message, status, code, 0.0)
