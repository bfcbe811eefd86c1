"""What the environment says, read once and checked. Nothing else in Caudal reads the environment."""

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from receivables.errors import BadSetting

PREFIX = "CAUDAL_"
TELEGRAM = "https://api.telegram.org"
KEY_BYTES = 32
WEBHOOK = "webhook"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ClockMode(StrEnum):
    """Whether the clock that starts at `CAUDAL_NOW` runs on or stands still."""

    RUNNING = "running"
    FROZEN = "frozen"


def _database(url: str) -> str:
    if not url.startswith(("sqlite+aiosqlite:///", "postgresql+psycopg://")):
        raise PydanticCustomError(
            "database", "debe empezar con sqlite+aiosqlite:/// o con postgresql+psycopg://"
        )
    return url


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise PydanticCustomError("origin", "debe ser esquema://servidor[:puerto], sin barra final")
    return url


def _public(url: str) -> str:
    if "_" in (urlsplit(url).hostname or ""):
        raise PydanticCustomError(
            "underscore", "el nombre no puede llevar _: Twilio no llama a esas direcciones"
        )
    return url


def _number(text: str) -> str:
    if not re.fullmatch(r"\+[1-9]\d{6,14}", text):
        raise PydanticCustomError("number", "debe ser un número como +51900000001, sin espacios")
    return text


def _account(text: str) -> str:
    if not re.fullmatch(r"AC[0-9a-zA-Z]{32}", text):
        raise PydanticCustomError("account", "debe ser AC y 32 letras o cifras")
    return text


def _hook_secret(secret: SecretStr) -> SecretStr:
    """What Telegram takes (setWebhook, secret_token), and no less."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
        raise PydanticCustomError("hook_secret", "debe tener de 1 a 256 letras sin tilde, cifras, _ o -")
    return secret


def _mail_server(url: SecretStr) -> SecretStr:
    try:
        parts = urlsplit(url.get_secret_value())
        good = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("mail_server", "debe ser smtp://usuario:clave@servidor:puerto")
    return url


def _bare(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


Port = Annotated[int, Field(ge=1, le=65535)]
Origin = Annotated[str, AfterValidator(_origin)]
Number = Annotated[str, AfterValidator(_number)]


class Settings(BaseSettings):
    """The variables of Caudal, each with the prefix `CAUDAL_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    database_url: Annotated[str, AfterValidator(_database)] = "sqlite+aiosqlite:///var/caudal.db"
    policy: Path | None = None
    lang: Annotated[str, Field(pattern="^(es|en)$")] = "es"
    host: str = "127.0.0.1"
    api_port: Port = 8000
    bot_port: Port = 8001
    public_url: Annotated[Origin, AfterValidator(_public)] | None = None
    telegram_token: SecretStr | None = None
    telegram_mode: Annotated[str, Field(pattern="^(polling|webhook)$")] = "polling"
    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_hook_secret)] | None = None
    telegram_api_url: Origin = TELEGRAM
    twilio_account_sid: Annotated[str, AfterValidator(_account)] | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_whatsapp_from: Number | None = None
    twilio_sms_from: Number | None = None
    twilio_api_url: Origin | None = None
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_server)] | None = None
    secret_key: SecretStr | None = None
    now: AwareDatetime | None = None
    clock: ClockMode = ClockMode.RUNNING

    @model_validator(mode="before")
    @classmethod
    def _unquoted(cls, given: dict[str, object]) -> dict[str, object]:
        """Shells, systemd and Docker take away the quotes of an env file; `podman --env-file` hands them over."""
        return {name: _bare(value) if isinstance(value, str) else value for name, value in given.items()}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for variable, problem in self._missing():
            raise PydanticCustomError("missing", "{problem}", {"variable": variable, "problem": problem})
        return self

    def _missing(self) -> Iterator[tuple[str, str]]:
        """What contradicts the rest: the variable, and what is wrong with it."""
        if self.now and self.reaches_people:
            yield "NOW", "no se admite con un canal real: las personas viven hoy"
        if self.telegram_token is not None and self.telegram_webhook:
            if self.telegram_webhook_secret is None:
                yield (
                    "TELEGRAM_WEBHOOK_SECRET",
                    "falta: sin ella cualquiera podría hacerse pasar por Telegram",
                )
            if self.public_url is None:
                yield "PUBLIC_URL", "falta: Telegram tiene que saber adónde llamar"
        yield from self._missing_of_twilio()

    def _missing_of_twilio(self) -> Iterator[tuple[str, str]]:
        senders = (self.twilio_whatsapp_from, self.twilio_sms_from)
        if self.twilio_account_sid is None and self.twilio_auth_token is None and not any(senders):
            return
        if self.twilio_account_sid is None:
            yield "TWILIO_ACCOUNT_SID", "falta"
        if self.twilio_auth_token is None:
            yield "TWILIO_AUTH_TOKEN", "falta"
        if not any(senders):
            yield "TWILIO_WHATSAPP_FROM", "falta: indique este número o TWILIO_SMS_FROM"
        if self.public_url is None:
            yield "PUBLIC_URL", "falta: contra esta dirección se revisan las firmas de Twilio"

    @property
    def telegram_webhook(self) -> bool:
        """Whether Telegram calls us, instead of being asked."""
        return self.telegram_mode == WEBHOOK

    @property
    def reaches_people(self) -> bool:
        """Whether real credentials meet the provider's own address."""
        telegram = self.telegram_token is not None and self.telegram_api_url == TELEGRAM
        twilio = self.twilio_account_sid is not None and self.twilio_api_url is None
        mail = (
            self.smtp_url is not None and urlsplit(self.smtp_url.get_secret_value()).hostname not in LOOPBACK
        )
        return telegram or twilio or mail

    @property
    def base_url(self) -> str:
        """Where people find our pages: the public address, else this machine's."""
        return self.public_url or f"http://{self.host}:{self.api_port}"

    @property
    def embedded(self) -> bool:
        """Whether the database is one file of this machine."""
        return self.database_url.startswith("sqlite")

    @property
    def database_file(self) -> Path:
        """The file of an embedded database."""
        return Path(self.database_url.removeprefix("sqlite+aiosqlite:///"))

    def key(self) -> bytes:
        """The secret that signs tokens, at least 32 bytes; made and kept beside an embedded database."""
        if self.secret_key is not None:
            key = self.secret_key.get_secret_value().encode()
            if len(key) < KEY_BYTES:
                raise BadSetting(
                    "bad_setting",
                    variable="CAUDAL_SECRET_KEY",
                    problem=f"necesita al menos {KEY_BYTES} bytes",
                )
            return key
        if not self.embedded:
            raise BadSetting("bad_setting", variable="CAUDAL_SECRET_KEY", problem="falta")
        return _kept_key(self.database_file.parent / "secret.key")


def load() -> Settings:
    """Read the environment. Raises BadSetting naming the first variable that is missing or makes no sense."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = first.get("ctx", {}).get("variable") or "_".join(str(part) for part in first["loc"])
        raise BadSetting(
            "bad_setting", variable=PREFIX + name.upper(), problem=_problem(first["type"], first["msg"])
        ) from None


@dataclass(frozen=True, slots=True)
class Keeper:
    """The service manager that started us, as sd_notify(3) and sd_listen_fds(3) have it.

    `address`: the socket where it is told things; empty without a manager. `names`: of what it hands back to us from
    an earlier run, in the order of the file descriptors.
    """

    address: str = ""
    names: tuple[str, ...] = ()


def keeper() -> Keeper:
    """Read the environment; what was meant for another process is not ours."""
    names = os.environ.get("LISTEN_FDNAMES", "")
    ours = os.environ.get("LISTEN_PID") == str(os.getpid())
    return Keeper(os.environ.get("NOTIFY_SOCKET", ""), tuple(names.split(":")) if ours and names else ())


def moment(text: str) -> datetime:
    """An aware moment from a command's option. Raises BadSetting without an offset."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise BadSetting("bad_setting", variable="--now", problem="escriba 2024-01-08T10:00:00-05:00")
    return read


SPANISH = {
    "string_pattern_mismatch": "no es uno de los valores admitidos",
    "int_parsing": "no es un número entero",
    "greater_than_equal": "es demasiado pequeño",
    "less_than_equal": "es demasiado grande",
    "timezone_aware": "necesita la diferencia horaria, como en 2024-01-08T10:00:00-05:00",
    "datetime_from_date_parsing": "no es un momento como 2024-01-08T10:00:00-05:00",
    "datetime_parsing": "no es un momento como 2024-01-08T10:00:00-05:00",
    "enum": "no es uno de los valores admitidos",
}


def _problem(kind: str, message: str) -> str:
    return SPANISH.get(kind, message)


def _kept_key(file: Path) -> bytes:
    """Made once with the rights of its owner only; a second program that starts at the same time finds the first's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as kept:
        key = secrets.token_hex(KEY_BYTES).encode()
        kept.write(key)
    return key
