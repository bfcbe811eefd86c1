"""Proactive messages that went out, or may have, as the outbox keeps them."""

from typing import Any

from caudal.audit.reading import decode
from caudal.audit.rows import Sent, pseudonym

OURS = "kind IN ('notice', 'campaign')"
WENT = (
    f"{OURS} AND sent_at IS NOT NULL AND (state IN ('sending', 'sent', 'served', 'unknown')"
    " OR (state = 'failed' AND provider_id IS NOT NULL))"
)
"""A failed attempt that the provider had accepted still counts against the caps."""

TOLD = "CASE WHEN text IS NULL OR code IS NULL THEN NULL WHEN text LIKE '%' || code || '%' THEN 1 ELSE 0 END"
HEARD = (
    "(SELECT max(i.received_at) FROM inbound_messages AS i WHERE i.utility = outbox.utility"
    " AND i.channel = outbox.channel AND i.address = outbox.address AND i.received_at <= outbox.sent_at)"
)
COLUMNS = (
    "key, kind, notice, person, channel, address, state, attempt, sent_at, served_at, expires_at, message,"
    f" campaign, provider_id, template, code, {TOLD} AS code_told, category, {HEARD} AS heard_at"
)


def sent(supply: Any, key: str, kind: str, notice: Any, person: Any, channel: Any, *rest: Any) -> Sent:
    """One row of `supply_number` and COLUMNS."""
    address, state, attempt, sent_at, served_at, expires_at, message, *way = rest
    campaign, provider_id, template, code, code_told, category, heard_at = way
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
        campaign=campaign or "",
        provider_id=provider_id or "",
        template=template or "",
        code=code or "",
        code_told=None if code_told is None else bool(code_told),
        marketing=category == "marketing",
        heard_at=decode.moment_or_none(heard_at),
    )
