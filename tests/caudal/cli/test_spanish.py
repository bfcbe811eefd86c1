"""Help and mistakes of every verb in Spanish, whatever the library underneath speaks."""

import re
from collections.abc import Iterator

import pytest
import typer
from typer._click.core import Command, Context

from caudal.cli import main
from caudal.cli.app import app

WORDS = "Usage OPTIONS COMMAND ARGS Options Arguments Commands Show exit required default Input error Value"
ENGLISH = re.compile(rf"\b(?:{WORDS.replace(' ', '|')})\b|<(?:bool|int|str|path|float)\b")


def every_verb() -> Iterator[list[str]]:
    """All of them, as they are typed."""

    def below(command: Command, words: list[str]) -> Iterator[list[str]]:
        yield words
        for name, each in getattr(command, "commands", {}).items():
            yield from below(each, [*words, name])

    yield from below(typer.main.get_command(app), [])


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(words)
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.parametrize("words", list(every_verb()), ids=" ".join)
def test_the_help_of_a_verb_is_in_spanish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = said([*words, "--help"], capsys)
    assert "Uso: " in text
    assert "Muestra esta" in text
    assert ENGLISH.findall(text) == []


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["demo", "--weeks", "99"], "Valor incorrecto para '--weeks': no puede pasar de 12."),
        (["demo", "--weeks", "1"], "Valor incorrecto para '--weeks': no puede ser menor que 3."),
        (["demo", "--weeks", "dos"], "Valor incorrecto para '--weeks': no es un número entero."),
        (
            ["rfm", "a.csv", "--as-of", "ayer"],
            "Valor incorrecto para '--as-of': 'ayer' no tiene la forma AAAA-MM-DD.",
        ),
        (["demo", "ahora"], "Sobra (ahora)."),
        (["nada"], "No existe la orden 'nada'."),
        (["rfm"], "Falta 'ARCHIVO'."),
    ],
)
def test_a_mistake_is_told_in_spanish(
    words: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(words, capsys).strip() == f"{answer} Pida ayuda con --help."


def test_the_line_on_usage_is_the_library_s_own() -> None:
    """If a later one has a door for it, this module may go."""
    assert Context.formatter_class.__name__ == "_Usage"
