"""Give a work order to an operator."""

from dataclasses import replace

from receivables.errors import Refused, Unknown
from receivables.model.audit import Act
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies


async def assign(services: Services, order_id: str, operator: str, *, actor: str) -> WorkOrder:
    """The order, given to that operator while it is queued. To the same one again changes nothing.

    Raises Unknown("unknown_order"), Refused("order_closed", "not_an_operator"): nothing is changed then.
    """
    async with services.units() as unit:
        order = await _order(unit, order_id)
        await hold_supplies(unit, [order.supply_number])
        order = await _order(unit, order_id)
        if order.state is not OrderState.QUEUED:
            raise Refused("order_closed", order=order.id)
        if order.operator == operator:
            return order
        await _check(unit, operator)
        given = replace(order, operator=operator)
        await unit.work_orders.save(given)
        at = await services.moment(unit)
        facts = {"order": order.id, "operator": operator, "before": order.operator or ""}
        line = entry(at, actor, Act.CASE, order.supply_number, "assigned", facts=facts)
        await unit.audit.append([line])
        return given


async def _order(unit: UnitOfWork, order_id: str) -> WorkOrder:
    found = await unit.work_orders.get(order_id)
    if found is None:
        raise Unknown("unknown_order", order=order_id)
    return found


async def _check(unit: UnitOfWork, operator: str) -> None:
    user = await unit.staff.user(operator)
    if user is None or user.role is not StaffRole.OPERATOR or user.disabled_at is not None:
        raise Refused("not_an_operator", name=operator)
