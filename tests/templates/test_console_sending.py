"""The words of the page of sendings."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from receivables.model.conversation import Inbound
from receivables.model.sending import AlarmKind
from templates.pages.console_sending import (
    PROBLEMS,
    as_it_came,
    came_by,
    clipped,
    counted,
    dollars,
    halted_thing,
    own_word,
    part_of,
    problem,
    rings_for,
    seconds,
)


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("campaign:friendly-notice", "Campaña friendly-notice"),
        ("channel:sms", "Canal mensaje de texto"),
        ("message:whatsapp:friendly_notice", "Mensaje de WhatsApp: Aviso amistoso"),
        ("template:sms:payment_receipt", "Plantilla de mensaje de texto: payment_receipt"),
        ("template:whatsapp:last_chance.plain", "Plantilla de WhatsApp: Último plazo (plain)"),
    ],
)
def test_what_is_halted_is_named(subject: str, told: str) -> None:
    assert halted_thing(subject) == told


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("twilio:63028", "código 63028 de Twilio"),
        ("smtp:550.5.1.1", "código 550.5.1.1 del servidor de correo"),
        ("opt_outs", "demasiadas personas pidieron no recibir mensajes"),
        ("Se revisa", "Se revisa"),
    ],
)
def test_a_code_is_told_as_one(why: str, told: str) -> None:
    assert own_word(why) == told


@pytest.mark.parametrize(
    ("span", "told"), [(1, "1 segundo"), (40, "40 segundos"), (119, "119 segundos"), (300, "5 min")]
)
def test_a_rest_is_told_in_seconds_or_minutes(span: int, told: str) -> None:
    assert seconds(span) == told


@pytest.mark.parametrize(
    ("micros", "told"),
    [(0, "USD 0.00"), (4_999, "USD 0.00"), (5_000, "USD 0.01"), (1_234_567_890, "USD 1,234.57")],
)
def test_cost_is_told_to_the_cent(micros: int, told: str) -> None:
    assert dollars(micros) == told


def test_a_bar_never_leaves_its_place() -> None:
    assert [part_of(0, 10), part_of(5, 10), part_of(20, 10), part_of(1, 0)] == [0, 50, 100, 0]


def test_a_long_text_is_clipped() -> None:
    assert clipped("x" * 300) == "x" * 300
    assert clipped("x" * 301) == "x" * 300 + "…"


def test_a_count_that_stopped_says_so() -> None:
    assert [counted(0), counted(999), counted(1_000), counted(1_001)] == ["0", "999", "1,000", "más de 1,000"]


@pytest.mark.parametrize(
    ("kind", "subject", "told"),
    [
        (AlarmKind.BOUNCES, "no_such_mail", "Vuelven correos que no enviamos"),
        (AlarmKind.CALLBACKS, "ValueError", "El programa falló al procesarlo (ValueError)"),
        (AlarmKind.HALTED, "channel:sms", "Canal mensaje de texto"),
        (AlarmKind.HALTED, "openings:whatsapp", "Conversaciones nuevas por WhatsApp"),
        (AlarmKind.OPT_OUTS, "friendly-notice", "Campaña friendly-notice"),
        (AlarmKind.ORPHANS, "no_such_attempt", "De intentos que no hicimos"),
        (AlarmKind.ORPHANS, "no_such_row", "De mensajes que no están en esta base de datos"),
        (
            AlarmKind.REFUSED,
            "message:whatsapp:friendly_notice:63013",
            "Mensaje de WhatsApp: Aviso amistoso, código 63013",
        ),
        (AlarmKind.TICKS, "campaigns", "El reloj de las campañas"),
        (AlarmKind.UNKNOWN_CODE, "telegram:418", "Código 418 de Telegram"),
        (AlarmKind.UNKNOWN_VERIFICATIONS, "verify:codes", "Códigos de mensajes"),
        (AlarmKind.UNKNOWN_VERIFICATIONS, "verify:visits", "Visitas de operarios"),
        (AlarmKind.WINDOW_MISTAKEN, "whatsapp", "Canal WhatsApp"),
    ],
)
def test_an_alarm_says_in_words_what_it_is_about(kind: AlarmKind, subject: str, told: str) -> None:
    assert rings_for(subject, kind) == told


def test_every_word_for_what_cannot_be_read_is_told_in_words() -> None:
    """Those that the webhooks raise stand in the source, each as a text."""
    bot = Path(__file__).parents[2] / "bot"
    raised = {
        node.args[0].value
        for path in (bot / "rereading.py", bot / "channels" / "twilio" / "inbound.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Unreadable"
        and isinstance(node.args[0], ast.Constant)
    }
    assert {"unknown_status", "not_ours"} <= raised <= PROBLEMS.keys()
    assert {"deadly", "refused_by_the_store", "unreadable"} <= PROBLEMS.keys()
    assert problem("KeyError") == "El programa falló al procesarlo (KeyError)"


def test_a_letter_tells_whence_it_came_and_what_stood_in_it() -> None:
    now = datetime(2024, 1, 8, tzinfo=UTC)
    raw = '{"form": "MessageStatus=x%20y", "query": "o=1"}'
    assert [came_by("callback"), came_by("telegram")] == ["Aviso de entrega de Twilio", "Por Telegram"]
    assert as_it_came(Inbound("1", "callback", "", "", None, now, raw)) == "MessageStatus: x y\no: 1"
    assert as_it_came(Inbound("1", "telegram", "", "", None, now, "{nada")) == "{nada"
    assert as_it_came(Inbound("1", "telegram", "", "hola", None, now, "{nada")) == "hola"
