"""`caudal import` reports every row that it left out, and says in Spanish why it refused a feed."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from caudal.cli.portfolio import import_
from receivables.errors import CaudalError
from receivables.model.portfolio import Fault
from templates.errors import catalogue, sentence
from tests.support import portfolio as files
from tests.support.portfolio import a_feed, write_feed

app = typer.Typer()
app.command()(import_)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command on a database of its own."""
    monkeypatch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    return lambda *arguments: CliRunner().invoke(app, [str(each) for each in arguments])


def a_damaged_feed(bad: int = 1) -> files.Feed:
    """Payments of which some are of the future."""
    payments = [
        files.payment_row(f"C-{n}", fecha="01/02/2024" if n < bad else "01/02/2023") for n in range(bad + 1)
    ]
    return a_feed() | {"pagos.csv": payments}


def document(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def refused(result: Result) -> CaudalError:
    assert isinstance(result.exception, CaudalError), result.output
    return result.exception


def test_what_was_left_out_is_said_with_file_line_column_and_reason(run: Run, tmp_path: Path) -> None:
    found = document(run(write_feed(tmp_path / "feed", a_damaged_feed()), "--json"))
    assert found["bad_rows"] == [
        {
            "file": "pagos.csv",
            "line": 2,
            "column": "fecha",
            "reason": "future",
            "explanation": "la fecha es posterior a la fecha de corte",
        }
    ]
    assert found["cut_date"] == "2023-12-31"
    payments = {"file": "pagos.csv", "rows": 2, "inserted": 1, "updated": 0, "unchanged": 0, "bad": 1}
    assert payments in found["files"]  # type: ignore[operator]


def test_a_reader_sees_a_table_and_the_first_rows_left_out(run: Run, tmp_path: Path) -> None:
    shown = run(write_feed(tmp_path / "feed", a_damaged_feed())).stdout
    assert "Importado, con fecha de corte 31/12/2023" in shown
    assert "file,line,column,reason\npagos.csv,2,fecha,la fecha es posterior a la fecha de corte\n" in shown


def test_a_reader_is_spared_more_than_twenty_rows(run: Run, tmp_path: Path) -> None:
    feed = a_damaged_feed(25)
    feed["pagos.csv"] += [files.payment_row(f"D-{n}") for n in range(2500)]
    shown = run(write_feed(tmp_path / "feed", feed)).stdout
    assert shown.count("pagos.csv,") == 20
    assert "y 5 más" in shown


def test_balances_that_nothing_explains_are_told(run: Run, tmp_path: Path) -> None:
    feed = a_feed()
    feed["recibos.csv"] = [files.bill_row(saldo="0,00")]
    folder = write_feed(tmp_path / "feed", feed)
    assert document(run(folder, "--json"))["opening_balances"] == {
        "bills": 1,
        "less": "30.00",
        "more": "0.00",
        "currency": "PEN",
    }
    assert "1 recibos tienen un saldo que los pagos no explican" in " ".join(run(folder).stdout.split())


def test_the_same_files_again_change_nothing(run: Run, tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", a_feed())
    run(folder)
    again = document(run(folder, "--json"))["files"]
    assert isinstance(again, list)
    assert {(each["inserted"], each["updated"], each["unchanged"]) for each in again} == {(0, 0, 1)}


def test_the_cut_date_can_be_given(run: Run, tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", a_damaged_feed())
    found = document(run(folder, "--as-of", "2024-02-29", "--json"))
    assert (found["cut_date"], found["bad_rows"]) == ("2024-02-29", [])


def test_many_bad_rows_refuse_the_feed_and_the_first_are_shown(run: Run, tmp_path: Path) -> None:
    result = run(write_feed(tmp_path / "feed", a_damaged_feed(30)))
    error = refused(result)
    assert sentence(error).startswith("pagos.csv tiene 30 filas con problemas de 31: más del 1 %.")
    assert result.stderr.count("pagos.csv,") == 20
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "pagos.csv").unlink(), "Falta el archivo pagos.csv. No se importó nada."),
        (
            lambda folder: (folder / "pagos.csv").write_text(files.csv_text("pagos.csv", [], "TOTAL;1;5,00")),
            "La fila TOTAL de pagos.csv dice 1 filas y el archivo trae 0. No se importó nada.",
        ),
        (
            lambda folder: (folder / "recibos.csv").write_text("hola", "utf-16"),
            "recibos.csv no es un texto en UTF-8 ni en Windows-1252 (cp1252).",
        ),
        (
            lambda folder: (folder / "padron.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"),
            "padron.xls no es un texto en UTF-8",
        ),
    ],
    ids=["a missing file", "another total", "utf-16", "a real spreadsheet"],
)  # fmt: skip
def test_a_broken_feed_is_refused_in_words(
    run: Run, tmp_path: Path, damage: Callable[[Path], object], said: str
) -> None:
    folder = write_feed(tmp_path / "feed", a_feed())
    damage(folder)
    assert sentence(refused(run(folder))).startswith(said)


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from caudal import wiring
from receivables.adapters.files import PortfolioFolder
from receivables.usecases.import_portfolio import import_portfolio

def kill(file, done, size):
    if file == "pagos.csv":
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    async with wiring.opened() as installation:
        await import_portfolio(installation.services, PortfolioFolder(Path(sys.argv[1])), watch=kill)

asyncio.run(main())
"""


def test_an_import_that_is_killed_in_the_middle_leaves_what_was_there(run: Run, tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed", a_feed())
    killed = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    files_then = document(run(folder, "--json"))["files"]
    assert isinstance(files_then, list)
    assert {each["inserted"] for each in files_then} == {1}


def test_a_folder_that_is_not_there_makes_no_database(run: Run, tmp_path: Path) -> None:
    assert refused(run(tmp_path / "nowhere")).code == "missing_folder"
    assert not (tmp_path / "caudal.db").exists()


@pytest.mark.parametrize("fault", Fault)
def test_every_reason_has_its_words(fault: Fault) -> None:
    assert catalogue("es")[f"fault_{fault}"]


def test_the_help_shows_an_example(run: Run) -> None:
    assert "Ejemplo: caudal import" in run("--help").stdout
