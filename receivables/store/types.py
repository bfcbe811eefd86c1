"""Column types that give back exactly what was stored, on SQLite as on PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    Numeric,
    String,
    Text,
    cast,
    type_coerce,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from receivables.errors import BadAmount

REMEMBERED = 4_096
"""How many values a column of `CodedOnce` keeps decoded."""

Word = TypeVar("Word", bound=StrEnum)

Sequence = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database counts up; SQLite does so for INTEGER only."""


class Centimos(TypeDecorator[int]):
    """Whole centimos of the utility's currency in a BIGINT: SQLite would keep a NUMERIC as a float.

    The session makes Money of them and back, since only it knows the currency. Raises BadAmount for what is not whole.
    """

    impl = BigInteger
    cache_ok = True

    @staticmethod
    def whole(value: object) -> int:
        """The amount itself. Raises BadAmount for what is not whole."""
        if type(value) is not int:
            raise BadAmount("not_whole_centimos", amount=value)
        return value

    def process_bind_param(self, value: object, dialect: Dialect) -> int | None:
        return None if value is None else self.whole(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware when it goes in, aware and in UTC when it comes out. Raises ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        # Rows have many moments: the way round by `process_result_value` takes longer than all that is to be done.
        return super().result_processor(dialect, coltype) if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo is UTC else moment.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal with all its digits: NUMERIC where that is exact, text in SQLite, where it is not."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return str(value) if dialect.name == "sqlite" and value is not None else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        if dialect.name == "sqlite":
            return super().result_processor(dialect, coltype)
        return self.load_dialect_impl(dialect).result_processor(dialect, coltype)  # it gives decimals itself


class WordType(TypeDecorator[Word]):
    """A word of an enumeration, stored as people read it. Raises ValueError for an unknown word."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Word | None]:
        # Rows have several words each: looking one up is much quicker than making it.
        known: dict[Any, Word | None] = {None: None, **{word.value: word for word in self.words}}
        return lambda value: known[value] if value in known else self.words(value)


class Coded(TypeDecorator[Any]):
    """A value inside a row, as JSON; `encode` and `decode` are one of the pairs in `codecs`."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, encode: Callable[[Any], object], decode: Callable[[Any], object]) -> None:
        super().__init__()
        self.encode = encode
        self.decode = decode

    def process_bind_param(self, value: Any, dialect: Dialect) -> object:
        return None if value is None else self.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> object:
        return None if value is None else self.decode(value)


class CodedOnce(Coded):
    """As `Coded`, for what is read again and again within moments: equal texts are decoded once and are one value."""

    cache_ok = True

    def __init__(self, encode: Callable[[Any], object], decode: Callable[[Any], object]) -> None:
        super().__init__(encode, decode)
        self._remembered = lru_cache(maxsize=REMEMBERED)(lambda text: decode(json.loads(text)))

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        # As text, or the driver would have made something of it before we could tell that we know it.
        return type_coerce(cast(column, Text), self)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], object]:
        return lambda text: None if text is None else self._remembered(text)
