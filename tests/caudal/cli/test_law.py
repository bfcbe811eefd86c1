"""`caudal law`: moments against the rules, and rules told in plain Spanish."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from caudal.cli import main
from caudal.cli.law_views import explained
from receivables.adapters.packs import POLICIES, load_policy

HEADER = "jurisdiction,local_time,act,expected"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command as a person meets it: exit code, what it printed, what it refused."""
    monkeypatch.setenv("CAUDAL_NOW", "2026-11-23T10:00:00-05:00")
    monkeypatch.setenv("CAUDAL_POLICY", "tumbes")

    def call(*arguments: str, policy: str | Path | None = None) -> tuple[int, str, str]:
        if policy is not None:
            monkeypatch.setenv("CAUDAL_POLICY", str(policy))
        with pytest.raises(SystemExit) as leaving:
            main(["law", *arguments])
        assert isinstance(leaving.value.code, int)
        told = capsys.readouterr()
        return leaving.value.code, told.out, told.err

    return call


def vectors(folder: Path, *rows: str) -> str:
    file = folder / "vectors.csv"
    file.write_text("\n".join([HEADER, *rows]), "utf-8")
    return str(file)


def test_when_all_hold_it_says_how_many(run: Run, tmp_path: Path) -> None:
    rows = ("PE,2026-11-23 10:00,message,allow", "CO,2026-11-23T10:00:00,visit,deny")
    assert run("test", vectors(tmp_path, *rows)) == (0, "Coinciden los 2 casos.\n", "")
    assert run("test", vectors(tmp_path, rows[0])) == (0, "Coincide el único caso.\n", "")


def test_no_setting_is_needed_to_test_the_law(run: Run, tmp_path: Path) -> None:
    file = vectors(tmp_path, "PE,2026-11-23 10:00,message,allow")
    assert run("test", file, policy=tmp_path / "none.toml")[0] == 0


def test_a_mismatch_is_told_with_its_reasons_and_rules(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("test", vectors(tmp_path, "PE,2026-12-07 10:00,cut,allow"))
    assert code == 1
    assert "línea 2: PE 2026-12-07 10:00:00 cut: se esperaba allow y las reglas responden deny" in out
    assert "PE-CUT-6" in out
    assert "Coinciden 0 de 1 casos." in out


def test_what_is_allowed_against_expectation_is_a_mismatch_too(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("test", vectors(tmp_path, "PE,2026-11-23 10:00,message,deny"), "--json")
    assert code == 1
    (mismatch,) = json.loads(out)["mismatches"]
    assert (mismatch["answer"], mismatch["reasons"], mismatch["rules"]) == ("allow", [], [])


@pytest.mark.parametrize(
    ("row", "reasons", "rule"),
    [
        ("PE,2026-11-23 06:59:59,message,allow", ["outside_window"], "PE-CON-1"),
        ("CO,2026-11-23 10:00,visit,allow", ["outside_window"], "CO-CON-8"),
        ("CO,2026-07-13 10:00,message,allow", ["holiday"], "HOL-CO-2"),
        ("PE,2077-03-01 10:00,message,allow", ["unknown_calendar"], "HOL-1"),
        ("XX,2026-11-23 10:00,message,allow", ["unknown_law"], "HOL-1"),
        (",2026-11-23 10:00,message,allow", ["unknown_law"], "HOL-1"),
        ("CO,2023-10-09 10:00,message,allow", ["unknown_law"], "HOL-1"),  # the day before the law
    ],
)
def test_for_a_program_each_mismatch_has_reasons_and_rules(
    run: Run, tmp_path: Path, row: str, reasons: list[str], rule: str
) -> None:
    code, out, _ = run("test", vectors(tmp_path, row), "--json")
    found = json.loads(out)
    (mismatch,) = found["mismatches"]
    assert (code, found["checked"], found["held"], mismatch["line"]) == (1, 1, 0, 2)
    assert (mismatch["answer"], mismatch["reasons"]) == ("deny", reasons)
    assert rule in mismatch["rules"]


def test_unknown_law_is_told_to_a_person(run: Run, tmp_path: Path) -> None:
    assert (
        "no hay reglas que rijan ese día"
        in run("test", vectors(tmp_path, "XX,2026-11-23 10:00,cut,allow"))[1]
    )


def test_a_moment_with_an_offset_is_put_on_the_clock_of_the_country(run: Run, tmp_path: Path) -> None:
    rows = ("PE,2026-11-23T12:00:00Z,message,allow", "PE,2026-11-23T11:59:59Z,message,deny")
    assert run("test", vectors(tmp_path, *rows))[0] == 0


def test_a_row_that_is_not_understood_makes_it_fail_though_the_others_hold(run: Run, tmp_path: Path) -> None:
    file = vectors(tmp_path, "PE,2026-11-23 10:00,message,allow", "PE,ayer,message,allow")
    code, out, _ = run("test", file)
    assert code == 1
    assert "línea 3: «ayer» no se entiende en la columna local_time" in out
    assert json.loads(run("test", file, "--json")[1])["unreadable"] == [
        {"line": 3, "column": "local_time", "value": "ayer"}
    ]


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_cannot_be_read_is_a_wrong_call(run: Run, tmp_path: Path, name: str) -> None:
    code, out, err = run("test", str(tmp_path / name))
    assert (code, out) == (2, "")
    assert "ARCHIVO" in err


def test_a_rule_is_explained_in_plain_spanish(run: Run) -> None:
    code, out, _ = run("explain", "pe-cut-1")
    assert code == 0
    assert out.splitlines() == [
        "PE-CUT-1: Se puede cerrar el servicio desde 2 recibos mensuales vencidos.",
        "Base: Art. 113, RCD 011-2007-SUNASS-CD y sus modificatorias",
        "Seguridad: leída en una fuente",
        "Valor: recibos vencidos que exige la norma: 2",
        "Valor: recibos vencidos con los que corta la empresa: 3",
        "Detiene cuando: aún no debe lo suficiente para un corte",
        "Reglas de PE, versión 2026-11-21, desde el 02/10/2010",
    ]


def test_the_figure_is_that_of_the_policy_in_force(run: Run) -> None:
    def hours(policy: str) -> list[str]:
        found = json.loads(run("explain", "PE-REO-1", "--json", policy=policy)[1])
        return [each["value"] for each in found["figures"]]

    assert hours("tumbes") == ["24", "24"]
    assert hours("abancay") == ["24", "4"]


def test_a_rule_of_another_country_is_told_without_the_figures_of_our_policy(run: Run) -> None:
    found = json.loads(run("explain", "CO-REO-1", "--json")[1])
    assert found["jurisdiction"] == "CO"
    assert [each["value"] for each in found["figures"]] == ["24"]


def test_for_a_program_a_rule_has_its_basis_confidence_date_and_reasons(run: Run) -> None:
    found = json.loads(run("explain", "PE-CON-1", "--json")[1])
    assert (found["confidence"], found["since"]) == ("FOUND", "2010-10-02")
    assert found["basis"] == "Ley 29571, art. 62(b)"
    assert found["reasons"] == ["outside_window"]
    assert found["figures"][0]["value"] == "lunes a viernes de 07:00 a 20:00"


@pytest.mark.parametrize(
    ("rule", "policy", "value"),
    [
        ("Q-2", "tumbes", "lunes a jueves de 08:00 a 16:00"),
        ("CO-CON-2", "bogota", "lunes a viernes de 07:00 a 19:00; sábado de 08:00 a 15:00"),
        ("CO-CON-8", "bogota", "ningún día"),
        ("CO-CON-5", "bogota", "sí"),
        ("CO-INT-1", "bogota", "0.5 % mensual"),
        ("PE-INT-3", "tumbes", "ninguno"),
        ("PE-INT-1", "tumbes", "ninguno"),
        ("PE-REO-4", "moyobamba", "PEN 20.00"),
        ("POL-CUT-2", "moyobamba", "22; 26"),
        ("POL-INS-2", "moyobamba", "50; 70"),
        ("HOL-PE-2", "sedacusco", "24/06/2026"),
        ("POL-EAAB-1", "bogota", "vigente desde 0 días"),
    ],
)
def test_every_kind_of_figure_is_put_into_words(run: Run, rule: str, policy: str, value: str) -> None:
    assert value in run("explain", rule, policy=policy)[1]


@pytest.mark.parametrize("name", ["abancay", "bogota", "moyobamba", "sedacusco", "tumbes"])
def test_every_rule_can_be_told_under_every_policy(name: str) -> None:
    policy = load_policy(Path(name))
    for rule in policy.law.rules:
        found = explained(policy.law, rule, policy)
        assert len(found.figures) == len(rule.figures), rule.id
        assert not [value for _, value in found.figures if not value or re.search(r"\w\(", value)], rule.id


def test_a_rule_that_is_unknown_is_refused_with_the_nearest_ones(run: Run) -> None:
    code, out, err = run("explain", "PE-CON-99")
    assert (code, out) == (1, "")
    assert "PE-CON-9" in err


def test_without_a_rule_it_says_how_to_see_them_all(run: Run) -> None:
    code, _, err = run("explain")
    assert code == 2
    assert "--list" in err


def test_all_rules_can_be_listed(run: Run) -> None:
    code, out, _ = run("explain", "--list")
    ids = [line.split()[0] for line in out.splitlines()]
    assert code == 0
    assert len(ids) == len(set(ids))
    assert {"PE-CON-1", "CO-CON-1", "I-1", "Q-1", "HOL-1", "POL-RFM-1"} <= set(ids)
    assert [each["id"] for each in json.loads(run("explain", "--list", "--json")[1])] == ids


def test_where_another_country_had_no_law_yet_ours_is_still_explained(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUDAL_NOW", "2022-03-01T10:00:00-05:00")
    assert run("explain", "PE-CON-1")[0] == 0
    assert run("explain", "CO-CON-1")[0] == 1


def test_a_policy_that_is_not_yet_in_force_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUDAL_NOW", "2023-10-09T10:00:00-05:00")
    code, _, err = run("explain", "I-1", policy="bogota")
    assert (code, err) == (1, "bogota.toml: la política rige desde el 10/10/2023 y hoy es 09/10/2023.\n")


def test_a_policy_that_contradicts_the_law_is_refused_in_spanish(run: Run, tmp_path: Path) -> None:
    text = POLICIES.joinpath("tumbes.toml").read_text("utf-8")
    file = tmp_path / "mia.toml"
    file.write_text(text.replace("offer_hours = 48", "offer_hours = 24"), "utf-8")
    code, _, err = run("explain", "PE-CON-1", policy=file)
    assert code == 1
    assert err == f"{file}: la política da 24 horas de aviso antes del corte, pero se exigen al menos 48.\n"
