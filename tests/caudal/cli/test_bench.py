"""`caudal bench` puts each measurement beside the plain one of the same run."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from caudal.bench import CASES
from caudal.cli.bench import TITLES, bench
from tests.support.portfolio import a_feed, write_feed

app = typer.Typer()
app.command()(bench)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Files of one supply."""
    return write_feed(tmp_path / "feed", a_feed())


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result


def test_a_program_is_told_medians_peaks_and_the_ratio(small: Path) -> None:
    (found,) = json.loads(run("score", "--rounds", "1", "--folder", small, "--json").stdout)
    assert (found["name"], found["rounds"], found["items"]) == ("score", 1, 1)
    assert found["peak_mib"] > 1
    assert found["plain_peak_mib"] > 1
    assert {"seconds", "plain_seconds", "times_faster"} < set(found)


def test_a_reader_sees_both_sides_in_one_row(small: Path) -> None:
    shown = run("score", "--rounds", "1", "--folder", small).stdout
    assert "Calificar" in shown
    assert "MiB" in shown


def test_every_case_has_a_title() -> None:
    assert set(TITLES) == {case.name for case in CASES}


def test_no_rounds_is_a_wrong_call() -> None:
    assert CliRunner().invoke(app, ["score", "--rounds", "0"]).exit_code == 2
