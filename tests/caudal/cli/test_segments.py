"""`caudal score` and `caudal segments` over an imported portfolio."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from caudal.cli.portfolio import import_
from caudal.cli.scoring import score
from caudal.cli.segments import HEADINGS, SEGMENTS, segments
from receivables.errors import CaudalError
from receivables.model.segment import NO_SEGMENT, TUMBES
from receivables.usecases.segments import By
from tests.support import portfolio as files
from tests.support.portfolio import write_feed

app = typer.Typer()
app.command("import")(import_)
app.command("score")(score)
app.command("segments")(segments)

Run = Callable[..., Result]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The commands on a database of their own."""
    monkeypatch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    return lambda *arguments: CliRunner().invoke(app, arguments)


@pytest.fixture
def run(empty: Run, tmp_path: Path) -> Run:
    """The same with three supplies: one owes much in Zorritos, one little in Cancas, one nothing."""
    supplies = [
        files.supply_row(f"000000{n}", localidad=name)
        for n, name in enumerate(("Zorritos", "Cancas", "Papayal"))
    ]
    bills = [
        files.bill_row(
            "R-0", suministro="0000000", emision="05/08/2023", vencimiento="20/08/2023", saldo="0,00"
        ),
        files.bill_row("R-1", suministro="0000000", emision="05/09/2023", vencimiento="20/09/2023"),
        files.bill_row("R-2", suministro="0000000"),
        files.bill_row("R-3", suministro="0000001", saldo="12,50"),
        files.bill_row("R-4", suministro="0000002", saldo="0,00"),
    ]
    payments = [
        files.payment_row("C-1", suministro="0000000", fecha="15/08/2023", recibo="R-0"),
        files.payment_row("C-2", suministro="0000002", fecha="15/11/2023", recibo="R-4"),
    ]
    folder = write_feed(
        tmp_path / "feed", {"padron.xls": supplies, "recibos.csv": bills, "pagos.csv": payments}
    )
    assert empty("import", str(folder)).exit_code == 0
    return empty


def document(result: Result) -> object:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_localities_are_given_as_the_surface_says(run: Run) -> None:
    assert document(run("segments", "--by", "locality", "--json")) == [
        {"locality": "Cancas", "customers": 1, "amount": "12.50"},
        {"locality": "Zorritos", "customers": 1, "amount": "60.00"},
    ]
    assert document(run("segments", "--by", "locality", "--older-than", "3", "--json")) == [
        {"locality": "Zorritos", "customers": 1, "amount": "30.00"}
    ]
    assert document(run("segments", "--by", "locality", "--older-than", "99", "--json")) == []


def test_a_reader_sees_a_table_and_a_picture(run: Run) -> None:
    shown = run("segments", "--by", "segment").stdout
    assert "Deuda impaga, al 31/12/2023" in shown
    assert "Liviana" in shown
    assert "72.50" in shown
    assert "█" in shown


@pytest.mark.parametrize("by", By)
def test_every_division_has_a_heading(run: Run, by: By) -> None:
    assert HEADINGS[by] in run("segments", "--by", by.value).stdout


def test_nothing_owed_is_an_empty_table(run: Run) -> None:
    assert run("segments", "--by", "locality", "--older-than", "99").exit_code == 0


def test_every_segment_has_a_name_for_readers() -> None:
    assert set(SEGMENTS) == {*TUMBES.shown, NO_SEGMENT}


def test_scores_are_told_with_their_real_shares(run: Run) -> None:
    found = document(run("score", "--json"))
    assert isinstance(found, dict)
    assert (found["as_of"], found["scored"], found["without_payments"]) == ("2023-12-31", 2, 1)
    assert found["measures"]["frequency"] == {
        "counts": [0, 0, 0, 0, 2],
        "percent": ["0.0", "0.0", "0.0", "0.0", "100.0"],
        "tied": True,
    }
    assert found["protection"] == {"never_cut": 1, "friendly_first": 0, "none": 0}


def test_a_measure_that_tells_nobody_apart_is_flagged(run: Run) -> None:
    shown = run("score").stdout
    assert "Frecuencia: todos están empatados; esta medida no distingue a nadie." in shown
    assert "Nunca se corta (5-5-5)" in shown


@pytest.mark.parametrize("command", [("score",), ("segments", "--by", "locality")])
def test_before_the_first_import_there_is_nothing(empty: Run, command: tuple[str, ...]) -> None:
    error = empty(*command).exception
    assert isinstance(error, CaudalError)
    assert error.code == "nothing_imported"


@pytest.mark.parametrize("command", ["score", "segments"])
def test_the_help_shows_an_example(empty: Run, command: str) -> None:
    assert f"Ejemplo: caudal {command}" in empty(command, "--help").stdout


def test_a_division_that_does_not_exist_is_a_wrong_call(empty: Run) -> None:
    assert empty("segments", "--by", "colour").exit_code == 2
