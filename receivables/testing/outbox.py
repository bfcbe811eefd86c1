"""The outbox over plain dicts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from receivables.model.contact import Touch
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.message import (
    OPEN_STATES,
    Kind,
    OutboxRow,
    State,
    decode_message,
    encode_message,
)
from receivables.model.secrecy import without_secret
from receivables.model.sending import Spent
from receivables.model.suppression import of_address
from receivables.ports import CLAIM_LEASE
from receivables.testing.tables import Tables

PROACTIVE = (Kind.NOTICE, Kind.CAMPAIGN)
ANSWERS = (Kind.REPLY, Kind.RECEIPT)
REVIVABLE = (State.WITHHELD, State.EXPIRED, State.FAILED)
GONE_OUT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)
MARKS = attrgetter("state", "attempt", "claimed_at", "address", "provider_id", "segments", "cost", "sent_at")
UNSERVED = (State.SENT, State.UNKNOWN, State.FAILED, State.EXPIRED, State.WITHHELD)


class MemoryOutbox:
    """Fills `ports.Outbox`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.outbox
        self._cases = tables.cases

    async def add(self, rows: Sequence[OutboxRow]) -> int:
        added = 0
        for row in rows:
            known = self._rows.get(row.key)
            if known is None or known.state in REVIVABLE:
                self._rows[row.key] = replace(
                    _stored(row),
                    claimed_at=None,
                    id=known.id if known else len(self._rows) + 1,
                    attempt=known.attempt if known else row.attempt,
                    created_at=known.created_at if known else row.created_at,
                    provider_id=known.provider_id if known else row.provider_id,
                    sent_at=known.sent_at if known else row.sent_at,
                )
                added += 1
        return added

    async def claim(
        self,
        now: datetime,
        limit: int,
        *,
        keys: Collection[str] | None = None,
        answers_only: bool = False,
    ) -> list[OutboxRow]:
        free = [row for row in self._rows.values() if self._claimable(row, now)]
        if keys is not None:
            free = [row for row in free if row.key in keys]
        if answers_only:
            free = [row for row in free if row.kind in ANSWERS]
        free.sort(key=lambda row: (row.kind not in ANSWERS, row.not_before))
        taken = [replace(row, claimed_at=now) for row in free[:limit]]
        self._rows.update((row.key, row) for row in taken)
        return taken

    async def save(self, rows: Sequence[OutboxRow]) -> None:
        for row in map(without_secret, rows):
            if row.key in self._rows:
                self._rows[row.key] = replace(_stored(row), id=self._rows[row.key].id, claimed_at=None)

    async def in_flight(self, before: datetime) -> list[OutboxRow]:
        sending = [row for row in self._rows.values() if row.state is State.SENDING]
        return _by_sending(row for row in sending if row.sent_at and row.sent_at < before)

    async def get(self, key: str) -> OutboxRow | None:
        return self._rows.get(key)

    async def find(self, keys: Collection[str]) -> dict[str, OutboxRow]:
        return {key: self._rows[key] for key in keys if key in self._rows}

    async def untouched(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        known = self._rows
        return [row for row in rows if row.key in known and MARKS(known[row.key]) == MARKS(row)]

    async def numbered(self, ids: Collection[int]) -> dict[int, OutboxRow]:
        return {row.id: row for row in self._rows.values() if row.id is not None and row.id in ids}

    async def coded(self, code: str) -> list[OutboxRow]:
        return [row for row in reversed(self._rows.values()) if row.code == code]

    async def in_doubt(self, limit: int) -> list[OutboxRow]:
        return _by_sending(row for row in self._rows.values() if row.state is State.UNKNOWN)[:limit]

    async def doubts_of(
        self, channels: Collection[str], since: datetime, until: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        doubts = [
            row for row in self._rows.values() if row.state is State.UNKNOWN and row.channel in channels
        ]
        found = [row for row in doubts if row.sent_at and since <= row.sent_at <= until]
        return [row for row in found if (row.id or 0) > after][:limit]

    async def handed_to(self, address: str, since: datetime) -> list[OutboxRow]:
        theirs = (row for row in self._rows.values() if row.address == address)
        return [row for row in theirs if row.sent_at and row.sent_at >= since]

    async def unserved_before(
        self, notices: Collection[Notice], before: datetime, limit: int, after: int = 0
    ) -> list[OutboxRow]:
        found = [
            row
            for row in self._rows.values()
            if row.kind is Kind.NOTICE
            and row.notice in notices
            and row.state in UNSERVED
            and row.created_at < before
            and (row.id or 0) > after
            and row.key.startswith(f"notice/{row.supply_number}/{row.notice}/{self._round(row)}")
        ]
        return found[:limit]

    def _round(self, row: OutboxRow) -> int:
        case = self._cases.get(row.supply_number or "")
        return case.round if case else 1

    async def open_answers(self, addresses: Collection[str]) -> list[OutboxRow]:
        return [
            row
            for row in self._rows.values()
            if row.kind in ANSWERS and row.state in OPEN_STATES and row.address in addresses
        ]

    async def last_to(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for row in self._rows.values():
            there = row.channel == channel and row.address in addresses and _went_out(row)
            if there and row.address is not None and row.sent_at is not None:
                found[row.address] = max(row.sent_at, found.get(row.address, row.sent_at))
        return found

    async def spent(self, since: datetime, until: datetime) -> Spent:
        total: dict[tuple[str, str, str], tuple[int, int, int]] = {}
        for row in self._rows.values():
            if _went_out(row) and row.sent_at is not None and since <= row.sent_at < until:
                key = (row.campaign or str(row.kind), row.channel or "", row.category or "")
                count, segments, cost = total.get(key, (0, 0, 0))
                total[key] = (count + 1, segments + row.segments, cost + row.cost)
        return total

    async def of_supply(self, supply_number: str) -> list[OutboxRow]:
        found = [row for row in self._rows.values() if row.supply_number == supply_number]
        return sorted(found, key=lambda row: row.created_at)

    async def unserved_to(self, channel: str | None, address: str) -> list[OutboxRow]:
        return _by_sending(r for r in self._sent_to(channel, address) if r.state is State.SENT)

    async def history(self, channel: str | None, address: str, limit: int = 50) -> list[OutboxRow]:
        return _by_sending(self._sent_to(channel, address))[-limit:]

    async def said_to(self, channel: str, address: str, limit: int = 50) -> list[OutboxRow]:
        theirs = (row for row in self._rows.values() if (row.channel, row.address) == (channel, address))
        return _by_sending(theirs)[-limit:]

    async def told_of(self, channel: str, address: str) -> frozenset[str]:
        rows = (row for row in self._rows.values() if (row.channel, row.address) == (channel, address))
        return frozenset(row.supply_number for row in rows if row.supply_number is not None)

    async def touches(self, subjects: Collection[str], since: datetime) -> dict[str, tuple[Touch, ...]]:
        found: dict[str, list[Touch]] = {subject: [] for subject in subjects}
        for row in self._rows.values():
            moment = row.sent_at or row.not_before
            if row.kind in PROACTIVE and _went_out(row) and moment >= since:
                for subject in found.keys() & {row.person, of_address(row.address or "")}:
                    found[subject].append(Touch(moment, row.channel or "", row.key))
        return {subject: tuple(sorted(each, key=lambda t: t.at)) for subject, each in found.items()}

    async def drop(
        self, supply_number: str, state: State, reasons: tuple[str, ...], *, sparing: str | None = None
    ) -> int:
        pending = [
            row
            for row in self._rows.values()
            if row.supply_number == supply_number and row.state is State.PENDING and row.kind in PROACTIVE
            if sparing is None or not row.key.startswith(sparing)
        ]
        for row in pending:
            self._rows[row.key] = replace(
                row, state=state, reasons=tuple(map(Reason, reasons)), claimed_at=None
            )
        return len(pending)

    async def tally(self) -> dict[tuple[str, str], int]:
        return dict(Counter((row.campaign or str(row.kind), str(row.state)) for row in self._rows.values()))

    def _claimable(self, row: OutboxRow, now: datetime) -> bool:
        free = row.claimed_at is None or row.claimed_at <= now - CLAIM_LEASE
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
    return row.state in GONE_OUT or row.provider_id is not None


def _stored(row: OutboxRow) -> OutboxRow:
    """As a database gives it back; what it could not hold is refused here too."""
    return replace(row, message=decode_message(encode_message(row.message)))
