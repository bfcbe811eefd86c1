"""One sound story in a file, told once for each worker; every test has a copy of its own."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.caudal.audit.stories import tell, url_of


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the story; nobody writes to it."""
    file = tmp_path_factory.mktemp("story") / "caudal.db"
    asyncio.run(tell(url_of(file)))
    return file


@pytest.fixture
def story_file(told_once: Path, tmp_path: Path) -> Path:
    """A copy to do with as one likes."""
    return Path(shutil.copy(told_once, tmp_path / "caudal.db"))
