"""The socket of our pages outlives us: the service manager keeps it while a program starts anew, and callers wait.

A provider that finds nobody listening may never call again. Without a service manager nothing is kept.
"""

import socket
from contextlib import suppress

from caudal import settings as environment

FIRST = 3
"""Where the file descriptors begin that are handed back: sd_listen_fds(3)."""


def kept(name: str) -> socket.socket | None:
    """What an earlier run of ours left under that name; whatever else it left is given up."""
    found = None
    manager = environment.keeper()
    for number, each in enumerate(manager.names, FIRST):
        listening = socket.socket(fileno=number)
        if each == name:
            found = listening
        else:
            listening.close()
            _tell(manager.address, f"FDSTOREREMOVE=1\nFDNAME={each}")
    return found


def keep(listening: socket.socket, name: str) -> None:
    """Have it kept for the next run; unwatched, because one that does not listen yet looks as if it had ended."""
    _tell(environment.keeper().address, f"FDSTORE=1\nFDPOLL=0\nFDNAME={name}", listening)


def _tell(address: str, what: str, *handed: socket.socket) -> None:
    """A manager that cannot be told keeps nothing, and that is all."""
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line, suppress(OSError):
        line.connect("\0" + address[1:] if address.startswith("@") else address)
        socket.send_fds(line, [what.encode()], [each.fileno() for each in handed])
