"""What is remembered of accounts in arrears, and every move that brought them there."""

from collections.abc import Collection

from sqlalchemy import select

from receivables.model.ladder import Case, Move
from receivables.store.mapping import Mapped, centimos
from receivables.store.session import Session
from receivables.store.tables import case_moves, case_notices, cases
from receivables.store.writing import Known

CASES = Mapped(cases, Case)
MOVES = Mapped(case_moves, Move)


class SqlCases:
    """Fills `ports.Cases`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, supply_numbers: Collection[str]) -> dict[str, Case]:
        found = await self._session.those(CASES, cases.c.supply_number, supply_numbers)
        known = {case.supply_number: case for case in found}
        return {number: known.get(number) or Case(number) for number in supply_numbers}

    async def save(self, case: Case, *moves: Move) -> None:
        if case.promise is not None:
            centimos(case.promise.amount, self._session.currency)
        self._session.later(cases, CASES.row(case), Known.IS_REPLACED)
        for notice in case.notices:
            held = {"key": notice.key, "supply_number": case.supply_number}
            self._session.later(case_notices, held, Known.STAYS)
        for move in moves:
            self._session.chain_later(case_moves, MOVES.row(move))

    async def at_step(self, step: str, after: str, limit: int) -> list[Case]:
        query = (
            select(*CASES.columns)
            .where(self._session.mine(cases), cases.c.step == step, cases.c.supply_number > after)
            .order_by(cases.c.supply_number)
            .limit(limit)
        )
        return await self._session.values(CASES, query)

    async def moves(self, supply_number: str) -> list[Move]:
        about = self._session.mine(case_moves) & (case_moves.c.supply_number == supply_number)
        query = select(*MOVES.columns).where(about).order_by(case_moves.c.id)
        fresh = [move for move in self._session.chained(MOVES) if move.supply_number == supply_number]
        return [*await self._session.values(MOVES, query), *fresh]

    async def with_notice(self, keys: Collection[str]) -> list[Case]:
        holders = select(case_notices.c.supply_number).where(
            self._session.mine(case_notices), self._session.among(case_notices.c.key, keys)
        )
        query = (
            select(*CASES.columns)
            .where(self._session.mine(cases), cases.c.supply_number.in_(holders))
            .order_by(cases.c.supply_number)
        )
        wanted = set(keys)
        found = await self._session.values(CASES, query)
        return [case for case in found if wanted & {notice.key for notice in case.notices}]
