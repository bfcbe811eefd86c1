"""One-time codes over a plain dict, and a source of codes that a test can foresee."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from receivables.model.one_time import DESK, OneTimeCode
from receivables.testing.tables import Tables


class CountedCodes:
    """Fills `ports.CodeSource`: 100001, 100002, and so on."""

    def __init__(self) -> None:
        self._last = 100_000

    @property
    def last(self) -> str:
        """The code drawn last."""
        return str(self._last)

    def draw(self) -> str:
        self._last += 1
        return self.last

    def ticket(self) -> str:
        return f"ticket-{self.draw()}"

    def code_of(self, ticket: str) -> str:
        return ticket.removeprefix("ticket-")

    def digest(self, supply_number: str, code: str) -> str:
        return sha256(f"{supply_number}\n{code}".encode()).hexdigest()


class MemoryCodes:
    """Fills `ports.Codes`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.codes

    async def add(self, code: OneTimeCode) -> None:
        number = max(self._rows, default=0) + 1
        self._rows[number] = replace(code, id=number)

    async def newest(self, supply_number: str, chat: str | None = None) -> OneTimeCode | None:
        theirs = (row for row in reversed(self._rows.values()) if row.supply_number == supply_number)
        return next((row for row in theirs if chat is None or row.chat in ("", chat)), None)

    async def use(self, code_id: int, now: datetime) -> bool:
        known = self._rows.get(code_id)
        if known is None or known.used_at is not None:
            return False
        self._rows[code_id] = replace(known, used_at=now)
        return True

    async def note_try(self, supply_number: str, now: datetime) -> None:
        for number, row in self._rows.items():
            if row.supply_number == supply_number and row.good(now):
                self._rows[number] = replace(row, tries=row.tries + 1)

    async def sent_since(self, supply_number: str, since: datetime) -> int:
        mine = (row for row in self._rows.values() if row.supply_number == supply_number)
        return sum(row.made_at >= since and row.channel != DESK for row in mine)

    async def forget(self, before: datetime) -> int:
        old = [number for number, row in self._rows.items() if row.made_at < before]
        for number in old:
            del self._rows[number]
        return len(old)
