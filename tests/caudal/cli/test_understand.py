"""`caudal understand`: a file of messages in, what was understood out, in the same order."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caudal.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command as a person meets it: exit code, what it printed, what it refused."""
    monkeypatch.setenv("CAUDAL_NOW", "2026-11-23T10:00:00-05:00")
    monkeypatch.setenv("CAUDAL_POLICY", "tumbes")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as leaving:
            main(["understand", *arguments])
        assert isinstance(leaving.value.code, int)
        told = capsys.readouterr()
        return leaving.value.code, told.out, told.err

    return call


def written(folder: Path, content: str) -> str:
    file = folder / "messages.csv"
    file.write_text(content, "utf-8")
    return str(file)


def test_every_message_has_its_row(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    file = written(
        tmp_path,
        '\ufeffid,text\n1,"¿Cuánto debo?"\n2,ya no quiero vivir\n3,"hola,\nqué tal"\n4,zxkv qwrt\n5,""\n',
    )
    code, told, _ = run("--file", file, "--out", str(out))
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert code == 0
    assert "Mensajes: 5." in told
    assert rows[0] == ["intent", "confidence", "decision"]
    assert [(row[0], row[2]) for row in rows[1:4]] == [
        ("debt_query", "act"),
        ("crisis", "human"),
        ("greeting", "act"),
    ]
    assert rows[4][2] == "ask"
    assert len(rows) == 6
    assert all(len(row[1]) == 4 and 0 <= float(row[1]) <= 1 for row in rows[1:])


def test_the_summary_counts_what_was_right(run: Run, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "text;intent;also;country\ncuánto debo;debt_query;;PE\nya pagué;human;already_paid;PE\nbaja;human;;CO\n",
    )
    code, told, _ = run("--file", file, "--json")
    summary = json.loads(told)
    assert code == 0
    assert summary["outcomes"] == {"right": 2, "wrong": 1, "asked": 0, "human": 0}
    assert summary["by_country"]["PE"]["right"] == 2
    assert summary["by_intent"]["human"] == {"right": 1, "wrong": 1, "asked": 0, "human": 0}
    assert "66.7 %" in run("--file", file)[1]


def test_labels_of_ours_count_under_those_of_the_surface(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "text,intent\nmándame mi estado de cuenta,debt_query\n")
    assert json.loads(run("--file", file, "--json")[1])["outcomes"]["right"] == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [("", "está vacío"), ("a,b\n1,2\n", "columna text"), ('text\n"x', "CSV bien formado")],
)
def test_what_cannot_be_read_is_refused(run: Run, tmp_path: Path, content: str, told: str) -> None:
    code, _, refused = run("--file", written(tmp_path, content))
    assert code == 1
    assert told in refused


def test_a_missing_file_and_a_missing_option_differ(run: Run, tmp_path: Path) -> None:
    assert run("--file", str(tmp_path / "none.csv"))[0] == 1
    assert run()[0] == 2
    file = written(tmp_path, "text\nhola\n")
    assert run("--file", file, "--out", str(tmp_path / "no" / "out.csv"))[0] == 1
