"""How a pack is read: TOML in, checked field by field. What is wrong is told with the file, the field and why."""

import re
import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from receivables.errors import BadAmount, BadInput, BadPolicy
from receivables.model.jurisdiction import Week, Window
from receivables.model.money import Money

SHIPPED = files("receivables") / "packs"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LINE = re.compile(r"at line (\d+)")

CODES = {
    "missing": "pack_field_missing",
    "extra_forbidden": "pack_field_unknown",
    "greater_than_equal": "pack_field_too_small",
    "less_than_equal": "pack_field_too_large",
    "literal_error": "pack_field_not_one_of",
    "enum": "pack_field_not_one_of",
    "too_short": "pack_field_empty",
    "string_too_short": "pack_field_empty",
}
"""The refusal for each kind of error of pydantic; any other is `pack_field_wrong`."""


class Unreadable(ValueError):
    """What a validator found, as a code of ours: pydantic keeps it beside the name of the field."""


def _amount(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("pack_field_unquoted")
    try:
        Money.of(value)
    except BadAmount:
        raise Unreadable("pack_field_not_an_amount") from None
    return value


def _exact(value: object) -> Decimal:
    if isinstance(value, float | bool):
        raise Unreadable("pack_field_unquoted")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Unreadable("pack_field_not_a_number") from None
    if not number.is_finite():
        raise Unreadable("pack_field_not_a_number")
    return number


Amount = Annotated[str, BeforeValidator(_amount)]
"""An amount as text; its currency is the policy's."""
Exact = Annotated[Decimal, BeforeValidator(_exact)]
Hours = Annotated[int, Field(strict=True, ge=1, le=24 * 90)]
Count = Annotated[int, Field(strict=True, ge=1, le=1000)]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A table of a pack: an unknown key is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Pack = TypeVar("Pack", bound=Part)


class _Hours(Part):
    opens: time
    closes: time


class WeekPart(Part):
    """Hours by weekday; a day that is not there is closed."""

    mon: _Hours | None = None
    tue: _Hours | None = None
    wed: _Hours | None = None
    thu: _Hours | None = None
    fri: _Hours | None = None
    sat: _Hours | None = None
    sun: _Hours | None = None

    def windows(self) -> Week:
        """Monday first. Raises BadPolicy for hours that close before they open."""
        days: list[_Hours | None] = [getattr(self, day) for day in WEEK]
        return tuple(Window(day.opens, day.closes) if day else None for day in days)


def parsed(kind: type[Pack], text: str, file: str) -> Pack:
    """The pack in a text. Raises BadPolicy with the file and, where there is one, the field."""
    try:
        content: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = LINE.search(str(error))
        raise BadPolicy("pack_not_toml", file=file, line=line[1] if line else "?") from None
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise _refusal(error, file) from None


def named(error: BadInput, file: str) -> BadPolicy:
    """The same refusal, saying in which file."""
    return BadPolicy(error.code, **{"file": file, **error.values})


def _refusal(error: ValidationError, file: str) -> BadPolicy:
    first = error.errors()[0]
    about: dict[str, Any] = first.get("ctx", {})
    cause = about.get("error")
    return BadPolicy(
        str(cause) if isinstance(cause, Unreadable) else CODES.get(first["type"], "pack_field_wrong"),
        file=file,
        field=".".join(str(part) for part in first["loc"]),
        amount=first["input"],
        limit=about.get("ge", about.get("le", "")),
        expected=str(about.get("expected", "")).replace(" or ", " o "),
    )
