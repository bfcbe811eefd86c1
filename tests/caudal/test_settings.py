"""The environment: what it may say, and that whatever is wrong with it is named."""

import stat
from pathlib import Path

import pytest

from caudal.settings import load
from receivables.errors import BadSetting


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CAUDAL_API_PORT", "abc"),
        ("CAUDAL_API_PORT", "70000"),
        ("CAUDAL_BOT_PORT", "0"),
        ("CAUDAL_LANG", "fr"),
        ("CAUDAL_DATABASE_URL", "mysql://localhost/x"),
        ("CAUDAL_PUBLIC_URL", "caudal.example.org"),
        ("CAUDAL_PUBLIC_URL", "https://caudal.example.org/"),
        ("CAUDAL_PUBLIC_URL", "https://mi_caudal.example.org"),
        ("CAUDAL_TELEGRAM_API_URL", "http://127.0.0.1:80/bot"),
        ("CAUDAL_TELEGRAM_MODE", "pigeon"),
        ("CAUDAL_NOW", "ayer"),
        ("CAUDAL_NOW", "2024-01-08T10:00:00"),
        ("CAUDAL_CLOCK", "sundial"),
        ("CAUDAL_TELEGRAM_WEBHOOK_SECRET", "con espacio"),
        ("CAUDAL_TELEGRAM_WEBHOOK_SECRET", "ñandú"),
        ("CAUDAL_TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("CAUDAL_TWILIO_ACCOUNT_SID", "AC1"),
        ("CAUDAL_TWILIO_WHATSAPP_FROM", "whatsapp:+51900000001"),
        ("CAUDAL_TWILIO_SMS_FROM", "900000001"),
        ("CAUDAL_TWILIO_API_URL", "127.0.0.1:4010"),
        ("CAUDAL_SMTP_URL", "mail.example.org:25"),
        ("CAUDAL_SMTP_URL", "smtp://:99999"),
    ],
)
def test_a_nonsensical_value_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadSetting) as refusal:
        load()
    assert refusal.value.values["variable"] == variable


@pytest.mark.parametrize("secret", ["s", "s3cret", "A_-9" * 64])
def test_a_webhook_secret_is_whatever_telegram_takes(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("CAUDAL_TELEGRAM_WEBHOOK_SECRET", secret)
    given = load().telegram_webhook_secret
    assert given is not None
    assert given.get_secret_value() == secret


def test_an_empty_environment_is_enough() -> None:
    settings = load()
    assert settings.embedded
    assert (settings.host, settings.api_port) == ("127.0.0.1", 8000)


def test_an_invented_time_is_refused_with_a_real_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUDAL_NOW", "2024-01-08T10:00:00-05:00")
    monkeypatch.setenv("CAUDAL_TELEGRAM_TOKEN", "1:invented")
    with pytest.raises(BadSetting):
        load()
    monkeypatch.setenv("CAUDAL_TELEGRAM_API_URL", "http://127.0.0.1:8081")
    assert load().now is not None


def test_the_key_is_made_once_and_only_its_owner_may_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/var/caudal.db")
    key = load().key()
    assert len(key) >= 32
    assert load().key() == key
    assert stat.S_IMODE((tmp_path / "var" / "secret.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("secret", ["short", None])
def test_a_server_needs_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch, secret: str | None) -> None:
    monkeypatch.setenv("CAUDAL_DATABASE_URL", "postgresql+psycopg:///caudal")
    if secret:
        monkeypatch.setenv("CAUDAL_SECRET_KEY", secret)
    with pytest.raises(BadSetting) as refusal:
        load().key()
    assert refusal.value.values["variable"] == "CAUDAL_SECRET_KEY"


ACCOUNT = "AC" + "0" * 32
WHOLE = {
    "CAUDAL_TWILIO_ACCOUNT_SID": ACCOUNT,
    "CAUDAL_TWILIO_AUTH_TOKEN": "invented",
    "CAUDAL_TWILIO_WHATSAPP_FROM": "+51900000001",
    "CAUDAL_PUBLIC_URL": "https://caudal.example.org",
}


@pytest.mark.parametrize("variable", sorted(WHOLE))
def test_half_an_account_of_twilio_is_none(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    assert load().reaches_people
    monkeypatch.delenv(variable)
    with pytest.raises(BadSetting) as refusal:
        load()
    assert refusal.value.values["variable"] == variable


@pytest.mark.parametrize("variable", ["CAUDAL_PUBLIC_URL", "CAUDAL_TELEGRAM_WEBHOOK_SECRET"])
def test_a_webhook_needs_an_address_and_a_secret(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    whole = {
        "CAUDAL_TELEGRAM_TOKEN": "1:invented",
        "CAUDAL_TELEGRAM_MODE": "webhook",
        "CAUDAL_TELEGRAM_WEBHOOK_SECRET": "a-secret-of-sixteen",
        "CAUDAL_PUBLIC_URL": "https://caudal.example.org",
    }
    for name, value in whole.items():
        monkeypatch.setenv(name, value)
    assert load().telegram_webhook
    monkeypatch.delenv(variable)
    with pytest.raises(BadSetting) as refusal:
        load()
    assert refusal.value.values["variable"] == variable


def test_a_stand_in_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CAUDAL_TWILIO_API_URL", "http://127.0.0.1:4010")
    monkeypatch.setenv("CAUDAL_SMTP_URL", "smtp://caudal:clave@localhost:2525")
    assert not load().reaches_people
    monkeypatch.setenv("CAUDAL_SMTP_URL", "smtp://caudal:clave@example.org:587")
    assert load().reaches_people
    assert "clave" not in repr(load())
