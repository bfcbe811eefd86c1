"""Tests of real data run where the data are, and say so where they are not."""

from pathlib import Path

import pytest

from tests.support.data import VARIABLE, require_data, summary


def test_the_variable_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert require_data() == tmp_path


def test_without_data_the_test_is_skipped_and_the_summary_counts_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "absent"))
    with pytest.raises(pytest.skip.Exception) as skipped:
        require_data()
    line = summary(["needs a printer", str(skipped.value)])
    assert line is not None
    assert line.startswith("1 skipped for lack of real data")


def test_with_data_the_summary_says_nothing() -> None:
    assert summary(["needs a printer"]) is None
