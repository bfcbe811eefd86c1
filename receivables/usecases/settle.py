"""A payment is posted: what it settles, and all that follows from it at once."""

from dataclasses import replace
from datetime import date, timedelta

from receivables.errors import BadAmount, BadInput, OperationConflict, Refused, Unknown
from receivables.model.account import Account, Payment
from receivables.model.allocation import CREDIT, balances
from receivables.model.audit import Act
from receivables.model.contact import Feed, Moment
from receivables.model.identity import masked
from receivables.model.ladder import Case, Step, promise_kept
from receivables.model.message import Message, Value
from receivables.model.money import total
from receivables.model.standing import Standing
from receivables.ports import UnitOfWork
from receivables.usecases.agree import Advanced, advance
from receivables.usecases.agreement_news import news, tell_news
from receivables.usecases.agreements import check_waiting
from receivables.usecases.entries import entry
from receivables.usecases.promises import paid_since
from receivables.usecases.reversals import follow_reversal
from receivables.usecases.service_news import tell_of_service
from receivables.usecases.services import Services
from receivables.usecases.settlement import (
    Effects,
    NewPayment,
    PostedPayment,
    reversal,
    same_content,
    settlement,
)
from receivables.usecases.situation import hold_supplies, positions
from receivables.usecases.tell import tell
from receivables.usecases.withdraw import Settled, drop_messages, reask_cut, settle_case

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours the clock of a collection centre may be."""


async def post_payment(services: Services, payment: NewPayment, *, actor: str) -> PostedPayment:
    """Post one payment and settle at once: debt, promise, messages, cut, reopening. The same one again changes nothing.

    Raises Unknown("unknown_supply", "unknown_bill"), BadAmount("not_positive"), BadInput("wrong_currency",
    "payment_in_the_future", "bad_operation"), OperationConflict when the operation came otherwise, in a feed, or was
    reversed since.
    """
    _check(payment, services)
    async with services.units() as unit:
        await hold_supplies(unit, [payment.supply_number])
        known = await unit.ledger.settlement(payment.operation)
        if known is not None and same_content(known, payment, services.policy):
            if await _reversed(unit, payment):
                raise OperationConflict("operation_reversed", operation=payment.operation)
            return PostedPayment(known, created=False)
        if await unit.ledger.knows_operation(payment.operation):
            code = "operation_conflict" if known else "operation_in_feed"
            raise OperationConflict(code, operation=payment.operation)
        return PostedPayment(await _post(services, unit, payment, actor), created=True)


async def reverse_payment(services: Services, operation: str, *, actor: str) -> PostedPayment:
    """Take a posted payment back: the debt is there again. A case or an order that it closed is not opened again.

    Its customer is told, and a desk looks at what it had brought.

    Reversing twice is reversing once. Raises Unknown("unknown_operation"), Refused("payment_of_a_feed"): what the feed
    gave, the feed takes back.
    """
    async with services.units() as unit:
        known = await unit.ledger.settlement(operation)
        if known is None and not await unit.ledger.knows_operation(operation):
            raise Unknown("unknown_operation", operation=operation)
        if known is None:
            raise Refused("payment_of_a_feed", operation=operation)
        number = str(known["supply_number"])
        await hold_supplies(unit, [number])
        account = await unit.ledger.account(number)
        payment = _found(account, operation)
        if account is None or payment is None or payment.in_feed:
            raise Refused("payment_of_a_feed", operation=operation)
        at = await services.moment(unit)
        if not payment.reversed:
            await unit.ledger.reverse_payment(operation)
            facts = {"operation": operation, "amount": str(payment.amount)}
            await unit.audit.append(
                [entry(at, actor, Act.REVERSAL, payment.supply_number, "reversed", facts=facts)]
            )
        without = _with(account, replace(payment, reversed=True))
        advanced = await advance(unit, without, at, actor)
        if not payment.reversed:
            await follow_reversal(unit, payment, known, advanced, at, actor=actor)
        return PostedPayment(reversal(known, at.standing(advanced.account)), created=not payment.reversed)


async def receive_daily_close(services: Services, through: date, *, actor: str) -> None:
    """The billing system says that all payments through that day are known: what it tells is fresh again.

    Raises BadInput("close_in_the_future"), Unknown("no_portfolio").
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        feed = await unit.ledger.feed()
        if feed is None:
            raise Unknown("no_portfolio")
        if through > at.today:
            raise BadInput("close_in_the_future", day=through)
        await unit.ledger.record_feed(Feed(feed.cut_date, through))
        facts = {"payments_through": through.isoformat()}
        await unit.audit.append([entry(at, actor, Act.IMPORT, "feed", "daily_close", facts=facts)])
    await check_waiting(services)


def _check(payment: NewPayment, services: Services) -> None:
    now, currency = services.clock.now(), services.policy.currency
    if not payment.operation.strip() or payment.operation == CREDIT:
        raise BadInput("bad_operation", operation=payment.operation)
    if payment.amount.currency != currency:
        raise BadInput("wrong_currency", currency=payment.amount.currency, expected=currency)
    if payment.amount.centimos <= 0:
        raise BadAmount("not_positive", amount=payment.amount)
    if payment.paid_at > now + CLOCKS_DIFFER:
        raise BadInput("payment_in_the_future", paid_at=services.policy.local(payment.paid_at))


async def _post(services: Services, unit: UnitOfWork, payment: NewPayment, actor: str) -> dict[str, object]:
    at = await services.moment(unit)
    before = await unit.ledger.account(payment.supply_number)
    if before is None:
        raise Unknown("unknown_supply", supply=payment.supply_number)
    if payment.bill is not None and payment.bill not in {bill.number for bill in before.bills}:
        raise Unknown("unknown_bill", bill=payment.bill, supply=payment.supply_number)
    posted = _posted(payment, at)
    advanced = await advance(unit, _with(before, posted), at, actor)
    account = advanced.account
    after = at.standing(account)
    effects = await _follow(unit, advanced, after, payment, at, actor)
    shares = [s for s in balances(account, at.today, at.frozen).shares if s.operation == payment.operation]
    answer = settlement(payment, account, shares, after, effects, at.policy)
    row = (
        posted.operation,
        posted.supply_number,
        posted.paid_on,
        posted.amount.centimos,
        posted.centre,
        posted.bill,
    )
    if not await unit.ledger.add_payment(payment.operation, row, answer):
        raise OperationConflict("operation_conflict", operation=payment.operation)
    facts = {"operation": payment.operation, "amount": str(payment.amount), "overdue": str(after.overdue)}
    await unit.audit.append([entry(at, actor, Act.PAYMENT, payment.supply_number, "posted", facts=facts)])
    return answer


def _found(account: Account | None, operation: str) -> Payment | None:
    return next((p for p in account.payments if p.operation == operation), None) if account else None


async def _reversed(unit: UnitOfWork, payment: NewPayment) -> bool:
    known = _found(await unit.ledger.account(payment.supply_number), payment.operation)
    return known is not None and known.reversed


def _posted(payment: NewPayment, at: Moment) -> Payment:
    return Payment(
        operation=payment.operation,
        supply_number=payment.supply_number,
        paid_on=min(at.policy.today(payment.paid_at), at.today),
        amount=payment.amount,
        centre=payment.centre,
        bill=payment.bill,
        in_feed=False,
    )


def _with(account: Account, payment: Payment) -> Account:
    others = tuple(p for p in account.payments if p.operation != payment.operation)
    return replace(account, payments=(*others, payment))


async def _follow(
    unit: UnitOfWork, advanced: Advanced, after: Standing, payment: NewPayment, at: Moment, actor: str
) -> Effects:
    """What the payment does to the case, to messages on their way and to work orders."""
    number, account = payment.supply_number, advanced.account
    agreed = advanced.activated
    before = (await unit.cases.get([number]))[number]
    kept = _keeps_promise(account, after, before, at)
    case, order = before, None
    if kept or agreed or not after.overdue:
        why = "promise_kept" if kept else "agreement" if agreed else "paid"
        settled = Settled(why, actor, min(payment.paid_at, at.now))
        case, order = await settle_case(unit, before, account, at, settled)
        await drop_messages(unit, number, at, actor)
    elif before.step is Step.CUT_QUEUED:
        here = (await positions(unit, [account], at))[0]
        case = await reask_cut(unit, here, at, actor)
    effects = Effects(kept, before.step is Step.CUT_QUEUED and case.step is not Step.CUT_QUEUED, order)
    all_told = any(_is_all(payment, news(each)) for each in advanced.moved)
    await _tell(unit, payment, after, effects, at, receipt=not all_told)
    for moved in advanced.moved:
        await tell_news(unit, moved, at)
    if kept:
        facts = {"operation": payment.operation}
        await unit.audit.append([entry(at, actor, Act.PROMISE, number, "kept", facts=facts)])
    return effects


def _keeps_promise(account: Account, after: Standing, case: Case, at: Moment) -> bool:
    """Whoever paid what was promised, or all that is overdue but for a negligible remainder."""
    if case.step is not Step.PROMISED or case.promise is None:
        return False
    paid = promise_kept(case.promise, paid_since(account, case.promise, at.policy))
    return paid or not (after.overdue or after.overdue_but_claimed)


def _is_all(payment: NewPayment, told: Message) -> bool:
    """Whether the news of the agreement tell all of this payment: it was the down payment, and nothing else."""
    return told.key == "agreement_active" and told.values["paid"] == payment.amount


async def _tell(
    unit: UnitOfWork, payment: NewPayment, after: Standing, effects: Effects, at: Moment, *, receipt: bool
) -> None:
    """The receipt to a customer who is in the chat, and the good news that came with it to everybody."""
    number, operation = payment.supply_number, payment.operation
    missed = total((each.unpaid for each in after.overdue_instalments), payment.amount.currency)
    paid: dict[str, Value] = {
        "name": "",
        "supply_masked": masked(number),
        "amount": payment.amount,
        "paid_on": at.policy.today(payment.paid_at),
        "outstanding": after.outstanding + missed,
    }
    if receipt:
        await tell(unit, number, f"receipt/{operation}", Message("payment_receipt", paid), at)
    if effects.cut_withdrawn or effects.reopening is not None:
        await tell_of_service(unit, number, at, in_chat=True)
