"""A test may talk to this machine only: whatever would leave it is refused, and the test that tried it fails.

Python tells its audit hooks of every connection and every name to be looked up, whichever library asks for
it and however it imported the socket module. Two kinds of traffic pass unseen: that of C libraries with
sockets of their own (uvloop, libpq), and that of other processes (for Chromium see `browser.py`).
"""

import ipaddress
import socket
import sys

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDINGS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
WATCHED = LOOKUPS | SENDINGS


class LeftTheMachineError(ConnectionError):
    """Something tried to reach an address that is not of this machine. The attempt was stopped."""


class NetworkGuard:
    """Refuses to leave the machine, and remembers what it refused, since libraries swallow errors."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def install(self) -> None:
        """From now on and until the process ends: an audit hook cannot be taken away."""
        sys.addaudithook(self._audit)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in WATCHED:  # nearly always, so it has to be quick
            return
        address = _address(event, arguments)
        if address is not None and not is_local(address):
            self.refused.append(address)
            raise LeftTheMachineError(f"a test may not leave this machine, and this one tried {address}")


def _address(event: str, arguments: tuple[object, ...]) -> str | None:
    """The host that an audited event concerns; None when it concerns no network."""
    if event in LOOKUPS:
        return _text(arguments[0])
    sender, target = arguments[:2]
    by_network = isinstance(sender, socket.SocketType) and sender.family in (socket.AF_INET, socket.AF_INET6)
    return _text(target[0]) if by_network and isinstance(target, tuple) else None


def _text(host: object) -> str | None:
    if isinstance(host, bytes):
        return host.decode(errors="replace")
    return host if isinstance(host, str) else None


def is_local(host: str) -> bool:
    """Whether `host` (an address or a name) can be no other machine: loopback, "any address" or localhost."""
    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
