"""Reads what came back to the mailbox: delivery reports (RFC 3464), complaints (RFC 5965); by the standard library."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from receivables.model.bounce import Bounce, BounceKind, kind_of

STATUS = re.compile(r"(?<![\w.])([245]\.\d{1,3}\.\d{1,3})(?!\w|\.\d)")
"""And no part of the address of a machine, which servers name when they refuse one."""
MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
NO_DETAIL = ".0.0"
FAILED = "failed"
MOST = 200_000
"""Of a quoted mail no more than this is looked at."""


def read_bounce(raw: bytes) -> Bounce | None:
    """What a mail reports; None for any mail that is no report of a failure or a complaint. Never raises."""
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        return _report(mail)
    except Exception:  # the standard parser breaks on some mails; whoever wrote such a one told us nothing
        return None


def _report(mail: EmailMessage) -> Bounce | None:
    report = str(mail.get_param("report-type", "")).lower()
    if mail.get_content_type() != "multipart/report":
        return None
    quoted = "\n".join(_quoted(mail))[:MOST]
    ids = tuple(dict.fromkeys(MESSAGE_ID.findall(quoted)))
    if report == "feedback-report":
        return Bounce(BounceKind.COMPLAINT, "", ids, quoted)
    statuses = [_status(block) for block in _blocks(mail) if _action(block) == FAILED]
    if report != "delivery-status" or not statuses:
        return None
    return Bounce(kind_of(statuses[0]), statuses[0], ids, quoted)


def _blocks(mail: EmailMessage) -> Iterator[Message]:
    """The blocks of headers that a delivery report has for each recipient."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            yield from (
                (each for each in payload if isinstance(each, Message)) if isinstance(payload, list) else ()
            )


def _action(block: Message) -> str:
    return str(block.get("Action", "")).split(";")[0].strip().lower()


def _status(block: Message) -> str:
    """The report's status, or what the refusing server said where it tells more: exim reports 5.0.0 of any failure."""
    told = (STATUS.search(str(block.get(name, ""))) for name in ("Status", "Diagnostic-Code"))
    found = [each[1] for each in told if each]
    return next((each for each in found if not each.endswith(NO_DETAIL)), found[0] if found else "")


def _quoted(mail: EmailMessage) -> Iterator[str]:
    """What the report quotes of the mail that came back: whole, or its headers."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            yield str(part.get_content())
        elif kind == "message/rfc822":
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            if isinstance(inner, Message):
                yield "\n".join(f"{name}: {value}" for name, value in inner.items())
                yield from _texts(inner)


def _texts(inner: Message) -> Iterator[str]:
    for part in inner.walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            yield content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
