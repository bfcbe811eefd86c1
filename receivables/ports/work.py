"""Cases, campaigns, work orders, staff, and the record of all that was decided."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from receivables.model.audit import AuditEntry
from receivables.model.campaign import Campaign, CampaignPlan, Occurrence
from receivables.model.ladder import Case, Move
from receivables.model.staff import ApiKey, User
from receivables.model.workorder import OrderKind, OrderState, WorkOrder


class Cases(Protocol):
    """What is remembered of accounts in arrears."""

    async def get(self, supply_numbers: Collection[str]) -> dict[str, Case]:
        """The cases of those supplies; a supply without one gets a fresh case."""
        ...

    async def save(self, case: Case, *moves: Move) -> None:
        """Keep the case, and append its moves."""
        ...

    async def at_step(self, step: str, after: str, limit: int) -> list[Case]:
        """The next page, by supply number, of cases at that step."""
        ...

    async def moves(self, supply_number: str) -> list[Move]:
        """All moves of one supply, oldest first."""
        ...

    async def with_notice(self, keys: Collection[str]) -> list[Case]:
        """The cases that hold notices with these keys."""
        ...


class Campaigns(Protocol):
    """Definitions, plans, and occurrences."""

    async def define(self, campaign: Campaign) -> None:
        """Keep a definition, by id."""
        ...

    async def definitions(self) -> list[Campaign]:
        """All definitions, by id."""
        ...

    async def add_plan(self, plan: CampaignPlan) -> None:
        """Keep a new plan."""
        ...

    async def plan(self, plan_id: str) -> CampaignPlan | None:
        """One plan."""
        ...

    async def plans(self) -> list[CampaignPlan]:
        """All plans, newest first."""
        ...

    async def save_plan(self, plan: CampaignPlan) -> None:
        """Write back a plan."""
        ...

    async def due(self, now: datetime) -> list[CampaignPlan]:
        """Approved plans whose next moment has come."""
        ...

    async def add_occurrence(self, occurrence: Occurrence) -> bool:
        """Insert one; False when it exists already: another clock was first."""
        ...

    async def claim_occurrence(self, worker: str, now: datetime, lease: timedelta) -> Occurrence | None:
        """Take the oldest occurrence that is not finished and not claimed since `now - lease`.

        No two workers get the same; one whose worker fell over is taken again when its lease has run out.
        """
        ...

    async def save_occurrence(self, occurrence: Occurrence) -> None:
        """Write back an occurrence."""
        ...


class WorkOrders(Protocol):
    """Work for the field team."""

    async def add(self, order: WorkOrder) -> bool:
        """Keep a new order; False when its id exists."""
        ...

    async def save(self, order: WorkOrder) -> None:
        """Write back an order."""
        ...

    async def get(self, order_id: str) -> WorkOrder | None:
        """One order."""
        ...

    async def of_supply(self, supply_number: str, state: OrderState | None = None) -> list[WorkOrder]:
        """The orders of one supply, oldest first."""
        ...

    async def page(
        self,
        *,
        kind: OrderKind | None = None,
        state: OrderState | None = None,
        operator: str | None = None,
        after: str = "",
        limit: int = 50,
    ) -> list[WorkOrder]:
        """The next page, by id."""
        ...


class Audit(Protocol):
    """The append-only record of every decision and act."""

    async def append(self, entries: Iterable[AuditEntry]) -> None:
        """Add entries; nothing here is ever changed or removed."""
        ...

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        """The entries about one subject (a supply number), oldest first: all of them, or those from a moment on."""
        ...

    async def tally(self, act: str) -> dict[tuple[str, str], int]:
        """How many entries of one act, by (outcome, reason): once for each reason, under "" for those without any."""
        ...


class Staff(Protocol):
    """People who work with the program, and keys for programs."""

    async def add_user(self, user: User) -> bool:
        """Keep a new user; False when the name is taken."""
        ...

    async def user(self, name: str) -> User | None:
        """One user."""
        ...

    async def users(self) -> list[User]:
        """All users, by name."""
        ...

    async def add_key(self, key: ApiKey) -> None:
        """Keep the digest of a new key."""
        ...

    async def key(self, digest: str) -> ApiKey | None:
        """The key with that digest."""
        ...
