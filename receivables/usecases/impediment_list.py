"""The list of impediments of a feed: each row is noted, and what the list no longer names is lifted.

The record gets a line for each that is new, lasts longer or ends; none for what stays as it was.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from receivables.model.contact import Moment
from receivables.model.impediment import NO_END, Impediment, ImpedimentKind, Scope, natural_id
from receivables.model.portfolio import BadRow, Fault
from receivables.ports import Batch, RecordFile, UnitOfWork, Upserted
from receivables.usecases.impediments import keep, lifted

FILE = "archivo"


@dataclass(slots=True)
class ImpedimentList:
    """The list of one feed, taken in at that moment by `actor`."""

    unit: UnitOfWork
    at: Moment
    actor: str
    listed: set[str] = field(default_factory=set)

    def known(
        self, file: RecordFile, batch: Batch, supplies: Collection[str]
    ) -> tuple[Sequence[tuple[object, ...]], list[BadRow]]:
        """The rows about places and persons, and about supplies that are on the register; the others as bad ones."""
        good, bad = [], []
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if row[1] == Scope.SUPPLY and row[2] not in supplies:
                bad.append(BadRow(file.name, line, file.column("value"), Fault.UNKNOWN_SUPPLY))
            else:
                good.append(row)
        return good, bad

    async def take(self, rows: Sequence[tuple[object, ...]]) -> Upserted:
        """Note them. One that is known already, and in force, is unchanged."""
        fresh = 0
        for row in rows:
            impediment = self._impediment(row)
            self.listed.add(impediment.id)
            fresh += await keep(self.unit, impediment, self.at)
        return Upserted(inserted=fresh, unchanged=len(rows) - fresh)

    async def lift_the_others(self) -> None:
        """The file is the whole list: what it no longer names is over. What desks and chats told is not its matter."""
        over = await self.unit.impediments.lift_unlisted(self.listed, self.at.now)
        await self.unit.audit.append([lifted(each, self.at, self.actor) for each in over])

    def _impediment(self, row: tuple[object, ...]) -> Impediment:
        kind, scope, value, since, until, why = row
        named, where = ImpedimentKind(str(kind)), Scope(str(scope))
        begins, ends = _day(since), _day(until)
        return Impediment(
            id=natural_id(named, where, str(value), begins, FILE),
            kind=named,
            scope=where,
            value=str(value),
            since=begins,
            until=None if ends == NO_END else ends,
            source=FILE,
            why=str(why),
            noted_by=self.actor,
            noted_at=self.at.now,
        )


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no day")
    return value
