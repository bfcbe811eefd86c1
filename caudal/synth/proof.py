"""The proof: the written files are read again and must give the published totals, to the centimo."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import polars as pl

from caudal.synth.billing import OLDER_THAN_MONTHS
from caudal.synth.shape import Shape
from caudal.synth.writers import REGISTER_FILE
from receivables.model.dates import months_before


class ProofFailed(RuntimeError):
    """The files do not say what they must: a fault of this package, never of its input."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the files say. Amounts in centimos; by locality: connections, active, customers, amount."""

    localities: dict[str, tuple[int, int, int, int]]
    cut: int
    open_bills: int
    instalments: int


def prove(shape: Shape, out: Path, encoding: str) -> Proof:
    """Read back the register, the bills and the agreements; raise ProofFailed at the first figure that differs."""
    register = _read_register(out / REGISTER_FILE, encoding)
    bills = _read(out / "recibos.csv", "suministro", "vencimiento", "saldo").with_columns(_centimos("saldo"))
    limit = months_before(shape.cut_on, OLDER_THAN_MONTHS)
    older = bills.filter(pl.col("saldo") > 0, pl.col("vencimiento").str.to_date("%d/%m/%Y") <= limit)
    proof = Proof(
        localities=_by_locality(register, older),
        cut=register.filter(pl.col("estado") == "CORTADO").height,
        open_bills=int(bills["saldo"].sum()),
        instalments=_live_instalments(out),
    )
    _compare(shape, proof)
    return proof


def _by_locality(register: pl.DataFrame, older: pl.DataFrame) -> dict[str, tuple[int, int, int, int]]:
    owed = older.group_by("suministro").agg(pl.col("saldo").sum())
    rows = (
        register.join(owed, on="suministro", how="left")
        .group_by("localidad")
        .agg(
            pl.len().alias("connections"),
            (pl.col("estado") != "INACTIVO").sum().alias("active"),
            pl.col("saldo").count().alias("customers"),
            pl.col("saldo").sum().alias("amount"),
        )
    )
    return {name: tuple(map(int, figures)) for name, *figures in rows.iter_rows()}  # type: ignore[misc]


def _live_instalments(out: Path) -> int:
    live = _read(out / "convenios.csv", "convenio", "estado").filter(pl.col("estado") == "VIGENTE")
    instalments = _read(out / "cuotas.csv", "convenio", "importe", "pagado").join(live, on="convenio")
    pending = instalments.select(_centimos("importe") - _centimos("pagado")).to_series()
    return int(pending.sum())


def _read(path: Path, *columns: str) -> pl.DataFrame:
    """Columns of a file as text, without its footer. They are ASCII, whatever the encoding of the file."""
    frame = pl.read_csv(path, separator=";", infer_schema=False, columns=list(columns), encoding="utf8-lossy")
    return frame.filter(pl.col(columns[0]) != "TOTAL")


def _centimos(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(r"[.,]", "").cast(pl.Int64)


def _read_register(path: Path, encoding: str) -> pl.DataFrame:
    names: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding=encoding) as file:
        for line in file:
            if line.startswith("<tr><th>"):
                names = line.removeprefix("<tr><th>").removesuffix("</th></tr>\n").split("</th><th>")
            elif names and line.startswith("<tr><td>"):
                rows.append(line.removeprefix("<tr><td>").removesuffix("</td></tr>\n").split("</td><td>"))
    wanted = ("suministro", "localidad", "estado")
    return pl.DataFrame({name: [row[names.index(name)] for row in rows[:-1]] for name in wanted})


def _compare(shape: Shape, proof: Proof) -> None:
    for locality, inactive in zip(shape.localities, shape.inactive_by_locality(), strict=True):
        active = locality.connections - inactive
        published = (locality.connections, active, locality.customers, locality.older)
        if proof.localities[locality.name] != published:
            _fail(locality.name, published, proof.localities[locality.name])
    if proof.open_bills + proof.instalments != shape.receivables:
        _fail("total receivables", shape.receivables, proof.open_bills + proof.instalments)


def _fail(what: str, published: object, written: object) -> NoReturn:
    raise ProofFailed(f"{what}: published {published}, written {written}")
