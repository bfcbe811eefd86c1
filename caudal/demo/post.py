"""The embedded channel of the demo: it stands in for every telephone, and remembers what it delivered."""

from dataclasses import dataclass

from receivables.ports import Channel, Delivery, Parcel, Rendered


@dataclass(frozen=True, slots=True)
class Delivered:
    """One message before somebody's eyes."""

    key: str
    address: str
    rendered: Rendered


class Listening:
    """A channel that passes everything on to another one, and keeps what was delivered until it is collected."""

    def __init__(self, channel: Channel) -> None:
        self.name, self.provider, self.sender = channel.name, channel.provider, channel.sender
        self.carries = channel.carries
        self.initiates = channel.initiates
        self.needs_template = channel.needs_template
        self._channel = channel
        self._delivered: list[Delivered] = []

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand over, and remember."""
        delivery = await self._channel.send(parcel)
        self._delivered.append(Delivered(parcel.key, parcel.address, parcel.rendered))
        return delivery

    def collect(self) -> list[Delivered]:
        """What was delivered since the last time, in order."""
        collected, self._delivered = self._delivered, []
        return collected
