"""Take a cut back, settle a case, order a reopening: what payments, claims and time do to cases and work orders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receivables.model.account import Account, SupplyState
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.cut import may_cut
from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import MOVES, Case, Event, Step, move
from receivables.model.message import NEWS, OutboxRow, State
from receivables.model.standing import Standing
from receivables.model.workorder import OrderKind, OrderState, WorkOrder, order_stem
from receivables.ports import UnitOfWork
from receivables.usecases.approvals import lapse
from receivables.usecases.entries import act, entry, owed
from receivables.usecases.operators import operator_for
from receivables.usecases.situation import Position

ABOUT_DEBT = (OrderKind.CUT, OrderKind.NOTICE_DELIVERY)
"""What a crew has nothing to do with once the debt is gone."""
SERVED_OTHERWISE = "served"
UNSERVED_AFTER = timedelta(hours=72)
"""After so long a notice that nobody received is carried to the premises (design.md, Served)."""


@dataclass(frozen=True, slots=True)
class Settled:
    """By what a case is settled: a payment, an agreement, the feed; who says so, and since when it is true."""

    why: str
    actor: str
    paid_at: datetime


async def settle_case(
    unit: UnitOfWork, case: Case, account: Account, at: Moment, settlement: Settled
) -> tuple[Case, WorkOrder | None]:
    """End the round of a case that is settled: its messages and its cut are taken back, even with the crew on the way.

    A supply that was cut, by us or before us by the register, gets its reopening ordered once (I-15). A case that has
    nothing to settle is left as it is.
    """
    now = at.standing(account)
    settled = (
        await _end_round(unit, case, now, at, settlement) if (case.step, Event.SETTLED) in MOVES else case
    )
    if case.step is Step.CUT or await _still_cut_off(unit, account, now, at):
        return settled, await _order_reopening(unit, settled, account, at, settlement)
    return settled, None


async def _end_round(unit: UnitOfWork, case: Case, now: Standing, at: Moment, settlement: Settled) -> Case:
    actor = settlement.actor
    settled, made = move(case, Event.SETTLED, act(at, actor, settlement.why))
    await unit.cases.save(settled, made)
    facts = {"why": settlement.why, **owed(now)}
    await unit.audit.append([entry(at, actor, Act.CASE, case.supply_number, "settled", facts=facts)])
    await drop_messages(unit, case.supply_number, at, actor)
    await withdraw_orders(unit, case.supply_number, (Reason.PAID,), at, actor, ABOUT_DEBT)
    await lapse(unit, case, at, actor)
    return settled


async def _still_cut_off(unit: UnitOfWork, account: Account, now: Standing, at: Moment) -> bool:
    """Whether the register says cut, nothing overdue is left, and no crew was told to reopen or has done so since."""
    if account.supply.state is not SupplyState.CUT or now.overdue:
        return False
    orders = await unit.work_orders.of_supply(account.supply.supply_number)
    return not any(
        order.state is OrderState.QUEUED
        or (order.closed_at is not None and at.policy.today(order.closed_at) >= account.cut_date)
        for order in orders
        if order.kind is OrderKind.REOPENING
    )


async def drop_messages(unit: UnitOfWork, supply_number: str, at: Moment, actor: str) -> None:
    """Take back what was still to be sent about a debt that is gone; the news of the service are good ones."""
    dropped = await unit.outbox.drop(supply_number, State.WITHHELD, (Reason.PAID.value,), sparing=NEWS)
    if dropped:
        facts = {"messages": dropped}
        await unit.audit.append(
            [entry(at, actor, Act.SEND, supply_number, "withheld", (Reason.PAID,), facts)]
        )


async def reask_cut(unit: UnitOfWork, position: Position, at: Moment, actor: str) -> Case:
    """Withdraw a queued cut that is no longer allowed (I-11). What only time withholds stays queued, not executed."""
    case = position.case
    decision = may_cut(position.account, position.standing, case, at)
    if case.step is not Step.CUT_QUEUED or not isinstance(decision, Withheld) or decision.passing:
        return case
    return await take_back_cut(unit, case, decision.reasons, at, actor)


async def take_back_cut(
    unit: UnitOfWork, case: Case, reasons: Sequence[Reason], at: Moment, actor: str
) -> Case:
    """Out of the queue, with its order, back to the last chance."""
    moved, made = move(case, Event.CUT_WITHDRAWN, act(at, actor, ",".join(reasons)))
    await unit.cases.save(moved, made)
    await withdraw_orders(unit, case.supply_number, reasons, at, actor)
    return moved


async def withdraw_orders(
    unit: UnitOfWork,
    supply_number: str,
    reasons: Sequence[Reason],
    at: Moment,
    actor: str,
    kinds: Collection[OrderKind] = (OrderKind.CUT,),
) -> None:
    """Take the queued orders of a supply back: those of a cut, or of these kinds."""
    for order in await unit.work_orders.of_supply(supply_number, OrderState.QUEUED):
        if order.kind in kinds:
            await withdraw_order(unit, order, reasons, at, actor)


async def withdraw_order(
    unit: UnitOfWork, order: WorkOrder, reasons: Sequence[str], at: Moment, actor: str
) -> WorkOrder:
    """Take one queued order back."""
    closed = replace(order, state=OrderState.WITHDRAWN, closed_at=at.now, closed_why=",".join(reasons))
    await unit.work_orders.save(closed)
    noted = entry(at, actor, Act.WITHDRAW, order.supply_number, "withdrawn", reasons, {"order": order.id})
    await unit.audit.append([noted])
    return closed


async def delivered_otherwise(unit: UnitOfWork, row: OutboxRow, at: Moment, actor: str) -> None:
    """A notice that was received needs nobody to carry it any more."""
    young = at.now - row.created_at < UNSERVED_AFTER
    if row.notice is None or row.supply_number is None or young:
        return
    for order in await unit.work_orders.of_supply(row.supply_number, OrderState.QUEUED):
        if order.kind is OrderKind.NOTICE_DELIVERY and order.id.startswith(delivery_stem(row.key)):
            await withdraw_order(unit, order, (SERVED_OTHERWISE,), at, actor)


def delivery_stem(key: str) -> str:
    """How the ids of the orders to deliver the notice of that key begin; a number follows."""
    _, supply, notice, which = key.split("/", 3)
    return f"{order_stem(OrderKind.NOTICE_DELIVERY, supply, which)}{notice}-"


def key_to_deliver(order: WorkOrder) -> str:
    """The natural key of the notice that such an order is about."""
    said = order.id.removeprefix(f"{OrderKind.NOTICE_DELIVERY}-{order.supply_number}-")
    which, notice, _ = said.rsplit("-", 2)
    return f"notice/{order.supply_number}/{notice}/{which}"


async def _order_reopening(
    unit: UnitOfWork, case: Case, account: Account, at: Moment, settlement: Settled
) -> WorkOrder:
    """Order the service back on. The clock runs from the payment, weekends included (I-15, PE-REO-1, PE-REO-2)."""
    actor = settlement.actor
    order = WorkOrder(
        id=await new_order_id(unit, OrderKind.REOPENING, case),
        kind=OrderKind.REOPENING,
        state=OrderState.QUEUED,
        supply_number=case.supply_number,
        debt=at.standing(account).overdue,
        reasons=(settlement.why,),
        evidence=(),
        ordered_at=at.now,
        due_by=settlement.paid_at + timedelta(hours=at.policy.reopening_hours),
        operator=await operator_for(unit, account),
    )
    await unit.work_orders.add(order)
    await unit.audit.append(
        [entry(at, actor, Act.CASE, case.supply_number, "reopening_ordered", facts={"order": order.id})]
    )
    return order


async def new_order_id(unit: UnitOfWork, kind: OrderKind, case: Case) -> str:
    """The next id for an order of that kind in this round: two workers that count alike make the same one."""
    prefix = order_stem(kind, case.supply_number, case.round)
    orders = await unit.work_orders.of_supply(case.supply_number)
    return f"{prefix}{sum(order.id.startswith(prefix) for order in orders) + 1}"
