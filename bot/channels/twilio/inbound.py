"""Twilio's webhooks as values of ours: what a person wrote, and what became of a message.

Fields vary and are added without notice: what is not known is kept in the raw form and does no harm.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from bot.channels.twilio.client import SID
from bot.channels.twilio.statuses import told_by
from receivables.model.conversation import Inbound, Media
from receivables.model.sending import Callback, Told

LONGEST_RAW, LONGEST_FIELD, LONGEST_TEXT, LONGEST_NAME = 16_384, 4_096, 8_192, 120
MOST_MEDIA = 10
WHATSAPP = "whatsapp:"
MICRO = 1_000_000
HIGHEST_COST = 1_000
"""US dollars; no message costs more, so a price above it is none."""
STOPPED = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET"})
"""A text message of one of these words and nothing else: Twilio itself brings that number nothing more (SMS-2)."""
TOLD_BY_TWILIO = {"STOP": "stop", "START": "start"}
"""The button that stands for what Twilio says that it understood (`OptOutType`, with Advanced Opt-Out)."""
QUOTED = "OriginalRepliedMessageSid"
MERE_YES = frozenset({"YES", "Y", "SI", "SÍ"})
"""To Twilio a START, out of the box or by the words that a utility added; to us the answer to what was asked last."""
SHORTEST_WHOLE = 8
"""Digits of a telephone with its country; a shorter one is a short code."""
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_USER = re.compile(r"[A-Z]{2}\.[A-Za-z0-9._-]{1,128}")
"""A WhatsApp user without a telephone: two capitals, a dot, an identifier (Meta's business-scoped user id)."""
_OURS = re.compile(r"[0-9]{1,18}")
_ERROR = re.compile(r"[0-9]{1,8}")


class Unreadable(Exception):
    """A webhook that is authentic and yet cannot be read. Its text is one word and holds nothing of the form."""


def to_inbound(fields: Mapping[str, object], now: datetime) -> Inbound:
    """A message from a person. Raises Unreadable."""
    sid = _field(fields, "MessageSid") or _field(fields, "SmsMessageSid") or _field(fields, "SmsSid")
    if not SID.fullmatch(sid):
        raise Unreadable("no_sid")
    if _field(fields, "SmsStatus", "received").strip().lower() != "received":
        raise Unreadable("not_a_message")
    channel, address = _whence(fields)
    return Inbound(
        id=sid,
        channel=channel,
        address=address,
        text=_text(fields),
        button=_button(fields, channel),
        received_at=now,
        raw=raw(fields),
        name=_field(fields, "ProfileName").strip()[:LONGEST_NAME],
        media=_media(fields),
    )


def quoted(inbound: Inbound) -> str:
    """Twilio's id of the message that this one answers, out of its raw form; "" where it answers none in particular."""
    try:
        fields = json.loads(inbound.raw)
    except (ValueError, RecursionError):
        return ""
    sid = _field(fields, QUOTED) if isinstance(fields, dict) else ""
    return sid if SID.fullmatch(sid) else ""


def to_callback(fields: Mapping[str, object], o: str | None, a: str | None, now: datetime) -> Callback:
    """What Twilio tells of a message of ours; `o` and `a` stand in the signed address. Raises Unreadable."""
    sid = _field(fields, "MessageSid") or _field(fields, "SmsSid")
    if not SID.fullmatch(sid):
        raise Unreadable("no_sid")
    if not _OURS.fullmatch(o or "") or not _OURS.fullmatch(a or ""):
        raise Unreadable("not_ours")
    told = told_by(_field(fields, "MessageStatus") or _field(fields, "SmsStatus"))
    if told is None:
        raise Unreadable("unknown_status")
    code = _field(fields, "ErrorCode").strip()
    return Callback(
        provider_id=sid,
        told=told,
        outbox_id=int(o or 0),
        attempt=int(a or 0),
        received_at=now,
        code=code if told is Told.FAILED and _ERROR.fullmatch(code) else "",
        cost=_cost(fields),
        raw=raw(fields),
    )


def raw(fields: Mapping[str, object]) -> str:
    """The form as JSON, for staff; long values are cut, and so is what is too much."""
    kept: dict[str, str] = {}
    size = 0
    for name in fields:
        value = _field(fields, name)[:LONGEST_FIELD]
        size += len(json.dumps([name, value]))
        if size > LONGEST_RAW:
            break
        kept[_clean(name)] = value
    return json.dumps(kept)


def _whence(fields: Mapping[str, object]) -> tuple[str, str]:
    """The channel and the bare address. A telephone before anything else: consents and bills know people by it."""
    sender = _field(fields, "From").strip()
    if not (sender.startswith(WHATSAPP) or _field(fields, "To").strip().startswith(WHATSAPP)):
        if not _NUMBER.fullmatch(sender):
            raise Unreadable("no_sender")
        return "sms", _whole(sender)
    told = (sender.removeprefix(WHATSAPP), _field(fields, "WaId").strip())
    for number in told:
        if _NUMBER.fullmatch(number):
            return "whatsapp", f"+{number.removeprefix('+')}"
    for user in (*told, _field(fields, "ExternalUserId").strip().removeprefix(WHATSAPP)):
        if _USER.fullmatch(user):
            return "whatsapp", user
    raise Unreadable("no_sender")


def _whole(number: str) -> str:
    """As people are known by it, also where the plus was lost on the way."""
    return f"+{number}" if number[0] != "+" and len(number) >= SHORTEST_WHOLE else number


def _button(fields: Mapping[str, object], channel: str) -> str | None:
    """What was pressed; or a wish that Twilio has heeded already, so that it holds on every channel of ours (I-6)."""
    body = _field(fields, "Body").strip().upper()
    told = TOLD_BY_TWILIO.get(_field(fields, "OptOutType").strip().upper())
    if told == "start" and body in MERE_YES:
        return None
    if told:
        return told
    if channel == "sms" and body in STOPPED:
        return "stop"
    return (_field(fields, "ButtonPayload") or _field(fields, "ListId"))[:200] or None


def _text(fields: Mapping[str, object]) -> str:
    """What was written, what the pressed button says, or where a shared place is."""
    written = _field(fields, "Body") or _field(fields, "ButtonText") or _field(fields, "ListTitle")
    if not written and (latitude := _field(fields, "Latitude")):
        named = [part for name in ("Label", "Address") if (part := _field(fields, name).strip())]
        written = ", ".join([*named, f"{latitude}, {_field(fields, 'Longitude')}"])
    return written[:LONGEST_TEXT]


def _media(fields: Mapping[str, object]) -> tuple[Media, ...]:
    """By what is there, and not by NumMedia, which is only a count of it."""
    found = (
        (_field(fields, f"MediaUrl{n}"), _field(fields, f"MediaContentType{n}")) for n in range(MOST_MEDIA)
    )
    return tuple(Media(url[:2_048], kind[:100]) for url, kind in found if url)


def _cost(fields: Mapping[str, object]) -> int | None:
    """Millionths of a US dollar; Twilio writes a price as a negative amount."""
    if _field(fields, "PriceUnit", "USD").upper() != "USD":
        return None
    try:
        price = abs(Decimal(_field(fields, "Price").strip()))
        return int(price * MICRO) if price <= HIGHEST_COST else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _field(fields: Mapping[str, object], name: str, default: str = "") -> str:
    """One field as a text that can be stored; a file in its place is none."""
    value = fields.get(name)
    return _clean(value) if isinstance(value, str) else default


def _clean(text: str) -> str:
    """Without what a database cannot hold: zero bytes and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
