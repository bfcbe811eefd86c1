"""The files themselves: semicolons and a TOTAL footer, or an HTML table named .xls as commercial systems export it."""

from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path

import polars as pl

from caudal.synth import tables
from caudal.synth.portfolio import Portfolio
from caudal.synth.text import amount_text

REGISTER_FILE = "padron.xls"
_Table = Callable[[Portfolio], pl.DataFrame]


def write_files(
    portfolio: Portfolio, out: Path, encoding: str, done: Callable[[str], None]
) -> dict[str, int]:
    """Write every file into a folder that exists. Returns the number of rows of each."""
    rows = {REGISTER_FILE: _write_register(portfolio, out / REGISTER_FILE, encoding)}
    done(REGISTER_FILE)
    for name, (table, total) in _files(portfolio).items():
        frame = table(portfolio)
        rows[name] = frame.height
        footer = "" if total is None else f"TOTAL;{frame.height};{amount_text(total)}\n"
        _write_csv(frame, out / name, footer, encoding)
        done(name)
    return rows


def _files(portfolio: Portfolio) -> dict[str, tuple[_Table, int | None]]:
    """How each file is made, and the total in centimos of its footer, if it has one."""
    return {
        "contactos.csv": (tables.contacts_table, None),
        "recibos.csv": (tables.bills_table, int(portfolio.ledger.balance.sum())),
        "pagos.csv": (tables.payments_table, int(portfolio.payments.amount.sum())),
        "reclamos.csv": (tables.claims_table, None),
        "convenios.csv": (tables.agreements_table, None),
        "cuotas.csv": (tables.instalments_table, sum(each.pending for each in portfolio.agreements)),
        "impedimentos.csv": (tables.impediments_table, None),
    }


FILES = (
    REGISTER_FILE,
    "contactos.csv",
    "recibos.csv",
    "pagos.csv",
    "reclamos.csv",
    "convenios.csv",
    "cuotas.csv",
    "impedimentos.csv",
)


def _write_csv(frame: pl.DataFrame, path: Path, footer: str, encoding: str) -> None:
    with path.open("wb") as file:
        if encoding == "utf-8":
            frame.write_csv(file, separator=";", quote_style="never")
        else:
            buffer = BytesIO()
            frame.write_csv(buffer, separator=";", quote_style="never")
            file.write(buffer.getvalue().decode().encode(encoding))
        file.write(footer.encode(encoding))


def _write_register(portfolio: Portfolio, path: Path, encoding: str) -> int:
    frame = tables.register_table(portfolio)
    wide = f'colspan="{frame.width}"'
    above = (
        portfolio.shape.company,
        "Padrón de usuarios",
        f"Fecha de corte: {portfolio.shape.cut_on:%d/%m/%Y}",
    )
    with path.open("w", encoding=encoding, newline="\n") as file:
        file.write(
            f'<html>\n<head><meta charset="{encoding}"><title>Padrón de usuarios</title></head>\n<body>\n<table>\n'
        )
        file.writelines(f"<tr><td {wide}>{escape(line)}</td></tr>\n" for line in above)
        file.write(f"<tr><th>{'</th><th>'.join(frame.columns)}</th></tr>\n")
        columns = [frame[name].to_list() for name in frame.columns]
        file.writelines(f"<tr><td>{'</td><td>'.join(row)}</td></tr>\n" for row in zip(*columns, strict=True))
        file.write(f"<tr><td>TOTAL</td><td>{frame.height}</td></tr>\n</table>\n</body>\n</html>\n")
    return frame.height
