"""`caudal rfm` scores both forms of file by both rules, and says what the classes really came out as."""

import csv
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from caudal.cli.rfm import rfm
from receivables.errors import CaudalError

app = typer.Typer()
app.command()(rfm)

PAYMENTS = """customer,date,amount
002,2023-12-20,30.00
002,2023-11-20,30.50
010,2022-12-31,99.00
1,2023-01-01,10.00
1,2024-01-01,10.00
"""


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    path = tmp_path / "pagos.csv"
    path.write_text(PAYMENTS, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_payments_of_twelve_months_are_scored_in_the_order_of_the_customers(
    payments: Path, tmp_path: Path
) -> None:
    out = tmp_path / "puntajes.csv"
    run(payments, "--as-of", "2023-12-31", "--rule", "utility", "--out", out)
    assert out.read_text("utf-8").splitlines() == [
        "customer_id,recency_days,transactions,amount,recency_score,frequency_score,monetary_score,rfm_score",
        "1,364,1,10.00,3,3,3,333",
        "002,11,2,60.50,5,5,5,555",
        "010,,0,0.00,0,0,0,000",
    ]


def test_the_published_rule_takes_every_row(payments: Path, tmp_path: Path) -> None:
    out = tmp_path / "puntajes.csv"
    run(payments, "--as-of", "2024-01-01", "--rule", "published", "--out", out)
    assert [line.split(",")[:4] for line in out.read_text("utf-8").splitlines()[1:]] == [
        ["1", "0", "2", "20.00"],
        ["002", "12", "2", "60.50"],
        ["010", "366", "1", "99.00"],
    ]


def test_the_summary_has_the_real_share_of_each_class(payments: Path) -> None:
    found = json.loads(run(payments, "--as-of", "2023-12-31", "--json"))
    assert (found["rule"], found["as_of"]) == ("utility", "2023-12-31")
    assert (found["customers"], found["scored"], found["without_payments"]) == (3, 2, 1)
    assert found["measures"]["recency"] == {
        "counts": [0, 0, 1, 0, 1],
        "percent": ["0.0", "0.0", "50.0", "0.0", "50.0"],
        "tied": False,
    }


def test_a_measure_in_which_all_are_equal_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pagos.csv"
    path.write_text("customer,date,amount\na,2023-05-01,10.00\nb,2023-05-01,20.00\n", encoding="utf-8")
    shown = run(path, "--as-of", "2023-12-31")
    assert "Recencia: todos los clientes están empatados" in shown
    assert "Frecuencia: todos los clientes están empatados" in shown
    assert "Monto: todos" not in shown


def test_where_nobody_paid_everybody_is_000(payments: Path, tmp_path: Path) -> None:
    out = tmp_path / "puntajes.csv"
    shown = run(payments, "--as-of", "2010-01-01", "--out", out)
    assert "Calificados: 0" in shown
    assert [line.rsplit(",", 1)[1] for line in out.read_text("utf-8").splitlines()[1:]] == ["000"] * 3


def test_one_customer_alone_is_5_5_5(tmp_path: Path) -> None:
    path, out = tmp_path / "pagos.csv", tmp_path / "puntajes.csv"
    path.write_text("customer,date,amount\nsola,2023-05-01,10.00\n", encoding="utf-8")
    run(path, "--as-of", "2023-12-31", "--out", out)
    assert out.read_text("utf-8").endswith("sola,244,1,10.00,5,5,5,555\n")


def test_the_utility_rule_needs_a_date(payments: Path) -> None:
    result = CliRunner().invoke(app, [str(payments)])
    assert result.exit_code == 2
    assert "as-of" in result.output


def test_a_bad_row_leaves_no_scores_behind(payments: Path, tmp_path: Path) -> None:
    payments.write_text(PAYMENTS + "3,2023-05-05,-4.00\n", encoding="utf-8")
    out = tmp_path / "puntajes.csv"
    result = CliRunner().invoke(app, [str(payments), "--as-of", "2023-12-31", "--out", str(out)])
    assert isinstance(result.exception, CaudalError)
    assert result.exception.code == "csv_negative"
    assert not out.exists()


def test_the_help_has_an_example() -> None:
    assert "Ejemplo: caudal rfm pagos.csv" in CliRunner().invoke(app, ["--help"]).stdout


def test_all_published_scores_come_out_of_the_command(shared_data: Path, tmp_path: Path) -> None:
    given, out = tmp_path / "clientes.csv", tmp_path / "puntajes.csv"
    text = (shared_data / "rfm" / "rfm_customers_input.csv").read_text("utf-8")
    header = "customer_id,most_recent_visit,recency_days,transactions,amount"
    given.write_text("\n".join([header, *text.splitlines()[1:]]), encoding="utf-8")
    run(given, "--rule", "published", "--out", out)
    columns = ("recency_days", "amount", "recency_score", "frequency_score", "monetary_score", "rfm_score")
    expected = by_customer(shared_data / "rfm" / "rfm_customers_published_scores.csv", columns)
    assert len(expected) == 39_999
    assert by_customer(out, columns) == expected


def by_customer(path: Path, columns: tuple[str, ...]) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["customer_id"]: [row[column] for column in columns] for row in csv.DictReader(lines)}
