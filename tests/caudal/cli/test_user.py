"""`caudal user` adds people and makes keys; the password comes by the entrance and is never shown."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from caudal import wiring
from caudal.cli.user import user_app
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.usecases import staff

PASSWORD = "una frase larga"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command on a database of its own."""
    monkeypatch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/caudal.db")

    def run(*arguments: str, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(user_app, arguments, input=stdin)

    return run


def done(result: Result) -> str:
    """What it printed, when it ended well."""
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result) -> CaudalError:
    """What it was refused with; the command turns that into exit 1 and a sentence."""
    assert isinstance(result.exception, CaudalError)
    return result.exception


async def knows(name: str, password: str) -> bool:
    """Whether that is the user's password."""
    async with wiring.opened() as installation:
        found = await staff.authenticate(installation.services, Argon2Passwords(), name, password)
        return found is not None


def test_a_user_is_added_and_listed(run: Run) -> None:
    said = done(run("add", "caja3", "--role", "integrator", "--password-stdin", stdin=f"{PASSWORD}\n"))
    assert "caja3" in said
    assert PASSWORD not in said
    listed = json.loads(done(run("list", "--json")))
    assert [(user["name"], user["role"]) for user in listed] == [("caja3", "integrator")]
    assert set(listed[0]) == {"name", "role", "created_at"}
    assert listed[0]["created_at"].endswith("-05:00")
    assert "caja3" in done(run("list"))


def test_without_anybody_the_list_is_empty(run: Run) -> None:
    assert json.loads(done(run("list", "--json"))) == []


def test_a_key_is_all_that_is_printed(run: Run) -> None:
    done(run("add", "caja3", "--role", "integrator", "--password-stdin", stdin=f"{PASSWORD}\n"))
    first, second = (done(run("key", "caja3")) for _ in range(2))
    assert first != second
    assert first.startswith("ck_")
    assert first.count("\n") == 1


def test_a_key_for_nobody_is_refused(run: Run) -> None:
    error = refused(run("key", "caja3"))
    assert isinstance(error, Unknown)
    assert error.code == "unknown_user"


def test_a_name_that_is_taken_is_refused(run: Run) -> None:
    add = ("add", "caja3", "--role", "desk", "--password-stdin")
    done(run(*add, stdin=PASSWORD))
    assert isinstance(refused(run(*add, stdin=PASSWORD)), Refused)


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        ("", "password_empty"),
        ("\n" + PASSWORD, "password_empty"),
        ("corta\n", "password_too_short"),
        ("x" * 5000, "password_too_long"),
        (b"contrase\xf1a larga\n", "password_not_text"),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_nobody_added(
    run: Run, stdin: str | bytes, code: str
) -> None:
    error = refused(run("add", "caja3", "--role", "desk", "--password-stdin", stdin=stdin))
    assert isinstance(error, BadInput)
    assert error.code == code
    assert json.loads(done(run("list", "--json"))) == []


def test_only_the_first_line_is_the_password_whatever_begins_and_ends_it(run: Run) -> None:
    done(
        run(
            "add",
            "caja3",
            "--role",
            "desk",
            "--password-stdin",
            stdin=f"\ufeff{PASSWORD}\r\nlo demás",
        )
    )
    assert asyncio.run(knows("caja3", PASSWORD))
    assert not asyncio.run(knows("caja3", f"{PASSWORD}\r"))


def test_a_name_that_will_not_do_is_refused_before_any_password_is_read(run: Run) -> None:
    assert refused(run("add", "me", "--role", "desk", "--password-stdin")).code == "bad_user_name"


def test_a_role_that_is_not_one_is_a_wrong_call(run: Run) -> None:
    assert run("add", "caja3", "--role", "jefe", "--password-stdin", stdin=PASSWORD).exit_code == 2


def test_without_a_password_and_nobody_to_ask_it_is_a_wrong_call(run: Run) -> None:
    assert run("add", "caja3", "--role", "desk").exit_code == 2


def test_each_command_shows_an_example(run: Run) -> None:
    for command in ("add", "key", "list"):
        assert f"caudal user {command}" in done(run(command, "--help"))
