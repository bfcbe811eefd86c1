"""The file of `caudal law test`: every way of writing a row that is understood, and every row that is not."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from receivables.adapters.law_vectors import UnreadableRow, Vector, read_vectors
from receivables.errors import BadFile
from receivables.model.law import TimedAct

HEADER = "jurisdiction,local_time,act,expected"


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "vectors.csv"
    file.write_text("\n".join(lines) + "\n", encoding)
    return file


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-23 07:00:00",
        "2026-11-23T07:00:00",
        "2026-11-23 07:00",
        "2026-11-23T07:00",
        "2026-11-23 7:00",
        "2026-11-23 07:00:00.000",
    ],
)
def test_a_moment_is_taken_with_or_without_seconds_and_t(tmp_path: Path, moment: str) -> None:
    (vector,), unreadable = read_vectors(written(tmp_path, HEADER, f"PE,{moment},message,allow"))
    assert vector == Vector(
        2, "PE", datetime.fromisoformat("2026-11-23T07:00"), TimedAct.MESSAGE, allowed=True
    )
    assert unreadable == []


def test_a_moment_with_its_own_offset_keeps_it(tmp_path: Path) -> None:
    (vector,), _ = read_vectors(written(tmp_path, HEADER, "PE,2026-11-23T07:00:00-05:00,message,allow"))
    assert vector.moment.tzinfo == timezone(timedelta(hours=-5))


def test_semicolons_a_mark_spaces_capitals_and_another_order_are_understood(tmp_path: Path) -> None:
    lines = ("Act; EXPECTED ;note;Jurisdiction;Local_Time", " CUT ;Deny;;pe; 2026-12-07 10:00 ", ";;;;", "")
    (vector,), unreadable = read_vectors(written(tmp_path, *lines, encoding="utf-8-sig"))
    assert (vector.jurisdiction, vector.act, vector.allowed) == ("PE", TimedAct.CUT, False)
    assert unreadable == []


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("PE,ayer,message,allow", "local_time", "ayer"),
        ("PE,,message,allow", "local_time", ""),
        ("PE,2026-11-23,message,allow", "local_time", "2026-11-23"),
        ("PE,2026-11-31 10:00,message,allow", "local_time", "2026-11-31 10:00"),
        ("PE,2026-11-23 24:30,message,allow", "local_time", "2026-11-23 24:30"),
        ("PE,23/11/2026 10:00,message,allow", "local_time", "23/11/2026 10:00"),
        ("PE,2026-11-23 10:00,corte,allow", "act", "corte"),
        ("PE,2026-11-23 10:00,,allow", "act", ""),
        ("PE,2026-11-23 10:00,cut,sí", "expected", "sí"),
        ("PE,2026-11-23 10:00,cut", "expected", ""),
    ],
)
def test_a_row_that_says_nothing_is_reported_with_its_line(
    tmp_path: Path, row: str, column: str, value: str
) -> None:
    vectors, unreadable = read_vectors(written(tmp_path, HEADER, "PE,2026-11-23 10:00,cut,deny", row))
    assert len(vectors) == 1
    assert unreadable == [UnreadableRow(3, column, value)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "vectors_columns_missing"),
        ("jurisdiction,local_time,act\nPE,2026-11-23 10:00,cut", "vectors_columns_missing"),
        (HEADER, "vectors_without_rows"),
        (f'{HEADER}\nPE,"2026-11-23 10:00,cut,deny', "csv_broken"),
    ],
)
def test_a_file_that_holds_no_vectors_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(BadFile, match=code):
        read_vectors(written(tmp_path, text))


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="csv_not_utf8"):
        read_vectors(written(tmp_path, HEADER, "PE,2026-11-23 10:00,cut,sí", encoding="utf-16"))
    with pytest.raises(BadFile, match="csv_missing"):
        read_vectors(tmp_path / "none.csv")
    with pytest.raises(BadFile, match="csv_unreadable"):
        read_vectors(tmp_path)
