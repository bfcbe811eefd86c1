"""What the stories share."""

from pathlib import Path

import pytest

from tests.support.portfolio import tumbes_portfolio


@pytest.fixture(scope="session")
def tumbes_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the whole invented utility, generated once for all processes."""
    return tumbes_portfolio(tmp_path_factory).folder
