"""A payment was taken back: its customer is told, and a person looks at what it had brought and nothing undoes.

A reopening that is ordered is not called off by itself: water that may be there already is not cut by a counter's
error. A cut that was taken back, messages that were dropped and a promise that was kept stay so, too.
"""

from collections.abc import Mapping

from receivables.model.account import Payment
from receivables.model.agreeing import Stage
from receivables.model.audit import Act
from receivables.model.buttons import buttons
from receivables.model.claims import business_days_after
from receivables.model.contact import Moment
from receivables.model.message import Message, Value
from receivables.model.money import total
from receivables.model.request import DESKS, Request, RequestKind
from receivables.model.request_deadlines import end_of
from receivables.model.standing import Standing
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.agree import Advanced
from receivables.usecases.agreement_news import at_night, notice, tell_news
from receivables.usecases.data_requests import COUNTER
from receivables.usecases.entries import entry
from receivables.usecases.notices import REVERSED
from receivables.usecases.tell import Told, tell


async def follow_reversal(
    unit: UnitOfWork,
    payment: Payment,
    settled: Mapping[str, object],
    advanced: Advanced,
    at: Moment,
    *,
    actor: str,
) -> None:
    """Tell it, and have it looked at where it settled something. `settled`: the answer to the payment when it came."""
    now = at.standing(advanced.account)
    for ended in advanced.moved:
        if not ended.live:
            await tell_news(unit, ended, at, by_day=True)
    if not any(each.stage is Stage.LAPSED for each in advanced.moved):
        await _tell(unit, payment, now, at)
    orders = await unit.work_orders.of_supply(payment.supply_number, OrderState.QUEUED)
    reopening = next((each for each in orders if each.kind is OrderKind.REOPENING), None)
    brought = _brought(settled, advanced, now)
    if brought or reopening is not None:
        await _ask_desk(unit, payment, {**brought, **_still(reopening)}, reopening, at, actor)


def _brought(settled: Mapping[str, object], advanced: Advanced, now: Standing) -> dict[str, Value]:
    """What the payment had brought and does not hold any more."""
    was_clear = settled.get("overdue") == "0.00" and bool(now.overdue)
    found: dict[str, Value] = {
        "agreement": " ".join(each.number for each in advanced.moved),
        "promise_kept": bool(settled.get("promise_kept")),
        "cut_withdrawn": bool(settled.get("cut_withdrawn")),
        "reopened": bool(settled.get("reopening")),
        "overdue_again": was_clear,
    }
    return {name: value for name, value in found.items() if value}


def _still(reopening: WorkOrder | None) -> dict[str, Value]:
    return {"reopening": reopening.id} if reopening is not None else {}


async def _tell(unit: UnitOfWork, payment: Payment, now: Standing, at: Moment) -> None:
    """In the chat where they are, else, and at night, by a notice: what was taken back, and what is owed without it."""
    told: dict[str, Value] = {"amount": payment.amount, "paid_on": payment.paid_on}
    missed = total((each.unpaid for each in now.overdue_instalments), payment.amount.currency)
    here = {**told, "operation": payment.operation, "outstanding": now.outstanding + missed}
    message = Message("payment_taken_back", here, buttons("debt", "paid", "human"))
    key, of = f"taken_back/{payment.operation}", payment.supply_number
    came = Told.NOBODY if at_night(at) else await tell(unit, of, key, message, at, aside=True)
    if came is not Told.IN_CHAT:
        without = Message(REVERSED, {**told, "operation": payment.operation})
        await unit.outbox.add([notice(of, f"reversed/{of}/{payment.operation}", without, came, at)])


async def _ask_desk(
    unit: UnitOfWork,
    payment: Payment,
    brought: dict[str, Value],
    reopening: WorkOrder | None,
    at: Moment,
    actor: str,
) -> None:
    """By the time at which the water is to be back, else by the end of the next day of work. Numbers are taken last."""
    kind, tomorrow = RequestKind.REVERSAL, business_days_after(at.today, 1, at.calendar)
    asked = Request(
        number=await unit.requests.next_number(at.today.year),
        kind=kind,
        desk=DESKS[kind],
        channel=COUNTER,
        address="",
        opened_at=at.now,
        supply_number=payment.supply_number,
        due_by=reopening.due_by if reopening else end_of(tomorrow, at.policy.zone).astimezone(at.now.tzinfo),
        values={"operation": payment.operation, "amount": payment.amount, **brought},
    )
    await unit.requests.add(asked)
    facts = {"number": asked.number, "kind": kind.value, "operation": payment.operation}
    noted = entry(at, actor, Act.REQUEST, payment.supply_number, "opened", facts=facts)
    await unit.audit.append([noted])
