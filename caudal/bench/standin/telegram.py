"""Telegram's Bot API for one bot and whoever writes to it: updates by polling or webhook, messages out, files."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from email.parser import BytesParser
from email.policy import HTTP

from caudal.bench.standin.calling import Caller
from caudal.bench.standin.plan import Failing, Fault, Plan
from caudal.bench.standin.record import Record, Sending, steady
from caudal.bench.standin.twilio import failed
from caudal.bench.standin.web import Reply, Request, as_json

CALL = re.compile(r"^/bot([^/]+)/(\w+)$")
FILE = re.compile(r"^/file/bot([^/]+)/(.+)$")
LONGEST_TEXT = 4096
LONGEST_DATA = 64
AT_ONCE = 100
LONGEST_POLL = 50.0
MADE = 1_700_000_000
JPEG = b"\xff\xd8\xff\xe0" + b"stand-in" * 16 + b"\xff\xd9"
Json = dict[str, object]
PHOTO: Json = {"file_unique_id": "u", "file_path": "photos/1.jpg", "file_size": len(JPEG)}


class Telegram:
    """One bot. The id of a chat is the id of the person."""

    def __init__(self, record: Record, caller: Caller) -> None:
        self.plan = Plan()
        self.webhook: Json = {"url": "", "secret": ""}
        self._record = record
        self._caller = caller
        self._updates: deque[Json] = deque()
        self._news = asyncio.Event()
        self._sent = 0

    def forget(self) -> None:
        """Nothing was written."""
        self._updates.clear()

    def answer(self, request: Request) -> Reply | Awaitable[Reply] | None:
        """What it answers; None for what is not Telegram's."""
        if FILE.match(request.path):
            return Reply(200, JPEG, "image/jpeg")
        found = CALL.match(request.path)
        if found is None:
            return None
        token, method = found.groups()
        if ":" not in token:
            return refusal(401, "Unauthorized")
        self._record.call(method)
        given = self._given(request)
        known: dict[str, Callable[[Json], Reply | Awaitable[Reply]]] = {
            "getMe": lambda _: _well({"id": 1, "is_bot": True, "first_name": "Caudal", "username": "caudal_bot"}),
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda _: self._set_webhook({}),
            "getWebhookInfo": lambda _: _well({**self._shown_webhook(), "pending_update_count": len(self._updates)}),
            "getUpdates": self._get_updates,
            "sendMessage": self._send,
            "sendDocument": self._send,
            "answerCallbackQuery": lambda _: _well(True),
            "editMessageReplyMarkup": lambda _: _well(True),
            "getFile": lambda sent: _well({**PHOTO, "file_id": sent.get("file_id", "f")}),
        }  # fmt: skip
        return known[method](given) if method in known else refusal(404, "Not Found")

    def tell(self, update: Json) -> None:
        """Something happened in a chat: to the webhook if there is one, else it waits to be fetched."""
        if self.webhook["url"]:
            headers = {
                "content-type": "application/json",
                "x-telegram-bot-api-secret-token": str(self.webhook["secret"]),
            }
            self._caller.later(0.0, str(self.webhook["url"]), json.dumps(update).encode(), headers)
            return
        self._updates.append(update)
        self._news.set()

    def _send(self, given: Json) -> Reply:
        text = str(given.get("text") or given.get("caption") or ("document" if "document" in given else ""))
        at, to = steady(), str(given.get("chat_id", ""))
        wrong = _wrong(text, given)
        fault = None if wrong else self.plan.fault(to)
        accepted = wrong is None and (fault is None or fault.accepted)
        self._sent += 1
        kind = "refused" if wrong else str(fault.kind) if fault else ""
        self._record.sending(Sending(at, "telegram", to, accepted, kind, str(self._sent), "", "", text))
        if wrong is not None:
            return wrong
        chat = {"id": int(to), "type": "private", "first_name": "Rosa"}
        reply = _well({"message_id": self._sent, "date": MADE, "chat": chat, "text": text})
        reply.after = self.plan.wait()
        return _spoiled(reply, fault) if fault else reply

    async def _get_updates(self, given: Json) -> Reply:
        offset, limit = int(str(given.get("offset") or 0)), int(str(given.get("limit") or AT_ONCE))
        wait = min(float(str(given.get("timeout") or 0)), LONGEST_POLL)
        if self.webhook["url"]:
            return refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        while self._updates and int(str(self._updates[0]["update_id"])) < offset:
            self._updates.popleft()
        if not self._updates and wait:
            self._news.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._news.wait()
            except TimeoutError:
                return _well([])
        return _well(list(self._updates)[:limit])

    def _set_webhook(self, given: Json) -> Reply:
        self.webhook = {"url": given.get("url", ""), "secret": given.get("secret_token", "")}
        waiting, self._updates = list(self._updates), deque()
        for update in waiting:
            self.tell(update)
        return _well(True)

    def _shown_webhook(self) -> Json:
        return {"url": self.webhook["url"], "has_custom_certificate": False}

    def _given(self, request: Request) -> Json:
        if request.headers.get("content-type", "").startswith("application/json"):
            return request.json()
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            return _fields(request)
        return {**request.query, **request.form()}


def _fields(request: Request) -> Json:
    """A form with a file: texts by name, and of a file its name."""
    kind = request.headers["content-type"]
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    found: Json = {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        found[name] = part.get_filename() or (content.decode() if isinstance(content, bytes) else "")
    return found


def _spoiled(reply: Reply, fault: Failing) -> Reply:
    if fault.kind is not Fault.STATUS:
        return failed(reply, fault)
    more: Json = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
    spoiled = refusal(fault.status, "as planned", more)
    spoiled.after = reply.after
    return spoiled


def _wrong(text: str, given: Json) -> Reply | None:
    if not text:
        return refusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        return refusal(400, "Bad Request: message is too long")
    markup = given.get("reply_markup") or {}
    keyboard = json.loads(markup) if isinstance(markup, str) else markup
    rows = keyboard.get("inline_keyboard", []) if isinstance(keyboard, dict) else []
    data = [button.get("callback_data", "") for row in rows for button in row]
    too_long = any(len(each.encode()) > LONGEST_DATA for each in data)
    return refusal(400, "Bad Request: BUTTON_DATA_INVALID") if too_long else None


def _well(result: object) -> Reply:
    return as_json({"ok": True, "result": result})


def refusal(status: int, description: str, parameters: Json | None = None) -> Reply:
    """An error in Telegram's form."""
    body: Json = {"ok": False, "error_code": status, "description": description}
    return as_json({**body, "parameters": parameters} if parameters else body, status)
