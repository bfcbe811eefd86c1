"""`caudal demo`: what it prints, and with which exit code it ends."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caudal.cli import main
from caudal.demo import run
from caudal.demo.report import Report
from tests.caudal.demo.conftest import Told


def ended(arguments: list[str]) -> int:
    """The exit code of the command."""
    with pytest.raises(SystemExit) as leaving:
        main(["demo", *arguments])
    code = leaving.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def performed(told: Told, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The small story stands for the long one; what was asked for, and what is to be reported."""
    seen: dict[str, Any] = {"report": replace(told.report, missing_reasons=())}

    async def perform(request: run.Request, tell: object) -> Report:
        seen["request"] = request
        report = seen["report"]
        assert isinstance(report, Report)
        return report

    monkeypatch.setattr(run, "perform", perform)
    return seen


def test_it_ends_well_when_everything_held(
    performed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended([]) == 0
    assert "Los 14 motivos para retener actuaron al menos una vez." in capsys.readouterr().out


def test_it_writes_the_demo_database_and_never_the_default_one(performed: dict[str, Any]) -> None:
    ended([])
    request = performed["request"]
    assert (request.database, request.folder) == (Path("var/demo.db"), Path("var/demo-files"))
    assert (request.seed, request.story.weeks) == (7, 3)


def test_it_fails_when_a_reason_was_never_seen_and_names_it(
    performed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    performed["report"] = replace(performed["report"], missing_reasons=("stale_feed",))
    assert ended([]) == 1
    assert "las noticias de pagos no están frescas" in capsys.readouterr().out.rsplit("Motivos", 1)[1]


def test_it_fails_when_an_invariant_did_not_hold(performed: dict[str, Any]) -> None:
    first, *others = performed["report"].invariants
    performed["report"] = replace(performed["report"], invariants=(replace(first, failed=1), *others))
    assert ended([]) == 1


def test_json_is_one_document_on_standard_output(
    performed: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reasons_needed"] == 14


@pytest.mark.parametrize("weeks", ["2", "13", "x"])
def test_weeks_that_make_no_sense_are_a_usage_error(weeks: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["--weeks", weeks]) == 2
    assert "--weeks" in capsys.readouterr().err


def test_a_place_that_cannot_hold_a_database_is_refused_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "file" / "demo.db"):
        assert ended(["--out", str(place)]) == 1
        assert str(place) in capsys.readouterr().err


@pytest.mark.long
def test_the_demo_as_shipped_holds_at_full_size(tmp_path: Path) -> None:
    caudal = Path(sys.executable).with_name("caudal")
    command = [str(caudal), "demo", "--out", str(tmp_path / "demo.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
