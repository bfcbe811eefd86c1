"""The socket of a program's pages is kept while it starts anew, by a service manager that these tests stand in for."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from caudal.cli import keeping
from caudal.cli.server import bound

HOST, VARIABLE = "127.0.0.1", "CAUDAL_BOT_PORT"
MOST = 4096


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hearing:
        hearing.bind(str(tmp_path / "notify"))
        hearing.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield hearing


def free_port() -> int:
    with socket.socket() as looking:
        looking.bind((HOST, 0))
        return int(looking.getsockname()[1])


def handed(number: int, name: str, monkeypatch: pytest.MonkeyPatch, to: int = 0) -> None:
    """The environment in which a manager starts a program to which it hands the socket of that number."""
    monkeypatch.setattr(keeping, "FIRST", number)
    monkeypatch.setenv("LISTEN_PID", str(to or os.getpid()))
    monkeypatch.setenv("LISTEN_FDS", "1")
    monkeypatch.setenv("LISTEN_FDNAMES", name)


def test_a_caller_waits_while_the_program_starts_anew(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    with bound(HOST, port, VARIABLE) as first:
        first.listen()
        told, [kept], _, _ = socket.recv_fds(manager, MOST, 1)
    assert told.decode().splitlines() == ["FDSTORE=1", "FDPOLL=0", f"FDNAME={HOST}-{port}"]
    with socket.create_connection((HOST, port), timeout=5) as caller:  # nobody runs now
        caller.sendall(b"hello")
        handed(kept, f"{HOST}-{port}", monkeypatch)
        with bound(HOST, port, VARIABLE) as second:
            answering, _ = second.accept()
            with answering:
                assert answering.recv(5) == b"hello"


def test_what_was_kept_for_another_address_is_given_up(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, port = socket.create_server((HOST, 0)), free_port()
    before = old.getsockname()[1]
    handed(old.detach(), "elsewhere", monkeypatch)
    with bound(HOST, port, VARIABLE) as listening:
        assert listening.getsockname()[1] == port
    assert manager.recv(MOST).decode().splitlines() == ["FDSTOREREMOVE=1", "FDNAME=elsewhere"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, before), timeout=5)


def test_what_was_meant_for_another_process_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    with socket.create_server((HOST, 0)) as others:
        handed(others.fileno(), f"{HOST}-{port}", monkeypatch, to=os.getppid())
        with bound(HOST, port, VARIABLE) as listening:
            assert listening.getsockname()[1] == port
        assert others.getsockname()[1] != port


def test_a_manager_that_is_gone_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    with bound(HOST, 0, VARIABLE) as listening:
        assert listening.getsockname()[1]
