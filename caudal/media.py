"""Where the files that people send are fetched: from whom brought the message."""

from bot.channels.telegram import NAME as TELEGRAM
from bot.channels.twilio.client import FOREIGN
from caudal.doors import Doors
from receivables.errors import Refused, Unknown
from receivables.ports import DeliveryFailed, DeliveryUnknown
from receivables.usecases import attachments
from receivables.usecases.services import Services
from receivables.usecases.tell import EMBEDDED

TWILIO = ("whatsapp", "sms")
GONE = (404, 410)
"""After anything else the file may still be there: too much was asked, the provider is away, a key was changed."""


class ChannelFiles:
    """Fills `ports.Files`. What was attached in the embedded chat lies in the database."""

    def __init__(self, doors: Doors, services: Services) -> None:
        self._doors = doors
        self._services = services

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """By the door of that channel. Raises Unknown("media_gone"), Refused("media_too_large", "media_not_now")."""
        if channel == TELEGRAM and self._doors.telegram is not None:
            return await self._doors.telegram.download(reference, most)
        if channel == EMBEDDED:
            return await attachments.fetch(self._services, reference, most)
        if channel not in TWILIO or self._doors.twilio is None:
            raise Unknown("media_gone")
        try:
            return await self._doors.twilio.download(reference, most)
        except DeliveryFailed as failure:
            if failure.why == "too big":
                raise Refused("media_too_large", most=most) from None
            if failure.why == FOREIGN or failure.status in GONE:
                raise Unknown("media_gone") from None
            raise Refused("media_not_now") from None
        except DeliveryUnknown:
            raise Refused("media_not_now") from None
