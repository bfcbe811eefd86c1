"""`caudal check`: its table, its JSON, its exit codes; one line of history changed breaks it."""

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from caudal.cli import main
from tests.caudal.audit.stories import tell, to_the_payment, url_of

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def run(story_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command as it is typed, over the story: its exit code, what it prints, and what it says of it."""
    monkeypatch.setenv("CAUDAL_DATABASE_URL", url_of(story_file))

    def typed(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as leaving:
            main(["check", *arguments])
        told = capsys.readouterr()
        return int(str(leaving.value.code or 0)), told.out, told.err

    return typed


def change(file: Path, *statements: str) -> None:
    """What somebody does who owns the database: take the triggers off, and change history."""
    connection = sqlite3.connect(file)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.commit()
    connection.close()


def ends(run: Run) -> dict[str, str]:
    """The ends of the chains, as the command prints them."""
    lines = [line.strip() for line in run()[1].splitlines() if line.startswith("  ")]
    return {line.partition(":")[0]: line for line in lines}


def test_a_sound_database_ends_with_0_and_shows_the_ends_of_the_chains(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "Cadena del registro de decisiones" in out
    assert "  case_moves:6:" in out


def test_json_holds_everything(run: Run) -> None:
    code, out, _ = run("--json")
    told = json.loads(out)
    assert code == 0
    assert told["findings"] == []
    assert {end["table"] for end in told["ends"]} == {"audit_entries", "case_moves", "consents"}
    assert all(check["findings"] == 0 for check in told["checks"])


SWAP = (
    "UPDATE {table} SET number = -1 WHERE number = 2",
    "UPDATE {table} SET number = 2 WHERE number = 3",
    "UPDATE {table} SET number = 3 WHERE number = -1",
)
TAMPERINGS = {
    "the reason of a decision": ("UPDATE audit_entries SET reasons = '[\"paid\"]' WHERE number = 7",),
    "the moment of a decision": ("UPDATE audit_entries SET at = '2024-01-08 10:00:00.000000' WHERE number = 9",),
    "a fact of a decision": ("UPDATE audit_entries SET facts = json_set(facts, '$.x', 1) WHERE number = 5",),
    "the rules of a decision": (
        "UPDATE audit_entries SET rules = '[]'"
        " WHERE number = (SELECT max(number) FROM audit_entries WHERE rules <> '[]')",
    ),
    "who moved a case": ("UPDATE case_moves SET actor = 'staff/nadie' WHERE number = 3",),
    "the moment of a consent": ("UPDATE consents SET at = '2020-01-01 05:00:00.000000' WHERE number = 1",),
    "a consent turned into a no": ("UPDATE consents SET given = 0 WHERE number = 1",),
    "the last line removed": ("DELETE FROM audit_entries WHERE number = (SELECT max(number) FROM audit_entries)",),
    "a line in the middle removed": ("DELETE FROM case_moves WHERE number = 2",),
    "the first line removed": ("DELETE FROM audit_entries WHERE number = 1",),
    "two decisions in another order": tuple(each.format(table="audit_entries") for each in SWAP),
    "two moves in another order": tuple(each.format(table="case_moves") for each in SWAP),
    "a line slipped in": (
        "INSERT INTO case_moves (id, utility, number, digest, supply_number, event, before, after, at, actor, why,"
        " policy_version) SELECT 99, utility, number + 1, digest, supply_number, event, before, after, at, actor, why,"
        " policy_version FROM case_moves WHERE number = 6",
    ),
    "the head forgotten": ("DELETE FROM chain_heads WHERE chain = 'case_moves'",),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(TAMPERINGS))
def test_one_line_of_history_changed_breaks_it(run: Run, story_file: Path, what: str) -> None:
    change(story_file, *TAMPERINGS[what])
    code, out, err = run()
    assert code == 1
    assert "[I-27]" in out
    assert err.startswith("Incumplimientos hallados:")


def test_the_line_is_named_with_its_table_and_number(run: Run, story_file: Path) -> None:
    change(story_file, "UPDATE case_moves SET actor = 'staff/nadie' WHERE number = 3")
    told = json.loads(run("--json")[1])
    assert [(each["code"], each["subject"]) for each in told["findings"]] == [
        ("check_chain_changed", "case_moves:3")
    ]


def test_an_anchor_written_down_earlier_still_holds(run: Run) -> None:
    end = ends(run)["case_moves"]
    assert run("--anchor", end)[0] == 0


def test_a_history_made_anew_does_not_fit_its_anchor(run: Run, story_file: Path) -> None:
    table, number, digest = ends(run)["case_moves"].split(":")
    other = f"{table}:{number}:{'0' * len(digest)}"
    longer = f"{table}:{int(number) + 1}:{digest}"
    for anchor in (other, longer):
        code, out, _ = run("--anchor", anchor)
        assert code == 1
        assert "ancla" in out


@pytest.mark.parametrize("anchor", ["case_moves", "case_moves:x:y", "bills:1:" + "0" * 64])
def test_what_is_no_anchor_is_a_wrong_call(run: Run, anchor: str) -> None:
    code, _, err = run("--anchor", anchor)
    assert code == 2
    assert "no es un ancla" in err


def test_a_reopening_that_waits_too_long_is_told_but_breaks_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = url_of(tmp_path / "waiting.db")
    asyncio.run(tell(url, to=to_the_payment))
    monkeypatch.setenv("CAUDAL_DATABASE_URL", url)
    code, out, _ = run("--now", "2024-01-25T10:00:00-05:00")
    assert code == 0
    assert "1 reapertura que espera" in out


def test_only_fifty_findings_are_shown(run: Run, story_file: Path) -> None:
    saturday = "UPDATE outbox SET sent_at = '2024-01-13 10:00:00.000000' WHERE kind = 'notice'"
    everywhere = ("UPDATE audit_entries SET actor = 'nadie'", "UPDATE case_moves SET actor = 'nadie'")
    nobody = "UPDATE outbox SET person = 'doc:2', channel = 'sms' WHERE kind = 'notice'"
    change(story_file, *everywhere, saturday, nobody)
    _, out, _ = run()
    assert len(json.loads(run("--json")[1])["findings"]) > 50
    assert sum(line.startswith("[") for line in out.splitlines()) == 50
    assert "véalos todos con --json" in out


def test_without_a_database_it_says_so(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUDAL_DATABASE_URL", url_of(tmp_path / "nowhere.db"))
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.startswith("No se pudo abrir la base de datos")


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    folder = Path(__file__).parents[3] / "caudal" / "audit"
    named = {
        code
        for file in folder.rglob("*.py")
        for code in re.findall(r'"(check_\w+)"', file.read_text("utf-8"))
    }
    sentences = tomllib.loads((files("templates") / "errors" / "es" / "check.toml").read_text("utf-8"))
    told = set(sentences) - {"check_found", "bad_anchor"}
    assert named == told


def test_the_auditor_loads_nothing_of_the_model() -> None:
    program = (
        "import sys, caudal.audit.check;"
        "print([m for m in sys.modules if m.startswith('receivables.') and m != 'receivables.errors'])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
