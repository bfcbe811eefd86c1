"""The measured vectors of the contact calendar (rules, section e): by the model, and by the command on a file."""

from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caudal.cli.law import law_app
from receivables.adapters.calendar import calendar
from receivables.adapters.packs import load_law
from receivables.model.law import TimedAct, acts

ALLOW, DENY = "allow", "deny"
VECTORS = [
    ("PE", "2026-11-23 07:00:00", "message", ALLOW),
    ("CO", "2026-11-23 07:00:00", "message", ALLOW),
    ("PE", "2026-11-23 06:59:59", "message", DENY),
    ("CO", "2026-11-23 06:59:59", "message", DENY),
    ("PE", "2026-11-23 18:59:59", "message", ALLOW),
    ("CO", "2026-11-23 18:59:59", "message", ALLOW),
    ("PE", "2026-11-23 19:00:00", "message", ALLOW),
    ("CO", "2026-11-23 19:00:00", "message", DENY),
    ("PE", "2026-11-23 19:59:59", "message", ALLOW),
    ("PE", "2026-11-23 20:00:00", "message", DENY),
    ("PE", "2026-11-21 10:00:00", "message", DENY),
    ("CO", "2026-11-21 10:00:00", "message", ALLOW),
    ("CO", "2026-11-21 07:59:59", "message", DENY),
    ("CO", "2026-11-21 08:00:00", "message", ALLOW),
    ("CO", "2026-11-21 14:59:59", "message", ALLOW),
    ("CO", "2026-11-21 15:00:00", "message", DENY),
    *((c, f"2026-11-22 {h:02}:00:00", "message", DENY) for c in ("CO", "PE") for h in range(24)),
    ("PE", "2026-06-29 10:00:00", "message", DENY),
    ("CO", "2026-06-29 10:00:00", "message", DENY),
    ("PE", "2026-07-13 10:00:00", "message", ALLOW),
    ("CO", "2026-07-13 10:00:00", "message", DENY),
    ("PE", "2026-07-23 10:00:00", "message", DENY),
    ("CO", "2026-07-23 10:00:00", "message", ALLOW),
    ("PE", "2026-12-09 10:00:00", "message", DENY),
    ("CO", "2026-12-09 10:00:00", "message", ALLOW),
    ("PE", "2026-11-16 10:00:00", "message", ALLOW),
    ("CO", "2026-11-16 10:00:00", "message", DENY),
    ("PE", "2026-12-07 10:00:00", "cut", DENY),
    ("CO", "2026-12-07 10:00:00", "cut", DENY),
    ("PE", "2026-11-23 08:00:00", "cut", ALLOW),
    ("CO", "2026-11-23 08:00:00", "cut", ALLOW),
    ("PE", "2026-11-23 16:00:00", "cut", DENY),
    ("PE", "2026-11-27 10:00:00", "cut", DENY),
    ("PE", "2026-11-23 10:00:00", "visit", ALLOW),
    ("PE", "2026-11-21 10:00:00", "visit", DENY),
    ("CO", "2026-11-23 10:00:00", "visit", DENY),
]


@pytest.mark.parametrize(("country", "local", "act", "expected"), VECTORS)
def test_the_model_answers_as_measured(country: str, local: str, act: str, expected: str) -> None:
    law = load_law(country)
    against = acts(law, calendar(country), TimedAct(act), datetime.fromisoformat(local))
    assert (DENY if against else ALLOW) == expected


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_command_finds_that_all_hold(tmp_path: Path, separator: str) -> None:
    rows = [("jurisdiction", "local_time", "act", "expected"), *VECTORS]
    file = tmp_path / "vectors.csv"
    file.write_text("\n".join(separator.join(row) for row in rows), "utf-8-sig")
    result = CliRunner().invoke(law_app, ["test", str(file)])
    assert result.exit_code == 0, result.output
    assert str(len(VECTORS)) in result.output


def test_the_command_finds_every_vector_that_is_turned_round(tmp_path: Path) -> None:
    turned = {ALLOW: DENY, DENY: ALLOW}
    rows = [f"{c},{t},{a},{turned[e]}" for c, t, a, e in VECTORS]
    file = tmp_path / "vectors.csv"
    file.write_text("\n".join(["jurisdiction,local_time,act,expected", *rows]), "utf-8")
    result = CliRunner().invoke(law_app, ["test", str(file)])
    assert result.exit_code == 1
    assert result.output.count("se esperaba") == len(VECTORS)
