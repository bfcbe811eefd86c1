"""`caudal user` adds people and makes keys; the password comes by the entrance and is never shown."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from caudal import wiring
from caudal.cli.user import user_app
from receivables.adapters.clocks import RealClock
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.usecases import keys, sign_in
from receivables.usecases.sign_in import Entrance

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
        entrance = Entrance(installation.services, Argon2Passwords(), RealClock())
        return await sign_in.authenticate(entrance, name, password) is not None


async def opens(key: str) -> bool:
    """Whether somebody acts with that key."""
    async with wiring.opened() as installation:
        return await keys.user_of_key(installation.services, RealClock(), key) is not None


def listed(run: Run, name: str) -> dict[str, Any]:
    """What the list says of a user."""
    [found] = [user for user in json.loads(done(run("list", "--json"))) if user["name"] == name]
    return dict(found)


def add(run: Run, name: str, role: str, *more: str) -> str:
    """Somebody of that role, with the password of all of them."""
    return done(run("add", name, "--role", role, "--password-stdin", *more, stdin=PASSWORD))


def test_a_user_is_added_and_listed(run: Run) -> None:
    said = done(run("add", "caja3", "--role", "integrator", "--password-stdin", stdin=f"{PASSWORD}\n"))
    assert "caja3" in said
    assert PASSWORD not in said
    told = json.loads(done(run("list", "--json")))
    assert [(user["name"], user["role"]) for user in told] == [("caja3", "integrator")]
    assert set(told[0]) == {"name", "role", "created_at", "localities", "keys", "disabled_at"}
    assert told[0]["created_at"].endswith("-05:00")
    assert (told[0]["localities"], told[0]["keys"], told[0]["disabled_at"]) == ([], 0, None)
    assert "caja3" in done(run("list"))


def test_without_anybody_the_list_is_empty(run: Run) -> None:
    assert json.loads(done(run("list", "--json"))) == []


def test_a_key_is_all_that_is_printed(run: Run) -> None:
    done(run("add", "caja3", "--role", "integrator", "--password-stdin", stdin=f"{PASSWORD}\n"))
    first, second = (done(run("key", "caja3")) for _ in range(2))
    assert first != second
    assert first.startswith("ck_")
    assert first.count("\n") == 1


def test_a_rotated_key_leaves_the_old_one_for_a_day_and_revoking_ends_all(run: Run) -> None:
    add(run, "caja3", "integrator")
    old = done(run("key", "caja3", "--days", "30")).strip()
    new = done(run("key", "caja3", "--rotate")).strip()
    assert asyncio.run(opens(old))
    assert asyncio.run(opens(new))
    assert listed(run, "caja3")["keys"] == 2
    assert "2" in done(run("key", "caja3", "--revoke-all"))
    assert not asyncio.run(opens(old))
    assert not asyncio.run(opens(new))
    assert listed(run, "caja3")["keys"] == 0


@pytest.mark.parametrize("more", [["--revoke-all", "--rotate"], ["--days", "0"], ["--days", "mañana"]])
def test_a_key_that_makes_no_sense_is_a_wrong_call(run: Run, more: list[str]) -> None:
    add(run, "caja3", "integrator")
    assert run("key", "caja3", *more).exit_code == 2
    assert listed(run, "caja3")["keys"] == 0


def test_a_disabled_user_is_shut_out_until_enabled(run: Run) -> None:
    add(run, "caja3", "integrator")
    key = done(run("key", "caja3")).strip()
    done(run("disable", "caja3"))
    assert listed(run, "caja3")["disabled_at"].endswith("-05:00")
    assert not asyncio.run(knows("caja3", PASSWORD))
    assert not asyncio.run(opens(key))
    done(run("enable", "caja3"))
    assert listed(run, "caja3")["disabled_at"] is None
    assert asyncio.run(knows("caja3", PASSWORD))
    assert not asyncio.run(opens(key))


def test_a_password_is_changed(run: Run) -> None:
    add(run, "ana", "desk")
    said = done(run("password", "ana", "--password-stdin", stdin="otra frase larga\n"))
    assert "otra frase larga" not in said
    assert not asyncio.run(knows("ana", PASSWORD))
    assert asyncio.run(knows("ana", "otra frase larga"))
    assert refused(run("password", "ana", "--password-stdin", stdin="corta")).code == "password_too_short"
    assert asyncio.run(knows("ana", "otra frase larga"))


def test_localities_are_given_and_taken_away(run: Run) -> None:
    add(run, "ana", "agent", "--locality", "Tumbes", "--locality", "La Cruz")
    assert listed(run, "ana")["localities"] == ["La Cruz", "Tumbes"]
    assert "Zorritos" in done(run("localities", "ana", "Zorritos"))
    assert listed(run, "ana")["localities"] == ["Zorritos"]
    assert "ninguna" in done(run("localities", "ana"))
    assert listed(run, "ana")["localities"] == []


@pytest.mark.parametrize("command", ["disable", "enable", "localities"])
def test_what_is_done_to_nobody_is_refused(run: Run, command: str) -> None:
    assert refused(run(command, "nadie")).code == "unknown_user"


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
    for command in ("add", "key", "list", "disable", "enable", "password", "localities"):
        assert f"caudal user {command}" in done(run(command, "--help"))
