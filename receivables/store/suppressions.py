"""The one list of those who may not be written to. Subjects stand in it as they are, or by their pseudonym alone."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update

from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, Suppression, takes_the_place
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import suppressions
from receivables.store.writing import Known

SUPPRESSIONS = Mapped(suppressions, Suppression)
IN_FORCE = suppressions.c.lifted_at.is_(None)
WISH_FIRST = ((suppressions.c.cause == Cause.OPTED_OUT).desc(), suppressions.c.at)
"""Two units can close a subject at once: then the person's own wish counts, else the first."""


class SqlSuppressions:
    """Fills `ports.Suppressions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, suppression: Suppression) -> bool:
        subject = suppression.subject
        if known := (await self.in_force([subject])).get(subject):
            if not takes_the_place(suppression.cause, known.cause, subject):
                return False
            await self.lift(subject, suppression.at, suppression.source)
        self._session.later(suppressions, SUPPRESSIONS.row(suppression), Known.IS_REPLACED)
        return True

    async def lift(self, subject: str, at: datetime, by: str, why: str | None = None) -> bool:
        closed = self._session.mine(suppressions) & IN_FORCE & suppressions.c.subject.in_(_names(subject))
        lifting = update(suppressions).where(closed).values(lifted_at=at, lifted_by=by, lifted_why=why)
        return (await self._session.run(lifting)).rowcount > 0

    async def in_force(self, subjects: Collection[str]) -> dict[str, Suppression]:
        names = {name: subject for subject in subjects for name in _names(subject)}
        closed = await self._session.those(SUPPRESSIONS, suppressions.c.subject, names, IN_FORCE, WISH_FIRST)
        found: dict[str, Suppression] = {}
        for each in closed:
            found.setdefault(names[each.subject], each)
        return found

    async def by_source(self, source: str, before: datetime) -> list[Suppression]:
        closed = self._session.mine(suppressions) & IN_FORCE & (suppressions.c.source == source)
        query = (
            select(*SUPPRESSIONS.columns)
            .where(closed, suppressions.c.at < before)
            .order_by(suppressions.c.at, suppressions.c.subject)
        )
        return await self._session.values(SUPPRESSIONS, query)

    async def closed_since(self, since: datetime, causes: Collection[Cause]) -> list[Suppression]:
        closed = self._session.mine(suppressions) & (suppressions.c.at >= since)
        query = (
            select(*SUPPRESSIONS.columns)
            .where(closed, suppressions.c.cause.in_(causes))
            .order_by(suppressions.c.at, suppressions.c.subject)
        )
        return await self._session.values(SUPPRESSIONS, query)

    async def tally(self) -> dict[Cause, int]:
        query = (
            select(suppressions.c.cause, func.count(suppressions.c.subject.distinct()))
            .where(self._session.mine(suppressions), IN_FORCE)
            .group_by(suppressions.c.cause)
        )
        return {Cause(cause): count for cause, count in await self._session.rows(query)}


def _names(subject: str) -> tuple[str, str]:
    return subject, pseudonym(subject)
