"""What one would write first to import a feed: `csv` and one INSERT a row, in one transaction of `sqlite3`.

Dates and amounts are turned into what a database can count with; nothing is checked, no row is compared with what was
there, and no footer is looked at.
"""

import csv
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from time import perf_counter

from caudal.bench.job import Done

KEYS = {
    "padron.xls": ("suministro",),
    "contactos.csv": ("suministro", "canal", "consentimiento", "documento", "telefono", "correo"),
    "recibos.csv": ("recibo",),
    "pagos.csv": ("operacion",),
    "reclamos.csv": ("reclamo",),
    "convenios.csv": ("convenio",),
    "cuotas.csv": ("convenio", "numero"),
    "impedimentos.csv": ("alcance", "valor", "motivo", "desde"),
}
DATES = {
    "fecha", "emision", "vencimiento", "presentado", "resuelto", "firmado", "fecha_consentimiento", "desde", "hasta",
}  # fmt: skip
AMOUNTS = {
    "agua", "alcantarillado", "cargo_fijo", "intereses", "otros", "total", "saldo", "importe", "pagado",
    "cuota_inicial",
}  # fmt: skip
CELL = re.compile(r"<t[dh]>(.*?)</t[dh]>")

Row = dict[str, str]


def measure(folder: Path) -> Done:
    """Reading, converting and inserting, until the commit."""
    with tempfile.TemporaryDirectory() as scratch:
        start = perf_counter()
        database = sqlite3.connect(Path(scratch) / "plain.db")
        counts = {file: _load(database, folder / file) for file in KEYS}
        database.commit()
        seconds = perf_counter() - start
        database.close()
    inserted = ", ".join(f"{file} {count}" for file, count in counts.items())
    return Done(seconds, sum(counts.values()), inserted)


def _load(database: sqlite3.Connection, path: Path) -> int:
    table, key = path.stem, KEYS[path.name]
    insert, count = "", 0
    for row in _register(path) if path.suffix == ".xls" else _csv(path):
        if not insert:
            columns = ", ".join(row)
            database.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({', '.join(key)}))")
            if key != ("suministro",) and "suministro" in row:
                database.execute(f"CREATE INDEX {table}_suministro ON {table} (suministro)")
            marks = ", ".join("?" * len(row))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own files
        database.execute(insert, [_converted(name, text) for name, text in row.items()])
        count += 1
    return count


def _converted(name: str, text: str) -> str | int | None:
    if name in DATES:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat() if text else None  # noqa: DTZ007 - a date
    if name in AMOUNTS:
        return int(Decimal(text.replace(".", "").replace(",", ".")) * 100)
    return text


def _csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if next(iter(row.values())) != "TOTAL":
                yield row


def _register(path: Path) -> Iterator[Row]:
    names: list[str] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            cells = [unescape(cell) for cell in CELL.findall(line)]
            if "suministro" in cells:
                names = cells
            elif names and len(cells) == len(names):
                yield dict(zip(names, cells, strict=True))
