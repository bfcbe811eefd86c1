"""Units of work on a database: one transaction each."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from types import TracebackType
from typing import Self

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.ports import UnitOfWork
from receivables.store.agreements import SqlAgreements
from receivables.store.approvals import SqlApprovals, SqlInvitations
from receivables.store.asking import listing
from receivables.store.attachments import SqlAttachments
from receivables.store.audit import SqlAudit
from receivables.store.campaigns import SqlCampaigns
from receivables.store.cases import SqlCases
from receivables.store.codes import SqlCodes
from receivables.store.consents import SqlConsents
from receivables.store.conversations import SqlConversations
from receivables.store.engine import READING
from receivables.store.impediments import SqlImpediments
from receivables.store.inbox import SqlHandovers, SqlTurns
from receivables.store.ledger import SqlLedger
from receivables.store.outbox import SqlOutbox
from receivables.store.persons import SqlPersons
from receivables.store.requests import SqlRequests
from receivables.store.sending import (
    SqlAlarms,
    SqlCallbacks,
    SqlHalts,
    SqlHeartbeats,
    SqlOpenings,
    SqlRates,
    SqlTemplates,
)
from receivables.store.session import Session
from receivables.store.staff import SqlStaff
from receivables.store.suppressions import SqlSuppressions
from receivables.store.workorders import SqlWorkOrders

NAME = func.unnest(cast(bindparam("names", type_=String), ARRAY(String))).column_valued("name")
HOLDING = select(func.count(func.pg_advisory_xact_lock(func.hashtextextended(NAME, 0))))


class SqlUnits:
    """Fills `ports.Units` for one utility, which counts in one currency, on one database (see `engine`).

    `alone`: held by each unit that writes, where waiting for one another inside the database would be long or for ever.
    """

    def __init__(
        self, engine: AsyncEngine, utility: str, currency: str = "PEN", alone: asyncio.Lock | None = None
    ) -> None:
        self._engine = engine
        self._utility = utility
        self._currency = currency
        self._alone = alone

    @property
    def beside(self) -> bool:
        return self._alone is None

    def __call__(self) -> UnitOfWork:
        return SqlUnit(self._engine, self._utility, self._currency, self._alone or nullcontext())

    def reading(self) -> UnitOfWork:
        only = {READING: True, "postgresql_readonly": True}
        return SqlUnit(self._engine.execution_options(**only), self._utility, self._currency, nullcontext())


class SqlUnit(UnitOfWork):
    """One transaction. On SQLite it holds the file's write lock from its start, unless its engine only reads."""

    def __init__(
        self,
        engine: AsyncEngine,
        utility: str,
        currency: str,
        alone: AbstractAsyncContextManager[None],
    ) -> None:
        self._engine = engine
        self._utility = utility
        self._currency = currency
        self._alone = alone
        self._scope: AbstractAsyncContextManager[Session] = self._transaction()

    async def __aenter__(self) -> Self:
        session = await self._scope.__aenter__()
        self._session = session
        self.ledger = SqlLedger(session)
        self.agreements = SqlAgreements(session)
        self.requests = SqlRequests(session)
        self.cases = SqlCases(session)
        self.outbox = SqlOutbox(session)
        self.conversations = SqlConversations(session)
        self.codes = SqlCodes(session)
        self.attachments = SqlAttachments(session)
        self.campaigns = SqlCampaigns(session)
        self.work_orders = SqlWorkOrders(session)
        self.audit = SqlAudit(session)
        self.staff = SqlStaff(session)
        self.consents = SqlConsents(session)
        self.suppressions = SqlSuppressions(session)
        self.impediments = SqlImpediments(session)
        self.approvals = SqlApprovals(session)
        self.invitations = SqlInvitations(session)
        self.persons = SqlPersons(session)
        self.rates = SqlRates(session)
        self.openings = SqlOpenings(session)
        self.halts = SqlHalts(session)
        self.alarms = SqlAlarms(session)
        self.callbacks = SqlCallbacks(session)
        self.templates = SqlTemplates(session)
        self.heartbeats = SqlHeartbeats(session)
        self.handovers = SqlHandovers(session)
        self.turns = SqlTurns(session)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._scope.__aexit__(kind, error, trace)

    async def hold(self, names: Collection[str]) -> None:
        """On PostgreSQL by advisory locks, in one order for all; on SQLite only one unit writes at a time anyway."""
        if self._session.dialect == "postgresql" and names:
            ordered = [f"{self._utility}/{name}" for name in sorted(set(names))]
            await self._session.ask(HOLDING, names=listing("postgresql", ordered))

    async def write(self) -> None:
        await self._session.flush()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Session]:
        async with self._alone, self._engine.begin() as connection:
            session = Session(connection, self._utility, self._currency)
            yield session
            await session.finish()
