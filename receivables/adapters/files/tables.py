"""Rows of text as columns: what a reader of files hands to the check."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from receivables.adapters.files.fields import raw_name

LINE = "line"
SEPARATOR = ";"
_FOOTER = r'(?i)^\s*"?total"?\s*(;|$)'
_FOOTER_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Some rows: a column `line` and one of texts for each header; the lines of those with too few or many fields.

    `footers` are the fields of the rows of totals among them.
    """

    frame: pl.DataFrame
    ragged: Sequence[int]
    footers: Sequence[list[str]]

    @property
    def rows(self) -> int:
        """How many data rows there are."""
        return self.frame.height + len(self.ragged)


def fields_of(line: str) -> list[str]:
    """The fields of one line of a CSV file; quotes may enclose a separator, never an end of line."""
    if '"' not in line:
        return [field.strip() for field in line.split(SEPARATOR)]
    return [field.strip() for field in next(csv.reader([line], delimiter=SEPARATOR))]


def table_of_lines(first: int, lines: list[str], headers: Sequence[str]) -> Table:
    """Lines of a CSV file as columns; `first` is the number of the first one. Blank lines are passed over."""
    numbers = pl.int_range(first, first + len(lines), eager=True, dtype=pl.Int64)
    frame = pl.DataFrame({LINE: numbers, "text": pl.Series(lines, dtype=pl.String)})
    frame = frame.filter(pl.col("text").str.contains(r"\S"))
    total = pl.col("text").str.contains(_FOOTER)
    footers = [fields_of(text) for text in frame.filter(total)["text"]]
    footers = [fields for fields in footers if not any(fields[_FOOTER_FIELDS:])]
    if footers:
        frame = frame.filter(~total)
    quoted = pl.col("text").str.contains('"', literal=True)
    plain = _split(frame.filter(~quoted), headers)
    if plain.rows == frame.height:
        return Table(plain.frame, plain.ragged, footers)
    odd = [(line, fields_of(text)) for line, text in frame.filter(quoted).iter_rows()]
    rest = table_of_rows(odd, headers)
    both = pl.concat([plain.frame, rest.frame]).sort(LINE)
    return Table(both, sorted([*plain.ragged, *rest.ragged]), footers)


def _split(frame: pl.DataFrame, headers: Sequence[str]) -> Table:
    whole = pl.col("text").str.count_matches(SEPARATOR, literal=True) == len(headers) - 1
    ragged = frame.filter(~whole)[LINE].to_list()
    names = [raw_name(header) for header in headers]
    parts = pl.col("text").str.split_exact(SEPARATOR, len(headers) - 1).struct.rename_fields(names)
    split = frame.filter(whole).select(LINE, parts).unnest("text")
    return Table(split.with_columns(pl.col(names).str.strip_chars()), ragged, ())


def table_of_rows(rows: Sequence[tuple[int, list[str]]], headers: Sequence[str]) -> Table:
    """Rows that are split already, each with the number of its line."""
    whole = [(line, fields) for line, fields in rows if len(fields) == len(headers)]
    ragged = [line for line, fields in rows if len(fields) != len(headers)]
    columns = {
        raw_name(header): pl.Series([fields[place] for _, fields in whole], dtype=pl.String)
        for place, header in enumerate(headers)
    }
    lines = pl.Series([line for line, _ in whole], dtype=pl.Int64)
    return Table(pl.DataFrame({LINE: lines, **columns}), ragged, ())
