"""What a field of a file may hold, and what it is for the ledger.

Each kind knows two ways: `read` is the rule, for one text, and says what is wrong; `fast` is a shortcut for whole
columns, and gives null for all that it is not sure of. What the shortcut does not take is read by the rule, so a
portfolio without oddities is checked at the speed of columns and an oddity gets its reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

import phonenumbers
import polars as pl

from receivables.model.portfolio import Fault

_NUMBER = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_CANONICAL = r"^([0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}),[0-9]{2}$"
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 20


class Wrong(Exception):
    """A text does not belong in its field."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Kind(Protocol):
    """A kind of field."""

    @property
    def dtype(self) -> pl.DataType:
        """What a column of values is made of."""
        ...

    def read(self, text: str) -> object:
        """The value of a text that is not empty. Raises Wrong."""
        ...

    def fast(self, text: pl.Expr) -> pl.Expr:
        """The values of a column; null for whatever `read` has to look at."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Anything; codes keep their leading zeros."""

    dtype = pl.String()

    def read(self, text: str) -> str:
        """As it stands."""
        return text

    def fast(self, text: pl.Expr) -> pl.Expr:
        """As it stands."""
        return text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: frozenset[str]
    dtype = pl.String()

    def read(self, text: str) -> str:
        """The word. Raises Wrong(UNKNOWN_VALUE)."""
        if text not in self.words:
            raise Wrong(Fault.UNKNOWN_VALUE)
        return text

    def fast(self, text: pl.Expr) -> pl.Expr:
        """The words that are known."""
        return pl.when(text.is_in(sorted(self.words))).then(text)


@dataclass(frozen=True, slots=True)
class Flag:
    """S or N."""

    dtype = pl.Boolean()

    def read(self, text: str) -> bool:
        """True for S. Raises Wrong(UNKNOWN_VALUE)."""
        if text not in ("S", "N"):
            raise Wrong(Fault.UNKNOWN_VALUE)
        return text == "S"

    def fast(self, text: pl.Expr) -> pl.Expr:
        """True for S."""
        return pl.when(text.is_in(["S", "N"])).then(text == "S")


@dataclass(frozen=True, slots=True)
class Period:
    """The month of a bill: `2023-12`, `202312` or `12/2023`."""

    dtype = pl.String()

    def read(self, text: str) -> str:
        """As `2023-12`. Raises Wrong(BAD_DATE)."""
        found = re.fullmatch(r"(\d{4})-?(0[1-9]|1[0-2])", text, re.ASCII)
        turned = re.fullmatch(r"(0[1-9]|1[0-2])/(\d{4})", text, re.ASCII)
        if found:
            return f"{found[1]}-{found[2]}"
        if turned:
            return f"{turned[2]}-{turned[1]}"
        raise Wrong(Fault.BAD_DATE)

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Those written `2023-12`."""
        return pl.when(text.str.contains(r"^[0-9]{4}-(0[1-9]|1[0-2])$")).then(text)


@dataclass(frozen=True, slots=True)
class Day:
    """`dd/mm/aaaa`; not after `latest`, if that is given."""

    latest: date | None = None
    dtype = pl.Date()

    def read(self, text: str) -> date:
        """The day. Raises Wrong: BAD_DATE, FUTURE."""
        day = _day(text)
        if self.latest is not None and day > self.latest:
            raise Wrong(Fault.FUTURE)
        return day

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Those that are dates and not in the future."""
        written = text.str.contains("^[0-9]{2}/[0-9]{2}/[0-9]{4}$")
        day = text.str.to_date("%d/%m/%Y", strict=False)
        return pl.when(written if self.latest is None else written & (day <= self.latest)).then(day)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise Wrong(Fault.BAD_DATE)


@dataclass(frozen=True, slots=True)
class Amount:
    """Soles, `1.234,56`, as whole centimos; never negative, never rounded."""

    dtype = pl.Int64()

    def read(self, text: str) -> int:
        """Centimos. Raises Wrong: NOT_AN_AMOUNT, NEGATIVE, SUB_CENTIMO."""
        value = _number(text, Fault.NOT_AN_AMOUNT).scaleb(2)
        if value < 0:
            raise Wrong(Fault.NEGATIVE)
        if value != int(value):
            raise Wrong(Fault.SUB_CENTIMO)
        return int(value)

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Those with two decimals, where the digits alone are the centimos."""
        digits = text.str.replace_many([",", "."], ["", ""]).cast(pl.Int64, strict=False)
        return pl.when(text.str.contains(_CANONICAL)).then(digits)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is not money, `1.234,5`, with at most `places` decimals; negative only where it may be."""

    places: int
    signed: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """A decimal."""
        return pl.Decimal(18, self.places)

    def read(self, text: str) -> Decimal:
        """The number, with all its places. Raises Wrong: NOT_A_NUMBER, NEGATIVE."""
        value = _number(text, Fault.NOT_A_NUMBER)
        if value < 0 and not self.signed:
            raise Wrong(Fault.NEGATIVE)
        exact = value.quantize(Decimal(1).scaleb(-self.places))
        if exact != value:
            raise Wrong(Fault.NOT_A_NUMBER)
        return exact

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Those without a separator of thousands."""
        pattern = rf"^{'-?' if self.signed else ''}[0-9]{{1,9}}(,[0-9]{{1,{self.places}}})?$"
        number = text.str.replace(",", ".", literal=True).cast(self.dtype, strict=False)
        return pl.when(text.str.contains(pattern)).then(number)


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 999_999_999
    dtype = pl.Int64()

    def read(self, text: str) -> int:
        """The number. Raises Wrong: NOT_A_NUMBER, UNKNOWN_VALUE."""
        if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
            raise Wrong(Fault.NOT_A_NUMBER)
        if not self.least <= int(text) <= self.most:
            raise Wrong(Fault.UNKNOWN_VALUE)
        return int(text)

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Up to nine digits."""
        number = pl.when(text.str.contains("^[0-9]{1,9}$")).then(text).cast(pl.Int64, strict=False)
        return pl.when(number.is_between(self.least, self.most)).then(number)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone of `region` or with its country's code, as `+E164`."""

    region: str = "PE"
    dtype = pl.String()

    def read(self, text: str) -> str:
        """The number as `+E164`. Raises Wrong(BAD_PHONE)."""
        return _phone(text, self.region)

    def fast(self, text: pl.Expr) -> pl.Expr:
        """None: the plan of numbers is the library's."""
        return pl.lit(None, pl.String())


@lru_cache(maxsize=4096)
def _phone(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise Wrong(Fault.BAD_PHONE) from None
    if not phonenumbers.is_valid_number(number):
        raise Wrong(Fault.BAD_PHONE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True, slots=True)
class Email:
    """Something at a domain."""

    dtype = pl.String()

    def read(self, text: str) -> str:
        """As it stands. Raises Wrong(BAD_EMAIL)."""
        if not _EMAIL.fullmatch(text):
            raise Wrong(Fault.BAD_EMAIL)
        return text

    def fast(self, text: pl.Expr) -> pl.Expr:
        """Those that look like one."""
        return pl.when(text.str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")).then(text)


def _number(text: str, fault: Fault) -> Decimal:
    found = _NUMBER.fullmatch(text)
    if not found or not text.isascii() or len(text) > _LONGEST:
        raise Wrong(fault)
    sign, whole, decimals = found.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{decimals or 0}")


REQUIRED = object()


def raw(header: str) -> pl.Expr:
    """The column of texts of that header, beside which the values stand under their own names."""
    return pl.col(raw_name(header))


def raw_name(header: str) -> str:
    """What the column of texts is called in a frame."""
    return f"text of {header}"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file: its header, the column of the ledger, its kind, and what an empty one means."""

    header: str
    name: str
    kind: Kind
    blank: object = REQUIRED

    def read(self, text: str) -> object:
        """The value of a text. Raises Wrong."""
        if text:
            return self.kind.read(text)
        if self.blank is REQUIRED:
            raise Wrong(Fault.MISSING)
        return self.blank

    def fast(self) -> pl.Expr:
        """The values of the column; null for an empty one, or for what `read` has to look at."""
        text = raw(self.header)
        value = self.kind.fast(text)
        if self.blank is REQUIRED or self.blank is None:
            return pl.when(text != "").then(value).alias(self.name)
        blank = pl.lit(self.blank, self.kind.dtype)
        return pl.when(text == "").then(blank).otherwise(value).alias(self.name)

    def sure(self) -> pl.Expr:
        """Where the shortcut is right."""
        value = pl.col(self.name).is_not_null()
        return value if self.blank is not None else value | (raw(self.header) == "")


def values_of(
    fields: tuple[Field, ...], row: Mapping[str, str]
) -> tuple[dict[str, object], list[tuple[str, Fault]]]:
    """The values of one row by name, and what is wrong with it by header, in the order of the fields."""
    values: dict[str, object] = {}
    wrong: list[tuple[str, Fault]] = []
    for field in fields:
        try:
            values[field.name] = field.read(row[field.header])
        except Wrong as error:
            wrong.append((field.header, error.fault))
    return values, wrong
