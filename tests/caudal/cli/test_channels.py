"""`caudal channels`: what is said of an account; asking the providers is tested with their channels."""

import json

import pytest
import typer
from typer.testing import CliRunner

from caudal import registering
from caudal.cli.channels import channels_app
from caudal.registering import Line

app = typer.Typer()
app.add_typer(channels_app, name="channels")


def run(monkeypatch: pytest.MonkeyPatch, lines: list[Line], *arguments: str) -> tuple[int, str]:
    async def inspect(*, changing: bool) -> list[Line]:
        return lines

    monkeypatch.setattr(registering, "inspect", inspect)
    done = CliRunner().invoke(app, ["channels", *arguments])
    return done.exit_code, done.stdout


def sessions(*kinds: str) -> list[Line]:
    return [Line("whatsapp", f"session.quick_1_{n}", kind, True) for n, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("fine", "fine"), "Contenidos con botones para conversaciones: 2 ya en orden."),
        (("made", "fine", "made"), "Contenidos con botones para conversaciones: 2 creados, 1 ya en orden."),
        (("made",), "Contenidos con botones para conversaciones: 1 creados."),
    ],
)
def test_contents_for_buttons_are_counted_in_one_line(
    monkeypatch: pytest.MonkeyPatch, kinds: tuple[str, ...], told: str
) -> None:
    lines = [Line("whatsapp", "friendly_notice", "submitted", True), *sessions(*kinds)]
    code, shown = run(monkeypatch, lines, "register")
    assert code == 0
    assert told in shown
    assert "session." not in shown


def test_one_that_is_refused_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Line("whatsapp", "session.list_9_2", "refused", False, {"code": "20001"})
    code, shown = run(monkeypatch, [*sessions("fine"), refused], "register")
    assert code == 1
    assert "session.list_9_2" in shown
    assert "1 ya en orden" in shown


def test_programs_read_every_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shown = run(monkeypatch, sessions("fine", "made"), "check", "--json")
    assert [each["result"] for each in json.loads(shown)] == ["fine", "made"]
