"""The record of decisions and acts. Triggers of the database refuse to change or remove any of it."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Text, cast, func, select

from receivables.model.audit import AuditEntry
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
            self._session.later(audit_entries, ENTRIES.row(entry))

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        about = self._session.mine(audit_entries) & (audit_entries.c.subject == subject)
        if since is not None:
            about &= audit_entries.c.at >= since
        query = select(*ENTRIES.columns).where(about).order_by(audit_entries.c.id)
        return ENTRIES.values(await self._session.rows(query))

    async def tally(self, act: str) -> dict[tuple[str, str], int]:
        reasons = audit_entries.c.reasons
        query = (
            select(audit_entries.c.outcome, cast(reasons, Text), func.count())
            .where(self._session.mine(audit_entries), audit_entries.c.act == act)
            .group_by(audit_entries.c.outcome, cast(reasons, Text))
        )
        counts: Counter[tuple[str, str]] = Counter()
        for outcome, stored, count in await self._session.rows(query):
            for reason in json.loads(stored) or [""]:
                counts[outcome, reason] += count
        return dict(counts)
