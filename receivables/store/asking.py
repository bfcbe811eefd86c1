"""Questions that are asked all the time: made once, so that what they ask for is all that is new each time.

To make a statement, and to find out that it is a known one, takes longer than to run it.
"""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    any_,
    bindparam,
    cast,
    func,
    select,
    true,
)

UTILITY = "of_utility"
LISTED = "listed"
MOST = "most"


def mine(table: Table) -> ColumnElement[bool]:
    """The condition that rows of a table belong to the utility given as `UTILITY`."""
    return table.c.utility == bindparam(UTILITY, type_=String)


def listed(dialect: str, column: ColumnElement[Any], name: str = LISTED) -> ColumnElement[bool]:
    """The condition that a text column is one of those given under a name (see `listing`)."""
    if dialect == "postgresql":
        return column == any_(cast(bindparam(name, type_=String), ARRAY(String)))
    given = func.json_each(bindparam(name, type_=String)).table_valued("value")
    return column.in_(select(given.c.value))


def listing(dialect: str, texts: Collection[str]) -> str:
    """Texts as the one parameter that `listed` asks for.

    PostgreSQL's own way to write an array: the driver looks at each text of a list, which takes ten times as long.
    """
    if dialect != "postgresql":
        return json.dumps(list(texts))
    joined = '","'.join(texts)
    if "\\" in joined or joined.count('"') > 2 * max(len(texts) - 1, 0):
        joined = '","'.join(each.replace("\\", r"\\").replace('"', r"\"") for each in texts)
    return f'{{"{joined}"}}' if texts else "{}"


@cache
def those(
    dialect: str,
    columns: tuple[Column[Any], ...],
    column: Column[Any],
    where: ColumnElement[bool] | None,
    order: tuple[ColumnElement[Any], ...],
) -> Select[*tuple[Any, ...]]:
    """The rows of a table of which a text column is one of those `LISTED`."""
    also = true() if where is None else where
    found = select(*columns).where(mine(column.table), listed(dialect, column), also)
    return found.order_by(*order) if order else found


@cache
def matching(
    columns: tuple[Column[Any], ...],
    by: tuple[Column[Any], ...],
    where: ColumnElement[bool] | None,
    order: tuple[ColumnElement[Any], ...],
    limited: bool,
) -> Select[*tuple[Any, ...]]:
    """The rows of a table in which the columns `by` hold what is given as `given_<name>`; the first `MOST` of them."""
    alike = (column == bindparam(f"given_{column.name}", type_=column.type) for column in by)
    also = true() if where is None else where
    found = select(*columns).where(mine(by[0].table), *alike, also).order_by(*order)
    return found.limit(bindparam(MOST, type_=Integer)) if limited else found
