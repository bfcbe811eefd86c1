"""E-mail to real servers that encrypt with a certificate of their own, and looking at a server without sending."""

import ssl
from pathlib import Path

import pytest

from bot.channels.email import EmailChannel
from receivables.adapters.packs.codes import load_codes
from receivables.model.failure import Handling
from receivables.ports import DeliveryFailed
from tests.bot.channels.test_email import PASSWORD, Post, _knows, a_parcel, post_office

pytestmark = pytest.mark.anyio
BY_ITSELF = Path(__file__).parents[2] / "support" / "certificate.pem"
"""Signed by itself and invented, for localhost and 127.0.0.1, with its key; until 2126."""
ANOTHER_MACHINE = "0.0.0.0"  # noqa: S104 - nobody listens there: it leads to this machine, and is none of its names


def encrypting() -> ssl.SSLContext:
    """As Debian's postfix does out of the box."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(BY_ITSELF)
    return context


def a_channel(host: str, port: int, user: str = "") -> EmailChannel:
    """A channel to that server."""
    return EmailChannel(f"smtp://{user}{host}:{port}?from=cobranza@example.org", "Agua Tumbes", seconds=2)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_of_a_server_on_this_machine_no_certificate_is_asked(host: str) -> None:
    post = Post()
    async with post_office(post, tls_context=encrypting(), require_starttls=True) as port:
        await a_channel(host, port).send(a_parcel())
    assert len(post.taken) == 1


async def test_another_machine_that_proves_nothing_is_given_nothing_and_staff_are_told() -> None:
    post = Post()
    async with post_office(post, tls_context=encrypting()) as port:
        with pytest.raises(DeliveryFailed) as failed:
            await a_channel(ANOTHER_MACHINE, port, f"cobranza:{PASSWORD}@").send(a_parcel())
    assert (failed.value.code, failed.value.status, post.taken) == ("certificate", 0, [])
    assert load_codes().of("smtp", "certificate").handling is Handling.OPS


async def test_a_server_that_would_take_our_mail_is_told_apart_without_sending_any() -> None:
    post = Post()
    settings = {"authenticator": _knows, "auth_required": True, "tls_context": encrypting()}
    async with post_office(post, **settings) as port:
        await a_channel("127.0.0.1", port, f"cobranza:{PASSWORD}@").check()
        with pytest.raises(DeliveryFailed) as wrong:
            await a_channel("127.0.0.1", port, "cobranza:wr0ng-invented@").check()
        with pytest.raises(DeliveryFailed) as nobody:
            await a_channel("127.0.0.1", port).check()
        post.mail = "550 5.7.1 not your sender"
        with pytest.raises(DeliveryFailed) as sender:
            await a_channel("127.0.0.1", port, f"cobranza:{PASSWORD}@").check()
    with pytest.raises(DeliveryFailed) as gone:
        await a_channel("127.0.0.1", port).check()
    assert [each.value.code for each in (wrong, nobody, sender, gone)] == [
        "535",
        "530",
        "550.5.7.1",
        "unreachable",
    ]
    assert post.taken == []
