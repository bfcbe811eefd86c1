"""One bot: it sends, fetches files, and tells Telegram where updates are to go."""

import asyncio
import logging
import math
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import InvalidToken, TelegramError

from bot.channels.attaching import Attaching, alone, made
from bot.channels.cutting import units
from bot.channels.taking import one_of
from bot.channels.telegram.failures import flood, not_given, problem
from bot.channels.telegram.layout import keyboard, parts
from bot.channels.telegram.request import TolerantRequest
from bot.channels.telegram.updates import ALLOWED, NAME
from receivables.errors import BadSetting, Refused
from receivables.ports import Delivery, DeliveryFailed, DeliveryUnknown, Paper, Parcel

log = logging.getLogger(__name__)

OFFICIAL = "https://api.telegram.org"
CONNECTIONS, ASIDE, POOL_SECONDS = 8, 2, 10
"""httpx gets slower the more calls are open at once: 1157 a second with 10, 200 with 100. Its default pool is 256.

`ASIDE` are for what must not wait behind messages: buttons that are acknowledged, files that are fetched.
"""
WEBHOOK_CONNECTIONS = 1
"""Telegram then brings one update after another, each when the one before it is stored: what a person writes keeps its
order, however many programs listen. One update costs a few milliseconds, which is hundreds a second."""
LONGEST_FILE = 20 * 1024 * 1024
"""As much as Telegram gives to a bot."""
LONGEST_CAPTION = 1024
"""Of the text below a document, in UTF-16 units; a longer one goes before it."""
DOCUMENT_REFUSED = ("400", "413")
_TOKEN = re.compile(r"[^\s/?#%]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates to, and how that goes. `url`: "" when they are polled."""

    url: str
    pending: int
    last_error: str = ""
    last_error_at: datetime | None = None


class TelegramChannel:
    """Fills `ports.Channel`. `api_url` is `scheme://host[:port]`. The token goes nowhere else, logs included."""

    name = NAME
    provider = NAME
    carries = frozenset({NAME})
    initiates = False
    needs_template = False
    at_once = CONNECTIONS

    def __init__(self, token: str, api_url: str = OFFICIAL, attaching: Attaching | None = None) -> None:
        if not _TOKEN.fullmatch(token):
            raise BadSetting("telegram_token_refused")
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log every URL, and the token is in it
        base = api_url.rstrip("/")
        sending = TolerantRequest(connection_pool_size=CONNECTIONS + ASIDE, pool_timeout=POOL_SECONDS)
        polling = TolerantRequest(connection_pool_size=1)
        self.sender = f"{NAME}:{token.partition(':')[0]}"
        self._requests = (sending, polling)
        self.bot = Bot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=sending,
            get_updates_request=polling,
        )
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._aside = asyncio.Semaphore(ASIDE)
        self._quiet_until = 0.0
        self._opened = False
        self._attaching = attaching

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

    async def send(self, parcel: Parcel) -> Delivery:
        """Send a message, in parts when it is too long; its buttons stand below the last part, or its document."""
        paper = await made(self._attaching, parcel)
        # Waiting here costs less than in the pool, and what was not begun is certainly not sent.
        async with one_of(self._turns, parcel, POOL_SECONDS):
            self._refuse_while_quiet()
            if paper is not None:
                try:
                    return await self._say_all(parcel, parcel.rendered.text, paper)
                except DeliveryFailed as refused:
                    if refused.code not in DOCUMENT_REFUSED:
                        raise
                await parcel.next_turn()
            return await self._say_all(parcel, alone(parcel))

    async def acknowledge(self, query: str) -> None:
        """Take the waiting sign off a pressed button. It matters to nobody when that fails."""
        async with self._aside:
            with suppress(TelegramError):
                await self.bot.answer_callback_query(query)

    async def download(self, reference: str, most: int = LONGEST_FILE) -> bytes:
        """The file that a person sent.

        Raises Refused("media_too_large", "media_not_now"), Unknown("media_gone").
        """
        async with self._aside:
            try:
                file = await self.bot.get_file(reference)
                if file.file_size is None or file.file_size > most:
                    raise Refused("media_too_large", most=most)
                content = bytes(await file.download_as_bytearray())
            except (TelegramError, RuntimeError) as failure:
                log.warning("a file could not be fetched: %s", type(failure).__name__)
                raise not_given(failure, most) from None
        if len(content) > most:
            raise Refused("media_too_large", most=most)
        return content

    async def register_webhook(self, url: str, secret: str) -> None:
        """Have updates brought to that URL with that secret. Once at deployment, not by each worker at its start.

        Raises BadSetting("telegram_secret_refused"), BadSetting("telegram_webhook_refused").
        """
        if not _SECRET.fullmatch(secret):
            raise BadSetting("telegram_secret_refused")
        try:
            await self.bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=ALLOWED,
                max_connections=WEBHOOK_CONNECTIONS,
                drop_pending_updates=False,
            )
        except TelegramError as failure:
            raise BadSetting("telegram_webhook_refused", problem=type(failure).__name__) from None

    async def webhook_info(self) -> Webhook:
        """What Telegram says of it. Raises BadSetting("telegram_webhook_refused")."""
        try:
            told = await self.bot.get_webhook_info()
        except TelegramError as failure:
            raise BadSetting("telegram_webhook_refused", problem=type(failure).__name__) from None
        error = told.last_error_message or ""
        return Webhook(told.url, told.pending_update_count, error, told.last_error_date)

    async def _say_all(self, parcel: Parcel, text: str, paper: Paper | None = None) -> Delivery:
        *first, last = parts(text)
        if paper is not None and units(text) > LONGEST_CAPTION:
            first, last = [*first, last], ""
        buttons = keyboard(parcel.rendered.buttons)
        address, sent, wait = parcel.address, None, None
        try:
            for part in first:
                sent = await self._say(address, part)
                await parcel.next_turn()
                self._refuse_while_quiet()
            sent = await self._say(address, last, buttons, paper)
        except DeliveryFailed:
            told: DeliveryFailed | DeliveryUnknown = DeliveryUnknown("sent in part")
        except Exception as failure:  # garbage in place of an answer says nothing about the message
            if wait := flood(failure):
                self._rest(wait)
            told = problem(failure)
        else:
            return Delivery(f"{address}:{sent}")
        raise told if sent is None else DeliveryUnknown("sent in part", retry_after=wait)

    async def _say(
        self,
        address: str,
        text: str,
        buttons: InlineKeyboardMarkup | None = None,
        paper: Paper | None = None,
    ) -> int:
        if paper is not None:
            document = await self.bot.send_document(
                address, paper.content, caption=text or None, filename=paper.name, reply_markup=buttons
            )
            return document.message_id
        preview = LinkPreviewOptions(is_disabled=True)
        message = await self.bot.send_message(
            address, text, reply_markup=buttons, link_preview_options=preview
        )
        return message.message_id

    def _refuse_while_quiet(self) -> None:
        """After a 429 the whole bot waits (TG-4); this is for what was under way before all dispatchers knew."""
        wait = math.ceil(self._quiet_until - asyncio.get_running_loop().time())
        if wait > 0:
            raise DeliveryFailed("flood", code="429", status=429, retry_after=wait)

    def _rest(self, seconds: int) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._quiet_until = max(self._quiet_until, until)
