"""The door to Telegram: the Bot API by polling. python-telegram-bot parses and sends; the dialogue is ours.

A bot cannot open a conversation (TG-1). Only private chats are answered: a debt is never spoken of in a group (I-8).
Telegram has no way to ask what became of a message, so a send in doubt is never repeated.
"""

import asyncio
import json
import logging
import math
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ChatType
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.worker import UNREADABLE, Inbox
from receivables.errors import BadSetting
from receivables.model.conversation import Inbound
from receivables.ports import Delivery, DeliveryFailed, DeliveryUnknown, Rendered

log = logging.getLogger(__name__)

NAME = "telegram"
OFFICIAL = "https://api.telegram.org"
LONGEST = 4096
"""Of one message, in UTF-16 units, as Telegram counts."""
LONGEST_DATA = 64
"""Of what a button carries, in bytes."""
LONGEST_RAW = 16_384
CONNECTIONS, POOL_SECONDS = 8, 10
POLL_SECONDS = 25
FIRST_REST, LONGEST_REST = 1, 30
REST_AFTER_NOTHING = 0.5
TOO_MANY = 429
ALLOWED = ("message", "callback_query")
ROW_WIDTH = 28
NOT_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError)
"""Failures after which Telegram certainly knows nothing of the message."""

Result = TypeVar("Result")


class TelegramChannel:
    """Fills `ports.Channel`. `api_url` is `scheme://host[:port]`. The token goes nowhere else, logs included."""

    name = NAME
    carries = frozenset({NAME})
    initiates = False

    def __init__(self, token: str, api_url: str = OFFICIAL) -> None:
        if not token or any(c.isspace() or c in "/?#%" for c in token):
            raise BadSetting("telegram_token_refused")
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log every URL, and the token is in it
        base = api_url.rstrip("/")
        sending = _TolerantRequest(connection_pool_size=CONNECTIONS, pool_timeout=POOL_SECONDS)
        polling = _TolerantRequest(connection_pool_size=1)
        self._requests = (sending, polling)
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=sending,
            get_updates_request=polling,
        )
        self._quiet_until = 0.0
        self._opened = False

    async def open(self) -> bool:
        """Ask Telegram who we are; False when it cannot be reached now. Raises BadSetting for a token it refuses."""
        if self._opened:
            return True
        try:
            await self.bot.initialize()
        except InvalidToken:
            await self.close()
            raise BadSetting("telegram_token_refused") from None
        except TelegramError as failure:
            log.warning("Telegram cannot be reached: %s", type(failure).__name__)
            return False
        self._opened = True
        return True

    def link(self, token: str) -> str | None:
        """The deep link by which a person opens the chat with this bot; None while Telegram has not told its name."""
        return f"https://t.me/{self.bot.username}?start={token}" if self._opened else None

    async def close(self) -> None:
        """Let the connections go."""
        await self.bot.shutdown()
        for request in self._requests:  # the bot forgets those that it used without having been opened
            await request.shutdown()
        self._opened = False

    async def send(self, address: str, rendered: Rendered, key: str) -> Delivery:
        """Send a message, in parts when it is too long; its buttons stand below the last part."""
        wait = math.ceil(self._quiet_until - asyncio.get_running_loop().time())
        if wait > 0:
            raise DeliveryFailed("flood", retry_after=wait)
        *first, last = parts(rendered.text)
        sent = None
        try:
            for part in first:
                sent = await self._say(address, part)
            return Delivery(f"{address}:{await self._say(address, last, _keyboard(rendered.buttons))}")
        except TelegramError as failure:
            problem = self._problem(failure)
        raise problem if sent is None else DeliveryUnknown("sent in part")

    async def _say(self, address: str, text: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
        preview = LinkPreviewOptions(is_disabled=True)
        message = await self.bot.send_message(
            address, text, reply_markup=keyboard, link_preview_options=preview
        )
        return message.message_id

    def _problem(self, failure: TelegramError) -> DeliveryFailed | DeliveryUnknown:
        """What a failure says about the message (design.md: a send in doubt is `unknown`, never a second message)."""
        if wait := _flood(failure):
            self._quiet_until = asyncio.get_running_loop().time() + wait  # the whole bot waits (TG-4)
            return DeliveryFailed("flood", retry_after=wait)
        match failure:
            case Forbidden():
                return DeliveryFailed("blocked", closed=True)
            case BadRequest():
                return DeliveryFailed("refused", closed="chat not found" in failure.message.lower())
            case InvalidToken() | Conflict() | ChatMigrated():
                return DeliveryFailed(type(failure).__name__)
        if isinstance(failure.__cause__, NOT_SENT):
            return DeliveryFailed("unreachable", retry_after=LONGEST_REST)
        return DeliveryUnknown(type(failure).__name__)


class TelegramInbox:
    """Asks Telegram for what people wrote, stores it, and has it answered."""

    def __init__(self, channel: TelegramChannel, inbox: Inbox, poll_seconds: int = POLL_SECONDS) -> None:
        self._channel = channel
        self._inbox = inbox
        self._poll_seconds = poll_seconds
        self._ready = False

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set. Failures are waited out; raises BadSetting when the token is refused."""
        rest, offset = FIRST_REST, None
        while not stop.is_set():
            try:
                self._ready = self._ready or await self._prepare()
                if self._ready:
                    offset = await self._poll(offset, stop)
                if self._ready:
                    rest = FIRST_REST
                    continue
            except InvalidToken:
                raise BadSetting("telegram_token_refused") from None
            except BadSetting:
                raise
            except Exception as failure:  # a store that is away, an answer nobody can read: it is tried again
                log.warning("polling Telegram failed: %s", type(failure).__name__)
                self._ready = False  # something may be stored that nobody answered
                rest = max(rest, _flood(failure))
            await _until(stop, asyncio.sleep(rest))
            rest = min(rest * 2, LONGEST_REST)

    async def _prepare(self) -> bool:
        """Polling needs that no webhook is set. What a crash or a failure left unanswered comes first."""
        if not await self._channel.open():
            return False
        await self._channel.bot.delete_webhook()
        return await self._inbox.catch_up()

    async def _poll(self, offset: int | None, stop: asyncio.Event) -> int | None:
        """One long poll; the offset of the next one, which tells Telegram to forget these updates.

        They are forgotten only when they are stored. After an empty answer there is nothing left to confirm, and the
        next poll asks without offset: Telegram may begin its numbers anew after a quiet week.
        """
        asked = self._channel.bot.get_updates(
            offset=offset, timeout=self._poll_seconds, allowed_updates=ALLOWED
        )
        updates = await _until(stop, asked)
        if not updates:
            await _until(stop, asyncio.sleep(REST_AFTER_NOTHING))
            return None
        fresh = [inbound for update in updates if (inbound := await self._store(update)) is not None]
        self._ready = all([await self._inbox.settle_safely(inbound) for inbound in fresh])
        return updates[-1].update_id + 1

    async def _store(self, update: Update) -> Inbound | None:
        """Keep what a person wrote; None for what is known already, or is not for us to answer."""
        inbound = to_inbound(update, self._inbox.services.clock.now())
        stored = inbound is not None and await self._inbox.store(inbound)
        if update.callback_query is not None:
            with suppress(TelegramError):
                await self._channel.bot.answer_callback_query(update.callback_query.id)
        return inbound if stored else None


def to_inbound(update: Update, now: datetime) -> Inbound | None:
    """An update as a message from a person; None for groups, other bots and whatever is no message.

    A voice note or a photo comes with its caption, or with an empty text. One that could not be read has no address.
    """
    unreadable = (update.api_kwargs or {}).get(UNREADABLE)
    if unreadable is not None:
        return Inbound(_id(update), NAME, "", "", None, now, raw=str(unreadable))
    chat, user, query = update.effective_chat, update.effective_user, update.callback_query
    if chat is None or chat.type != ChatType.PRIVATE or user is None or user.is_bot:
        return None
    if query is None and update.message is None:
        return None
    return Inbound(
        id=_id(update),
        channel=NAME,
        address=str(chat.id),
        text=_text(update),
        button=query.data if query else None,
        received_at=_written_at(update, now),
        raw=update.to_json()[:LONGEST_RAW],
        name=user.first_name,
    )


def parts(text: str) -> list[str]:
    """The text in parts that Telegram takes, cut at line ends where there are any."""
    found: list[str] = []
    while _length(text) > LONGEST:
        head = text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
        cut = head.rfind("\n") if "\n" in head.strip() else len(head)
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _keyboard(buttons: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """Two short labels side by side, a long one alone."""
    rows: list[list[InlineKeyboardButton]] = []
    width = 0
    for data, label in buttons:
        if len(data.encode()) > LONGEST_DATA:
            raise ValueError(f"a button carries more than {LONGEST_DATA} bytes")
        beside = bool(rows) and len(rows[-1]) == 1 and width + len(label) <= ROW_WIDTH
        width = len(label)
        button = InlineKeyboardButton(label, callback_data=data)
        if beside:
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None


def _text(update: Update) -> str:
    message = update.message
    if message is None:
        return ""
    return message.text or message.caption or ""


def _written_at(update: Update, now: datetime) -> datetime:
    """When the person wrote, which may be long before we read it; a press of a button carries no moment."""
    return min(update.message.date, now) if update.message else now


def _id(update: Update) -> str:
    return f"{NAME}:{update.update_id}"


class _Flood(TelegramError):
    """We wrote too much, and are to wait. The library's own error for it warns at each use of a change to come."""

    def __init__(self, seconds: int) -> None:
        super().__init__("flood")
        self.seconds = seconds


def _flood(failure: BaseException) -> int:
    """The seconds for which Telegram wants nothing more from us; 0 when the failure is another one."""
    cause = failure.__cause__
    return cause.seconds if isinstance(cause, _Flood) else 0


async def _until(stop: asyncio.Event, waited_for: Coroutine[Any, Any, Result]) -> Result | None:
    """What is waited for; None when `stop` was set first, and then it is given up."""
    task = asyncio.ensure_future(waited_for)
    stopped = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return await task if task.done() else None
    finally:
        for each in (task, stopped):
            each.cancel()
        await asyncio.gather(task, stopped, return_exceptions=True)


class _TolerantRequest(HTTPXRequest):
    """One update that cannot be read must not keep the others from being read, nor be written into a log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            read = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(read, dict):
            raise TelegramError("Invalid server response")
        if read.get("error_code") == TOO_MANY:
            wait = (read.get("parameters") or {}).get("retry_after")
            raise _Flood(wait if isinstance(wait, int) and wait > 0 else LONGEST_REST)
        if isinstance(read.get("result"), list):
            read["result"] = [clean for each in read["result"] if (clean := _readable(each)) is not None]
        return read


def _readable(update: object) -> dict[str, Any] | None:
    """The update as it came, or only its number with what could not be read; None without a number."""
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return None
    try:
        Update.de_json(dict(update), None)
    except Exception:  # whatever a parser can raise at what it does not expect
        return {"update_id": update["update_id"], UNREADABLE: json.dumps(update)[:LONGEST_RAW]}
    return update
