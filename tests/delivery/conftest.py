"""One stand-in and one crowd for all tests of a session; each test has a copy of the crowd."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caudal.bench.crowd import Crowd
from caudal.bench.ground import SHARED, SUPPLIES, Parts
from caudal.bench.running import Nursery, running_nursery
from caudal.bench.stage import settle
from caudal.bench.standin import StandIn, running_stand_in
from tests.support.postgres import Cluster


def settled(url: str) -> None:
    """Let the crowd move in."""
    asyncio.run(settle(url, Crowd(SUPPLIES, SHARED)))


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running_stand_in(tmp_path_factory.mktemp("stand-in") / "log") as running:
        yield running


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with running_nursery() as running:
        yield running


@pytest.fixture
def parts(stand_in: StandIn, nursery: Nursery, tmp_path: Path) -> Parts:
    return Parts(stand_in, nursery, tmp_path)


@pytest.fixture(scope="session")
def settled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("crowd") / "crowd.db"
    settled(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def settled_template(postgres: Cluster) -> Iterator[str]:
    with postgres.fresh_database() as url:
        settled(url)
        yield url.split("/")[3].split("?")[0]


@pytest.fixture
def crowd_on_sqlite(settled_file: Path, tmp_path: Path) -> str:
    for part in settled_file.parent.glob(f"{settled_file.name}*"):
        shutil.copy(part, tmp_path / part.name)
    return f"sqlite+aiosqlite:///{tmp_path / settled_file.name}"


@pytest.fixture
def crowd_on_postgres(postgres: Cluster, settled_template: str) -> Iterator[str]:
    with postgres.fresh_database(settled_template) as url:
        yield url
