"""The files that people send are fetched from whom brought the message."""

from pathlib import Path

import pytest

from caudal import wiring
from caudal.doors import Doors, opened_doors
from caudal.media import ChannelFiles
from receivables.errors import Refused, Unknown
from receivables.ports import DeliveryFailed, DeliveryUnknown
from receivables.usecases import attachments
from tests.caudal.test_doors import all_of_them
from tests.support.build import PHONE

pytestmark = pytest.mark.anyio


async def test_each_channel_is_asked_for_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = all_of_them(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:

        async def of_telegram(self: object, reference: str, most: int) -> bytes:
            return f"telegram {reference} {most}".encode()

        async def of_twilio(self: object, reference: str, most: int) -> bytes:
            return f"twilio {reference} {most}".encode()

        monkeypatch.setattr(type(doors.telegram), "download", of_telegram)
        monkeypatch.setattr(type(doors.twilio), "download", of_twilio)
        files = ChannelFiles(doors, here.services)
        assert await files.fetch("telegram", "a", 9) == b"telegram a 9"
        assert await files.fetch("whatsapp", "b", 9) == b"twilio b 9"
        assert await files.fetch("sms", "c", 9) == b"twilio c 9"
        with pytest.raises(Unknown, match="media_gone"):
            await files.fetch("chat", "d", 9)
        kept = await attachments.keep(here.services, "chat", PHONE, b"photo")
        assert await files.fetch("chat", kept, 9) == b"photo"


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (DeliveryFailed("too big"), "media_too_large"),
        (DeliveryFailed("foreign reference"), "media_gone"),
        (DeliveryFailed("refused", code="404", status=404), "media_gone"),
        (DeliveryFailed("refused", code="403", status=403), "media_not_now"),
        (DeliveryFailed("flood", code="20429", status=429), "media_not_now"),
        (DeliveryFailed("unreachable"), "media_not_now"),
        (DeliveryUnknown("500"), "media_not_now"),
    ],
)
async def test_a_provider_that_does_not_give_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    told: str,
) -> None:
    given = all_of_them(tmp_path)
    async with wiring.opened(settings=given) as here, opened_doors(given, here.services) as doors:

        async def fails(self: object, reference: str, most: int) -> bytes:
            raise failure

        monkeypatch.setattr(type(doors.twilio), "download", fails)
        with pytest.raises((Refused, Unknown), match=told):
            await ChannelFiles(doors, here.services).fetch("whatsapp", "a", 9)


@pytest.mark.parametrize("channel", ["sms", "telegram", "whatsapp"])
async def test_without_a_door_there_are_none(tmp_path: Path, channel: str) -> None:
    async with wiring.opened(settings=all_of_them(tmp_path)) as here:
        with pytest.raises(Unknown, match="media_gone"):
            await ChannelFiles(Doors(), here.services).fetch(channel, "a", 9)
