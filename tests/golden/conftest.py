"""The golden conversations, and how they are written anew: `pytest tests/golden --golden-update`, then read them."""

from pathlib import Path

import pytest

from tests.golden.play import Golden

FOLDER = Path(__file__).parent / "conversations"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Write the files as the conversations are now, in place of comparing them."""
    parser.addoption("--golden-update", action="store_true", help="write the golden conversations anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a conversation with its file."""
    return Golden(FOLDER, update=bool(request.config.getoption("--golden-update", default=False)))
