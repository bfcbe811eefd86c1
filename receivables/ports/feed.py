"""A feed of the commercial system, as the import reads it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from receivables.model.portfolio import BadRow, OpeningBalances, Proof
from receivables.model.records import ListKind, RecordKind


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one file: those that are good in themselves, with their line numbers, and those left out.

    Rows are in the column order of their kind, as `Ledger.upsert` takes them. `bytes_read` counts from the start of the
    file.
    """

    rows: Sequence[tuple[object, ...]]
    lines: Sequence[int]
    bad: Sequence[BadRow]
    bytes_read: int


class RecordFile(Protocol):
    """One file of a portfolio, read once from its start to its end."""

    kind: RecordKind | ListKind
    name: str
    size: int

    def column(self, name: str) -> str:
        """What the file calls a column of the kind."""
        ...

    def batches(self) -> Iterator[Batch]:
        """All rows in order; of several with one key the first good one counts. Raises BadFile when it cannot go on."""
        ...

    def proof(self) -> Proof:
        """What the footer and the rows say, once all batches were read."""
        ...


class Portfolio(Protocol):
    """The files of one feed of a commercial system."""

    def cut_date(self) -> date | None:
        """The cut date that the register states."""
        ...

    def open(self, cut_date: date) -> Sequence[RecordFile]:
        """The files there are, each after those that it refers to; what is dated after the cut date is *future*.

        Raises BadFile when a required file or column is missing or a file is not readable text.
        """
        ...

    def opening_balances(self, supply_numbers: Collection[str]) -> OpeningBalances:
        """Of the bills of those supplies, once all files were read."""
        ...
