"""Units of work on a database: one transaction each."""

from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.ports import (
    Alarms,
    Approvals,
    Audit,
    Callbacks,
    Campaigns,
    Cases,
    Consents,
    Conversations,
    Halts,
    Heartbeats,
    Impediments,
    Invitations,
    Ledger,
    Openings,
    Outbox,
    Persons,
    Rates,
    Staff,
    Suppressions,
    Templates,
    UnitOfWork,
    WorkOrders,
)
from receivables.store.approvals import SqlApprovals, SqlInvitations
from receivables.store.audit import SqlAudit
from receivables.store.campaigns import SqlCampaigns
from receivables.store.cases import SqlCases
from receivables.store.consents import SqlConsents
from receivables.store.conversations import SqlConversations
from receivables.store.engine import READING
from receivables.store.impediments import SqlImpediments
from receivables.store.ledger import SqlLedger
from receivables.store.outbox import SqlOutbox
from receivables.store.persons import SqlPersons
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

NAME = func.unnest(bindparam("names", type_=ARRAY(String))).column_valued("name")
HOLDING = select(func.pg_advisory_xact_lock(func.hashtextextended(NAME, 0)))


class SqlUnits:
    """Fills `ports.Units` for one utility, which counts in one currency, on one database (see `engine`)."""

    def __init__(self, engine: AsyncEngine, utility: str, currency: str = "PEN") -> None:
        self._engine = engine
        self._utility = utility
        self._currency = currency

    def __call__(self) -> UnitOfWork:
        return SqlUnit(self._engine, self._utility, self._currency)

    def reading(self) -> UnitOfWork:
        only = {READING: True, "postgresql_readonly": True}
        return SqlUnit(self._engine.execution_options(**only), self._utility, self._currency)


class SqlUnit:
    """One transaction. On SQLite it holds the file's write lock from its start, unless its engine only reads."""

    ledger: Ledger
    cases: Cases
    outbox: Outbox
    conversations: Conversations
    campaigns: Campaigns
    work_orders: WorkOrders
    audit: Audit
    staff: Staff
    consents: Consents
    suppressions: Suppressions
    impediments: Impediments
    approvals: Approvals
    invitations: Invitations
    persons: Persons
    rates: Rates
    openings: Openings
    halts: Halts
    alarms: Alarms
    callbacks: Callbacks
    templates: Templates
    heartbeats: Heartbeats

    def __init__(self, engine: AsyncEngine, utility: str, currency: str) -> None:
        self._engine = engine
        self._utility = utility
        self._currency = currency
        self._scope: AbstractAsyncContextManager[Session] = self._transaction()

    async def __aenter__(self) -> Self:
        session = await self._scope.__aenter__()
        self._session = session
        self.ledger = SqlLedger(session)
        self.cases = SqlCases(session)
        self.outbox = SqlOutbox(session)
        self.conversations = SqlConversations(session)
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
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._scope.__aexit__(kind, error, trace)

    async def hold(self, names: Collection[str]) -> None:
        """On PostgreSQL by advisory locks, in one order for all; on SQLite only one unit writes at a time anyway."""
        if self._session.dialect == "postgresql" and names:
            ordered = [f"{self._utility}/{name}" for name in sorted(set(names))]
            await self._session.run(HOLDING, {"names": ordered})

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Session]:
        async with self._engine.begin() as connection:
            session = Session(connection, self._utility, self._currency)
            yield session
            await session.finish()
