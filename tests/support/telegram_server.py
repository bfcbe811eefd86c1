"""A stand-in for Telegram's Bot API: its real protocol over HTTP, for one bot and the people who write to it.

It holds updates until they are confirmed by an offset, lets a poll wait, checks the limits that Telegram checks, and
fails when a test says so.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "123456:invented-token"
LONGEST_POLL = 5.0
Json = dict[str, Any]


@dataclass
class Fault:
    """What the next call of a method gets in place of an answer; with `takes`, that call is answered well.

    `drop`: the connection ends without any answer; `after_accepting`: but the call has had its effect.
    """

    status: int = 500
    description: str = "Internal Server Error"
    parameters: Json = field(default_factory=dict)
    body: bytes | None = None
    drop: bool = False
    after_accepting: bool = False
    takes: bool = False


class TelegramServer:
    """The server and what happened on it. Its methods are called by a test, from its own thread."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Json]] = []
        self.sent: list[Json] = []
        self.answered_queries: list[str] = []
        self.webhook: Json = {}
        self.webhook_deleted = False
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, deque[Fault]] = {}
        self._updates: list[Json] = []
        self._next_update = 1000
        self._news = threading.Condition()
        self.url = ""
        self.before_sending: Callable[[float], object] = lambda seconds: None

    def says(self, text: str, user: int = 42, number: int | None = None) -> int:
        """A person writes to the bot in private; the number of the update."""
        return self._told("message", {**self._message(user), "text": text}, number)

    def speaks(self, user: int = 42) -> int:
        """A person sends a voice note."""
        voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
        return self._told("message", {**self._message(user), "voice": voice})

    def sends(self, text: str = "", user: int = 42, **files: Any) -> int:
        """A person sends a photo, a document or a voice note, with or without a caption."""
        caption = {"caption": text} if text else {}
        return self._told("message", {**self._message(user), **caption, **files})

    def edits(self, text: str, user: int = 42) -> int:
        """A person changes what they wrote."""
        return self._told("edited_message", {**self._message(user), "edit_date": 1_700_000_001, "text": text})

    def becomes(self, status: str, user: int = 42) -> int:
        """A person blocks the bot ("kicked"), or lets it in again ("member")."""
        bot = {**_person(1), "is_bot": True}
        old = {"user": bot, "status": "member" if status == "kicked" else "kicked", "until_date": 0}
        new = {"user": bot, "status": status, "until_date": 0}
        chat = {"id": user, "type": "private", "first_name": "Rosa"}
        change = {"chat": chat, "from": _person(user), "date": 1_700_000_000}
        return self._told("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new})

    def says_in_group(self, text: str, user: int = 42) -> int:
        """A person writes in a group where the bot is."""
        group = {"id": -100, "type": "group", "title": "Vecinos"}
        return self._told("message", {**self._message(user), "chat": group, "text": text})

    def presses(self, data: str, user: int = 42) -> int:
        """A person presses a button of the bot's latest message."""
        query = {"id": f"q{self._next_update}", "from": _person(user), "chat_instance": "1", "data": data}
        return self._told("callback_query", {**query, "message": self._message(user)})

    def puts(self, update: Json) -> None:
        """Any update, well formed or not."""
        with self._news:
            self._updates.append(update)
            self._news.notify_all()

    def fails(self, method: str, *faults: Fault) -> None:
        """The next calls of the method fail so, one after the other."""
        self.faults.setdefault(method, deque()).extend(faults)

    def called(self, method: str) -> list[Json]:
        """The parameters of every call of that method."""
        return [parameters for name, parameters in self.calls if name == method]

    def texts(self, user: int = 42) -> list[str]:
        """What the bot wrote to that person."""
        return [message["text"] for message in self.sent if str(message["chat_id"]) == str(user)]

    def documents(self, user: int = 42) -> list[tuple[str, bytes]]:
        """The files that the bot sent to that person, by name."""
        sent = (message for message in self.sent if str(message["chat_id"]) == str(user))
        return [message["document"] for message in sent if "document" in message]

    def buttons(self) -> list[str]:
        """What the buttons of the latest message carry."""
        rows = json.loads(self.sent[-1].get("reply_markup", "{}")).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row]

    def wait_for(self, texts: int, seconds: float = 5.0) -> None:
        """Until so many messages were sent."""
        until = time.monotonic() + seconds
        with self._news:
            while len(self.sent) < texts:
                if not self._news.wait(max(0.0, until - time.monotonic())):
                    raise AssertionError(f"{len(self.sent)} messages were sent, not {texts}")

    def next_fault(self, method: str) -> Fault | None:
        """What is to go wrong with this call of the method."""
        waiting = self.faults.get(method)
        fault = waiting.popleft() if waiting else None
        return None if fault is None or fault.takes else fault

    def answer(self, method: str, parameters: Json) -> tuple[int, Json]:
        """What Telegram answers to one call."""
        with self._news:
            self.calls.append((method, parameters))
        known = {
            "getMe": lambda: {**_person(1), "is_bot": True, "username": "caudal_bot"},
            "deleteWebhook": self._delete_webhook,
            "getUpdates": lambda: self._get_updates(parameters),
            "sendMessage": lambda: self._send_message(parameters),
            "sendDocument": lambda: self._send_document(parameters),
            "answerCallbackQuery": lambda: self._answer_query(parameters),
            "setWebhook": lambda: self._set_webhook(parameters),
            "getWebhookInfo": self._webhook_info,
            "getFile": lambda: self._get_file(parameters),
        }
        if method not in known:
            return _refusal(404, "Not Found")
        try:
            return 200, {"ok": True, "result": known[method]()}
        except ValueError as refused:
            return _refusal(400, f"Bad Request: {refused}")

    def _told(self, kind: str, content: Json, number: int | None = None) -> int:
        with self._news:
            if number is None:
                number = self._next_update
                self._next_update += 1
            self._updates.append({"update_id": number, kind: content})
            self._news.notify_all()
        return number

    def _message(self, user: int) -> Json:
        chat = {"id": user, "type": "private", "first_name": "Rosa"}
        return {"message_id": self._next_update, "date": 1_700_000_000, "chat": chat, "from": _person(user)}

    def _delete_webhook(self) -> bool:
        self.webhook_deleted, self.webhook = True, {}
        return True

    def _set_webhook(self, parameters: Json) -> bool:
        if not parameters["url"].startswith("https://"):
            raise ValueError("bad webhook: an HTTPS URL must be provided for webhook")
        self.webhook = parameters
        return True

    def _webhook_info(self) -> Json:
        waiting = {"has_custom_certificate": False, "pending_update_count": len(self._updates)}
        error = {"last_error_date": 1_700_000_000, "last_error_message": "Connection refused"}
        return {"url": self.webhook.get("url", ""), **waiting, **(error if self.webhook else {})}

    def _get_file(self, parameters: Json) -> Json:
        name = parameters["file_id"]
        if name not in self.files:
            raise ValueError("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[name])
        return {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": f"photos/{name}"}

    def _get_updates(self, parameters: Json) -> list[Json]:
        offset, wait = int(parameters.get("offset") or 0), float(parameters.get("timeout") or 0)
        until = time.monotonic() + min(wait, LONGEST_POLL)
        with self._news:
            if offset:
                self._updates = [u for u in self._updates if u.get("update_id", offset) >= offset]
            while not self._updates and (left := until - time.monotonic()) > 0:
                self._news.wait(left)
            return list(self._updates)

    def _send_message(self, parameters: Json) -> Json:
        self.before_sending(LONGEST_POLL)
        text = parameters.get("text", "")
        if not text:
            raise ValueError("message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise ValueError("message is too long")
        for row in json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", []):
            if any(len(button["callback_data"].encode()) > 64 for button in row):
                raise ValueError("BUTTON_DATA_INVALID")
        with self._news:
            self.sent.append(parameters)
            self._news.notify_all()
            number = len(self.sent)
        chat = {"id": int(parameters["chat_id"]), "type": "private"}
        return {"message_id": number, "date": 1_700_000_000, "chat": chat, "text": text}

    def _send_document(self, parameters: Json) -> Json:
        """A file as an attachment of the form; its caption is the text of the message."""
        self.before_sending(LONGEST_POLL)
        document, caption = parameters.get("document"), parameters.get("caption", "")
        if not isinstance(document, tuple) or not document[1]:
            raise ValueError("there is no document in the request")
        if len(caption.encode("utf-16-le")) // 2 > 1024:
            raise ValueError("message caption is too long")
        with self._news:
            self.sent.append({**parameters, "text": caption})
            self._news.notify_all()
            number = len(self.sent)
        chat = {"id": int(parameters["chat_id"]), "type": "private"}
        name, content = document
        file = {"file_id": f"d{number}", "file_unique_id": f"u{number}", "file_name": name}
        told = {"message_id": number, "date": 1_700_000_000, "chat": chat, "caption": caption}
        return {**told, "document": {**file, "file_size": len(content)}}

    def _answer_query(self, parameters: Json) -> bool:
        self.answered_queries.append(parameters["callback_query_id"])
        return True


def _person(user: int) -> Json:
    return {"id": user, "is_bot": False, "first_name": "Rosa", "language_code": "es"}


def _refusal(status: int, description: str, parameters: Json | None = None) -> tuple[int, Json]:
    body: Json = {"ok": False, "error_code": status, "description": description}
    return status, {**body, "parameters": parameters} if parameters else body


class _Handler(BaseHTTPRequestHandler):
    """One call of the API."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        """A file is fetched."""
        self._write(200, self.server.telegram.files[self.path.rsplit("/", 1)[1]])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        bot, _, method = urlsplit(self.path).path.removeprefix("/bot").partition("/")
        if bot != TOKEN:
            self._reply(*_refusal(401, "Unauthorized"))
            return
        telegram = self.server.telegram
        if method == "getUpdates" and telegram.webhook:
            self._reply(*_refusal(409, "Conflict: can't use getUpdates method while webhook is active"))
            return
        fault = telegram.next_fault(method)
        if fault is None or fault.after_accepting:
            answer = telegram.answer(method, _parameters(self.headers.get("Content-Type", ""), body))
            self._fail(fault) if fault else self._reply(*answer)
        else:
            self._fail(fault)

    def _fail(self, fault: Fault) -> None:
        if fault.drop:
            self.close_connection = True
            self.connection.shutdown(2)
        elif fault.body is not None:
            self._write(fault.status, fault.body)
        else:
            self._reply(*_refusal(fault.status, fault.description, fault.parameters))

    def _reply(self, status: int, answer: Json) -> None:
        self._write(status, json.dumps(answer).encode())

    def _write(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """Serves one bot."""

    daemon_threads = True
    telegram: TelegramServer

    def handle_error(self, *_: object) -> None:
        """A client that went away is nothing to report."""


@contextmanager
def telegram_server() -> Iterator[TelegramServer]:
    """A running server; its `url` is what `CAUDAL_TELEGRAM_API_URL` would name."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.telegram = TelegramServer()
        server.telegram.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.telegram
        finally:
            server.shutdown()
            thread.join()


def _parts(kind: str, body: bytes) -> Json:
    """A form with files: texts by name, files as (name, content); a file may be named by `attach://`."""
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: Json = {}
    for part in whole.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        file = part.get_filename()
        found[name] = (file, content) if file else bytes(content).decode()
    attached = {n: found.pop(v[9:]) for n, v in list(found.items()) if str(v).startswith("attach://")}
    return {**found, **attached}


def _parameters(kind: str, body: bytes) -> Json:
    if kind.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    if kind.startswith("multipart/form-data"):
        return _parts(kind, body)
    return {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
