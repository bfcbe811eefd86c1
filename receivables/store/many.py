"""Many rows in one statement: handed over as one JSON text, so that it is one parameter and compiled once.

The drivers' own way of many rows is a statement for each of them: several times as slow, and it tells of none whether
it was new.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Date,
    Insert,
    Integer,
    Select,
    String,
    Table,
    Text,
    Update,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from receivables.store.chain import Linked
from receivables.store.types import Centimos, Coded, ExactDecimal, UtcDateTime, WordType
from receivables.store.writing import Known, Upsertable, Write, told, upsertable

GIVEN = "given_rows"
"""What the parameter with the rows is called; of several statements in one, each has its own number behind it."""
UTILITY = "given_utility"
PLACE = "given_place"
SAME_MOMENTS = 256
"""Most rows that are written together carry the same few moments."""
ESCAPED = re.compile(r"\\(?:u0000|.)")

Make = Callable[[Any], object]


def packed(dialect: str, write: Write, rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as the parameter `GIVEN` of a statement."""
    rows = list(rows)
    if linked := [row for row in rows if isinstance(row, Linked) and row.text]:
        return _as_digested(linked)
    makers = _makers(dialect, write.table, write.names)
    given = [{name: row[name] for name in write.names} for row in rows]
    for place, each in enumerate(given):
        for name, make in makers:
            if (value := each[name]) is not None:
                each[name] = make(value)
        if not write.key:
            each[PLACE] = place
    try:
        return orjson.dumps(given).decode()
    except (
        orjson.JSONEncodeError
    ):  # half a character, which `storable` or else the driver says something about
        return json.dumps(given, ensure_ascii=False)


def _as_digested(rows: Iterable[Linked]) -> str:
    """The texts of the rows of a chain, which are all of one table, each with its digest and place slipped in."""
    slipped_in = f'{{"digest":"%s","{PLACE}":%d,'
    given = (slipped_in % (row["digest"], place) + row.text[1:].decode() for place, row in enumerate(rows))
    return f"[{','.join(given)}]"


def storable(text: str) -> str:
    """What was packed, with a sign in the place of what no database keeps in a text: a NUL or half a character.

    People write to us, and one such letter must not stop all that came with it.
    """
    if "\\u0000" in text:
        text = ESCAPED.sub(lambda found: "\\ufffd" if found[0] == "\\u0000" else found[0], text)
    return text.encode("utf-8", "replace").decode()


@cache
def inserting(dialect: str, write: Write) -> Insert:
    """The insert of the given rows in their order."""
    return _inserting(dialect, write, GIVEN).execution_options(preserve_rowcount=True)


@cache
def together(dialect: str, writes: tuple[Write, ...]) -> Select[*tuple[Any, ...]]:
    """Several writes, each to a table of its own, in one statement of PostgreSQL: each is a way there and back.

    Their rows are given under `GIVEN` with the place of the write. None of them sees what another one does.
    """
    parts = [
        (_changing if write.key else _inserting)(dialect, write, f"{GIVEN}{place}").cte(f"write_{place}")
        for place, write in enumerate(writes)
    ]
    return select(literal_column("1")).add_cte(*parts)


@cache
def adding(dialect: str, write: Write, *key: str) -> Insert:
    """The insert of those given rows whose key is new, numbered in their order; it returns the key of each of those.

    PostgreSQL locks a key from its insert to the end of the unit: units that insert the same keys do so in one order,
    or each could wait for the other.
    """
    table, names = write.table, write.names
    returned = [table.c[name] for name in key]
    given = _given(dialect, table, names)
    rows = _mine(given, names).order_by(given[PLACE])
    if dialect != "postgresql":
        into = upsertable(dialect, table).from_select(["utility", *names], rows)
        return told(into, table, Known.STAYS).returning(*returned)
    number = func.nextval(literal_column(f"'{table.name}_id_seq'")).label("id")
    in_place = rows.add_columns(number).subquery("numbered")
    in_order = select(*in_place.c).order_by(*(in_place.c[name] for name in key))
    into = upsertable(dialect, table).from_select(["utility", *names, "id"], in_order)
    return told(into, table, Known.STAYS).returning(*returned)


@cache
def changing(dialect: str, write: Write) -> Update:
    """The update of the rows of a utility that have a given key, in their other columns."""
    return _changing(dialect, write, GIVEN)


def _inserting(dialect: str, write: Write, name: str) -> Upsertable:
    given = _given(dialect, write.table, write.names, name)
    rows = _mine(given, write.names).order_by(given[PLACE])
    into = upsertable(dialect, write.table).from_select(["utility", *write.names], rows)
    return told(into, write.table, write.conflict)


def _changing(dialect: str, write: Write, name: str) -> Update:
    table = write.table
    given = _given(dialect, table, write.names, name)
    mine = table.c.utility == bindparam(UTILITY, type_=String)
    these = [table.c[name] == given[name] for name in write.key]
    changes = {name: given[name] for name in write.names if name not in write.key}
    return update(table).where(mine, *these).values(changes)


def _mine(given: Mapping[str, ColumnElement[Any]], names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    mine = bindparam(UTILITY, type_=String).label("utility")
    # The condition tells SQLite that what follows the rows is of the insert and not of a join.
    return select(mine, *(given[name].label(name) for name in names)).where(literal_column("true"))


def _given(
    dialect: str, table: Table, names: tuple[str, ...], given: str = GIVEN
) -> dict[str, ColumnElement[Any]]:
    """The given rows' columns, by name, and their place."""
    text = bindparam(given, type_=Text)
    if dialect == "postgresql":
        typed = [column(PLACE, Integer), *(column(name, table.c[name].type) for name in names)]
        rows = func.json_to_recordset(cast(text, postgresql.JSON)).table_valued(*typed, name=given)
        return {each.name: each for each in rows.render_derived(with_types=True).c}
    each = func.json_each(text).table_valued("value", name="given").c.value
    return {
        name: func.json_extract(each, literal_column(f"'$.{name}'"), type_=Integer)
        for name in (PLACE, *names)
    }


@cache
def _makers(dialect: str, table: Table, names: tuple[str, ...]) -> list[tuple[str, Make]]:
    makers = ((name, _maker(dialect, table.c[name].type)) for name in names)
    return [(name, make) for name, make in makers if make is not None]


def _maker(dialect: str, type_: TypeEngine[Any]) -> Make | None:
    """What makes a value of a column one that JSON knows; None when it is one."""
    if isinstance(type_, Coded):
        return type_.encode
    if isinstance(type_, UtcDateTime):
        return _for_sqlite if dialect == "sqlite" else _with_zone
    if isinstance(type_, WordType):
        return {word: word.value for word in type_.words}.__getitem__
    if isinstance(type_, Centimos):
        return Centimos.whole
    if isinstance(type_, ExactDecimal):
        return str
    return date.isoformat if isinstance(type_, Date) else None


@lru_cache(maxsize=SAME_MOMENTS)
def _with_zone(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.isoformat()


@lru_cache(maxsize=SAME_MOMENTS)
def _for_sqlite(moment: datetime) -> str:
    """As SQLAlchemy writes it."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
