"""The chat of our own page: it shows what the outbox keeps, so there is nothing to send."""

from receivables.ports import Delivery, Parcel

CARRIES = frozenset({"chat", "whatsapp", "telegram", "sms", "correo"})


class EmbeddedChannel:
    """Fills `ports.Channel` for the page of a demo; it stands for every consented channel."""

    name = "chat"
    provider = "embedded"
    sender = "chat"
    carries = CARRIES
    initiates = True
    needs_template = False

    async def send(self, parcel: Parcel) -> Delivery:
        """Nothing can fail: the page reads the row."""
        return Delivery(provider_id=f"chat:{parcel.key}")
