"""The embedded channel of the demo: it stands in for every telephone, and remembers what it delivered."""

from dataclasses import dataclass

from receivables.ports import Channel, Delivery, Rendered


@dataclass(frozen=True, slots=True)
class Delivered:
    """One message before somebody's eyes."""

    key: str
    address: str
    rendered: Rendered


class Listening:
    """A channel that passes everything on to another one, and keeps what was delivered until it is collected."""

    def __init__(self, channel: Channel) -> None:
        self.name = channel.name
        self.carries = channel.carries
        self.initiates = channel.initiates
        self._channel = channel
        self._delivered: list[Delivered] = []

    async def send(self, address: str, rendered: Rendered, key: str) -> Delivery:
        """Hand over, and remember."""
        delivery = await self._channel.send(address, rendered, key)
        self._delivered.append(Delivered(key, address, rendered))
        return delivery

    def collect(self) -> list[Delivered]:
        """What was delivered since the last time, in order."""
        collected, self._delivered = self._delivered, []
        return collected
