"""The printed report: in Spanish, narrow enough for a terminal, and honest about what is simulated."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from caudal.demo.invariants import Checked
from caudal.demo.report import Report
from caudal.demo.show import show
from tests.caudal.demo.conftest import Told


def printed(report: Report, width: int = 80) -> str:
    out = StringIO()
    show(report, Console(file=out, width=width))
    return out.getvalue()


def test_it_fits_into_eighty_columns(told: Told) -> None:
    report = replace(told.report, next_commands=("make run",))
    assert [line for line in printed(report).splitlines() if len(line) > 80] == []


def test_it_opens_with_a_conversation_and_a_cut_withheld(told: Told) -> None:
    text = printed(told.report)
    headings = [
        "Una conversación",
        "Un corte que no se ordenó",
        "Deuda de más de tres meses",
        "Clases RFM",
        "Avisos",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_what_was_recovered_is_said_to_be_simulated_with_what_was_assumed(told: Told) -> None:
    text = printed(told.report, width=200)
    [line] = [line for line in text.splitlines() if line.startswith("Recuperado")]
    assert "simulado" in line
    assert "supuestos" in text


def test_it_ends_with_the_next_commands(told: Told) -> None:
    assert printed(told.report).rstrip().endswith(told.report.next_commands[-1])


def test_a_missing_reason_and_a_broken_rule_are_named(told: Told) -> None:
    broken = Checked("Ninguna orden sin aviso", times=3, failed=1, cases=("cut-1: 0000001",))
    text = printed(replace(told.report, invariants=(broken,), missing_reasons=("cap",)), width=120)
    assert "cut-1: 0000001" in text
    assert "Motivos que no llegaron a actuar: ya se le enviaron los mensajes permitidos." in text


def test_a_story_without_cuts_or_talk_can_be_printed(told: Told) -> None:
    empty = replace(told.report, conversation=(), withheld_cut=None, cut_states={}, cut_orders=(), trail=())
    assert "Ninguna." in printed(empty)
