"""`caudal bench` puts each measurement beside the plain one of the same run."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from caudal.bench import CASES, dispatching, faults
from caudal.bench.cluster import Cluster
from caudal.bench.figures import Findings, Row
from caudal.cli.bench import TITLES, bench
from caudal.cli.bench_delivery import DELIVERY, FAULTS
from caudal.cli.bench_delivery import TITLES as FIGURES
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


def test_what_delivery_is_held_to_stands_beside_each_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = Findings(facts={"machine": "4 × invented"})
    findings.add("cap_share_1", 0.985, least=0.98)
    findings.add("cpu_microseconds", 501.0, most=500)
    row = Row("kill_4", 8, kills=19, wanted=20, most=7, messages=400, sent=390, doubts=10)
    monkeypatch.setattr(dispatching, "measure", lambda rounds, watch: findings)
    monkeypatch.setattr(faults, "measure", lambda rounds, watch: ("4 × invented", [row]))
    shown = run("dispatch", "--rounds", "1").stdout
    assert "0.985" in shown
    assert "≥ 0.98" in shown
    assert "NO" in shown
    (told,) = json.loads(run("dispatch", "--json").stdout)
    assert (told["name"], told["met"]) == ("dispatch", False)
    (told,) = json.loads(run("faults", "--json").stdout)
    assert told["rows"][0]["doubts"] == 10
    assert (told["rows"][0]["kills"], told["rows"][0]["met"]) == (19, False)
    shown = run("faults").stdout
    assert "19/20 caídas, 4 procesos" in shown
    assert "7 en duda, de 8 en camino" in shown


def test_what_a_measurement_needs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise FileNotFoundError("sudo apt-get install something")

    monkeypatch.setattr(faults, "measure", missing)
    refused = CliRunner().invoke(app, ["faults"])
    assert refused.exit_code == 1
    assert "apt-get install something" in refused.output


def test_every_figure_and_fault_has_a_title() -> None:
    assert [proof.name for proof in faults.proofs(1, Cluster(Path(), Path()))] == list(FAULTS)
    assert set(DELIVERY) <= set(FIGURES)


def test_no_rounds_is_a_wrong_call() -> None:
    assert CliRunner().invoke(app, ["score", "--rounds", "0"]).exit_code == 2
