"""`caudal simulate` gives the published document, refuses what makes no sense, and says what would be allowed."""

import json
from datetime import date
from decimal import Decimal

import pytest
import typer
from typer.testing import CliRunner

from caudal.cli.simulate import run_simulate, simulate
from receivables.errors import BadAmount, BadInput, CaudalError, PlanRefused
from receivables.model.money import Money
from receivables.model.plan import PlanLimits, Rate, Terms
from templates.errors import sentence

app = typer.Typer()
app.command()(simulate)

EXAMPLE = ["--debt", "10000", "--instalments", "12", "--first", "2026-12-31"]
TODAY = date(2026, 11, 21)


def document(*more: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*EXAMPLE, *more, "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def refusal(*arguments: str) -> CaudalError:
    error = CliRunner().invoke(app, list(arguments)).exception
    assert isinstance(error, CaudalError), error
    return error


def test_the_document_is_the_one_of_the_surface() -> None:
    found = document("--down", "0", "--monthly", "2.4")
    assert list(found) == ["down_payment", "financed", "instalments", "interest_total", "total"]
    rows = found.pop("instalments")
    assert isinstance(rows, list)
    assert found == {
        "down_payment": "0.00",
        "financed": "10000.00",
        "interest_total": "1627.73",
        "total": "11627.73",
    }
    assert rows[0] == {
        "number": 1,
        "due_on": "2026-12-31",
        "principal": "728.98",
        "interest": "240.00",
        "amount": "968.98",
        "balance": "9271.02",
    }
    assert [len(rows), rows[-1]["due_on"], rows[-1]["balance"]] == [12, "2027-11-30", "0.00"]


def test_without_a_rate_there_is_no_interest() -> None:
    assert document("--down", "1000")["total"] == "10000.00"


@pytest.mark.parametrize(
    ("option", "percent", "interest"), [("--tea", "34.5", "1698.94"), ("--tna", "28.8", "1627.73")]
)
def test_yearly_rates_are_taken_by_their_kind(option: str, percent: str, interest: str) -> None:
    assert document(option, percent)["interest_total"] == interest


def test_grace_rows_come_first() -> None:
    rows = document("--monthly", "2.4", "--grace", "1", "--grace-kind", "partial")["instalments"]
    assert isinstance(rows, list)
    assert [rows[0]["amount"], rows[1]["amount"], len(rows)] == ["240.00", "968.98", 13]


def test_a_person_sees_a_table_in_spanish_with_what_it_costs_and_that_it_binds_nobody() -> None:
    shown = CliRunner().invoke(app, [*EXAMPLE, "--monthly", "2.4"]).stdout
    for part in (
        "Cuota inicial: 0.00",
        "Interés total: 1,627.73",
        "Total por pagar: 11,627.73",
        "31/12/2026",
    ):
        assert part in shown
    assert "no un convenio" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["--debt", "100", "--instalments", "3"],
        [*EXAMPLE, "--tea", "10", "--tna", "10"],
        [*EXAMPLE, "--grace", "2"],
        ["--debt", "100", "--instalments", "tres", "--first", "2026-12-31"],
        ["--debt", "100", "--instalments", "3", "--first", "31/12/2026"],
    ],
)
def test_a_command_wrongly_written_is_a_usage_error(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "kind", "code"),
    [
        (["--debt", "-5"], BadInput, "debt_not_positive"),
        (["--debt", "10.005"], BadAmount, "finer_than_a_centimo"),
        (["--debt", "mucho"], BadAmount, "not_an_amount"),
        (["--down", "-1"], BadInput, "down_payment_negative"),
        (["--down", "10000"], BadInput, "nothing_to_finance"),
        (["--instalments", "0"], BadInput, "instalments_out_of_range"),
        (["--grace", "-1", "--grace-kind", "total"], BadInput, "grace_out_of_range"),
        (["--monthly", "1e9"], BadInput, "not_a_percent"),
        (["--tea", "-3"], BadInput, "rate_out_of_range"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    arguments: list[str], kind: type[CaudalError], code: str
) -> None:
    error = refusal(*EXAMPLE, *arguments)
    assert (type(error), error.code) == (kind, code)
    assert not sentence(error).startswith(code)


def test_instalments_under_a_centimo_are_refused_with_what_could_be() -> None:
    said = sentence(refusal("--debt", "0.02", "--instalments", "4", "--first", "2026-12-31"))
    assert "2 cuotas de S/ 0.01" in said


def test_a_policy_refuses_with_every_reason_and_the_nearest_plan() -> None:
    limits = PlanLimits(Decimal(20), 24, Money.of("30"))
    terms = Terms(Money.of("1000"), Money.zero(), 36, date(2026, 12, 31))
    with pytest.raises(PlanRefused) as refused:
        run_simulate(terms, limits, TODAY)
    said = sentence(refused.value)
    assert "La cuota inicial debe ser de S/ 200.00 como mínimo; se pidió S/ 0.00." in said
    assert "como máximo 24 cuotas; se pidieron 36." in said
    assert "cuota inicial S/ 200.00, 24 cuotas de S/ 33.33" in said
    assert "—" not in said


def test_a_policy_says_dates_and_rates_as_people_write_them() -> None:
    limits = PlanLimits(Decimal(0), 24, Money.zero(), ends_with_year=True)
    terms = Terms(Money.of("1000"), Money.zero(), 3, date(2026, 12, 31), Rate.of_monthly(Decimal(2)))
    with pytest.raises(PlanRefused) as refused:
        run_simulate(terms, limits, TODAY)
    said = sentence(refused.value)
    assert "a más tardar el 31/12/2026; vencería el 28/02/2027." in said
    assert "La tasa debe ser 0.0000 % mensual; se pidió 2.0000 % mensual." in said


def test_a_policy_that_allows_no_plan_says_so() -> None:
    terms = Terms(Money.of("10"), Money.zero(), 2, date(2026, 12, 31))
    with pytest.raises(PlanRefused) as refused:
        run_simulate(terms, PlanLimits(Decimal(20), 24, Money.of("30")), TODAY)
    assert "no se permite ningún plan" in sentence(refused.value)


def test_a_plan_within_the_policy_is_simulated() -> None:
    limits = PlanLimits(Decimal(20), 24, Money.of("30"))
    terms = Terms(Money.of("1000"), Money.of("200"), 8, date(2026, 12, 31))
    assert str(run_simulate(terms, limits, TODAY).instalments[0].amount) == "100.00"


def test_the_help_has_an_example() -> None:
    assert "Ejemplo: caudal simulate --debt 10000" in CliRunner().invoke(app, ["--help"]).stdout
