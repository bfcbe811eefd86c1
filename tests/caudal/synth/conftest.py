"""One small portfolio for all tests of the generator: a twentieth of Tumbes, 24 months."""

from pathlib import Path

import pytest

from caudal.synth import SynthReport
from caudal.synth.generator import Order, generate_shape
from caudal.synth.shape import TUMBES, Shape
from tests.caudal.synth.reading import Feed

SMALL = TUMBES.scaled(0.05)
ORDER = Order("tumbes", months=24, seed=7, encoding="utf-8")


@pytest.fixture(scope="session")
def small() -> Shape:
    """What the small portfolio must look like."""
    return SMALL


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> SynthReport:
    """The small portfolio, generated once."""
    return generate_shape(SMALL, tmp_path_factory.mktemp("synth"), ORDER)


@pytest.fixture(scope="session")
def feed(report: SynthReport) -> Feed:
    """Its files, read by the second reader."""
    return Feed(report.folder)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "out"
