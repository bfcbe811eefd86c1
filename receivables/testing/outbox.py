"""The outbox over plain dicts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from receivables.model.contact import Touch
from receivables.model.decision import Reason
from receivables.model.message import Kind, OutboxRow, State, decode_message, encode_message
from receivables.model.suppression import of_address
from receivables.ports import CLAIM_LEASE
from receivables.testing.tables import Tables

PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)
REVIVABLE = (State.WITHHELD, State.EXPIRED, State.FAILED)
GONE_OUT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)


class MemoryOutbox:
    """Fills `ports.Outbox`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.outbox
        self._claims = tables.claims

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        added = 0
        for row in rows:
            known = self._rows.get(row.key)
            if known is None or known.state in REVIVABLE:
                self._rows[row.key] = replace(_stored(row), attempt=known.attempt if known else row.attempt)
                added += 1
        return added

    async def claim(
        self, now: datetime, limit: int, *, keys: Collection[str] | None = None
    ) -> list[OutboxRow]:
        free = [row for row in self._rows.values() if self._claimable(row, now)]
        if keys is not None:
            free = [row for row in free if row.key in keys]
        free.sort(key=lambda row: (row.kind is not Kind.REPLY, row.not_before))
        self._claims.update((row.key, now) for row in free[:limit])
        return free[:limit]

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        for row in rows:
            if row.key in self._rows:
                self._rows[row.key] = _stored(row)
                self._claims.pop(row.key, None)

    async def in_flight(self, before: datetime) -> list[OutboxRow]:
        sending = [row for row in self._rows.values() if row.state is State.SENDING]
        return _by_sending(row for row in sending if row.sent_at and row.sent_at < before)

    async def get(self, key: str) -> OutboxRow | None:
        return self._rows.get(key)

    async def find(self, keys: Collection[str]) -> dict[str, OutboxRow]:
        return {key: self._rows[key] for key in keys if key in self._rows}

    async def of_supply(self, supply_number: str) -> list[OutboxRow]:
        found = [row for row in self._rows.values() if row.supply_number == supply_number]
        return sorted(found, key=lambda row: row.created_at)

    async def unserved_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        return _by_sending(r for r in self._sent_to(channel, address) if r.state is State.SENT)

    async def history(self, channel: str | None, address: str, limit: int = 50) -> list[OutboxRow]:
        return _by_sending(self._sent_to(channel, address))[-limit:]

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        found: dict[str, list[Touch]] = {subject: [] for subject in subjects}
        for row in self._rows.values():
            moment = row.sent_at or row.not_before
            if row.kind in PROACTIVE and _went_out(row) and moment >= since:
                for subject in found.keys() & {row.person, of_address(row.address or "")}:
                    found[subject].append(Touch(moment, row.channel or "", row.key))
        return {subject: tuple(sorted(each, key=lambda t: t.at)) for subject, each in found.items()}

    async def drop(self, supply_number: str, state: State, reasons: tuple[str, ...]) -> int:
        pending = [
            row
            for row in self._rows.values()
            if row.supply_number == supply_number and row.state is State.PENDING and row.kind in PROACTIVE
        ]
        for row in pending:
            self._rows[row.key] = replace(row, state=state, reasons=tuple(map(Reason, reasons)))
            self._claims.pop(row.key, None)
        return len(pending)

    async def tally(self) -> dict[tuple[str, str], int]:
        return dict(Counter((row.campaign or str(row.kind), str(row.state)) for row in self._rows.values()))

    def _claimable(self, row: OutboxRow, now: datetime) -> bool:
        claimed_at = self._claims.get(row.key)
        free = claimed_at is None or claimed_at <= now - CLAIM_LEASE
        return row.state is State.PENDING and row.not_before <= now and free

    def _sent_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        return [
            row
            for row in self._rows.values()
            if row.address == address
            and channel in (None, row.channel)
            and row.state in (State.SENT, State.SERVED)
        ]


def _by_sending(rows: Iterable[OutboxRow]) -> list[OutboxRow]:
    return sorted(rows, key=lambda row: row.sent_at or row.created_at)


def _went_out(row: OutboxRow) -> bool:
    """Whether it may have reached the person; one that failed after the provider took it counts too."""
    return row.state in GONE_OUT or (row.state is State.FAILED and row.provider_id is not None)


def _stored(row: OutboxRow) -> OutboxRow:
    """As a database gives it back; what it could not hold is refused here too."""
    return replace(row, message=decode_message(encode_message(row.message)))
