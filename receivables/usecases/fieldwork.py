"""What a crew reports: a cut executed, if it is still allowed at that very moment; a service reopened."""

from dataclasses import dataclass, replace

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.cut import may_cut
from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import Case, Event, Step, move
from receivables.model.workorder import OrderKind, OrderState, WorkOrder, check_transition
from receivables.ports import UnitOfWork
from receivables.usecases.cut_offer import offer_after_cut
from receivables.usecases.entries import Facts, act, cut_facts, entry
from receivables.usecases.service_news import reask_and_tell, settle_and_tell
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, hold_supplies, positions
from receivables.usecases.withdraw import Settled


@dataclass(frozen=True, slots=True)
class Executed:
    """The order as it is now; `reasons` why the cut was not made: none when it was."""

    order: WorkOrder
    reasons: tuple[Reason, ...]


async def execute_cut(services: Services, order_id: str, *, actor: str) -> Executed:
    """Ask again, at the door, and report the cut done (I-11). An order that is no longer allowed is withdrawn.

    One that only time withholds (hours, a holiday, a stale feed) stays in the queue. Raises Unknown("unknown_order"),
    MoveRefused("no_such_order_move").
    """
    async with services.units() as unit:
        order = await _order(unit, order_id, OrderKind.CUT)
        at = await services.moment(unit)
        here = await _position(unit, order, at)
        decision = may_cut(here.account, here.standing, here.case, at, executing=True)
        if not isinstance(decision, Withheld):
            facts = cut_facts(order, here, at)
            done = await _done(unit, order, here.case, Event.CUT_DONE, at, actor, facts)
            await offer_after_cut(unit, here.account, order.id, at)
            return Executed(done, ())
        await unit.audit.append(
            [
                entry(
                    at, actor, Act.CUT, order.supply_number, "withheld", decision.reasons, {"order": order.id}
                )
            ]
        )
        if not decision.passing:
            await _take_back(unit, here, at, actor)
        return Executed(await unit.work_orders.get(order_id) or order, decision.reasons)


async def reopen(services: Services, order_id: str, *, actor: str) -> WorkOrder:
    """Report the service reopened. A supply that only the register called cut has no case to move.

    Raises Unknown("unknown_order"), MoveRefused("no_such_order_move").
    """
    async with services.units() as unit:
        order = await _order(unit, order_id, OrderKind.REOPENING)
        at = await services.moment(unit)
        here = await _position(unit, order, at)
        return await _done(unit, order, here.case, Event.REOPENED, at, actor, {"order": order.id})


async def _order(unit: UnitOfWork, order_id: str, kind: OrderKind) -> WorkOrder:
    order = await unit.work_orders.get(order_id)
    if order is None or order.kind is not kind:
        raise Unknown("unknown_order", order=order_id)
    await hold_supplies(unit, [order.supply_number])
    order = await unit.work_orders.get(order_id) or order
    check_transition(order.state, OrderState.DONE)
    return order


async def _position(unit: UnitOfWork, order: WorkOrder, at: Moment) -> Position:
    account = await unit.ledger.account(order.supply_number)
    if account is None:
        raise Unknown("unknown_supply", supply=order.supply_number)
    return (await positions(unit, [account], at))[0]


async def _done(
    unit: UnitOfWork, order: WorkOrder, case: Case, event: Event, at: Moment, actor: str, facts: Facts
) -> WorkOrder:
    if event is Event.CUT_DONE or case.step is Step.REOPENING:
        moved, made = move(case, event, act(at, actor, order.id))
        await unit.cases.save(moved, made)
    done = replace(order, state=OrderState.DONE, closed_at=at.now)
    await unit.work_orders.save(done)
    kind = Act.CUT if event is Event.CUT_DONE else Act.CASE
    await unit.audit.append([entry(at, actor, kind, order.supply_number, "done", facts=facts)])
    return done


async def _take_back(unit: UnitOfWork, here: Position, at: Moment, actor: str) -> None:
    now = here.standing
    if not now.overdue and not now.overdue_but_claimed:
        await settle_and_tell(unit, here.case, here.account, at, Settled("paid", actor, at.now))
    else:
        await reask_and_tell(unit, here, at, actor)
