"""What providers bring to us: verified, read, stored, committed, and only then answered. Everything else is done later.

A stranger is refused (403). What a provider brings and nobody can read is kept for staff, and answered well: brought
again it would be no better. While the store is away the provider is told so (503), and comes again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from secrets import compare_digest
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from bot import letters, rereading
from bot.channels.telegram import TelegramChannel, hear
from bot.channels.twilio.inbound import Unreadable, to_inbound
from bot.channels.twilio.signature import HEADER as TWILIO_HEADER
from bot.channels.twilio.signature import Signature
from bot.problems import Away, Elsewhere, NotPosted, TooLarge, problem
from bot.worker import Inbox
from receivables.errors import CaudalError, Unknown
from receivables.model.conversation import Inbound

log = logging.getLogger(__name__)

TELEGRAM, TWILIO_INBOUND, TWILIO_STATUS = (
    "/webhooks/telegram",
    "/webhooks/twilio/inbound",
    "/webhooks/twilio/status",
)
TELEGRAM_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1024 * 1024
TOLD_EVERY_SECONDS = 60.0
OTHER_METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]
NOTHING_TO_SAY = "<Response/>"
"""Twilio's word for: no reply in this answer. Replies go through the outbox."""

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class TelegramHook:
    """Updates are brought with that secret; a pressed button is acknowledged through the channel."""

    secret: str
    channel: TelegramChannel


def webhooks_router(
    inbox: Inbox, *, telegram: TelegramHook | None = None, twilio: Signature | None = None
) -> APIRouter:
    """The routes; include them in any application. Those of a provider that is not given answer 404."""
    router = APIRouter(include_in_schema=False)
    routes = _Routes(inbox, telegram, twilio)
    inbox.read_letter = rereading.read_again
    for path, handle in (
        (TELEGRAM, routes.telegram),
        (TWILIO_INBOUND, routes.twilio_inbound),
        (TWILIO_STATUS, routes.twilio_status),
    ):
        router.add_route(path, _guarded(handle), methods=["POST"], include_in_schema=False)
        router.add_route(path, _not_posted, methods=OTHER_METHODS, include_in_schema=False)
    return router


def _guarded(handle: Handler) -> Handler:
    """The route with its refusals as problems. Whatever fails in it is the store, and the provider comes again."""

    async def guarded(request: Request) -> Response:
        try:
            return await handle(request)
        except CaudalError as refusal:
            return problem(refusal)
        except HTTPException:  # the bound of the shield around us: our own words for it
            return problem(TooLarge("webhook_too_large"))
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        except Exception as fault:
            log.error("%s: a webhook could not be stored", type(fault).__name__)
            return problem(Away("store_away"))

    return guarded


async def _not_posted(request: Request) -> Response:
    return problem(NotPosted("only_post"), {"Allow": "POST"})


@dataclass(slots=True)
class _Routes:
    """One method for each route."""

    inbox: Inbox
    hook: TelegramHook | None
    signature: Signature | None
    acknowledging: set["asyncio.Task[None]"] = field(default_factory=set)
    refused: int = 0
    told_at: float = float("-inf")

    async def telegram(self, request: Request) -> Response:
        """An update, when its sender knows the secret."""
        if self.hook is None:
            raise Unknown("no_such_webhook")
        body = await _body(request)
        given = request.headers.get(TELEGRAM_HEADER, "")
        # Encoded, because texts of other letters make the comparison fail instead of saying no.
        if not self.hook.secret or not compare_digest(given.encode(), self.hook.secret.encode()):
            raise self._refusal()
        told = hear(body, self._now())
        if told.inbound is not None:
            await self.inbox.gatherer.message(told.inbound, told.problem)
        if told.query is not None:
            task = asyncio.create_task(self.hook.channel.acknowledge(told.query))
            self.acknowledging.add(task)
            task.add_done_callback(self.acknowledging.discard)
        return Response()

    async def twilio_inbound(self, request: Request) -> Response:
        """A message from a person, on WhatsApp or by SMS."""
        body = await _body(request)
        fields = self._signed(request, body)
        try:
            inbound, trouble = to_inbound(rereading.fields_of(fields), self._now()), ""
        except Unreadable as unreadable:
            inbound, trouble = _unreadable(body, self._now()), str(unreadable)
        await self.inbox.gatherer.message(inbound, trouble)
        return Response(NOTHING_TO_SAY, media_type="text/xml")

    async def twilio_status(self, request: Request) -> Response:
        """What became of a message of ours, by the number that stands in the signed address."""
        body = await _body(request)
        fields = self._signed(request, body)
        query = _text(request.scope.get("query_string", b""))
        try:
            callback = rereading.callback_of(fields, query, self._now())
        except Unreadable as unreadable:
            letter = letters.letter(fields, _text(body), query, self._now())
            await self.inbox.gatherer.message(letter, str(unreadable))
        else:
            await self.inbox.gatherer.callback(callback)
        return Response()

    def _signed(self, request: Request, body: bytes) -> FormData | str:
        """What was sent, as it was signed: a form, or the text of a JSON body. Raises Elsewhere."""
        if self.signature is None:
            raise Unknown("no_such_webhook")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            content = _text(body) if kind == "application/json" else rereading.form(_text(body))
        except ValueError:  # a form of more fields than anybody signs
            raise self._refusal() from None
        if not self.signature.valid(_path_and_query(request), content, request.headers.get(TWILIO_HEADER)):
            raise self._refusal()
        return content

    def _refusal(self) -> Elsewhere:
        """A stranger, or a setting that is wrong: said now and then, without anything of what was sent."""
        self.refused += 1
        now = asyncio.get_running_loop().time()
        if now - self.told_at >= TOLD_EVERY_SECONDS:
            self.told_at = now
            log.warning("%d webhooks so far came without a good secret or signature", self.refused)
        return Elsewhere("not_the_provider")

    def _now(self) -> datetime:
        return self.inbox.services.clock.now()


async def _body(request: Request) -> bytes:
    """The body, up to its bound. Raises TooLarge before more is read."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > LONGEST_BODY:
        raise TooLarge("webhook_too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise TooLarge("webhook_too_large")
    return bytes(body)


def _unreadable(body: bytes, now: datetime) -> Inbound:
    """A dead letter: what came, under a name by which its repetition is known."""
    name = f"twilio:unreadable:{sha256(body).hexdigest()[:32]}"
    return Inbound(name, "twilio", "", "", None, now, raw=_text(body)[: letters.LONGEST_RAW])


def _path_and_query(request: Request) -> str:
    """As it stood in the request, not decoded."""
    path = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    query = request.scope.get("query_string", b"")
    return _text(path + b"?" + query if query else path)


def _text(given: bytes) -> str:
    return given.decode("utf-8", "replace")
