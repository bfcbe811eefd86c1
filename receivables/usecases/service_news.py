"""A cut that was taken back, a service that was ordered back on: told to its customer, in the chat or by a notice.

A last chance had announced the cut, and the water is theirs: they are told though they never wrote, under all rules of
writing first. What is said demands nothing. Who took a cut back by what they said in the chat is answered there.
"""

from dataclasses import replace

from receivables.model.account import Account
from receivables.model.contact import Moment
from receivables.model.identity import masked
from receivables.model.ladder import Case, Step
from receivables.model.message import NEWS, Message, Value
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.agreement_news import notice
from receivables.usecases.notices import REOPENING, WITHDRAWN
from receivables.usecases.situation import Position
from receivables.usecases.tell import Told, tell
from receivables.usecases.withdraw import Settled, reask_cut, settle_case


async def settle_and_tell(
    unit: UnitOfWork, case: Case, account: Account, at: Moment, settlement: Settled
) -> None:
    """As `settle_case`, where nobody waits for an answer."""
    _, reopening = await settle_case(unit, case, account, at, settlement)
    if reopening is not None or case.step is Step.CUT_QUEUED:
        await tell_of_service(unit, case.supply_number, at)


async def reask_and_tell(unit: UnitOfWork, position: Position, at: Moment, actor: str) -> Case:
    """As `reask_cut`, where nobody waits for an answer."""
    after = await reask_cut(unit, position, at, actor)
    if after.step is not position.case.step:
        await tell_of_service(unit, after.supply_number, at)
    return after


async def tell_of_service(unit: UnitOfWork, supply_number: str, at: Moment, *, in_chat: bool = False) -> None:
    """Tell what was done at this moment to the service of a supply, once for each work order.

    `in_chat`: somebody may wait for it, and hears it there at once; else it is a notice, asked about when it goes.
    """
    for order in await unit.work_orders.of_supply(supply_number):
        message = _news(order, at)
        if message is not None and not (in_chat and await _in_chat(unit, order, message, at)):
            key = f"{NEWS}{supply_number}/{message.key}/{order.id}"
            row = notice(supply_number, key, message, Told.NOBODY, at)
            await unit.outbox.add([replace(row, expires_at=order.due_by) if order.due_by else row])


def _news(order: WorkOrder, at: Moment) -> Message | None:
    """A cut withdrawn now, or a reopening ordered now; of that it is no news any more once it must be done."""
    if order.kind is OrderKind.CUT and order.state is OrderState.WITHDRAWN and order.closed_at == at.now:
        return Message(WITHDRAWN)
    if order.kind is OrderKind.REOPENING and order.ordered_at == at.now:
        return Message(REOPENING, {"due_by": order.due_by})
    return None


async def _in_chat(unit: UnitOfWork, order: WorkOrder, message: Message, at: Moment) -> bool:
    whose: dict[str, Value] = {"name": "", "supply_masked": masked(order.supply_number)}
    here = Message(message.key, {**whose, **message.values})
    return await tell(unit, order.supply_number, f"{message.key}/{order.id}", here, at) is Told.IN_CHAT
