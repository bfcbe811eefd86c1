"""The guard refuses to leave this machine, says where the way led, and lets the machine talk to itself.

192.0.2.0/24 and 2001:db8::/32 are reserved for documentation: nobody lives there.
"""

import asyncio
import socket
from collections.abc import Callable

import httpx
import pytest

from tests.support.network import LeftTheMachineError, NetworkGuard, is_local


def _datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"?", ("192.0.2.1", 53))


def _without_raising() -> None:
    with socket.socket() as caller:
        caller.connect_ex(("192.0.2.1", 80))


@pytest.mark.parametrize(
    "leave",
    [
        lambda: socket.create_connection(("192.0.2.1", 80)),
        lambda: socket.getaddrinfo("192.0.2.1", 80),
        lambda: socket.gethostbyname("192.0.2.1"),
        lambda: asyncio.run(asyncio.wait_for(asyncio.open_connection("192.0.2.1", 80), 5)),
        _datagram,
        _without_raising,
    ],
)
def test_every_way_out_is_refused_and_the_address_named(
    leave: Callable[[], object], network_guard: NetworkGuard
) -> None:
    with pytest.raises(LeftTheMachineError, match=r"192\.0\.2\.1"):
        leave()
    assert set(network_guard.refused) == {"192.0.2.1"}
    network_guard.refused.clear()


def test_a_name_is_refused_before_anyone_is_asked_for_its_address(network_guard: NetworkGuard) -> None:
    with pytest.raises(httpx.ConnectError, match=r"api\.example\.org"):
        httpx.get("https://api.example.org/")
    assert network_guard.refused == ["api.example.org"]
    network_guard.refused.clear()


def test_the_machine_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port)):
            pass
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"!")
        assert other.recv(1) == b"!"


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "127.8.8.8", "::1", "::"])
def test_addresses_of_this_machine(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "fe80::1%eth0", "localhost.example.org"]
)
def test_addresses_of_other_machines(host: str) -> None:
    assert not is_local(host)
