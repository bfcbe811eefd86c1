"""E-mail against real SMTP servers on loopback: what arrives, and what each failure means."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd import smtp
from aiosmtpd.smtp import AuthResult

from bot.channels.email import EmailChannel
from receivables.adapters.packs.codes import load_codes
from receivables.errors import BadSetting
from receivables.ports import DeliveryFailed, DeliveryUnknown, Parcel, Rendered

pytestmark = pytest.mark.anyio
TEXT = "Hola, Rosa. Según los datos…\n\nCódigo: K7QX-3M9P\nhttps://x.example.org/verify?code=K7QX-3M9P&k=ab\n\n.punto"
SUBJECT = "Agua Tumbes: atención a su recibo"
HOST = "mail.example.org"
PASSWORD = "s3cret-invented"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def a_parcel(address: str = "ana@example.org", subject: str = SUBJECT) -> Parcel:
    """One e-mail."""
    return Parcel(17, 2, "notice/1", address, Rendered(TEXT, (), subject), code="K7QX-3M9P")


@dataclass
class Post:
    """A server's handler: keeps what it takes, and answers as it is told."""

    mail: str = "250 OK"
    rcpt: str = "250 OK"
    data: str = "250 OK"
    taken: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """The sender."""
        envelope.mail_from = address
        return self.mail

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """The recipient."""
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """The text."""
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.raw.append(envelope.content)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, parsed))
        return self.data


@asynccontextmanager
async def post_office(post: Post, **settings: Any) -> AsyncIterator[int]:
    """A server on a free port."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: smtp.SMTP(post, hostname="mail.example.org", **settings), "127.0.0.1", 0
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def rude(talk: Talk) -> AsyncIterator[int]:
    """A server that does what a test says, and hangs up."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def until(stop: str, instead: str | None) -> Talk:
    """Answer politely until a command (`DATA`, or `.` for the end of the text), then say that instead and hang up."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        in_text = False
        while line := (await reader.readline()).decode().strip("\r\n"):
            word = line.partition(" ")[0].upper()
            if in_text and line != ".":
                while (await reader.readline()) != b".\r\n":
                    pass
                line = word = "."
            if word == stop:
                if instead is None:
                    await asyncio.sleep(5)
                elif instead:
                    writer.write(f"{instead}\r\n".encode())
                    await writer.drain()
                return
            in_text = word == "DATA"
            writer.write(b"354 go\r\n" if in_text else b"250 OK\r\n")

    return talk


def a_channel(port: int, user: str = "", query: str = "?from=cobranza@example.org") -> EmailChannel:
    """A channel to that server."""
    return EmailChannel(f"smtp://{user}127.0.0.1:{port}/{query}", "Agua Tumbes", seconds=0.5)


async def test_an_email_arrives_as_it_was_written() -> None:
    post = Post()
    async with post_office(post) as port:
        delivery = await a_channel(port).send(a_parcel())
    [(sender, to, mail)] = post.taken
    assert (sender, to) == ("cobranza@example.org", ["ana@example.org"])
    assert mail["From"] == "Agua Tumbes <cobranza@example.org>"
    assert mail["Subject"] == SUBJECT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]
    assert mail["Message-ID"] == f"<{delivery.provider_id}>"
    assert delivery.provider_id.startswith("17.2.")
    assert delivery.provider_id.endswith("@example.org")
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n").strip() == TEXT
    assert '<a href="https://x.example.org/verify?code=K7QX-3M9P&amp;k=ab">' in html.get_content()


@pytest.mark.parametrize("place", ["", "/una/ruta/muy/larga" * 6])
async def test_a_public_link_is_the_one_click_of_mail_programs(place: str) -> None:
    link = f"https://cobranza.agua.example.org{place}/verify?code=K7QX-3M9P&k={'ab' * 16}"
    post, parcel = Post(), a_parcel()
    async with post_office(post) as port:
        await a_channel(port).send(replace(parcel, rendered=replace(parcel.rendered, leave_link=link)))
    [(_, _, mail)] = post.taken
    assert mail["List-Unsubscribe"] == f"<{link}>"
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in post.raw[0]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("link", ["", "http://127.0.0.1:8000/verify?code=K7QX-3M9P&k=ab"])
async def test_without_a_public_link_no_way_is_named_that_nobody_would_heed(link: str) -> None:
    post, parcel = Post(), a_parcel()
    async with post_office(post) as port:
        await a_channel(port).send(replace(parcel, rendered=replace(parcel.rendered, leave_link=link)))
    [(_, _, mail)] = post.taken
    assert not [name for name in mail if name.startswith("List-")]


async def test_no_two_emails_have_the_same_id() -> None:
    post = Post()
    async with post_office(post) as port:
        channel = a_channel(port)
        sent = await asyncio.gather(*(channel.send(a_parcel()) for _ in range(20)))
    assert len({delivery.provider_id for delivery in sent}) == 20
    assert len(post.taken) == 20


@pytest.mark.parametrize(
    ("where", "answer", "code", "status"),
    [
        ("data", "450 4.2.1 busy", "450", 450),
        ("data", "554 5.7.1 spam", "554.5.7.1", 554),
        ("mail", "550 5.7.1 not you", "550.5.7.1", 550),
        ("mail", "421 closing", "421", 421),
        ("rcpt", "550 5.1.1 nobody here", "550.5.1.1", 550),
        ("rcpt", "550 5.9.9 who knows", "550", 550),
        ("rcpt", "451 greylisted", "451", 451),
        ("rcpt", "455 strange", "451", 455),
        ("rcpt", "552 5.2.2 full", "552.5.2.2", 552),
    ],
)
async def test_a_refusal_is_certain_and_has_a_code_of_the_table(
    where: str, answer: str, code: str, status: int
) -> None:
    post = Post()
    setattr(post, where, answer)
    async with post_office(post) as port:
        with pytest.raises(DeliveryFailed) as failed:
            await a_channel(port).send(a_parcel())
    assert (failed.value.code, failed.value.status) == (code, status)
    assert load_codes().known("smtp", code)
    assert "ana@" not in str(failed.value)


async def test_nobody_at_the_port_is_certain_and_worth_waiting_for() -> None:
    async with rude(until("EHLO", "")) as port:
        pass
    with pytest.raises(DeliveryFailed) as failed:
        await a_channel(port).send(a_parcel())
    assert (failed.value.code, failed.value.status, failed.value.retry_after) == ("unreachable", 0, 60)
    assert load_codes().known("smtp", "unreachable")


@pytest.mark.parametrize("instead", ["", "250 x", None, "nonsense", "199 what"])
@pytest.mark.parametrize("stop", ["EHLO", "MAIL", "RCPT"])
async def test_whatever_goes_wrong_before_the_text_is_certain(stop: str, instead: str | None) -> None:
    async with rude(until(stop, instead)) as port:
        if instead == "250 x" and stop == "RCPT":
            with pytest.raises(DeliveryUnknown):  # taken, and gone at DATA: the text may have been offered
                await a_channel(port).send(a_parcel())
            return
        with pytest.raises(DeliveryFailed) as failed:
            await a_channel(port).send(a_parcel())
    assert failed.value.code == "unreachable"


@pytest.mark.parametrize("instead", ["", None, "nonsense"])
async def test_a_missing_answer_to_the_text_leaves_it_in_doubt(instead: str | None) -> None:
    async with rude(until(".", instead)) as port:
        with pytest.raises(DeliveryUnknown) as doubt:
            await a_channel(port).send(a_parcel())
    assert "ana@" not in str(doubt.value)


async def test_who_hangs_up_after_taking_it_has_taken_it() -> None:
    async with rude(until(".", "250 taken")) as port:
        assert (await a_channel(port).send(a_parcel())).provider_id


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "ñandú@example.org", "a@example.org\r\nBcc: b@example.org"]
)
async def test_an_address_that_is_none_is_never_offered(address: str) -> None:
    async with rude(until("MAIL", "250 never")) as port:
        with pytest.raises(DeliveryFailed) as failed:
            await a_channel(port).send(a_parcel(address))
    assert failed.value.code == "553"


async def test_a_subject_of_several_lines_becomes_one() -> None:
    post = Post()
    async with post_office(post) as port:
        await a_channel(port).send(a_parcel(subject="Uno\r\nBcc: b@example.org"))
    assert post.taken[0][2]["Subject"] == "Uno Bcc: b@example.org"
    assert post.taken[0][2]["Bcc"] is None


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given.password == PASSWORD.encode(), handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
async def test_the_user_of_the_url_signs_in_and_a_wrong_password_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    post = Post()
    settings = {"authenticator": _knows, "auth_required": True, "auth_require_tls": False}
    async with post_office(post, **settings) as port:
        await a_channel(port, f"cobranza:{PASSWORD}@").send(a_parcel())
        with pytest.raises(DeliveryFailed) as failed:
            await a_channel(port, "cobranza:wr0ng-invented@").send(a_parcel())
        with pytest.raises(DeliveryFailed) as unsigned:
            await a_channel(port).send(a_parcel())
    assert len(post.taken) == 1
    assert failed.value.code == "535"
    assert unsigned.value.code == "530"
    assert PASSWORD not in repr(failed.value)
    assert not [r for r in caplog.records if r.name.startswith("bot") and PASSWORD in r.getMessage()]


async def test_a_server_that_asks_for_no_password_is_told_none() -> None:
    post = Post()
    async with post_office(post) as port:
        await a_channel(port, "a:b@").send(a_parcel())
    assert len(post.taken) == 1


def test_no_password_is_told_in_the_clear_to_another_machine() -> None:
    class Plain:
        def get_transport_info(self, key: str) -> None:
            """Nothing is encrypted."""

    class Secret:
        def get_transport_info(self, key: str) -> object:
            """It is."""
            return object()

    away = EmailChannel(f"smtp://a:b@{HOST}:587")
    assert not away._may_tell_password(Plain())  # type: ignore[arg-type]
    assert away._may_tell_password(Secret())  # type: ignore[arg-type]
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert EmailChannel(f"smtp://a:b@{host}:25")._may_tell_password(Plain())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "sender", "port", "encrypted"),
    [
        (f"smtp://ana%40example.org:x@{HOST}:587", "ana@example.org", 587, False),
        (f"smtp://avisos:x@{HOST}:465", f"avisos@{HOST}", 465, True),
        (f"smtp://{HOST}", f"avisos@{HOST}", 587, False),
        ("smtps://mail.example.org?from=cobranza@example.org", "cobranza@example.org", 465, True),
        ("smtp://127.0.0.1:2525", "avisos@[127.0.0.1]", 2525, False),
    ],
)
def test_the_url_says_sender_port_and_encryption(url: str, sender: str, port: int, encrypted: bool) -> None:
    channel = EmailChannel(url)
    assert (channel._from.addr_spec, channel._port, channel._tls) == (sender, port, encrypted)


def test_a_sender_that_is_no_address_stops_the_start() -> None:
    with pytest.raises(BadSetting):
        EmailChannel("smtp://mail.example.org?from=nobody at all")


async def test_a_slow_server_takes_no_message_late_but_the_next_at_once() -> None:
    post, begun = Post(), 0
    async with post_office(post) as port:

        async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal begun
            begun += 1
            await asyncio.sleep(0.8)
            to, answers = await asyncio.open_connection("127.0.0.1", port)
            there = asyncio.create_task(passed_on(to, writer))
            await passed_on(reader, answers)
            await there

        server = await asyncio.start_server(slow, "127.0.0.1", 0)
        channel = EmailChannel(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}?from=a@example.org")
        loop = asyncio.get_running_loop()
        with pytest.raises(DeliveryFailed, match="busy"):
            await channel.send(replace(a_parcel(), begin_by=loop.time() + 0.5))
        assert post.taken == []
        await channel.send(replace(a_parcel(), begin_by=loop.time() + 5))
        assert (len(post.taken), begun) == (1, 1)
        server.close()


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Bytes from one connection to another."""
    while some := await reader.read(4096):
        writer.write(some)
    writer.close()


async def test_what_waits_for_others_is_not_sent_late() -> None:
    channel = EmailChannel("smtp://127.0.0.1:9?from=a@example.org")
    channel._free = asyncio.Semaphore(0)
    with pytest.raises(DeliveryFailed, match="busy"):
        await channel.send(replace(a_parcel(), begin_by=asyncio.get_running_loop().time() + 0.05))
