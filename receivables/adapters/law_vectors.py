"""The file of `caudal law test`: moments with what the law should answer (surfaces.md).

CSV in UTF-8, with or without a byte-order mark, separated by commas or semicolons, under a header; columns are found by
name and others are passed over. A row that cannot be read is reported with its line; the others still count.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from receivables.adapters.csv_faults import told_as_bad_file
from receivables.errors import BadFile
from receivables.model.law import TimedAct

COLUMNS = ("jurisdiction", "local_time", "act", "expected")
ALLOW, DENY = "allow", "deny"
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?(Z|[+-]\d\d:\d\d)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Vector:
    """One row: an act at a moment of the jurisdiction's clock (or with its own offset), and whether it is allowed."""

    line: int
    jurisdiction: str
    moment: datetime
    act: TimedAct
    allowed: bool


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that says nothing: the line, the column and what stands there."""

    line: int
    column: str
    value: str


def read_vectors(path: Path) -> tuple[list[Vector], list[UnreadableRow]]:
    """Every row of the file, in order. Raises BadFile when the file as a whole cannot be read or has no rows."""
    with told_as_bad_file(path):
        rows = list(_rows(path.read_text("utf-8-sig"), str(path)))
    if not rows:
        raise BadFile("vectors_without_rows", file=str(path))
    vectors = [row for row in rows if isinstance(row, Vector)]
    return vectors, [row for row in rows if isinstance(row, UnreadableRow)]


def _rows(text: str, file: str) -> Iterable[Vector | UnreadableRow]:
    lines = text.splitlines()
    first = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=";" if ";" in first else ",", strict=True)
    header = [name.strip().casefold() for name in next(reader, [])]
    if missing := [column for column in COLUMNS if column not in header]:
        raise BadFile("vectors_columns_missing", file=file, missing=", ".join(missing))
    for fields in reader:
        if any(field.strip() for field in fields):
            named = dict(zip(header, fields, strict=False))
            yield _row(reader.line_num, {column: named.get(column, "").strip() for column in COLUMNS})


def _row(line: int, row: dict[str, str]) -> Vector | UnreadableRow:
    moment = _moment(row["local_time"])
    if moment is None:
        return UnreadableRow(line, "local_time", row["local_time"])
    act, expected = row["act"].casefold(), row["expected"].casefold()
    if act not in set(TimedAct):
        return UnreadableRow(line, "act", row["act"])
    if expected not in (ALLOW, DENY):
        return UnreadableRow(line, "expected", row["expected"])
    return Vector(line, row["jurisdiction"].upper(), moment, TimedAct(act), expected == ALLOW)


def _moment(text: str) -> datetime | None:
    """`2026-11-23 07:00:00`, `2026-11-23T7:00`; None for what is no moment."""
    found = MOMENT.fullmatch(text)
    if found is None:
        return None
    day, time, offset = found.groups("")
    try:
        return datetime.fromisoformat(f"{day}T{time if time[2:3] == ':' else f'0{time}'}{offset}")
    except ValueError:
        return None
