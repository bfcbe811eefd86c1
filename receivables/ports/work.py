"""Cases, campaigns, work orders, staff, and the record of all that was decided."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Protocol

from receivables.model.audit import Act, AuditEntry
from receivables.model.campaign import Campaign, CampaignPlan, Occurrence
from receivables.model.ladder import Case, Move
from receivables.model.staff import ApiKey, OneTimeToken, Session, User
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

    async def queued_for(self, names: Collection[str]) -> dict[str, int]:
        """How many queued orders each of those operators has."""
        ...

    async def page(
        self,
        *,
        kind: OrderKind | None = None,
        state: OrderState | None = None,
        operator: str | None = None,
        closed_since: datetime | None = None,
        after: str = "",
        limit: int = 50,
    ) -> list[WorkOrder]:
        """The next page, by id; with `closed_since` only of orders closed from that moment on."""
        ...


class Audit(Protocol):
    """The append-only record of every decision and act."""

    async def append(self, entries: Iterable[AuditEntry]) -> None:
        """Add entries; nothing here is ever changed or removed."""
        ...

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        """The entries about one subject (a supply number), oldest first: all of them, or those from a moment on."""
        ...

    async def latest(self, act: Act | None = None, limit: int = 50) -> list[AuditEntry]:
        """The newest entries, of one act or of all, newest first."""
        ...

    async def tally(self, act: str, since: datetime | None = None) -> dict[tuple[str, str], int]:
        """How many entries of one act, by (outcome, reason): once for each reason, under "" for those without any.

        All of them, or those from a moment on.
        """
        ...


class Staff(Protocol):
    """People who work with the program, what opens it for them, and keys for programs."""

    async def add_user(self, user: User) -> bool:
        """Keep a new user; False when the name is taken."""
        ...

    async def save_user(self, user: User) -> None:
        """Write back a user."""
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

    async def save_key(self, key: ApiKey) -> None:
        """Write back a key."""
        ...

    async def key(self, digest: str) -> ApiKey | None:
        """The key with that digest."""
        ...

    async def keys(self, name: str) -> list[ApiKey]:
        """All keys of a user, oldest first."""
        ...

    async def add_session(self, session: Session) -> None:
        """Keep a session."""
        ...

    async def session(self, digest: str) -> Session | None:
        """One session."""
        ...

    async def prolong_session(self, digest: str, until: datetime) -> None:
        """Have it end at another moment; nothing happens to one that has ended."""
        ...

    async def end_sessions(self, name: str, now: datetime, digest: str | None = None) -> int:
        """End all sessions of a user, or the one with that digest; how many."""
        ...

    async def add_token(self, token: OneTimeToken) -> None:
        """Keep a one-time token."""
        ...

    async def use_token(self, digest: str, now: datetime) -> OneTimeToken | None:
        """Take it, if it is still good: nobody else can. None otherwise."""
        ...

    async def token(self, digest: str) -> OneTimeToken | None:
        """One token, used or not."""
        ...

    async def end_tokens(self, family: str, now: datetime) -> int:
        """Mark all tokens of a family as used; how many that were."""
        ...

    async def end_tokens_of(self, name: str, now: datetime) -> int:
        """Mark all tokens of a user as used; how many that were."""
        ...

    async def note_failure(self, name: str, at: datetime) -> None:
        """A sign-in under that name failed, whether anybody has it or not."""
        ...

    async def failures(self, name: str, since: datetime) -> list[datetime]:
        """When sign-ins under that name failed since then and since the last good one, oldest first."""
        ...

    async def clear_failures(self, name: str) -> None:
        """A sign-in went well."""
        ...

    async def forget_failures(self, before: datetime) -> int:
        """Delete those of before that moment, under whatever name; how many."""
        ...
