"""What the environment says, read once and checked. Nothing else in Caudal reads the environment."""

import os
import secrets
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


Port = Annotated[int, Field(ge=1, le=65535)]
Origin = Annotated[str, AfterValidator(_origin)]


class Settings(BaseSettings):
    """The variables of Caudal, each with the prefix `CAUDAL_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    database_url: Annotated[str, AfterValidator(_database)] = "sqlite+aiosqlite:///var/caudal.db"
    policy: Path | None = None
    lang: Annotated[str, Field(pattern="^(es|en)$")] = "es"
    host: str = "127.0.0.1"
    api_port: Port = 8000
    bot_port: Port = 8001
    public_url: Origin | None = None
    telegram_token: SecretStr | None = None
    telegram_mode: Annotated[str, Field(pattern="^polling$")] = "polling"
    telegram_api_url: Origin = TELEGRAM
    secret_key: SecretStr | None = None
    now: AwareDatetime | None = None
    clock: ClockMode = ClockMode.RUNNING

    @model_validator(mode="after")
    def _no_invented_time_for_real_people(self) -> Self:
        if self.now and self.reaches_people:
            raise PydanticCustomError(
                "now_with_real_channel", "CAUDAL_NOW no se admite con un canal real: las personas viven hoy"
            )
        return self

    @property
    def reaches_people(self) -> bool:
        """Whether real credentials meet the provider's own address."""
        return self.telegram_token is not None and self.telegram_api_url == TELEGRAM

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
        name = "_".join(str(part) for part in first["loc"]) or "now"
        raise BadSetting(
            "bad_setting", variable=PREFIX + name.upper(), problem=_problem(first["type"], first["msg"])
        ) from None


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
