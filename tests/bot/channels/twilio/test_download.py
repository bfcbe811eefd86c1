"""Photos and documents: fetched from Twilio and from nowhere else, and never more than was allowed."""

import pytest

from bot.channels.twilio import TwilioAccount
from receivables.ports import DeliveryFailed, DeliveryUnknown
from tests.bot.channels.twilio.server import SID, Answer, TwilioServer, twilio_server

pytestmark = pytest.mark.anyio
MEDIA = f"/2010-04-01/Accounts/{SID}/Messages/SM1/Media/ME1"


async def test_a_photo(server: TwilioServer, account: TwilioAccount) -> None:
    server.next.append(Answer(200, b"\xff\xd8photo"))
    assert await account.download(f"https://api.twilio.com{MEDIA}", 100) == b"\xff\xd8photo"
    assert server.calls[0].path == MEDIA
    assert server.calls[0].headers["authorization"].startswith("Basic ")


async def test_the_secret_stays_behind_when_it_sends_us_on(
    server: TwilioServer, account: TwilioAccount
) -> None:
    async with twilio_server() as store:
        server.next.append(Answer(307, b"", {"Location": f"{store.url}/file"}))
        store.next.append(Answer(200, b"photo"))
        assert await account.download(server.url + MEDIA, 100) == b"photo"
        assert "authorization" not in store.calls[0].headers


@pytest.mark.parametrize(
    "reference",
    [
        "https://example.org/photo",
        "https://twilio.com.example.org/x",
        "http://api.twilio.com/x",
        "file:///etc/passwd",
        "",
    ],
)
async def test_what_is_not_twilios_is_not_fetched(
    reference: str, server: TwilioServer, account: TwilioAccount
) -> None:
    with pytest.raises(DeliveryFailed, match="foreign"):
        await account.download(reference, 100)
    assert server.calls == []


async def test_failures(server: TwilioServer, account: TwilioAccount) -> None:
    server.next.extend([Answer(200, b"x" * 101), Answer(404), Answer(500)])
    with pytest.raises(DeliveryFailed, match="too big"):
        await account.download(server.url + MEDIA, 100)
    with pytest.raises(DeliveryFailed):
        await account.download(server.url + MEDIA, 100)
    with pytest.raises(DeliveryUnknown):
        await account.download(server.url + MEDIA, 100)
