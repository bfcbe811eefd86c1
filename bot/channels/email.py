"""E-mail by SMTP: one connection for each message, and what its failure means.

Whatever goes wrong before the text was offered, the message certainly did not leave. From then on a missing answer
leaves it in doubt. The password is in no error and in no log.
"""

import asyncio
import re
import secrets
import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPResponseException,
)

from bot.channels.attaching import Attaching, alone, made
from bot.channels.taking import begin, one_of, seconds_left
from receivables.errors import BadSetting
from receivables.ports import Delivery, DeliveryFailed, DeliveryUnknown, Paper, Parcel
from templates.mail import as_html

WIRE = SMTP_POLICY.clone(refold_source="none")
TLS_PORT, SUBMISSION = 465, 587
SECONDS = 30.0
AT_ONCE = 8
GOODBYE = 2.0
READY_SECONDS = 20.0
UNREACHABLE, LATER = "unreachable", 60
CERTIFICATE = "certificate"
NEEDS_TLS, BAD_ADDRESS, NOT_NOW = "538", "553", "451"
KNOWN_4XX = frozenset({"421", "450", "451", "452", "454"})
REFINED = frozenset(
    {f"550.5.1.{end}" for end in (0, 1, 2, 3, 6, 10)} | {"550.5.7.1", "550.5.7.26", "552.5.2.2", "554.5.7.1"}
)
"""Codes whose enhanced status (RFC 3463) says more than the three digits; the error table has a rule for each."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_ENHANCED = re.compile(r"\s*(\d\.\d{1,3}\.\d{1,3})\b")


class EmailChannel:
    """Fills `ports.Channel` for an SMTP server: `smtp://user:password@host:port?from=cobranza@example.org`.

    Port 465 and `smtps` are encrypted from the first byte; elsewhere the connection is encrypted as soon as the server
    offers it, and without that no password is sent, but to this very machine, of which no certificate is asked either:
    a mail server's own is often signed by itself. The sender is `from`, else the user if it is an address, else that
    user at that host. Raises BadSetting for a sender that can be none.
    """

    name = "correo"
    provider = "smtp"
    sender = "correo"
    carries = frozenset({"correo"})
    initiates = True
    needs_template = False
    at_once = AT_ONCE

    def __init__(
        self, url: str, name: str = "", seconds: float = SECONDS, attaching: Attaching | None = None
    ) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        implicit = parts.scheme == "smtps" or parts.port == TLS_PORT
        self._port = parts.port or (TLS_PORT if implicit else SUBMISSION)
        self._tls, self._seconds, self._shown = implicit, seconds, name
        self._from = _sender(parse_qs(parts.query).get("from", [""])[0], self._user, self._host)
        self._attaching = attaching
        self._free = asyncio.Semaphore(AT_ONCE)
        self._ready: deque[tuple[SMTP, float]] = deque()

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand one e-mail over. Raises DeliveryFailed or DeliveryUnknown."""
        if not _ADDRESS.fullmatch(parcel.address):
            raise DeliveryFailed("bad_address", code=BAD_ADDRESS, status=int(BAD_ADDRESS))
        message = self._message(parcel, await made(self._attaching, parcel))
        async with one_of(self._free, parcel, self._seconds):
            client = await self._let_in(parcel)
            try:
                await self._address(client, parcel)
                await _hand_over(client, message.as_bytes())
                with suppress(SMTPException, OSError):  # it is taken already
                    await client.quit(timeout=GOODBYE)
            finally:
                client.close()
        return Delivery(message["Message-ID"].strip("<>"))

    async def check(self) -> None:
        """Sign in and name the sender as for a message, and leave: nothing is sent. Raises DeliveryFailed."""
        client = self._client()
        try:
            with _nothing_left():
                await self._connect(client)
                await client.mail(self._from.addr_spec)
            with suppress(SMTPException, OSError):
                await client.quit(timeout=GOODBYE)
        finally:
            client.close()

    async def _let_in(self, parcel: Parcel) -> SMTP:
        """A connection where we proved who we are. One that came too late for its message is there for the next."""
        while self._ready:
            client, until = self._ready.popleft()
            if client.is_connected and asyncio.get_running_loop().time() < until:
                return client
            client.close()
        client = self._client()
        try:
            with _nothing_left():
                await self._connect(client)
        except BaseException:
            client.close()
            raise
        if seconds_left(parcel, 1) < 0:
            self._ready.append((client, asyncio.get_running_loop().time() + READY_SECONDS))
        begin(parcel)
        return client

    def _client(self) -> SMTP:
        return SMTP(
            hostname=self._host,
            port=self._port,
            use_tls=self._tls,
            validate_certs=not _is_here(self._host),
            timeout=self._seconds,
            local_hostname=self._from.domain.strip("[]"),
        )

    async def _connect(self, client: SMTP) -> None:
        await client.connect()
        await client.ehlo()
        if self._user and self._password:
            if not self._may_tell_password(client):
                raise DeliveryFailed("no_tls", code=NEEDS_TLS, status=int(NEEDS_TLS))
            if client.supports_extension("auth"):  # who asks for no password is told none
                await client.login(self._user, self._password)

    async def _address(self, client: SMTP, parcel: Parcel) -> None:
        """Name the two addresses. A server that is too slow for this is one that cannot be reached now."""
        with _nothing_left():
            await client.mail(self._from.addr_spec)
            await client.rcpt(parcel.address)
        if seconds_left(parcel, 1) < 0:
            raise DeliveryFailed("slow", code=UNREACHABLE, retry_after=LATER)

    def _may_tell_password(self, client: SMTP) -> bool:
        return client.get_transport_info("sslcontext") is not None or _is_here(self._host)

    def _message(self, parcel: Parcel, paper: Paper | None = None) -> EmailMessage:
        message = EmailMessage(policy=WIRE)
        message["From"] = Address(self._shown, addr_spec=self._from.addr_spec)
        message["To"] = parcel.address
        message["Subject"] = " ".join(parcel.rendered.subject.split()) or "Aviso"
        message["Date"] = formatdate()  # the wire's own time, which mail servers compare with theirs
        own = f"{parcel.outbox_id}.{parcel.attempt}.{secrets.token_hex(8)}"
        message["Message-ID"] = f"<{own}@{self._from.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if (link := parcel.rendered.leave_link).startswith("https://"):
            message.set_raw(
                "List-Unsubscribe", f"<{link}>"
            )  # in one piece: the library would encode a long one
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        text = parcel.rendered.text if paper else alone(parcel)
        message.set_content(text + "\n", cte="quoted-printable")
        message.add_alternative(as_html(text), subtype="html", cte="quoted-printable")
        if paper is not None:
            kind, _, sort = paper.content_type.partition("/")
            message.add_attachment(paper.content, maintype=kind, subtype=sort, filename=paper.name)
        return message


@contextmanager
def _nothing_left() -> Iterator[None]:
    """Whatever goes wrong before the text is offered: the message certainly did not leave."""
    try:
        yield
    except SMTPResponseException as refusal:
        raise _refused(refusal) from None
    except (SMTPException, OSError, ValueError) as fault:
        if isinstance(fault, ssl.SSLCertVerificationError) or isinstance(
            fault.__cause__, ssl.SSLCertVerificationError
        ):  # waiting does not mend it: a person has to know
            raise DeliveryFailed(CERTIFICATE, code=CERTIFICATE) from None
        why = type(fault).__name__  # its own text may hold the address
        raise DeliveryFailed(why, code=UNREACHABLE, retry_after=LATER) from None


async def _hand_over(client: SMTP, message: bytes) -> None:
    """Offer the text. A refusal is certain; no answer is none."""
    try:
        await client.data(message)
    except SMTPResponseException as refusal:
        if not _is_refusal(refusal):
            raise DeliveryUnknown("not_smtp") from None
        raise _refused(refusal) from None
    except (SMTPException, OSError) as fault:
        raise DeliveryUnknown(type(fault).__name__) from None


def _is_refusal(answer: SMTPResponseException) -> bool:
    """Whether it is a no of a mail server, and not something else at its port."""
    return 400 <= answer.code < 600


def _refused(refusal: SMTPResponseException) -> DeliveryFailed:
    """In the codes of our table; an answer that is neither 4xx nor 5xx is none of a mail server."""
    code, said = str(refusal.code), _ENHANCED.match(str(refusal.message))
    if not _is_refusal(refusal):
        return DeliveryFailed("not_smtp", code=UNREACHABLE, retry_after=LATER)
    if said and f"{code}.{said[1]}" in REFINED:
        code = f"{code}.{said[1]}"
    elif code.startswith("4") and code not in KNOWN_4XX:
        code = NOT_NOW
    return DeliveryFailed("refused", code=code, status=refusal.code)


def _sender(given: str, user: str, host: str) -> Address:
    if not given:
        given = user if "@" in user else f"{user or 'avisos'}@{_domain(host)}"
    try:
        return Address(addr_spec=given)
    except (ValueError, IndexError):  # an error of the parser holds the text
        raise BadSetting("mail_sender", variable="CAUDAL_SMTP_URL") from None


def _domain(host: str) -> str:
    try:
        return f"[{ip_address(host)}]"
    except ValueError:
        return host


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
