"""Cases, work orders and the audit record over plain dicts."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from receivables.errors import BadAmount
from receivables.model.audit import Act, AuditEntry
from receivables.model.ladder import Case, Move
from receivables.model.money import Money
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.testing.tables import Tables, add


class MemoryCases:
    """Fills `ports.Cases`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, supply_numbers: Collection[str]) -> dict[str, Case]:
        return {number: self._tables.cases.get(number, Case(number)) for number in supply_numbers}

    async def save(self, case: Case, *moves: Move) -> None:
        if case.promise is not None:
            _refuse_others(case.promise.amount, self._tables.currency)
        self._tables.cases[case.supply_number] = case
        self._tables.moves.extend(moves)

    async def at_step(self, step: str, after: str, limit: int) -> list[Case]:
        found = [case for number, case in sorted(self._tables.cases.items()) if number > after]
        return [case for case in found if case.step == step][:limit]

    async def moves(self, supply_number: str) -> list[Move]:
        return [move for move in self._tables.moves if move.supply_number == supply_number]

    async def with_notice(self, keys: Collection[str]) -> list[Case]:
        wanted = set(keys)
        every = (case for _, case in sorted(self._tables.cases.items()))
        return [case for case in every if wanted & {notice.key for notice in case.notices}]


class MemoryWorkOrders:
    """Fills `ports.WorkOrders`."""

    def __init__(self, tables: Tables) -> None:
        self._orders = tables.work_orders
        self._currency = tables.currency

    async def add(self, order: WorkOrder) -> bool:
        _refuse_others(order.debt, self._currency)
        return add(self._orders, order.id, order)

    async def save(self, order: WorkOrder) -> None:
        _refuse_others(order.debt, self._currency)
        if order.id in self._orders:
            self._orders[order.id] = order

    async def get(self, order_id: str) -> WorkOrder | None:
        return self._orders.get(order_id)

    async def of_supply(self, supply_number: str, state: OrderState | None = None) -> list[WorkOrder]:
        found = [o for o in self._orders.values() if o.supply_number == supply_number]
        return sorted((o for o in found if state in (None, o.state)), key=lambda o: (o.ordered_at, o.id))

    async def queued_for(self, names: Collection[str]) -> dict[str, int]:
        queued = Counter(o.operator for o in self._orders.values() if o.state is OrderState.QUEUED)
        return {name: queued[name] for name in names}

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
        found = [
            order
            for number, order in sorted(self._orders.items())
            if number > after
            and kind in (None, order.kind)
            and state in (None, order.state)
            and operator in (None, order.operator)
            and (closed_since is None or (order.closed_at is not None and order.closed_at >= closed_since))
        ]
        return found[:limit]


class MemoryAudit:
    """Fills `ports.Audit`."""

    def __init__(self, tables: Tables) -> None:
        self._entries = tables.audit

    async def append(self, entries: Iterable[AuditEntry]) -> None:
        # Through JSON, so that facts which a database could not hold are refused here too.
        self._entries.extend(replace(e, facts=json.loads(json.dumps(dict(e.facts)))) for e in entries)

    async def of(self, subject: str, since: datetime | None = None) -> list[AuditEntry]:
        return [e for e in self._entries if e.subject == subject and (since is None or e.at >= since)]

    async def latest(self, act: Act | None = None, limit: int = 50) -> list[AuditEntry]:
        return [e for e in reversed(self._entries) if act in (None, e.act)][:limit]

    async def tally(self, act: str, since: datetime | None = None) -> dict[tuple[str, str], int]:
        return dict(
            Counter(
                (entry.outcome, reason)
                for entry in self._entries
                if entry.act == act and (since is None or entry.at >= since)
                for reason in entry.reasons or ("",)
            )
        )


def _refuse_others(amount: Money, currency: str) -> None:
    if amount.currency != currency:
        raise BadAmount("mixed_currencies", one=currency, other=amount.currency)
