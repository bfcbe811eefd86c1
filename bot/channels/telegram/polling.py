"""Asks Telegram for what people wrote, and stores it. Nothing is forgotten there before it is kept here."""

import asyncio
import logging
from contextlib import suppress

from telegram import Update
from telegram.error import Conflict, InvalidToken

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.failures import flood
from bot.channels.telegram.updates import ALLOWED, heard
from bot.waking import sleep, until
from bot.worker import Inbox
from receivables.errors import BadSetting

log = logging.getLogger(__name__)

POLL_SECONDS = 25
FIRST_REST, LONGEST_REST = 1, 30
REST_AFTER_NOTHING = 0.5


class TelegramInbox:
    """Polls for one bot. Two pollers of one token steal each other's updates: Telegram refuses one of them (409)."""

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
                    rest = FIRST_REST
                    continue
            except InvalidToken:
                raise BadSetting("telegram_token_refused") from None
            except BadSetting:
                raise
            except Conflict:
                log.warning(
                    "Telegram refuses to be polled: another program polls this bot, or a webhook was set"
                )
                self._ready, rest = False, LONGEST_REST
            except Exception as failure:  # a store that is away, an answer nobody can read: it is tried again
                log.warning("polling Telegram failed: %s", type(failure).__name__)
                rest = max(rest, flood(failure))
            await sleep(stop, rest)
            rest = min(rest * 2, LONGEST_REST)

    async def _prepare(self) -> bool:
        """Polling needs that no webhook is set; one that is there is taken away, and that is said."""
        if not await self._channel.open():
            return False
        with suppress(BadSetting):  # it is only to be said
            if (await self._channel.webhook_info()).url:
                log.warning("a webhook was set for this bot: it is removed, because updates are polled here")
        await self._channel.bot.delete_webhook()
        return True

    async def _poll(self, offset: int | None, stop: asyncio.Event) -> int | None:
        """One long poll; the offset of the next one, which tells Telegram to forget these updates.

        They are forgotten only when they are stored, all of them in one go. After an empty answer there is nothing left
        to confirm, and the next poll asks without offset: Telegram may begin its numbers anew after a quiet week.
        """
        asked = self._channel.bot.get_updates(
            offset=offset, timeout=self._poll_seconds, allowed_updates=ALLOWED
        )
        updates = await until(stop, asked)
        if not updates:
            await sleep(stop, REST_AFTER_NOTHING)
            return None
        await self._store(updates)
        return max(update.update_id for update in updates) + 1

    async def _store(self, updates: tuple[Update, ...]) -> None:
        now = self._inbox.services.clock.now()
        told = [heard(update, now) for update in updates]
        messages = [(each.inbound, each.problem) for each in told if each.inbound is not None]
        await self._inbox.gatherer.messages(messages)
        pressed = [each.query for each in told if each.query is not None]
        await asyncio.gather(*map(self._channel.acknowledge, pressed), return_exceptions=True)
