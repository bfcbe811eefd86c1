"""One-time codes."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update

from receivables.model.identity import WRONG_TRIES
from receivables.model.one_time import DESK, OneTimeCode
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import one_time_codes

CODES = Mapped(one_time_codes, OneTimeCode)


class SqlCodes:
    """Fills `ports.Codes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, code: OneTimeCode) -> None:
        row = CODES.row(code)
        self._session.later(one_time_codes, {name: row[name] for name in row if name != "id"})

    async def newest(self, supply_number: str, chat: str | None = None) -> OneTimeCode | None:
        counts = [] if chat is None else [one_time_codes.c.chat.in_(("", chat))]
        query = (
            select(*CODES.columns)
            .where(self._of(supply_number), *counts)
            .order_by(one_time_codes.c.id.desc())
            .limit(1)
        )
        return await self._session.first(CODES, query)

    async def use(self, code_id: int, now: datetime) -> bool:
        this = self._session.mine(one_time_codes) & (one_time_codes.c.id == code_id)
        taking = update(one_time_codes).where(this, one_time_codes.c.used_at.is_(None)).values(used_at=now)
        return (await self._session.run(taking)).rowcount == 1

    async def note_try(self, supply_number: str, now: datetime) -> None:
        there = one_time_codes.c
        good = there.used_at.is_(None) & (there.expires_at > now) & (there.tries < WRONG_TRIES)
        await self._session.run(
            update(one_time_codes).where(self._of(supply_number), good).values(tries=there.tries + 1)
        )

    async def sent_since(self, supply_number: str, since: datetime) -> int:
        there = one_time_codes.c
        sent = select(func.count()).where(
            self._of(supply_number), there.made_at >= since, there.channel != DESK
        )
        return int((await self._session.run(sent)).scalar_one())

    async def forget(self, before: datetime) -> int:
        old = self._session.mine(one_time_codes) & (one_time_codes.c.made_at < before)
        return (await self._session.run(delete(one_time_codes).where(old))).rowcount

    def _of(self, supply_number: str) -> ColumnElement[bool]:
        return self._session.mine(one_time_codes) & (one_time_codes.c.supply_number == supply_number)
