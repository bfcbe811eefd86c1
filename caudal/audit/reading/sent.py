"""Proactive messages that went out, or may have, as the outbox keeps them."""

from typing import Any

from caudal.audit.reading import decode
from caudal.audit.rows import Sent, pseudonym

WENT = (
    "kind IN ('notice', 'campaign') AND sent_at IS NOT NULL AND (state IN ('sending', 'sent', 'served', 'unknown')"
    " OR (state = 'failed' AND provider_id IS NOT NULL))"
)
"""A failed attempt that the provider had accepted still counts against the caps."""

COLUMNS = (
    "key, kind, notice, person, channel, address, state, attempt, sent_at, served_at, expires_at, message"
)


def sent(supply: Any, key: str, kind: str, notice: Any, person: Any, channel: Any, *rest: Any) -> Sent:
    """One row of `supply_number` and COLUMNS."""
    address, state, attempt, sent_at, served_at, expires_at, message = rest
    told = decode.value(message)
    return Sent(
        key=key,
        kind=kind,
        notice=notice or "",
        supply=supply or "",
        person=pseudonym(person) if person else "",
        channel=channel or "",
        address=address or "",
        state=state,
        attempt=attempt,
        sent_at=decode.moment(sent_at),
        served_at=decode.moment_or_none(served_at),
        debt=decode.coded_centimos(told.get("values", {}).get("debt")),
        message=told.get("key", ""),
        expires_at=decode.moment_or_none(expires_at),
    )
