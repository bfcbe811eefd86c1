"""The real channels of an installation, opened and closed together, and who carries what by them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass

from bot.channels.attaching import Attaching
from bot.channels.email import EmailChannel
from bot.channels.embedded import EmbeddedChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.twilio import SmsChannel, TwilioAccount, WhatsAppChannel
from bot.channels.twilio.content import SESSION
from caudal import wiring
from caudal.settings import Settings
from receivables.adapters.packs.codes import load_codes
from receivables.adapters.packs.prices import load_prices
from receivables.ports import Channel
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

SESSIONS_SECONDS = 300.0
"""How soon what `channels register` made is used by programs that were running already."""
STOOD_IN = ("whatsapp", "telegram", "sms", "chat")
"""The consent channels of invented people that the embedded chat stands in for; nobody reads their e-mail."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the settings have credentials for."""

    telegram: TelegramChannel | None = None
    twilio: TwilioAccount | None = None
    whatsapp: WhatsAppChannel | None = None
    sms: SmsChannel | None = None
    mail: EmailChannel | None = None

    @property
    def channels(self) -> dict[str, Channel]:
        """By the name of the channel."""
        several: tuple[Channel | None, ...] = (self.telegram, self.whatsapp, self.sms, self.mail)
        return {channel.name: channel for channel in several if channel is not None}

    def carriers(self, *, demo: bool) -> Carriers:
        """Who carries what. On a demo the real channels only answer those who write, and never write first."""
        real, codes, prices = self.channels, load_codes(), load_prices()
        if not demo:
            return Carriers(proactive=real, replies=real, codes=codes, prices=prices)
        embedded = EmbeddedChannel()
        proactive = dict.fromkeys(STOOD_IN, embedded)
        return Carriers(proactive, {**real, embedded.name: embedded}, codes, prices)


@asynccontextmanager
async def opened_doors(
    settings: Settings, services: Services, *, asking: bool = True
) -> AsyncIterator[Doors]:
    """The real channels; none without credentials. Raises BadSetting for credentials that are refused.

    Without `asking`, Telegram is not asked for them yet.
    """
    policy = services.policy
    attaching = Attaching(wiring.papers(policy), wiring.paper_links(settings, policy))
    async with AsyncExitStack() as closing:
        telegram = _telegram(settings, attaching)
        if telegram is not None:
            closing.push_async_callback(telegram.close)
            if asking:
                await telegram.open()
        mail = _mail(settings, policy.name, attaching)
        account = _account(settings)
        if account is None:
            yield Doors(telegram=telegram, mail=mail)
            return
        closing.push_async_callback(account.close)
        yield Doors(
            telegram=telegram,
            twilio=account,
            whatsapp=await _whatsapp(settings, services, account, closing, attaching),
            sms=_sms(settings, account, attaching),
            mail=mail,
        )


def _telegram(settings: Settings, attaching: Attaching) -> TelegramChannel | None:
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    return TelegramChannel(token, settings.telegram_api_url, attaching)


def _mail(settings: Settings, name: str, attaching: Attaching) -> EmailChannel | None:
    if settings.smtp_url is None:
        return None
    return EmailChannel(settings.smtp_url.get_secret_value(), name, attaching=attaching)


def _account(settings: Settings) -> TwilioAccount | None:
    if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
        return None
    token = settings.twilio_auth_token.get_secret_value()
    return TwilioAccount(settings.twilio_account_sid, token, settings.twilio_api_url)


async def _whatsapp(
    settings: Settings,
    services: Services,
    account: TwilioAccount,
    closing: AsyncExitStack,
    attaching: Attaching,
) -> WhatsAppChannel | None:
    number = settings.twilio_whatsapp_from
    if number is None:
        return None
    channel = WhatsAppChannel(account, number, settings.public_url, await _sessions(services), attaching)
    reading = asyncio.create_task(_read_again(channel, services))
    closing.push_async_callback(_ended, reading)
    return channel


async def _read_again(channel: WhatsAppChannel, services: Services) -> None:
    """Have the channel use the contents that are kept now and then; what it has stands while they cannot be read."""
    while True:
        await asyncio.sleep(SESSIONS_SECONDS)
        try:
            channel.use_sessions(await _sessions(services))
        except Exception as fault:
            log.error("%s: the contents for buttons are read again later", type(fault).__name__)


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _sms(settings: Settings, account: TwilioAccount, attaching: Attaching) -> SmsChannel | None:
    number = settings.twilio_sms_from
    return SmsChannel(account, number, settings.public_url, attaching) if number else None


async def _sessions(services: Services) -> Mapping[str, str]:
    """The contents for buttons inside a conversation, as `channels register` left them."""
    async with services.units.reading() as unit:
        kept = await unit.templates.approved("whatsapp", services.policy.locale)
    return {name: each.content_sid for name, each in kept.items() if name.startswith(SESSION)}
