"""Transactions over plain dicts: one writer at a time, each on a copy that takes the place of the old at the end."""

import asyncio
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Self

from receivables.ports import UnitOfWork
from receivables.testing.agreements import MemoryAgreements
from receivables.testing.attachments import MemoryAttachments
from receivables.testing.cases import MemoryAudit, MemoryCases, MemoryWorkOrders
from receivables.testing.chats import MemoryCampaigns, MemoryConversations
from receivables.testing.codes import MemoryCodes
from receivables.testing.inbox import MemoryHandovers, MemoryTurns
from receivables.testing.ledger import MemoryLedger
from receivables.testing.outbox import MemoryOutbox
from receivables.testing.people import (
    MemoryApprovals,
    MemoryConsents,
    MemoryImpediments,
    MemoryInvitations,
    MemorySuppressions,
)
from receivables.testing.persons import MemoryPersons
from receivables.testing.requests import MemoryRequests
from receivables.testing.sending import (
    MemoryAlarms,
    MemoryCallbacks,
    MemoryHalts,
    MemoryHeartbeats,
    MemoryOpenings,
    MemoryRates,
    MemoryTemplates,
)
from receivables.testing.staff import MemoryStaff
from receivables.testing.tables import Tables


class MemoryUnits:
    """Fills `ports.Units` for one utility. What a unit did is seen by others only after its block ended well.

    `seconds`: the real time by which turns and heartbeats go. Units that write wait for one another, as on SQLite.
    """

    beside = False

    def __init__(
        self,
        utility: str = "tumbes",
        currency: str = "PEN",
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.utility = utility
        self.seconds = seconds
        self.tables = Tables(currency)
        self.writer: asyncio.Task[object] | None = None
        self._turn = asyncio.Lock()

    def __call__(self) -> UnitOfWork:
        return MemoryUnit(self, self._turn)

    def reading(self) -> UnitOfWork:
        return MemoryUnit(self, None)


class MemoryUnit(UnitOfWork):
    """One transaction. `turn` is what a writer waits for; without it the unit reads, and what it writes is lost."""

    def __init__(self, units: MemoryUnits, turn: asyncio.Lock | None) -> None:
        self._units = units
        self._turn = turn

    async def __aenter__(self) -> Self:
        if self._turn:
            # A database would wait for itself until its patience ends; here the mistake is said at once.
            if self._units.writer is asyncio.current_task():
                raise RuntimeError("this task opened a unit of work inside another one")
            await self._turn.acquire()
            self._units.writer = asyncio.current_task()
        self._open(self._units.tables.copy())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._turn:
            if kind is None:
                self._units.tables = self._tables
            self._units.writer = None
            self._turn.release()

    async def hold(self, names: Collection[str]) -> None:
        """Nothing to do: one unit writes at a time."""

    async def write(self) -> None:
        """Nothing to do: what is written is there."""

    def _open(self, tables: Tables) -> None:
        self._tables = tables
        self.ledger = MemoryLedger(tables)
        self.agreements = MemoryAgreements(tables)
        self.requests = MemoryRequests(tables)
        self.cases = MemoryCases(tables)
        self.outbox = MemoryOutbox(tables)
        self.conversations = MemoryConversations(tables)
        self.codes = MemoryCodes(tables)
        self.attachments = MemoryAttachments(tables)
        self.campaigns = MemoryCampaigns(tables)
        self.work_orders = MemoryWorkOrders(tables)
        self.audit = MemoryAudit(tables)
        self.staff = MemoryStaff(tables)
        self.consents = MemoryConsents(tables)
        self.suppressions = MemorySuppressions(tables)
        self.impediments = MemoryImpediments(tables)
        self.approvals = MemoryApprovals(tables)
        self.invitations = MemoryInvitations(tables)
        self.persons = MemoryPersons(tables)
        self.rates = MemoryRates(tables, self._units.seconds)
        self.openings = MemoryOpenings(tables)
        self.halts = MemoryHalts(tables)
        self.alarms = MemoryAlarms(tables)
        self.callbacks = MemoryCallbacks(tables)
        self.templates = MemoryTemplates(tables)
        self.heartbeats = MemoryHeartbeats(tables, self._units.seconds)
        self.handovers = MemoryHandovers(tables)
        self.turns = MemoryTurns(tables)
