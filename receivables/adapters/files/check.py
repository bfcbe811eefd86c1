"""Which rows of a file are good, as rows for the ledger, and what is wrong with the others."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from receivables.adapters.files.fields import raw_name, values_of
from receivables.adapters.files.layouts import Layout
from receivables.adapters.files.tables import LINE, Table
from receivables.model.portfolio import BadRow, Fault
from receivables.ports import Batch

_KEY_SEPARATOR = "\x1f"
_Row = Mapping[str, Any]


class Check:
    """The check of one file, table by table. It counts what the footer has to agree with.

    `centimos` is the sum over all rows whose amount is readable and not contradicted by their own row; `doubtful`
    counts the others.
    """

    def __init__(self, layout: Layout, keep: Callable[[pl.DataFrame], None] = lambda frame: None) -> None:
        self.layout = layout
        self.rows = 0
        self.centimos = 0
        self.doubtful = 0
        self._keep = keep
        self._seen = pl.Series(dtype=pl.String)

    def batch(self, table: Table, bytes_read: int) -> Batch:
        """The good rows, and the bad ones by line."""
        self.rows += table.rows
        self.doubtful += len(table.ragged)
        bad = [self._bad(line, self.layout.fields[0].header, Fault.FIELDS) for line in table.ragged]
        read = table.frame.with_columns(field.fast() for field in self.layout.fields)
        sure = read.filter(self._sure())
        self._add(sure)
        good = sure.select(LINE, *self._names)
        if sure.height < read.height:
            rest, wrong = self._by_row(read.filter(~self._sure()))
            bad += wrong
            good = pl.concat([good, rest]).sort(LINE)
        good, repeated = self._first_of_each(self._derived(good))
        bad += [
            self._bad(line, self.layout.header(self.layout.kind.columns[0]), Fault.DUPLICATE)
            for line in repeated
        ]
        self._keep(good)
        rows = good.select(self.layout.kind.columns).rows()
        return Batch(rows, good[LINE].to_list(), sorted(bad), bytes_read)

    @property
    def _names(self) -> list[str]:
        return [field.name for field in self.layout.fields]

    def _bad(self, line: int, header: str, fault: Fault) -> BadRow:
        return BadRow(self.layout.file, line, header, fault)

    def _sure(self) -> pl.Expr:
        sound = [~rule.broken(pl.col) for rule in self.layout.rules]
        return pl.all_horizontal(*(field.sure() for field in self.layout.fields), *sound).fill_null(False)

    def _add(self, sure: pl.DataFrame) -> None:
        if self.layout.amount:
            self.centimos += int(sure.select(self.layout.amount(pl.col)).sum().item() or 0)

    def _by_row(self, odd: pl.DataFrame) -> tuple[pl.DataFrame, list[BadRow]]:
        """Read the rows that the columns were not sure of."""
        headers = [field.header for field in self.layout.fields]
        texts = odd.select(LINE, *map(raw_name, headers))
        good: list[_Row] = []
        bad: list[BadRow] = []
        for line, *row in texts.iter_rows():
            values, wrong = values_of(self.layout.fields, dict(zip(headers, row, strict=True)))
            wrong += self._broken(values)
            self._count(values, wrong)
            if wrong:
                bad.append(self._bad(line, *wrong[0]))
            else:
                good.append({LINE: line, **values})
        schema = {LINE: pl.Int64(), **{field.name: field.kind.dtype for field in self.layout.fields}}
        return pl.DataFrame(good, schema=schema, orient="row"), bad

    def _broken(self, values: _Row) -> Iterator[tuple[str, Fault]]:
        for rule in self.layout.rules:
            try:
                broken = rule.broken(values.__getitem__)
            except KeyError:
                continue  # one of its fields is at fault already
            if broken:
                yield rule.header, rule.fault

    def _count(self, values: _Row, wrong: list[tuple[str, Fault]]) -> None:
        if self.layout.amount is None:
            return
        if any(header in self.layout.amount_headers for header, _ in wrong):
            self.doubtful += 1
        else:
            self.centimos += self.layout.amount(values.__getitem__)

    def _derived(self, good: pl.DataFrame) -> pl.DataFrame:
        if self.layout.derived is None:
            return good
        name, derive = self.layout.derived
        return good.with_columns(pl.Series(name, map(derive, good.iter_rows(named=True)), dtype=pl.String))

    def _first_of_each(self, good: pl.DataFrame) -> tuple[pl.DataFrame, list[int]]:
        """The rows whose key is new, and the lines of the others."""
        kind = self.layout.kind
        parts = [pl.col(name).cast(pl.String) for name in kind.columns[: kind.keys]]
        key = good.select(pl.concat_str(parts, separator=_KEY_SEPARATOR)).to_series()
        new = key.is_first_distinct() & ~key.is_in(self._seen.implode())
        self._seen = pl.concat([self._seen, key.filter(new)], rechunk=False)
        return good.filter(new), good.filter(~new)[LINE].to_list()
