"""Mails that came back, as servers write them (RFC 3464, RFC 5965)."""

ORIGINAL = """From: cobranza@example.org\r
To: cliente@example.org\r
Message-ID: <7.1.abc@example.org>\r
Subject: Su recibo\r
Content-Type: text/plain; charset=utf-8\r
\r
Estimado cliente: su código es K7QX-3M9P.\r
"""
REPORT = """From: MAILER-DAEMON@example.org\r
To: cobranza@example.org\r
Subject: Undelivered Mail Returned to Sender\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type={kind}; boundary="B"\r
\r
--B\r
Content-Type: text/plain\r
\r
I could not deliver your message.\r
--B\r
{told}\r
--B\r
{quoted}\r
--B--\r
"""
STATUS = """Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example.org\r
\r
Final-Recipient: rfc822; cliente@example.org\r
Action: {action}\r
Status: {status}\r
Diagnostic-Code: {diagnostic}\r
"""
WHOLE = "Content-Type: message/rfc822\r\n\r\n"
HEADERS = "Content-Type: text/rfc822-headers\r\n\r\n"


def returned(
    status: str,
    *,
    action: str = "failed",
    diagnostic: str = "smtp; x",
    whole: bool = True,
    mail: str = ORIGINAL,
) -> bytes:
    """A delivery report with the mail, or only its headers."""
    quoted = WHOLE + mail if whole else HEADERS + mail.split("\r\n\r\n")[0]
    told = STATUS.format(action=action, status=status, diagnostic=diagnostic)
    return REPORT.format(kind="delivery-status", told=told, quoted=quoted).encode()


def delayed() -> bytes:
    """The server still tries."""
    return returned("4.4.1", action="delayed")


COMPLAINT = REPORT.format(
    kind="feedback-report",
    told="Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n",
    quoted=WHOLE + ORIGINAL,
).encode()
"""Its reader called the mail unwanted."""
