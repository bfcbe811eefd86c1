"""The record of decisions and acts. Triggers of the database refuse to change or remove any of it."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import String, Text, bindparam, cast, func, select

from receivables.model.audit import Act, AuditEntry
from receivables.store.asking import mine
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import audit_entries
from receivables.store.types import UtcDateTime

ENTRIES = Mapped(audit_entries, AuditEntry)
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


class SqlAudit:
    """Fills `ports.Audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(self, entries: Iterable[AuditEntry]) -> None:
        for entry in entries:
            self._session.chain_later(audit_entries, ENTRIES.row(entry))

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        since = since or BEFORE_ALL
        rows = await self._session.ask(_of(), subject=subject, since=since)
        fresh = [entry for entry in self._fresh() if entry.subject == subject and entry.at >= since]
        return [*ENTRIES.values(rows, self._session.currency), *fresh]

    async def latest(self, act: Act | None = None, limit: int = 50) -> list[AuditEntry]:
        wanted = self._session.mine(audit_entries)
        if act is not None:
            wanted &= audit_entries.c.act == act
        newest = select(*ENTRIES.columns).where(wanted).order_by(audit_entries.c.number.desc())
        fresh = [entry for entry in reversed(self._fresh()) if act in (None, entry.act)]
        return [*fresh, *await self._session.values(ENTRIES, newest.limit(limit))][:limit]

    async def tally(self, act: str, since: datetime | None = None) -> dict[tuple[str, str], int]:
        reasons = audit_entries.c.reasons
        wanted = self._session.mine(audit_entries) & (audit_entries.c.act == act)
        if since is not None:
            wanted &= audit_entries.c.at >= since
        query = (
            select(audit_entries.c.outcome, cast(reasons, Text), func.count())
            .where(wanted)
            .group_by(audit_entries.c.outcome, cast(reasons, Text))
        )
        told = [(row[0], json.loads(row[1]), row[2]) for row in await self._session.rows(query)]
        fresh = [e for e in self._fresh() if e.act == act and (since is None or e.at >= since)]
        told += [(entry.outcome, entry.reasons, 1) for entry in fresh]
        counts: Counter[tuple[str, str]] = Counter()
        for outcome, its_reasons, count in told:
            for reason in its_reasons or [""]:
                counts[outcome, reason] += count
        return dict(counts)

    def _fresh(self) -> list[AuditEntry]:
        return self._session.chained(ENTRIES)


@cache
def _of() -> Query:
    there = audit_entries.c
    about = (
        there.subject == bindparam("subject", type_=String),
        there.at >= bindparam("since", type_=UtcDateTime),
    )
    return select(*ENTRIES.columns).where(mine(audit_entries), *about).order_by(there.id)
