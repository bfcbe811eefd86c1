"""A folder of files as a feed: what is taken, what is left out and why, what is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from receivables.adapters.files import PortfolioFolder
from receivables.errors import BadFile
from receivables.model.consent import Purpose
from receivables.model.contact import Contact
from receivables.model.portfolio import BadRow, Fault, Proof
from receivables.model.records import RecordKind
from tests.support import portfolio as files
from tests.support.portfolio import CUT_DATE, FIRST_REGISTER_LINE, SUPPLY, a_feed, write_feed


@dataclass
class Read:
    """Everything that a folder gave."""

    rows: dict[str, list[tuple[object, ...]]]
    bad: list[BadRow]
    proofs: dict[str, Proof]


def read(folder: Path, cut_date: date = CUT_DATE) -> Read:
    """Read all files to their ends."""
    found = Read({}, [], {})
    for file in PortfolioFolder(folder).open(cut_date):
        found.rows[file.name] = []
        for batch in file.batches():
            assert len(batch.rows) == len(batch.lines)
            found.rows[file.name] += batch.rows
            found.bad += batch.bad
        found.proofs[file.name] = file.proof()
    return found


def test_every_file_becomes_rows_in_the_columns_of_its_kind(tmp_path: Path) -> None:
    found = read(write_feed(tmp_path, a_feed()))
    assert found.bad == []
    assert found.rows == {
        "padron.xls": [
            (
                SUPPLY, "", "Ejemplo Prueba, Rosa", "00000001", "propietario", "Calle Modelo 1", "Tumbes", "01", "1",
                "0101", 1, "DOMESTICO", "ACTIVO", "", Decimal("-3.5669"), Decimal("-80.4515"), True, False, "", "",
            )
        ],
        "contactos.csv": [
            (
                SUPPLY, "whatsapp", "servicio", "doc:00000001", "Ejemplo Prueba, Rosa", "00000001", "+51900000001", "",
                date(2023, 1, 5), "ventanilla",
            )
        ],
        "recibos.csv": [
            (
                "R-1", SUPPLY, "2023-11", date(2023, 11, 5), date(2023, 11, 20), Decimal("12.000"), 2000, 600,
                400, 0, 0, 3000, 3000,
            )
        ],
        "pagos.csv": [("CAR1-000001", SUPPLY, date(2023, 10, 15), 3000, "CAR1", "R-0")],
        "reclamos.csv": [("RC-1", "R-1", SUPPLY, "FACTURACION", 1, date(2023, 11, 25), None, "EN_TRAMITE")],
        "convenios.csv": [("CV-1", SUPPLY, date(2023, 10, 1), 2000, 1, Decimal("0.0000"), "VIGENTE")],
        "cuotas.csv": [("CV-1", 1, date(2024, 1, 31), 5000, 1000)],
        "impedimentos.csv": [
            (
                "INTERRUPCION", "LOCALIDAD", "Matapalo", date(2023, 12, 28), date(2024, 1, 15),
                "rotura de la matriz",
            )
        ],
    }  # fmt: skip


def test_each_file_comes_after_those_that_it_refers_to(tmp_path: Path) -> None:
    kinds = [file.kind for file in PortfolioFolder(write_feed(tmp_path, a_feed())).open(CUT_DATE)]
    assert kinds[0] is RecordKind.SUPPLY
    assert kinds.index(RecordKind.BILL) < kinds.index(RecordKind.CLAIM)
    assert kinds.index(RecordKind.AGREEMENT) < kinds.index(RecordKind.INSTALMENT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_names_keep_their_accents_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    feed = a_feed()
    feed["padron.xls"][0]["titular"] = feed["contactos.csv"][0]["persona"] = "Ñahui Peña, Inés"
    rows = read(write_feed(tmp_path, feed, encoding)).rows
    assert rows["padron.xls"][0][2] == rows["contactos.csv"][0][4] == "Ñahui Peña, Inés"


def test_columns_are_found_by_their_names_in_any_order_and_others_are_ignored(tmp_path: Path) -> None:
    plain = read(write_feed(tmp_path / "plain", a_feed()))
    turned = {
        file: [dict(reversed([("observacion", "—"), *row.items(), ("observacion ", "")])) for row in rows]
        for file, rows in a_feed().items()
    }
    assert read(write_feed(tmp_path / "turned", turned)).rows == plain.rows


def test_names_of_files_and_columns_may_be_in_capitals(tmp_path: Path) -> None:
    write_feed(tmp_path, a_feed())
    for path in list(tmp_path.iterdir()):
        header, _, rest = path.read_text().partition("\n")
        path.rename(tmp_path / path.name.upper()).write_text(header.upper() + "\n" + rest)
    assert len(read(tmp_path).rows["pagos.csv"]) == 1


def test_a_portfolio_of_headers_only_is_empty(tmp_path: Path) -> None:
    found = read(write_feed(tmp_path, {file: [] for file in files.COLUMNS}))
    assert (found.bad, sum(map(len, found.rows.values()))) == ([], 0)
    assert all(proof.holds and not proof.missing for proof in found.proofs.values())


BAD = [
    ("recibos.csv", {"recibo": ""}, "recibo", Fault.MISSING),
    ("recibos.csv", {"emision": "31/02/2023"}, "emision", Fault.BAD_DATE),
    ("recibos.csv", {"emision": "01/01/2024"}, "emision", Fault.FUTURE),
    ("recibos.csv", {"agua": "-20,00"}, "agua", Fault.NEGATIVE),
    ("recibos.csv", {"total": "30,005"}, "total", Fault.SUB_CENTIMO),
    ("recibos.csv", {"saldo": "31,00"}, "saldo", Fault.BALANCE_OVER_TOTAL),
    ("recibos.csv", {"total": "31,00"}, "total", Fault.TOTAL_DIFFERS),
    ("recibos.csv", {"consumo_m3": "doce"}, "consumo_m3", Fault.NOT_A_NUMBER),
    ("recibos.csv", {"periodo": "noviembre"}, "periodo", Fault.BAD_DATE),
    ("pagos.csv", {"fecha": "2023-10-15"}, "fecha", Fault.BAD_DATE),
    ("pagos.csv", {"fecha": "01/01/2024"}, "fecha", Fault.FUTURE),
    ("pagos.csv", {"importe": "-30,00"}, "importe", Fault.NEGATIVE),
    ("pagos.csv", {"importe": "1.234,567"}, "importe", Fault.SUB_CENTIMO),
    ("pagos.csv", {"importe": "treinta"}, "importe", Fault.NOT_AN_AMOUNT),
    ("pagos.csv", {"importe": ""}, "importe", Fault.MISSING),
    ("contactos.csv", {"telefono": "12"}, "telefono", Fault.BAD_PHONE),
    ("contactos.csv", {"telefono": ""}, "telefono", Fault.MISSING),
    ("contactos.csv", {"canal": "correo"}, "correo", Fault.MISSING),
    ("contactos.csv", {"correo": "no tiene"}, "correo", Fault.BAD_EMAIL),
    ("contactos.csv", {"canal": "paloma"}, "canal", Fault.UNKNOWN_VALUE),
    ("contactos.csv", {"fecha_consentimiento": "01/01/2024"}, "fecha_consentimiento", Fault.FUTURE),
    ("reclamos.csv", {"tipo": "QUEJA"}, "tipo", Fault.UNKNOWN_VALUE),
    ("reclamos.csv", {"instancia": "4"}, "instancia", Fault.UNKNOWN_VALUE),
    ("reclamos.csv", {"presentado": "01/01/2024"}, "presentado", Fault.FUTURE),
    ("convenios.csv", {"estado": "FIRMADO"}, "estado", Fault.UNKNOWN_VALUE),
    ("convenios.csv", {"cuotas": "0"}, "cuotas", Fault.UNKNOWN_VALUE),
    ("cuotas.csv", {"pagado": "50,01"}, "pagado", Fault.PAID_OVER_AMOUNT),
    ("padron.xls", {"suministro": ""}, "suministro", Fault.MISSING),
    ("padron.xls", {"categoria": "RURAL"}, "categoria", Fault.UNKNOWN_VALUE),
    ("padron.xls", {"estado": "activo"}, "estado", Fault.UNKNOWN_VALUE),
    ("padron.xls", {"protegido": "X"}, "protegido", Fault.UNKNOWN_VALUE),
    ("padron.xls", {"latitud": "sur"}, "latitud", Fault.NOT_A_NUMBER),
]


@pytest.mark.parametrize(("file", "changes", "column", "fault"), BAD)
def test_a_bad_row_is_left_out_with_its_line_column_and_reason(
    tmp_path: Path, file: str, changes: dict[str, str], column: str, fault: Fault
) -> None:
    feed = a_feed()
    key = next(iter(feed[file][0]))
    good = feed[file][0]
    feed[file] = [good | {key: "first"}, good | changes, good | {key: "last"}]
    found = read(write_feed(tmp_path, feed))
    line = 3 + (FIRST_REGISTER_LINE - 2 if file == "padron.xls" else 0)
    assert found.bad == [BadRow(file, line, column, fault)]
    assert [row[0] for row in found.rows[file]] == ["first", "last"]
    assert found.proofs[file].holds


@pytest.mark.parametrize("file", files.COLUMNS)
def test_of_several_rows_with_one_key_the_first_good_one_counts(tmp_path: Path, file: str) -> None:
    feed = a_feed()
    good = feed[file][0]
    broken = good | {
        list(good)[-1]: "imposible",
        "fecha_consentimiento": "x",
        "continuidad_servicio": "x",
        "fecha": "x",
    }
    broken = {column: broken[column] for column in good}
    feed[file] = [broken | ({"resultado": "x"} if file == "reclamos.csv" else {}), good, good]
    found = read(write_feed(tmp_path, feed))
    assert len(found.rows[file]) == 1
    assert found.bad[-1].fault is Fault.DUPLICATE
    assert len(found.bad) == 2


def test_keys_are_remembered_from_one_block_of_the_file_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("receivables.adapters.files.text.blocks.__defaults__", (64,))
    feed = a_feed()
    feed["pagos.csv"] = [files.payment_row(f"C-{number % 4}") for number in range(12)]
    found = read(write_feed(tmp_path, feed))
    assert [row[0] for row in found.rows["pagos.csv"]] == ["C-0", "C-1", "C-2", "C-3"]
    assert [bad.line for bad in found.bad] == list(range(6, 14))


def test_two_consents_are_two_rows(tmp_path: Path) -> None:
    feed = a_feed()
    feed["contactos.csv"] = [files.contact_row(), files.contact_row(consentimiento="promo")]
    assert len(read(write_feed(tmp_path, feed)).rows["contactos.csv"]) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"documento": ""},
        {"documento": "", "telefono": "", "canal": "correo", "correo": "rosa@example.org"},
    ],
)
def test_the_person_of_a_contact_is_who_the_model_says(tmp_path: Path, changes: dict[str, str]) -> None:
    feed = a_feed()
    feed["contactos.csv"] = [files.contact_row(**changes)]
    (row,) = read(write_feed(tmp_path, feed)).rows["contactos.csv"]
    supply, channel, purpose, person, name, document, phone, email, *_ = row
    assert person == Contact(
        str(supply), str(name), str(document), str(phone), str(email), str(channel), Purpose(str(purpose)), None, ""
    ).person  # fmt: skip


def test_a_payment_may_name_no_bill(tmp_path: Path) -> None:
    feed = a_feed()
    feed["pagos.csv"] = [files.payment_row(recibo="")]
    assert read(write_feed(tmp_path, feed)).rows["pagos.csv"][0][-1] is None


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (lambda text: text, True),
        (lambda text: text.replace("TOTAL;2;", "TOTAL;3;"), False),
        (lambda text: text.replace("TOTAL;2;60,00", "TOTAL;2;60,01"), False),
        (lambda text: text.replace("CAR1-000002", "CAR1-000001"), True),
        (lambda text: text.replace("15/10/2023", "15/10/2033"), True),
        (lambda text: text + text.split("\n", 1)[1], False),
        (lambda text: text.replace("30,00", "treinta", 1), True),
        (lambda text: text.replace("30,00", "treinta", 1).replace("TOTAL;2", "TOTAL;3"), False),
        (lambda text: text.replace(";CAR1;", ";", 1), True),
    ],
    ids=[
        "as written", "another number of rows", "another sum", "a duplicate counts", "a bad date counts",
        "two files in one", "an unreadable amount proves nothing", "but its row counts",
        "a row of too few fields counts",
    ],
)  # fmt: skip
def test_the_footer_proves_that_the_file_came_whole(
    tmp_path: Path, change: Callable[[str], str], holds: bool
) -> None:
    folder = write_feed(tmp_path, a_feed())
    rows = [files.payment_row(), files.payment_row("CAR1-000002")]
    (folder / "pagos.csv").write_text(change(files.csv_text("pagos.csv", rows)))
    assert read(folder).proofs["pagos.csv"].holds is holds


def test_a_file_that_lost_its_end_has_no_footer(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    text = (folder / "recibos.csv").read_text()
    (folder / "recibos.csv").write_text(text[: text.index("TOTAL") - 9])
    assert read(folder).proofs["recibos.csv"].missing


def test_a_register_with_less_supplies_than_its_total_does_not_hold(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    text = (folder / "padron.xls").read_text()
    (folder / "padron.xls").write_text(text.replace("<td>TOTAL</td><td>1</td>", "<td>TOTAL</td><td>2</td>"))
    assert not read(folder).proofs["padron.xls"].holds


def test_other_totals_below_the_register_are_for_reading(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    text = (folder / "padron.xls").read_text()
    below = "<tr><td>TOTAL ACTIVOS</td><td>1</td></tr><tr><td>Elaborado por:</td></tr>"
    (folder / "padron.xls").write_text(text.replace("<tr><td>TOTAL</td><td>1</td></tr>", below))
    found = read(folder)
    assert (found.bad, len(found.rows["padron.xls"])) == ([], 1)


def test_a_holder_may_be_called_total(tmp_path: Path) -> None:
    row = files.supply_row(titular="Total Servicios")
    feed = a_feed() | {"padron.xls": [{"titular": row["titular"]} | row]}
    assert [row[2] for row in read(write_feed(tmp_path, feed)).rows["padron.xls"]] == ["Total Servicios"]


@pytest.mark.parametrize(
    ("footer", "code"), [("TOTAL;uno;30,00", "footer_unreadable"), ("TOTAL;1;30.00", "footer_unreadable")]
)
def test_a_footer_that_cannot_be_read_is_refused(tmp_path: Path, footer: str, code: str) -> None:
    folder = write_feed(tmp_path, a_feed())
    (folder / "pagos.csv").write_text(files.csv_text("pagos.csv", [files.payment_row()], footer))
    with pytest.raises(BadFile) as refused:
        read(folder)
    assert refused.value.code == code


@pytest.mark.parametrize("file", ["padron.xls", "recibos.csv", "pagos.csv", "convenios.csv", "cuotas.csv"])
def test_a_feed_without_a_file_that_it_needs_is_refused(tmp_path: Path, file: str) -> None:
    (write_feed(tmp_path, a_feed()) / file).unlink()
    with pytest.raises(BadFile) as refused:
        read(tmp_path)
    assert (refused.value.code, refused.value.values["file"]) == ("missing_file", file)


@pytest.mark.parametrize("absent", [("contactos.csv",), ("reclamos.csv",), ("convenios.csv", "cuotas.csv")])
def test_a_feed_may_come_without_the_other_files(tmp_path: Path, absent: tuple[str, ...]) -> None:
    folder = write_feed(tmp_path, a_feed())
    for file in absent:
        (folder / file).unlink()
    assert set(read(folder).rows) == set(files.COLUMNS) - set(absent)


@pytest.mark.parametrize("file", files.COLUMNS)
def test_a_file_without_one_of_its_columns_is_refused(tmp_path: Path, file: str) -> None:
    feed = a_feed()
    column = files.COLUMNS[file][-1]
    feed[file] = [{name: value for name, value in row.items() if name != column} for row in feed[file]]
    folder = write_feed(tmp_path, {**a_feed()})
    whole = files.register_text if file == "padron.xls" else lambda rows: files.csv_text(file, rows, "")
    (folder / file).write_text(whole(feed[file]))
    with pytest.raises(BadFile) as refused:
        read(folder)
    assert refused.value.code == "missing_column"
    assert refused.value.values == {"file": file, "column": column}


def test_a_column_that_comes_twice_is_refused(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    (folder / "pagos.csv").write_text("operacion;suministro;fecha;importe;centro;recibo;importe\n")
    with pytest.raises(BadFile) as refused:
        read(folder)
    assert refused.value.code == "repeated_column"


@pytest.mark.parametrize("text", ["", "<html><body>Error 500</body></html>"])
def test_a_register_without_its_table_is_refused(tmp_path: Path, text: str) -> None:
    (write_feed(tmp_path, a_feed()) / "padron.xls").write_text(text)
    with pytest.raises(BadFile) as refused:
        PortfolioFolder(tmp_path).cut_date()
    assert refused.value.code == "no_table"


def test_an_empty_file_lacks_its_first_column(tmp_path: Path) -> None:
    (write_feed(tmp_path, a_feed()) / "pagos.csv").write_bytes(b"")
    with pytest.raises(BadFile) as refused:
        read(tmp_path)
    assert refused.value.values["column"] == "operacion"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        PortfolioFolder(tmp_path / "nowhere")
    assert refused.value.code == "missing_folder"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("<td>Fecha de corte: 31/12/2023</td>", date(2023, 12, 31)),
        ("<td>FECHA DE CORTE</td><td>30/11/2023</td>", date(2023, 11, 30)),
        ("<td>Fecha de corte : <b>01/02/2024</b>.</td>", date(2024, 2, 1)),
        ("<td>Padrón</td>", None),
    ],
)
def test_the_company_block_says_the_cut_date(tmp_path: Path, heading: str, expected: date | None) -> None:
    folder = write_feed(tmp_path, a_feed())
    text = (folder / "padron.xls").read_text()
    (folder / "padron.xls").write_text(
        text.replace('<td colspan="20">Fecha de corte: 31/12/2023</td>', heading)
    )
    assert PortfolioFolder(folder).cut_date() == expected


def test_a_cut_date_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    (folder / "padron.xls").write_text(files.register_text([files.supply_row()], "31/02/2023"))
    with pytest.raises(BadFile) as refused:
        PortfolioFolder(folder).cut_date()
    assert refused.value.code == "bad_cut_date"
