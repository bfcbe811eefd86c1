"""A second reader of the files: the standard library, Decimal, and no code of the package under test."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from operator import itemgetter
from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True)
class Feed:
    """The files of one folder, as text."""

    folder: Path
    encoding: str = "utf-8"

    def rows(self, name: str) -> list[Row]:
        """The rows of a file with semicolons, without its footer."""
        with (self.folder / name).open(encoding=self.encoding, newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        return [row for row in rows if next(iter(row.values())) != "TOTAL"]

    def columns(self, name: str, *wanted: str) -> Iterator[tuple[str, ...]]:
        """Some columns of a file, row by row: for those of a million rows."""
        with (self.folder / name).open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=";")
            pick = itemgetter(*map(next(reader).index, wanted))
            yield from (pick(row) for row in reader if row[0] != "TOTAL")

    def footer(self, name: str) -> tuple[int, int] | None:
        """Rows and centimos that the footer tells, if there is one."""
        last = (self.folder / name).read_text(self.encoding).rstrip("\n").rsplit("\n", 1)[-1].split(";")
        return (int(last[1]), centimos(last[2])) if last[0] == "TOTAL" else None

    def supplies(self) -> list[Row]:
        """The data rows of the register, which is an HTML table."""
        table = self._table()
        names = next(cells for cells in table if "suministro" in cells)
        return [
            dict(zip(names, cells, strict=True))
            for cells in table
            if cells != names and len(cells) == len(names)
        ]

    def above(self) -> list[str]:
        """What stands above the headings of the register."""
        table = self._table()
        return [
            cells[0] for cells in table[: next(i for i, cells in enumerate(table) if "suministro" in cells)]
        ]

    def below(self) -> list[list[str]]:
        """What stands below its data."""
        table = self._table()
        width = len(table[-2])
        return [cells for cells in table if 1 < len(cells) < width]

    def _table(self) -> list[list[str]]:
        text = (self.folder / "padron.xls").read_text(self.encoding)
        return [
            [unescape(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", text)
        ]


def centimos(text: str) -> int:
    """`1.234,56` is 123456; anything else is an error."""
    assert re.fullmatch(r"\d{1,3}(\.\d{3})*,\d{2}", text), text
    return int(text.replace(".", "").replace(",", ""))


def day(text: str) -> date:
    """`31/12/2023`."""
    assert re.fullmatch(r"\d{2}/\d{2}/\d{4}", text), text
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


@dataclass(frozen=True)
class Books:
    """What a feed adds up to, in centimos: `older` gives customers and amount by locality."""

    older: dict[str, tuple[int, int]]
    receivables: int


def books(feed: Feed, limit: date) -> Books:
    """Add up bills, those due up to `limit`, and the unpaid instalments of live agreements."""
    owed: dict[str, int] = defaultdict(int)
    receivables = 0
    for number, due, balance in feed.columns("recibos.csv", "suministro", "vencimiento", "saldo"):
        if balance != "0,00":
            receivables += centimos(balance)
            owed[number] += centimos(balance) if day(due) <= limit else 0
    totals: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for supply in feed.supplies():
        customers, amount = totals[supply["localidad"]]
        if owed[supply["suministro"]]:
            totals[supply["localidad"]] = (customers + 1, amount + owed[supply["suministro"]])
    live = {row["convenio"] for row in feed.rows("convenios.csv") if row["estado"] == "VIGENTE"}
    pending = [row for row in feed.rows("cuotas.csv") if row["convenio"] in live]
    receivables += sum(centimos(row["importe"]) - centimos(row["pagado"]) for row in pending)
    return Books(dict(totals), receivables)
