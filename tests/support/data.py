"""Real data for the tests, where there is any: it lies beside the repository, not in it."""

import os
from pathlib import Path

import pytest

VARIABLE = "CAUDAL_TEST_DATA"
BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "data"
ABSENT = "no real data at"


def data_folder() -> Path:
    """Where the real data should be."""
    return Path(os.environ.get(VARIABLE) or BESIDE_THE_REPOSITORY)


def require_data() -> Path:
    """The folder of the real data; skips the test, saying so, where there is none."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"{ABSENT} {folder}: set {VARIABLE} to a folder that has it")
    return folder


def summary(reasons: list[str]) -> str | None:
    """One line on those of the `reasons` for skipping that are lack of data; None when there are none."""
    lacking = sum(ABSENT in reason for reason in reasons)
    if not lacking:
        return None
    return f"{lacking} skipped for lack of real data: set {VARIABLE} (looked in {data_folder()})"
