"""A server that speaks as Twilio, an account on it, and a message to hand over."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.twilio import SmsChannel, TwilioAccount, WhatsAppChannel
from tests.bot.channels.twilio.server import SID, TOKEN, TwilioServer, twilio_server

PUBLIC = "https://caudal.example.org"


@pytest.fixture
async def server() -> AsyncIterator[TwilioServer]:
    async with twilio_server() as running:
        yield running


@pytest.fixture
async def account(server: TwilioServer) -> AsyncIterator[TwilioAccount]:
    made = TwilioAccount(SID, TOKEN, server.url, seconds=0.5)
    yield made
    await made.close()


@pytest.fixture
def whatsapp(account: TwilioAccount) -> WhatsAppChannel:
    return WhatsAppChannel(account, "+51900000001", PUBLIC)


@pytest.fixture
def sms(account: TwilioAccount) -> SmsChannel:
    return SmsChannel(account, "+51900000002", PUBLIC)
