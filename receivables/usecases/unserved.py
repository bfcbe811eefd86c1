"""Notices that nobody received in 72 hours: a crew carries them to the premises, and reports it with a photo.

Only those that the ladder waits for, and only while it does: everything is asked again when the order is
made, every day while it waits, and when it is reported. To carry a written notice is technical work and no collection
visit (PE-CON-11, Q-22): nothing is asked for at the door, and it may be left on any day that the crew works; folded, so
that no neighbour reads it (PE-CON-6). The hours before a cut begin when it is left (PE-CUT-5).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from receivables.errors import BadInput, Unknown
from receivables.model.audit import Act
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Moment, Reach, may_contact
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Notice, ServedNotice, Step, notice_sent
from receivables.model.message import OutboxRow, State
from receivables.model.pseudonym import reason_given
from receivables.model.workorder import OrderKind, OrderState, WorkOrder, check_transition
from receivables.ports import UnitOfWork
from receivables.usecases.entries import act, entry, owed
from receivables.usecases.notices import its_turn, notice_key
from receivables.usecases.operators import operator_for
from receivables.usecases.serve import BY_PAPER
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, hold_supplies, positions
from receivables.usecases.withdraw import (
    SERVED_OTHERWISE,
    UNSERVED_AFTER,
    delivery_stem,
    key_to_deliver,
    withdraw_order,
)

CLOCK = "clock"
PAPER = "carta"
"""The channel of a notice on paper."""
CARRY_WITHIN = timedelta(days=5)
PAGE = 500
DIGEST = re.compile(r"[0-9a-f]{64}")

HOURS = frozenset({Reason.OUTSIDE_WINDOW, Reason.HOLIDAY, Reason.UNKNOWN_CALENDAR})
"""What withholds a message at this hour, and not a letter."""
STANDS = {Notice.OFFER: Step.OFFERED, Notice.LAST_CHANCE: Step.LAST_CHANCE}
"""The notices that a cut rests on, and the step on which each waits for its reception."""
CARRIED = (Notice.FRIENDLY, *STANDS)
"""The notices without which the ladder stands still (docs/decisions/0017). A friendly one only when no channel took it:
from its sending on the time of the policy runs, received or not."""
NOWHERE = frozenset({State.FAILED, State.EXPIRED, State.WITHHELD})


class Left(StrEnum):
    """With whom, or where, the notice was left (PE-CUT-9)."""

    HOLDER = "holder"
    ADULT = "adult"
    UNDER_DOOR = "under_door"
    MAILBOX = "mailbox"


@dataclass(frozen=True, slots=True)
class Carried:
    """The order as it is now; `reasons` why the notice did not count: none when it did."""

    order: WorkOrder
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class OrderedDeliveries:
    """What a day brought."""

    ordered: int = 0
    withdrawn: int = 0


async def order_deliveries(services: Services) -> OrderedDeliveries:
    """Take back the orders that nobody needs any more, and order what nobody received in 72 hours. May be repeated."""
    report, queued = OrderedDeliveries(), set[str]()
    report.withdrawn = await _reask(services, queued)
    before, after = services.clock.now() - UNSERVED_AFTER, 0
    while True:
        async with services.units() as unit:
            rows = await unit.outbox.unserved_before(CARRIED, before, PAGE, after)
            waited = [row for row in rows if row.key not in queued and _may_be_carried(row, services)]
            report.ordered += await _order(services, unit, waited)
        if len(rows) < PAGE:
            return report
        after = rows[-1].id or after


async def delivered(
    services: Services, order_id: str, *, photo_sha256: str, left: Left, actor: str, note: str = ""
) -> Carried:
    """A crew left the notice: it is served at this moment, by paper. One that nobody needs any more is withdrawn.

    What only time withholds (a stale feed, an outage, a pause) stays queued, to be reported again when that is over.
    A notice that no channel had sent moves its case now, as if a channel had. Raises Unknown("unknown_order"),
    MoveRefused("no_such_order_move"), BadInput("photo_needed").
    """
    if not DIGEST.fullmatch(photo_sha256):
        raise BadInput("photo_needed")
    async with services.units() as unit:
        order = await _known(unit, order_id)
        at = await services.moment(unit)
        row = await unit.outbox.get(key_to_deliver(order))
        here = (await _positions(unit, [order.supply_number], at)).get(order.supply_number)
        against = against_carrying(here, row, at) if here and row else (Reason.NOT_ITS_TURN.value,)
        if against or here is None or row is None or row.notice is None:
            return await _not_counted(unit, order, against, at, actor)
        await _serve(unit, here.case, row, row.notice, at, actor)
        done = replace(order, state=OrderState.DONE, closed_at=at.now, closed_why=left.value)
        await unit.work_orders.save(done)
        facts = {
            "key": row.key,
            "by": BY_PAPER,
            "order": order.id,
            "photo": photo_sha256,
            "left": left.value,
            "note": reason_given(note),
        }
        await unit.audit.append([entry(at, actor, Act.SERVE, order.supply_number, "served", facts=facts)])
    return Carried(done)


async def _not_counted(
    unit: UnitOfWork, order: WorkOrder, against: tuple[str, ...], at: Moment, actor: str
) -> Carried:
    """Withdrawn while it is a pause that is against it, it would be ordered anew, and the crew go there twice."""
    if not set(against) <= PASSING_VALUES:
        return Carried(await withdraw_order(unit, order, against, at, actor), against)
    told = entry(at, actor, Act.SERVE, order.supply_number, "withheld", against, {"order": order.id})
    await unit.audit.append([told])
    return Carried(order, against)


def against_carrying(here: Position, row: OutboxRow, at: Moment) -> tuple[str, ...]:
    """Why nobody needs to carry this notice (any more): all that forbids to press, and the ladder itself.

    Asked as if the person could be reached: consent and channels are what a letter does without (PE-CUT-5).
    """
    notice = row.notice
    if notice is None or notice not in CARRIED:
        return (Reason.NOT_ITS_TURN.value,)
    held = _held(here.case, row.key)
    if held is not None and held.served_at is not None:
        return (SERVED_OTHERWISE,)
    decision = may_contact(here.account, here.standing, here.case, notice, _by_letter(here, at), at)
    reasons = [reason for reason in decision.reasons if reason not in HOURS]
    if not reasons and not _needed(here, notice, row.key, held, at):
        reasons = [Reason.NOT_ITS_TURN]
    return tuple(reason.value for reason in reasons)


def _needed(here: Position, notice: Notice, key: str, held: ServedNotice | None, at: Moment) -> bool:
    """Whether the case waits for the reception of this very notice, or for the notice as such."""
    if held is not None:
        return here.case.step is STANDS.get(notice) and here.case.latest(notice) is held
    return its_turn(here, notice, at) and key == notice_key(here.case, notice, at)


def _by_letter(here: Position, at: Moment) -> Reach:
    channel = at.policy.channels[0]
    letterbox = Contact(
        supply_number=here.supply_number,
        name="",
        document=here.account.supply.document,
        phone=here.supply_number,
        email=here.supply_number,
        channel=channel,
        purpose=Purpose.SERVICE,
        consented_on=None,
        origin="",
    )
    return Reach((letterbox,), opted_out=False, suppressed=(), carried=(channel,), touches=())


def _held(case: Case, key: str) -> ServedNotice | None:
    return next((each for each in case.notices if each.key == key), None)


def _may_be_carried(row: OutboxRow, services: Services) -> bool:
    """What a channel took has 72 hours from then; what went nowhere has them from when it was asked for.

    A friendly notice that a channel took is never carried: see `CARRIED`.
    """
    if row.notice not in STANDS and row.state is State.SENT:
        return False
    begun = row.created_at if row.state in NOWHERE else (row.sent_at or row.created_at)
    return begun <= services.clock.now() - UNSERVED_AFTER


async def _order(services: Services, unit: UnitOfWork, rows: Sequence[OutboxRow]) -> int:
    at = await services.moment(unit)
    found = await _positions(unit, {row.supply_number for row in rows if row.supply_number}, at)
    ordered = 0
    for row in rows:
        here = found.get(row.supply_number or "")
        if here is not None and not against_carrying(here, row, at):
            ordered += await _add(unit, here, row, at)
    return ordered


async def _add(unit: UnitOfWork, here: Position, row: OutboxRow, at: Moment) -> bool:
    """Once for each notice; one that was withdrawn, and is needed again, is ordered anew."""
    stem = delivery_stem(row.key)
    orders = await unit.work_orders.of_supply(here.supply_number)
    known = [order for order in orders if order.id.startswith(stem)]
    if any(order.state is not OrderState.WITHDRAWN for order in known):
        return False
    why = [reason.value for reason in row.reasons] or [row.state.value]
    order = WorkOrder(
        id=f"{stem}{len(known) + 1}",
        kind=OrderKind.NOTICE_DELIVERY,
        state=OrderState.QUEUED,
        supply_number=here.supply_number,
        debt=here.standing.overdue,
        reasons=(f"notice:{row.notice}", *(f"unserved:{each}" for each in why)),
        evidence=(),
        ordered_at=at.now,
        due_by=at.now + CARRY_WITHIN,
        operator=await operator_for(unit, here.account),
    )
    if not await unit.work_orders.add(order):
        return False  # another clock was first
    facts = {"order": order.id, "key": row.key, **owed(here.standing)}
    told = entry(at, CLOCK, Act.CASE, here.supply_number, "delivery_ordered", facts=facts)
    await unit.audit.append([told])
    return True


async def _reask(services: Services, queued: set[str]) -> int:
    """Withdraw the queued orders whose notice nobody needs any more; what only time withholds stays queued.

    The keys of the notices of those that stay are added to `queued`.
    """
    withdrawn, after = 0, ""
    while True:
        async with services.units() as unit:
            orders = await unit.work_orders.page(
                kind=OrderKind.NOTICE_DELIVERY, state=OrderState.QUEUED, after=after, limit=PAGE
            )
            at = await services.moment(unit)
            found = await _positions(unit, {order.supply_number for order in orders}, at)
            rows = await unit.outbox.find([key_to_deliver(order) for order in orders])
            for order in orders:
                key = key_to_deliver(order)
                if await _reask_one(unit, order, found.get(order.supply_number), rows.get(key), at):
                    withdrawn += 1
                else:
                    queued.add(key)
        if len(orders) < PAGE:
            return withdrawn
        after = orders[-1].id


async def _reask_one(
    unit: UnitOfWork, order: WorkOrder, here: Position | None, row: OutboxRow | None, at: Moment
) -> bool:
    against = against_carrying(here, row, at) if here and row else (Reason.NOT_ITS_TURN.value,)
    if not against or set(against) <= PASSING_VALUES:
        return False
    fresh = await unit.work_orders.get(order.id)
    if fresh is None or fresh.state is not OrderState.QUEUED:
        return False
    await withdraw_order(unit, fresh, against, at, CLOCK)
    return True


PASSING_VALUES = frozenset({Reason.STALE_FEED.value, Reason.PAUSED.value, Reason.OUTAGE.value})
"""What will be over by itself."""


async def _serve(
    unit: UnitOfWork, case: Case, row: OutboxRow, notice: Notice, at: Moment, actor: str
) -> None:
    """What a channel tried stays in the outbox as it was; the case holds what was received, and how."""
    if _held(case, row.key) is not None:
        notices = tuple(
            replace(each, channel=PAPER, served_at=at.now) if each.key == row.key else each
            for each in case.notices
        )
        await unit.cases.save(replace(case, notices=notices))
        return
    carried = ServedNotice(notice, row.key, PAPER, at.now, at.now)
    moved, made = notice_sent(case, carried, act(at, actor, row.key))
    await unit.cases.save(moved, made)


async def _known(unit: UnitOfWork, order_id: str) -> WorkOrder:
    order = await unit.work_orders.get(order_id)
    if order is None or order.kind is not OrderKind.NOTICE_DELIVERY:
        raise Unknown("unknown_order", order=order_id)
    await hold_supplies(unit, [order.supply_number])
    order = await unit.work_orders.get(order_id) or order
    check_transition(order.state, OrderState.DONE)
    return order


async def _positions(unit: UnitOfWork, numbers: Iterable[str], at: Moment) -> dict[str, Position]:
    held = sorted(numbers)
    await hold_supplies(unit, held)
    accounts = await unit.ledger.accounts(held, whole=False)
    return {each.supply_number: each for each in await positions(unit, list(accounts.values()), at)}
