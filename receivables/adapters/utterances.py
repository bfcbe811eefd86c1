"""The files of `caudal understand`: messages in, what was understood of each out (surfaces.md).

CSV in UTF-8, with or without a byte-order mark, separated by commas or semicolons, under a header; columns are found by
name and others are passed over. Only `text` is needed; `intent`, `also` and `country` serve to count what was right.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from receivables.adapters.csv_faults import told_as_bad_file
from receivables.errors import BadFile

COLUMNS = ("intent", "confidence", "decision")
LONGEST = 1_000_000
"""Characters of one message: longer than any channel carries."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message; `expected` are the labels that would be right for it, where the file says so."""

    text: str
    expected: frozenset[str] = frozenset()
    label: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood: a label of `intents.PUBLIC`, percent, and what follows from it."""

    intent: str
    confidence: int
    decision: str


def read_utterances(path: Path) -> list[Utterance]:
    """Every message of the file, in order; one without text counts too. Raises BadFile; nothing is read by halves."""
    with told_as_bad_file(path), path.open(encoding="utf-8-sig", newline="") as lines:
        return list(_rows(lines.read(), str(path)))


def _rows(text: str, file: str) -> Iterator[Utterance]:
    first = text.partition("\n")[0]
    if not first.strip():
        raise BadFile("csv_without_header", file=file)
    csv.field_size_limit(LONGEST)
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",", strict=True
    )
    header = [name.strip().casefold() for name in next(reader)]
    if "text" not in header:
        raise BadFile("utterances_without_text", file=file)
    for fields in reader:
        if fields:
            yield _utterance(dict(zip(header, fields, strict=False)))


def _utterance(row: dict[str, str]) -> Utterance:
    label = row.get("intent", "").strip()
    others = (each.strip() for each in row.get("also", "").split(";"))
    expected = frozenset(filter(None, (label, *others))) if label else frozenset()
    return Utterance(row.get("text", ""), expected, label, row.get("country", "").strip())


def write_understood(path: Path, rows: Iterable[Understood]) -> None:
    """Write what was understood, whole or not at all. Raises BadFile("csv_cannot_write")."""
    target = path.resolve()
    unfinished = target.with_name(target.name + ".part")
    try:
        if target.exists() and not target.is_file():
            raise BadFile("csv_cannot_write", file=str(path))
        with unfinished.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((row.intent, two_decimals(row.confidence), row.decision) for row in rows)
        unfinished.replace(target)
    except OSError:
        raise BadFile("csv_cannot_write", file=str(path)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink()


def two_decimals(percent: int) -> str:
    """A confidence as the file has it: 87 percent are "0.87"."""
    return f"{percent // 100}.{percent % 100:02}"
