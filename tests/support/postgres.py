"""The PostgreSQL of the tests: the throw-away server of the measurements, of a version that a variable may name."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from caudal.bench import cluster
from caudal.bench.cluster import DEBIAN, PACKAGE, Cluster, open_to_others

__all__ = ["BIN_VARIABLE", "Cluster", "find_binaries", "open_to_others", "running_cluster"]

BIN_VARIABLE = "CAUDAL_TEST_POSTGRES_BIN"


def find_binaries(
    environment: Mapping[str, str] = os.environ, package: str = PACKAGE, debian: Path = DEBIAN
) -> Path:
    """The folder with initdb and pg_ctl: the one the variable names, else the wheel's, else Debian's."""
    if named := environment.get(BIN_VARIABLE):
        if not Path(named, "initdb").exists():
            raise FileNotFoundError(f"{BIN_VARIABLE} names {named}, which has no initdb")
        return Path(named).resolve()
    try:
        return cluster.newest_server(package, debian)
    except FileNotFoundError as missing:
        raise FileNotFoundError(f"{missing}, or name a bin folder in {BIN_VARIABLE}") from None


@contextmanager
def running_cluster(binaries: Path | None = None) -> Iterator[Cluster]:
    """A new server in a fresh folder, stopped and removed at the end. Takes about half a second."""
    with cluster.running_cluster(binaries or find_binaries()) as running:
        yield running
