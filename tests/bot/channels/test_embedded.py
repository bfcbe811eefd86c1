"""The embedded channel takes everything: the page shows what the outbox keeps."""

import pytest

from bot.channels.embedded import EmbeddedChannel
from receivables.ports import Parcel, Rendered

pytestmark = pytest.mark.anyio


async def test_it_stands_for_every_consented_channel_and_never_fails() -> None:
    channel = EmbeddedChannel()
    assert {"whatsapp", "telegram", "sms", "correo"} <= channel.carries
    assert channel.initiates
    delivery = await channel.send(Parcel(1, 1, "reply/1/0", "+51900000001", Rendered("hola")))
    assert delivery.provider_id == "chat:reply/1/0"
