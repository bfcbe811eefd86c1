"""Rows of an HTML table, as commercial systems export it under the name of a spreadsheet.

Forgiving: tags in any case and with any attributes, cells and rows that are not closed, entities, marks inside cells,
comments. Streaming: what is held is a block of the file and the row that its end cut in two.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

_TAG = re.compile(r"""<(/?)(tr|td|th|table)\b(?:"[^"]*"|'[^']*'|[^'">])*>""", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"<[^>]*>")


def rows_of(text_blocks: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of every row with the number of the line on which the row begins, from 1.

    Text before the first row comes as a row of one cell, so that a heading outside the table is not lost.
    """
    line, rest = 1, ""
    for text in text_blocks:
        rest += text
        *whole, rest = _rows(rest)
        for row in whole:
            yield line, _cells(row)
            line += row.count("\n")
    yield line, _cells(rest)


def _rows(text: str) -> list[str]:
    starts = [0, *(found.start() for found in _ROW.finditer(text) if found.start())]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _cells(row: str) -> list[str]:
    """What stands in each cell, without tags, as one line; of text outside any cell, as if it were one."""
    if "<!--" in row:
        row = _COMMENT.sub("", row)
    cells: list[str] = []
    opened: int | None = None
    for tag in _TAG.finditer(row):
        if opened is not None:
            cells.append(_plain(row[opened : tag.start()]))
        opened = tag.end() if not tag[1] and tag[2].lower() in ("td", "th") else None
    if opened is not None:
        cells.append(_plain(row[opened:]))
    return cells or ([text] if (text := _plain(row)) else [])


def _plain(cell: str) -> str:
    if "<" in cell:
        cell = _MARK.sub(" ", cell)
    if "&" in cell:
        cell = unescape(cell)
    return " ".join(cell.split())
