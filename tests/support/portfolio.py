"""Small feeds, written row by row, and one at full size, made once for the whole session."""

import fcntl
import os
import pickle
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape
from pathlib import Path

import pytest

from caudal.synth import SynthReport, generate

Row = dict[str, str]
Feed = dict[str, list[Row]]

CUT_DATE = date(2023, 12, 31)
SUPPLY = "0000001"
COLUMNS: dict[str, tuple[str, ...]] = {
    "padron.xls": (
        "suministro", "codigo_antiguo", "titular", "documento", "rol", "direccion", "localidad", "sector", "ciclo",
        "ruta", "orden_ruta", "categoria", "estado", "medidor", "latitud", "longitud", "continuidad_servicio",
        "protegido", "motivo_proteccion", "impedimento_corte",
    ),
    "contactos.csv": (
        "suministro", "persona", "documento", "telefono", "correo", "canal", "consentimiento",
        "fecha_consentimiento", "origen",
    ),
    "recibos.csv": (
        "recibo", "suministro", "periodo", "emision", "vencimiento", "consumo_m3", "agua", "alcantarillado",
        "cargo_fijo", "intereses", "otros", "total", "saldo",
    ),
    "pagos.csv": ("operacion", "suministro", "fecha", "importe", "centro", "recibo"),
    "reclamos.csv": (
        "reclamo", "recibo", "suministro", "tipo", "instancia", "presentado", "resuelto", "resultado",
    ),
    "convenios.csv": ("convenio", "suministro", "firmado", "cuota_inicial", "cuotas", "tasa_tea", "estado"),
    "cuotas.csv": ("convenio", "numero", "vencimiento", "importe", "pagado"),
    "impedimentos.csv": ("alcance", "valor", "motivo", "desde", "hasta", "origen"),
}  # fmt: skip
REQUIRED = ("padron.xls", "recibos.csv", "pagos.csv")


def supply_row(suministro: str = SUPPLY, **changes: str) -> Row:
    """An active supply of Tumbes."""
    plain = dict.fromkeys(COLUMNS["padron.xls"], "") | {
        "suministro": suministro,
        "titular": "Ejemplo Prueba, Rosa",
        "documento": "00000001",
        "rol": "propietario",
        "direccion": "Calle Modelo 1",
        "localidad": "Tumbes",
        "sector": "01",
        "ciclo": "1",
        "ruta": "0101",
        "orden_ruta": "001",
        "categoria": "DOMESTICO",
        "estado": "ACTIVO",
        "latitud": "-3,566900",
        "longitud": "-80,451500",
        "continuidad_servicio": "S",
        "protegido": "N",
    }
    return plain | changes


def contact_row(suministro: str = SUPPLY, **changes: str) -> Row:
    """A consent to service messages by WhatsApp."""
    plain = {
        "suministro": suministro,
        "persona": "Ejemplo Prueba, Rosa",
        "documento": "00000001",
        "telefono": "+51900000001",
        "correo": "",
        "canal": "whatsapp",
        "consentimiento": "servicio",
        "fecha_consentimiento": "05/01/2023",
        "origen": "ventanilla",
    }
    return plain | changes


def bill_row(recibo: str = "R-1", **changes: str) -> Row:
    """A bill of November over 30.00, all unpaid."""
    plain = {
        "recibo": recibo,
        "suministro": SUPPLY,
        "periodo": "2023-11",
        "emision": "05/11/2023",
        "vencimiento": "20/11/2023",
        "consumo_m3": "12",
        "agua": "20,00",
        "alcantarillado": "6,00",
        "cargo_fijo": "4,00",
        "intereses": "0,00",
        "otros": "0,00",
        "total": "30,00",
        "saldo": "30,00",
    }
    return plain | changes


def payment_row(operacion: str = "CAR1-000001", **changes: str) -> Row:
    """A payment of 30.00 for an older bill."""
    plain = {
        "operacion": operacion,
        "suministro": SUPPLY,
        "fecha": "15/10/2023",
        "importe": "30,00",
        "centro": "CAR1",
        "recibo": "R-0",
    }
    return plain | changes


def claim_row(reclamo: str = "RC-1", **changes: str) -> Row:
    """An open claim about the bill."""
    plain = {
        "reclamo": reclamo,
        "recibo": "R-1",
        "suministro": SUPPLY,
        "tipo": "FACTURACION",
        "instancia": "1",
        "presentado": "25/11/2023",
        "resuelto": "",
        "resultado": "EN_TRAMITE",
    }
    return plain | changes


def agreement_row(convenio: str = "CV-1", **changes: str) -> Row:
    """A live agreement."""
    plain = {
        "convenio": convenio,
        "suministro": SUPPLY,
        "firmado": "01/10/2023",
        "cuota_inicial": "20,00",
        "cuotas": "1",
        "tasa_tea": "0,00",
        "estado": "VIGENTE",
    }
    return plain | changes


def instalment_row(convenio: str = "CV-1", **changes: str) -> Row:
    """Its one instalment, not due yet."""
    plain = {
        "convenio": convenio,
        "numero": "1",
        "vencimiento": "31/01/2024",
        "importe": "50,00",
        "pagado": "10,00",
    }
    return plain | changes


def impediment_row(**changes: str) -> Row:
    """Water is cut off for some days in a locality where nobody of these tests lives."""
    plain = {
        "alcance": "LOCALIDAD",
        "valor": "Matapalo",
        "motivo": "INTERRUPCION",
        "desde": "28/12/2023",
        "hasta": "15/01/2024",
        "origen": "rotura de la matriz",
    }
    return plain | changes


def a_feed() -> Feed:
    """One supply with one row in each file."""
    return {
        "padron.xls": [supply_row()],
        "contactos.csv": [contact_row()],
        "recibos.csv": [bill_row()],
        "pagos.csv": [payment_row()],
        "reclamos.csv": [claim_row()],
        "convenios.csv": [agreement_row()],
        "cuotas.csv": [instalment_row()],
        "impedimentos.csv": [impediment_row()],
    }


def write_feed(folder: Path, feed: Mapping[str, Sequence[Row]], encoding: str = "utf-8") -> Path:
    """Write the files of a feed, with the footers that its rows ask for."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in feed.items():
        text = register_text(rows) if file == "padron.xls" else csv_text(file, rows)
        (folder / file).write_bytes(text.encode(encoding))
    return folder


def csv_text(file: str, rows: Sequence[Row], footer: str | None = None) -> str:
    """A CSV file; columns in the order of the first row, or as surfaces.md gives them."""
    columns = list(rows[0]) if rows else list(COLUMNS[file])
    lines = [";".join(columns), *(";".join(row[column] for column in columns) for row in rows)]
    end = footer_of(file, rows) if footer is None else footer
    return "\n".join([*lines, *([end] if end else [])]) + "\n"


def footer_of(file: str, rows: Sequence[Row]) -> str:
    """`TOTAL;rows;sum` where the file has one."""
    sums = {
        "recibos.csv": lambda row: _soles(row["saldo"]),
        "pagos.csv": lambda row: _soles(row["importe"]),
        "cuotas.csv": lambda row: _soles(row["importe"]) - _soles(row["pagado"]),
    }
    if file not in sums:
        return ""
    return f"TOTAL;{len(rows)};{amount_text(sum(map(sums[file], rows), Decimal(0)))}"


def amount_text(soles: Decimal) -> str:
    """`1.234,56`."""
    return f"{soles:,.2f}".translate(str.maketrans(",.", ".,"))


def _soles(text: str) -> Decimal:
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


def register_text(rows: Sequence[Row], cut_date: str = "31/12/2023") -> str:
    """The register as an HTML table: company block above, totals below."""
    columns = list(rows[0]) if rows else list(COLUMNS["padron.xls"])
    above = ("Agua de Prueba", "Padrón de usuarios", f"Fecha de corte: {cut_date}")
    lines = [
        "<html><head><meta charset='utf-8'></head><body>",
        "<table>",
        *(f'<tr><td colspan="{len(columns)}">{line}</td></tr>' for line in above),
        _html_row("th", columns),
        *(_html_row("td", [row[column] for column in columns]) for row in rows),
        _html_row("td", ["TOTAL", str(len(rows))]),
        "</table></body></html>",
    ]
    return "\n".join(lines) + "\n"


FIRST_REGISTER_LINE = 7
"""The line of the first supply in `register_text`."""


def _html_row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def tumbes_portfolio(factory: pytest.TempPathFactory) -> SynthReport:
    """The files of `caudal synth --like tumbes --months 24 --seed 7`, made by whichever worker needs them first."""
    own = factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    told = shared / "tumbes.report"
    with (shared / "tumbes.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            made = generate(shared / "tumbes", like="tumbes", months=24, seed=7)
            told.write_bytes(pickle.dumps(made))
    report = pickle.loads(told.read_bytes())  # noqa: S301 - our own
    assert isinstance(report, SynthReport)
    return report
