"""Recorded circumstances that forbid pressing, and whom they concern."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Date, and_, bindparam, or_, select, update

from receivables.model.account import Supply
from receivables.model.impediment import Impediment, Scope
from receivables.store.asking import listed, listing, mine
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import impediments
from receivables.store.writing import Upsertable

IMPEDIMENTS = Mapped(impediments, Impediment)
OF_A_FILE = "archivo"

PLACES = {
    Scope.SUPPLY: "supply_number",
    Scope.DOCUMENT: "document",
    Scope.LOCALITY: "locality",
    Scope.SECTOR: "sector",
}
"""What of a supply the value of each scope names."""


class SqlImpediments:
    """Fills `ports.Impediments`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, impediment: Impediment) -> bool:
        given = [IMPEDIMENTS.row(impediment)]
        return await self._session.run_many(impediments, _bringing_back, given) == 1

    async def lift(
        self, impediment_id: str, at: datetime, by: str, why: str | None = None
    ) -> Impediment | None:
        lifted = await self._lift(impediments.c.id == impediment_id, at, by, why)
        return lifted[0] if lifted else None

    async def lift_unlisted(self, listed: Collection[str], at: datetime) -> list[Impediment]:
        gone = (impediments.c.source == OF_A_FILE) & ~self._session.among(impediments.c.id, listed)
        return sorted(await self._lift(gone, at, OF_A_FILE), key=lambda each: each.id)

    async def told_by(self, source: str) -> list[Impediment]:
        theirs = (impediments.c.source == source) & impediments.c.lifted_at.is_(None)
        query = select(*IMPEDIMENTS.columns).where(self._session.mine(impediments), theirs)
        return await self._session.values(IMPEDIMENTS, query.order_by(impediments.c.id))

    async def in_force(self, day: date, limit: int = 500) -> list[Impediment]:
        query = (
            select(*IMPEDIMENTS.columns)
            .where(self._session.mine(impediments), _not_over(day), impediments.c.since <= day)
            .order_by(impediments.c.noted_at.desc(), impediments.c.id.desc())
            .limit(limit)
        )
        return await self._session.values(IMPEDIMENTS, query)

    async def _lift(
        self, which: ColumnElement[bool], at: datetime, by: str, why: str | None = None
    ) -> list[Impediment]:
        theirs = self._session.mine(impediments) & which & impediments.c.lifted_at.is_(None)
        lifting = update(impediments).where(theirs).values(lifted_at=at, lifted_by=by, lifted_why=why)
        return await self._session.values(IMPEDIMENTS, lifting.returning(*IMPEDIMENTS.columns))


async def impediments_of(
    session: Session, supplies: Sequence[Supply], since: date
) -> dict[str, tuple[Impediment, ...]]:
    """Those in force on that day or later, of each of those supplies that has any."""
    if not supplies:
        return {}
    given = {
        str(scope): listing(session.dialect, {getattr(supply, field) for supply in supplies} - {""})
        for scope, field in PLACES.items()
    }
    rows = await session.ask(_concerned(session.dialect), since=since, **given)
    found: dict[tuple[Scope, str], list[Impediment]] = defaultdict(list)
    for each in IMPEDIMENTS.values(rows, session.currency):
        found[each.scope, each.value].append(each)
    if not found:
        return {}
    of_each = {supply.supply_number: _concerning(supply, found) for supply in supplies}
    return {number: several for number, several in of_each.items() if several}


def _concerning(
    supply: Supply, found: Mapping[tuple[Scope, str], Sequence[Impediment]]
) -> tuple[Impediment, ...]:
    theirs = [
        each for scope, field in PLACES.items() for each in found.get((scope, getattr(supply, field)), ())
    ]
    return tuple(sorted(theirs, key=lambda each: (each.since, each.id)))


@cache
def _concerned(dialect: str) -> Query:
    there = impediments.c
    about = (
        and_(mine(impediments), there.scope == scope, listed(dialect, there.value, str(scope)))
        for scope in PLACES
    )
    since = bindparam("since", type_=Date)
    return select(*IMPEDIMENTS.columns).where(or_(*about), _not_over(since))


def _not_over(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    ends = or_(impediments.c.until.is_(None), impediments.c.until >= day)
    return impediments.c.lifted_at.is_(None) & ends


def _bringing_back(statement: Upsertable) -> Upsertable:
    """An insert that brings back what was lifted, and that lets what lasts longer than it was told last longer."""
    given = {c.name: statement.excluded[c.name] for c in impediments.c if not c.primary_key}
    longer = or_(given["until"].is_(None), given["until"] > impediments.c.until)
    return statement.on_conflict_do_update(
        index_elements=list(impediments.primary_key),
        set_=given,
        where=or_(impediments.c.lifted_at.is_not(None), and_(impediments.c.until.is_not(None), longer)),
    )
