"""A folder with the files of one feed: the port `Portfolio`."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from receivables.adapters.files.check import Check
from receivables.adapters.files.fields import Amount, Count, Day, Wrong
from receivables.adapters.files.html import rows_of
from receivables.adapters.files.layouts import Layout, layouts
from receivables.adapters.files.opening import Opening
from receivables.adapters.files.tables import Table, fields_of, table_of_lines, table_of_rows
from receivables.adapters.files.text import Block, blocks
from receivables.errors import BadFile
from receivables.model.portfolio import OpeningBalances, Proof
from receivables.model.records import ListKind, RecordKind
from receivables.ports import Batch, RecordFile

REGISTER = "padron.xls"
REQUIRED = (REGISTER, "recibos.csv", "pagos.csv")
TOGETHER = ("convenios.csv", "cuotas.csv")
ROWS_AT_ONCE = 20_000
TOTAL_CELLS = 3
_CUT_DATE = re.compile(r"fecha de corte\s*:?\s*(\S+)", re.IGNORECASE)
_HEADER = "suministro"


class PortfolioFolder:
    """Files are found by name, in any case. Nothing but their names is looked at before they are opened."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise BadFile("missing_folder", folder=folder)
        self._paths = {path.name.lower(): path for path in folder.iterdir()}
        self._opening = Opening()

    def cut_date(self) -> date | None:
        """From the company block of the register. Raises BadFile("bad_cut_date") when it is no date."""
        self._require(REGISTER)
        found = _CUT_DATE.search(_Register(self._paths[REGISTER]).heading)
        if not found:
            return None
        try:
            return Day().read(found[1].rstrip(".;,"))
        except Wrong:
            raise BadFile("bad_cut_date", file=REGISTER, text=found[1]) from None

    def open(self, cut_date: date) -> Sequence[RecordFile]:
        """Those that are there; padron, recibos and pagos have to be, and convenios with cuotas."""
        for file in REQUIRED:
            self._require(file)
        if any(file in self._paths for file in TOGETHER):
            for file in TOGETHER:
                self._require(file)
        return [self._open(layout) for layout in layouts(cut_date) if layout.file in self._paths]

    def opening_balances(self, supply_numbers: Collection[str]) -> OpeningBalances:
        """Of the bills of those supplies, once all files were read."""
        return self._opening.balances(supply_numbers)

    def _require(self, file: str) -> None:
        if file not in self._paths:
            raise BadFile("missing_file", file=file)

    def _open(self, layout: Layout) -> "File":
        keep: dict[RecordKind | ListKind, Callable[[pl.DataFrame], None]] = {
            RecordKind.BILL: self._opening.bills,
            RecordKind.PAYMENT: self._opening.payments,
        }
        path = self._paths[layout.file]
        source = _Register(path) if layout.kind is RecordKind.SUPPLY else _Csv(path)
        return File(path, layout, source, keep.get(layout.kind, lambda frame: None))


class File:
    """One file: the port `RecordFile`. The header is read, and its columns found, when it is made."""

    def __init__(
        self, path: Path, layout: Layout, source: "_Csv | _Register", keep: Callable[[pl.DataFrame], None]
    ) -> None:
        self.kind = layout.kind
        self.name = layout.file
        self.size = path.stat().st_size
        self._source = source
        self._layout = layout
        self._check = Check(layout, keep)
        self._footers: list[list[str]] = []
        self._headers = self._named(source.header)

    def column(self, name: str) -> str:
        """The header of a column of the ledger."""
        return self._layout.header(name)

    def batches(self) -> Iterator[Batch]:
        """All rows, in order."""
        for table, bytes_read in self._source.tables(self._headers):
            self._footers += table.footers
            yield self._check.batch(table, bytes_read)

    def proof(self) -> Proof:
        """What footer and rows say. Raises BadFile("footer_unreadable")."""
        rows, centimos = self._footer()
        check = self._check
        return Proof(
            check.rows, check.centimos, check.doubtful, self._layout.amount is not None, rows, centimos
        )

    def _footer(self) -> tuple[int | None, int | None]:
        """Of several footers the last counts: whoever joined two files is told that they do not agree."""
        if not self._footers:
            return None, None
        _, rows, centimos = [*self._footers[-1], "", ""][:3]
        try:
            return (Count().read(rows) if rows else None), (Amount().read(centimos) if centimos else None)
        except Wrong:
            raise BadFile("footer_unreadable", file=self.name) from None

    def _named(self, header: list[str]) -> list[str]:
        """The header's names, those of no interest made unique. Raises BadFile: missing_column, repeated_column."""
        names = [name.lower() for name in header]
        wanted = [field.header for field in self._layout.fields]
        for name in wanted:
            if name not in names:
                raise BadFile("missing_column", file=self.name, column=name)
            if names.count(name) > 1:
                raise BadFile("repeated_column", file=self.name, column=name)
        return [name if name in wanted else f"#{place}" for place, name in enumerate(names)]


class _Csv:
    """Rows of a CSV file under a header in its first line with text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._header_line = 0
        self.header: list[str] = []
        for number, line in _numbered(blocks(path)):
            if line.strip():
                self._header_line, self.header = number, fields_of(line)
                break

    def tables(self, headers: Sequence[str]) -> Iterator[tuple[Table, int]]:
        """The lines below the header, block by block, with the bytes read so far."""
        for block in blocks(self._path):
            skip = max(self._header_line - block.first + 1, 0)
            yield table_of_lines(block.first + skip, block.lines[skip:], headers), block.bytes_read


def _numbered(several: Iterator[Block]) -> Iterator[tuple[int, str]]:
    for block in several:
        yield from enumerate(block.lines, start=block.first)


class _Register:
    """Rows of the HTML table of the register: below the row that names its columns, above the totals."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = 0
        self._header_line = 0
        self.header: list[str] = []
        above: list[str] = []
        for line, cells in rows_of(self._text()):
            if _HEADER in (cell.lower() for cell in cells):
                self._header_line, self.header = line, cells
                break
            above += cells
        self.heading = " ".join(above)
        if not self.header:
            raise BadFile("no_table", file=REGISTER, column=_HEADER)

    def tables(self, headers: Sequence[str]) -> Iterator[tuple[Table, int]]:
        """The supplies, some at a time, with the bytes read so far."""
        waiting: list[tuple[int, list[str]]] = []
        below: list[list[str]] = []
        for line, cells in rows_of(self._text()):
            if self._is_row(line, cells, below):
                waiting.append((line, cells))
            if len(waiting) == ROWS_AT_ONCE:
                yield table_of_rows(waiting, headers), self._bytes
                waiting = []
        last = table_of_rows(waiting, headers)
        yield Table(last.frame, last.ragged, [cells for cells in below if _counts_rows(cells)]), self._bytes

    def _is_row(self, line: int, cells: list[str], below: list[list[str]]) -> bool:
        """Whether it is data; what stands below the first row of totals, other than whole rows, is put into `below`."""
        if line <= self._header_line or not any(cells) or cells == self.header:
            return False
        if _is_total(cells) or (below and len(cells) != len(self.header)):
            below.append(cells)
            return False
        return True

    def _text(self) -> Iterator[str]:
        for block in blocks(self._path):
            self._bytes = block.bytes_read
            yield "\n".join(block.lines) + "\n"


def _is_total(cells: list[str]) -> bool:
    """A row of totals is short: a holder may well be called Total."""
    return cells[0].lower().startswith("total") and sum(map(bool, cells)) <= TOTAL_CELLS


def _counts_rows(cells: list[str]) -> bool:
    """Whether it is `TOTAL` and the number of supplies: other totals are for reading only."""
    return cells[0].lower() == "total" and len(cells) > 1 and cells[1].isdigit()
