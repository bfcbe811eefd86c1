"""Twilio's words for what became of a message, in ours."""

from receivables.model.sending import Told

_TOLD = {
    "queued": Told.ACCEPTED,
    "accepted": Told.ACCEPTED,
    "scheduled": Told.ACCEPTED,
    "sending": Told.ACCEPTED,
    "sent": Told.SENT,
    "partially_delivered": Told.SENT,
    "delivered": Told.DELIVERED,
    "read": Told.READ,
    "failed": Told.FAILED,
    "undelivered": Told.FAILED,
    "canceled": Told.FAILED,
}


def told_by(status: str) -> Told | None:
    """What a status says; None for one that is not of a message on its way to a person."""
    return _TOLD.get(status.strip().lower())
