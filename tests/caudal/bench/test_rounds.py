"""Both sides of a measurement do the same, each in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caudal.bench import CASES, Case, compare, deciding, deciding_plain
from caudal.bench.deciding import DECISIONS
from caudal.bench.situations import KINDS
from tests.support.portfolio import a_feed, write_feed

LENGTHY = {"decide": pytest.mark.long}


@pytest.mark.parametrize(
    "case", [pytest.param(each, id=each.name, marks=LENGTHY.get(each.name, ())) for each in CASES]
)
def test_both_sides_do_the_same(tmp_path: Path, case: Case) -> None:
    found = compare(case, write_feed(tmp_path, a_feed()), 1, print)
    assert found.items == {"import": 8, "score": 1, "decide": DECISIONS}[case.name]
    assert min(found.ours.seconds, found.plain.seconds, found.times_faster) > 0
    assert min(found.ours.peak, found.plain.peak) > 1


def test_both_sides_decide_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here and with each kind of situation a few times; the measurement has them a thousand times."""
    for side in (deciding, deciding_plain):
        monkeypatch.setattr(side, "DECISIONS", 5 * KINDS)
    ours, plain = deciding.measure(tmp_path), deciding_plain.measure(tmp_path)
    assert (ours.items, ours.result) == (plain.items, plain.result) == (5 * KINDS, ours.result)
    assert 0 < int(ours.result.split()[0]) < 5 * KINDS


def test_the_sides_take_turns(tmp_path: Path) -> None:
    heard: list[str] = []
    score = next(case for case in CASES if case.name == "score")
    compare(score, write_feed(tmp_path, a_feed()), rounds=2, watch=heard.append)
    assert heard == [score.ours, score.plain, score.plain, score.ours]


def test_sides_that_do_not_do_the_same_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="did not do the same"):
        compare(
            Case("mixed", "import-plain", "score-plain", "filas"), write_feed(tmp_path, a_feed()), 1, print
        )


def test_a_job_writes_one_document(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "caudal.bench.job", "import-plain", str(write_feed(tmp_path, a_feed()))]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout)["items"] == 8
