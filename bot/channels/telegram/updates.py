"""What people do on Telegram, read from its updates: messages, pressed buttons, files, and the bot being blocked."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from telegram import Audio, ChatMemberUpdated, Document, Message, Update, User, Video, Voice
from telegram.constants import ChatMemberStatus, ChatType

from receivables.model.conversation import EDITED, Inbound, Media
from receivables.usecases.blocked import LEFT

NAME = "telegram"
LONGEST_RAW = 64 * 1024
UNREADABLE = "unreadable"
JPEG, VOICE = "image/jpeg", "audio/ogg"
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that we ask for. What was said once stands; what it was made into is said after it, and answers
no question: Telegram also tells of edits that nobody made by hand."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an update holds for us.

    `inbound`: None when it is nothing to answer. `problem`: why it cannot be processed. `query`: the id of a pressed
    button, which shows a waiting sign until it is acknowledged.
    """

    inbound: Inbound | None
    problem: str = ""
    query: str | None = None


def hear(body: bytes, now: datetime) -> Heard:
    """An update as a webhook gets it. One that nobody can read is kept as it came."""
    raw = body.decode("utf-8", "replace")
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError):
        given = None
    if not _numbered(given):
        digest = sha256(body).hexdigest()[:32]
        return _unreadable(f"{NAME}:{UNREADABLE}:{digest}", raw, now)
    try:
        update = Update.de_json(given, None)
        return heard(update, now, raw)
    except Exception:  # whatever a parser can raise at what it does not expect
        return _unreadable(f"{NAME}:{given['update_id']}", raw, now)


def heard(update: Update, now: datetime, raw: str | None = None) -> Heard:
    """An update that the library has read. `raw`: as it came."""
    name = f"{NAME}:{update.update_id}"
    lost = (update.api_kwargs or {}).get(UNREADABLE)
    if lost is not None:
        return _unreadable(name, str(lost), now)
    raw = (update.to_json() if raw is None else raw)[:LONGEST_RAW]
    if update.my_chat_member is not None:
        return Heard(_left(update.my_chat_member, name, now, raw))
    query = update.callback_query
    written = update.message or _reworded(update.edited_message)
    message, user = (query.message, query.from_user) if query else (written, _author(written))
    if message is None or user is None or user.is_bot or message.chat.type != ChatType.PRIVATE:
        return Heard(None, query=query.id if query else None)
    inbound = Inbound(
        id=name,
        channel=NAME,
        address=str(message.chat.id),
        text=(written.text or written.caption or _place(written)) if written else "",
        button=query.data if query else EDITED if update.message is None else None,
        received_at=min(written.edit_date or written.date, now) if written else now,
        raw=raw,
        name=user.first_name,
        media=_media(update.message) if update.message else (),
    )
    return Heard(inbound, query=query.id if query else None)


def readable(update: object) -> dict[str, Any] | None:
    """The update as it came, or only its number with what could not be read; None without a number."""
    if not isinstance(update, dict) or not _numbered(update):
        return None
    try:
        Update.de_json(dict(update), None)
    except Exception:  # whatever a parser can raise at what it does not expect
        return {"update_id": update["update_id"], UNREADABLE: json.dumps(update)[:LONGEST_RAW]}
    return update


def _numbered(update: object) -> bool:
    number = update.get("update_id") if isinstance(update, dict) else None
    return isinstance(number, int) and not isinstance(number, bool)


def _unreadable(name: str, raw: str, now: datetime) -> Heard:
    return Heard(Inbound(name, NAME, "", "", None, now, raw=raw[:LONGEST_RAW]), UNREADABLE)


def _author(message: Message | None) -> User | None:
    return message.from_user if message else None


def _reworded(message: Message | None) -> Message | None:
    """A message that its author wrote anew: a BAJA is one also so (I-6). A place that moves on, and what else changes
    without words, says nothing."""
    return message if message and (message.text or message.caption) else None


def _left(change: ChatMemberUpdated, name: str, now: datetime, raw: str) -> Inbound | None:
    """The person blocked the bot (TG-5). Whoever lets it in again says /start, and that is what opens the chat."""
    blocked = change.new_chat_member.status == ChatMemberStatus.BANNED
    if not blocked or change.chat.type != ChatType.PRIVATE:
        return None
    return Inbound(name, NAME, str(change.chat.id), "", LEFT, min(change.date, now), raw=raw)


def _place(message: Message) -> str:
    """Where a shared place is, in the words in which it comes by WhatsApp; "" where none was shared."""
    if message.location is None:
        return ""
    named = [message.venue.title, message.venue.address] if message.venue else []
    where = f"{message.location.latitude}, {message.location.longitude}"
    return ", ".join([*filter(None, named), where])


def _media(message: Message) -> tuple[Media, ...]:
    """The file that came with the message: of a photo its largest size."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (Media(largest.file_id, JPEG, size=largest.file_size),)
    files = (message.document, message.voice, message.audio, message.video)
    return tuple(_file(each) for each in files if each)


def _file(each: Document | Voice | Audio | Video) -> Media:
    name = "" if isinstance(each, Voice) else each.file_name or ""
    kind = each.mime_type or (VOICE if isinstance(each, Voice) else "")
    return Media(each.file_id, kind, name, each.file_size)
