"""What people allow and wish, what forbids pressing them, and what is put to named people, over plain dicts."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from receivables.model.approval import Approval, ApprovalState, Matter
from receivables.model.consent import ConsentEvent
from receivables.model.impediment import Impediment
from receivables.model.invitation import Invitation
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, Suppression, takes_the_place
from receivables.testing.tables import Tables, add


class MemoryConsents:
    """Fills `ports.Consents`."""

    def __init__(self, tables: Tables) -> None:
        self._events = tables.consents

    async def append(self, events: Iterable[ConsentEvent]) -> None:
        self._events.extend(events)

    async def of(self, persons: Collection[str]) -> dict[str, tuple[ConsentEvent, ...]]:
        said: dict[str, list[ConsentEvent]] = {person: [] for person in persons}
        for event in self._events:
            if event.person in said:
                said[event.person].append(event)
        return {person: tuple(events) for person, events in said.items()}


class MemorySuppressions:
    """Fills `ports.Suppressions`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.suppressions

    async def add(self, suppression: Suppression) -> bool:
        subject = suppression.subject
        if known := (await self.in_force([subject])).get(subject):
            if not takes_the_place(suppression.cause, known.cause, subject):
                return False
            await self.lift(subject, suppression.at, suppression.source)
        self._rows[subject, suppression.at] = suppression
        return True

    async def lift(self, subject: str, at: datetime, by: str, why: str | None = None) -> bool:
        closed = [
            key
            for key, row in self._rows.items()
            if row.lifted_at is None and row.subject in (subject, pseudonym(subject))
        ]
        opened: dict[str, Any] = {"lifted_at": at, "lifted_by": by, "lifted_why": why}
        self._rows.update((key, replace(self._rows[key], **opened)) for key in closed)
        return bool(closed)

    async def in_force(self, subjects: Collection[str]) -> dict[str, Suppression]:
        closed = {row.subject: row for row in self._rows.values() if row.lifted_at is None}
        found = {subject: closed.get(subject) or closed.get(pseudonym(subject)) for subject in subjects}
        return {subject: row for subject, row in found.items() if row is not None}

    async def by_source(self, source: str, before: datetime) -> list[Suppression]:
        closed = (row for row in self._rows.values() if row.lifted_at is None and row.source == source)
        return sorted((row for row in closed if row.at < before), key=lambda row: (row.at, row.subject))

    async def closed_since(self, since: datetime, causes: Collection[Cause]) -> list[Suppression]:
        closed = (row for row in self._rows.values() if row.at >= since and row.cause in causes)
        return sorted(closed, key=lambda row: (row.at, row.subject))

    async def tally(self) -> dict[Cause, int]:
        return dict(Counter(row.cause for row in self._rows.values() if row.lifted_at is None))


class MemoryImpediments:
    """Fills `ports.Impediments`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.impediments

    async def add(self, impediment: Impediment) -> bool:
        known = self._rows.get(impediment.id)
        if known is not None and known.lifted_at is None and not _longer(impediment, known):
            return False
        self._rows[impediment.id] = impediment
        return True

    async def lift(
        self, impediment_id: str, at: datetime, by: str, why: str | None = None
    ) -> Impediment | None:
        known = self._rows.get(impediment_id)
        if known is None or known.lifted_at is not None:
            return None
        lifted = replace(known, lifted_at=at, lifted_by=by, lifted_why=why)
        self._rows[impediment_id] = lifted
        return lifted

    async def lift_unlisted(self, listed: Collection[str], at: datetime) -> list[Impediment]:
        files = sorted(row.id for row in self._rows.values() if row.source == "archivo")
        gone = [await self.lift(each, at, "archivo") for each in files if each not in listed]
        return [each for each in gone if each is not None]

    async def told_by(self, source: str) -> list[Impediment]:
        theirs = [row for row in self._rows.values() if row.source == source and row.lifted_at is None]
        return sorted(theirs, key=lambda row: row.id)

    async def in_force(self, day: date, limit: int = 500) -> list[Impediment]:
        found = [row for row in self._rows.values() if row.in_force(day)]
        return sorted(found, key=lambda row: (row.noted_at, row.id), reverse=True)[:limit]


class MemoryApprovals:
    """Fills `ports.Approvals`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.approvals

    async def ask(self, approval: Approval) -> bool:
        return add(self._rows, approval.id, approval)

    async def save(self, approval: Approval) -> None:
        if approval.id in self._rows:
            self._rows[approval.id] = approval

    async def get(self, approval_id: str) -> Approval | None:
        return self._rows.get(approval_id)

    async def of(self, matter: Matter, subject: str, round: int) -> Approval | None:
        asked = (matter, subject, round)
        found = [row for row in self._rows.values() if (row.matter, row.subject, row.round) == asked]
        return max(found, key=lambda row: (row.asked_at, row.id), default=None)

    async def open(self, limit: int = 200) -> list[Approval]:
        found = [row for row in self._rows.values() if row.state is ApprovalState.OPEN]
        return sorted(found, key=lambda row: (row.asked_at, row.id))[:limit]


class MemoryInvitations:
    """Fills `ports.Invitations`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.invitations

    async def add(self, invitation: Invitation) -> None:
        self._rows[invitation.digest] = invitation

    async def use(self, digest: str, now: datetime, by: str) -> Invitation | None:
        known = self._rows.get(digest)
        if known is None or not known.good(now):
            return None
        self._rows[digest] = replace(known, used_at=now, used_by=by)
        return self._rows[digest]


def _longer(told: Impediment, known: Impediment) -> bool:
    return known.until is not None and (told.until is None or told.until > known.until)
