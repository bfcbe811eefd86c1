"""Where the files that people send are fetched: from whom brought the message."""

from bot.channels.telegram import NAME as TELEGRAM
from bot.drawer import Drawer
from caudal.doors import Doors
from receivables.errors import Refused, Unknown
from receivables.ports import DeliveryFailed, DeliveryUnknown
from receivables.usecases.tell import EMBEDDED

TWILIO = ("whatsapp", "sms")


class ChannelFiles:
    """Fills `ports.Files`. `drawer`: what was attached in the embedded chat, where it is served by this program."""

    def __init__(self, doors: Doors, drawer: Drawer | None = None) -> None:
        self._doors = doors
        self._drawer = drawer

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """By the door of that channel. Raises Unknown("media_gone"), Refused("media_too_large")."""
        if channel == TELEGRAM and self._doors.telegram is not None:
            return await self._doors.telegram.download(reference, most)
        if channel == EMBEDDED and self._drawer is not None:
            return await self._drawer.fetch(channel, reference, most)
        if channel not in TWILIO or self._doors.twilio is None:
            raise Unknown("media_gone")
        try:
            return await self._doors.twilio.download(reference, most)
        except DeliveryFailed as failure:
            if failure.why == "too big":
                raise Refused("media_too_large", most=most) from None
            raise Unknown("media_gone") from None
        except DeliveryUnknown:
            raise Unknown("media_gone") from None
