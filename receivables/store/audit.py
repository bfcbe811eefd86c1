"""The record of decisions and acts. Triggers of the database refuse to change or remove any of it."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Text, cast, func, select

from receivables.model.audit import Act, AuditEntry
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import audit_entries

ENTRIES = Mapped(audit_entries, AuditEntry)


class SqlAudit:
    """Fills `ports.Audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(self, entries: Iterable[AuditEntry]) -> None:
        for entry in entries:
            self._session.chain_later(audit_entries, ENTRIES.row(entry))

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        about = self._session.mine(audit_entries) & (audit_entries.c.subject == subject)
        if since is not None:
            about &= audit_entries.c.at >= since
        query = select(*ENTRIES.columns).where(about).order_by(audit_entries.c.id)
        fresh = [e for e in self._fresh() if e.subject == subject and (since is None or e.at >= since)]
        return [*await self._session.values(ENTRIES, query), *fresh]

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
