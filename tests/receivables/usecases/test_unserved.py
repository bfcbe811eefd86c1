"""What nobody received in 72 hours is carried on paper while the ladder needs it; then the hours of a cut begin."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from receivables.errors import BadInput, MoveRefused, Unknown
from receivables.model.cut import may_cut
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Notice, ServedNotice, Step
from receivables.model.message import OutboxRow, State
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases import unserved
from receivables.usecases.serve import BY_CALLBACK, prove
from receivables.usecases.situation import positions
from receivables.usecases.unserved import Left, delivered, order_deliveries
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import GOOD, three_months_behind
from tests.support.build import a_claim, a_contact, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
PHOTO = "ab" * 32
CREW = "staff/luis"
LAST = "notice/0000001/last_chance/1"
FRIENDLY = "notice/0000001/friendly_notice/1"


async def an_unserved_offer(*contacts: Any) -> World:
    """An offer was sent on Monday morning and nobody reacted until Thursday, eleven o'clock."""
    world = World()
    await world.has(three_months_behind(), *(contacts or (a_contact(),)))
    await world.queue(an_offer())
    await world.deliver()
    await later(world)
    return world


async def later(world: World, moment: str = "2024-01-11 11:00") -> None:
    """The feed goes on meanwhile."""
    world.at(moment)
    await world.fresh()


async def orders(world: World) -> list[WorkOrder]:
    """Those to carry notices."""
    return [order for order in await world.orders() if order.kind is OrderKind.NOTICE_DELIVERY]


async def carry(world: World, **changes: Any) -> Any:
    """The crew left the notice of the only queued order."""
    (order,) = [each for each in await orders(world) if each.state is OrderState.QUEUED]
    given: dict[str, Any] = {"photo_sha256": PHOTO, "left": Left.UNDER_DOOR, "actor": CREW, **changes}
    return await delivered(world.services, order.id, **given)


async def test_a_notice_that_nobody_received_in_72_hours_is_ordered_once() -> None:
    world = await an_unserved_offer()
    assert (await order_deliveries(world.services)).ordered == 1
    assert (await order_deliveries(world.services)).ordered == 0
    (order,) = await orders(world)
    assert order.reasons == ("notice:agreement_offer", "unserved:sent")
    assert str(order.debt) == "90.00"
    assert order.due_by is not None
    assert order.due_by > world.now
    assert outcomes(await world.trail())[-1] == "case delivery_ordered"


async def test_before_72_hours_nobody_is_sent() -> None:
    world = await an_unserved_offer()
    world.at("2024-01-11 09:59")
    assert (await order_deliveries(world.services)).ordered == 0


async def test_what_was_received_is_not_carried() -> None:
    world = await an_unserved_offer()
    await world.writes()
    assert (await order_deliveries(world.services)).ordered == 0


@pytest.mark.parametrize(
    ("state", "reasons", "shown"),
    [
        (State.EXPIRED, (), "unserved:expired"),
        (State.FAILED, (), "unserved:failed"),
        (State.WITHHELD, (Reason.NO_CHANNEL,), "unserved:no_channel"),
        (State.WITHHELD, (Reason.NO_CONSENT,), "unserved:no_consent"),
        (State.WITHHELD, (Reason.NO_TEMPLATE,), "unserved:no_template"),
    ],
)
async def test_what_went_nowhere_is_carried_too_and_moves_the_case_then(
    state: State, reasons: tuple[Reason, ...], shown: str
) -> None:
    world = World()
    await world.has(three_months_behind())
    await put(world, replace(an_offer(), state=state, reasons=reasons))
    await later(world)
    assert (await order_deliveries(world.services)).ordered == 1
    (order,) = await orders(world)
    assert order.reasons[1:] == (shown,)
    assert (await world.case()).step is Step.CLEAR
    await carry(world)
    case = await world.case()
    served = case.served(Notice.OFFER)
    assert case.step is Step.OFFERED
    assert served == ServedNotice(Notice.OFFER, OFFER, "carta", world.now, world.now)
    assert (await world.row(OFFER)).state is state


async def put(world: World, row: OutboxRow) -> None:
    """A row as the dispatcher left it."""
    await world.queue(row)
    async with world.services.units() as unit:
        known = await unit.outbox.get(row.key)
        assert known is not None
        await unit.outbox.save([replace(row, id=known.id)])


async def test_a_letter_with_a_photo_serves_the_notice() -> None:
    world = await an_unserved_offer()
    sent_at = (await world.row(OFFER)).sent_at
    await order_deliveries(world.services)
    done = await carry(world, note="casa verde, medidor de luz 123")
    assert (done.order.state, done.order.closed_why, done.reasons) == (OrderState.DONE, "under_door", ())
    served = (await world.case()).served(Notice.OFFER)
    assert sent_at is not None
    assert served == ServedNotice(Notice.OFFER, OFFER, "carta", sent_at, world.now)
    last = (await world.trail())[-1]
    assert (last.actor, last.act, last.outcome) == (CREW, "serve", "served")
    assert (last.facts["by"], last.facts["photo"], last.facts["key"]) == ("paper", PHOTO, OFFER)
    assert "verde" not in str(last.facts)
    assert (await order_deliveries(world.services)).ordered == 0


async def test_it_is_technical_work_and_may_be_done_on_a_saturday() -> None:
    """PE-CON-11: no collection visit; nothing is asked for at the door."""
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    await later(world, "2024-01-13 19:00")
    assert (await carry(world)).reasons == ()


async def test_a_cut_still_waits_its_hours_from_the_moment_of_the_letter() -> None:
    world = World()
    await world.has(three_months_behind())
    old = ServedNotice(Notice.LAST_CHANCE, LAST, "whatsapp", lima("2024-01-08 10:00"))
    await world.remember(Case("0000001", Step.LAST_CHANCE, since=lima("2024-01-08 10:00"), notices=(old,)))
    row = an_offer(key=LAST, notice=Notice.LAST_CHANCE, state=State.SENT, sent_at=lima("2024-01-08 10:00"))
    await put(world, row)
    await later(world)
    await order_deliveries(world.services)
    assert await against_a_cut(world) == {Reason.NOT_SERVED}
    await carry(world)
    assert await against_a_cut(world) == {Reason.TOO_SOON}
    hours = world.services.policy.last_chance_hours
    world.clock.move(timedelta(hours=hours))
    await world.fresh()
    assert await against_a_cut(world) == set()


async def against_a_cut(world: World) -> set[Reason]:
    """What keeps the supply from being cut."""
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        account = await unit.ledger.account("0000001")
        assert account is not None
        (here,) = await positions(unit, [account], at)
        return set(may_cut(here.account, here.standing, here.case, at).reasons)


async def test_whoever_pays_gets_no_letter_any_more() -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    await world.pays("90.00")
    (order,) = await orders(world)
    assert (order.state, order.closed_why) == (OrderState.WITHDRAWN, "paid")
    with pytest.raises(MoveRefused, match="no_such_order_move"):
        await delivered(world.services, order.id, photo_sha256=PHOTO, left=Left.ADULT, actor=CREW)


async def test_a_late_callback_takes_the_order_back() -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        await prove(unit, [await world.row(OFFER)], at, by=BY_CALLBACK, actor="provider")
    (order,) = await orders(world)
    assert (order.state, order.closed_why) == (OrderState.WITHDRAWN, "served")


async def test_a_claim_takes_the_order_back_and_when_it_is_over_it_is_ordered_anew() -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    bills = [bill.number for bill in three_months_behind().bills if bill.balance.centimos]
    await world.has(
        replace(three_months_behind(), claims=tuple(a_claim(each) for each in bills)), a_contact()
    )
    assert (await order_deliveries(world.services)).withdrawn == 1
    settled = tuple(
        replace(a_claim(each), resolved_on=date(2024, 1, 10), outcome=a_claim(each).outcome.UNFOUNDED)
        for each in bills
    )
    await world.has(replace(three_months_behind(), claims=settled), a_contact())
    await later(world, "2024-04-11 11:00")
    assert (await order_deliveries(world.services)).ordered == 1
    assert [order.state for order in await orders(world)] == [OrderState.WITHDRAWN, OrderState.QUEUED]


async def test_a_claim_at_the_door_withdraws_the_order_and_serves_nothing() -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    bills = [bill.number for bill in three_months_behind().bills if bill.balance.centimos]
    await world.has(
        replace(three_months_behind(), claims=tuple(a_claim(each) for each in bills)), a_contact()
    )
    kept = await carry(world)
    assert kept.order.state is OrderState.WITHDRAWN
    assert "claim" in kept.reasons
    assert (await world.case()).served(Notice.OFFER) is None


async def test_what_only_time_withholds_at_the_door_stays_queued_and_is_reported_again() -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    world.at("2024-01-25 11:00")
    kept = await carry(world)
    assert (kept.order.state, kept.reasons) == (OrderState.QUEUED, ("stale_feed",))
    assert (await world.case()).served(Notice.OFFER) is None
    assert outcomes(await world.trail())[-1] == "serve withheld stale_feed"
    await world.fresh()
    assert (await order_deliveries(world.services)).ordered == 0
    assert (await carry(world)).reasons == ()
    assert [order.state for order in await orders(world)] == [OrderState.DONE]


@pytest.mark.parametrize("photo", ["", "abc", "AB" * 32, "ab" * 31 + "zz"])
async def test_without_a_photo_nothing_is_served(photo: str) -> None:
    world = await an_unserved_offer()
    await order_deliveries(world.services)
    with pytest.raises(BadInput, match="photo_needed"):
        await carry(world, photo_sha256=photo)


async def test_an_order_that_does_not_exist_is_unknown() -> None:
    with pytest.raises(Unknown, match="unknown_order"):
        await delivered(World().services, "x", photo_sha256=PHOTO, left=Left.HOLDER, actor=CREW)


def a_friendly_notice(**changes: Any) -> OutboxRow:
    """As it was asked for on Monday."""
    return an_offer(key=FRIENDLY, notice=Notice.FRIENDLY, **changes)


@pytest.mark.parametrize("state", [State.FAILED, State.EXPIRED, State.UNKNOWN, State.WITHHELD])
async def test_a_friendly_notice_that_no_channel_took_is_carried_for_the_ladder_waits_for_it(
    state: State,
) -> None:
    world = World()
    await world.has(three_months_behind(GOOD))
    await put(world, a_friendly_notice(state=state))
    await later(world)
    assert (await order_deliveries(world.services)).ordered == 1
    await carry(world)
    case = await world.case()
    assert case.step is Step.FRIENDLY
    assert case.served(Notice.FRIENDLY) == ServedNotice(
        Notice.FRIENDLY, FRIENDLY, "carta", world.now, world.now
    )


async def test_a_friendly_notice_that_was_sent_is_not_carried_for_the_ladder_goes_on_without() -> None:
    world = World()
    await world.has(three_months_behind(GOOD))
    sent_at = lima("2024-01-08 10:00")
    sent = ServedNotice(Notice.FRIENDLY, FRIENDLY, "whatsapp", sent_at)
    await world.remember(Case("0000001", Step.FRIENDLY, since=sent_at, notices=(sent,)))
    await put(world, a_friendly_notice(state=State.SENT, sent_at=sent_at))
    await later(world)
    assert (await order_deliveries(world.services)).ordered == 0


async def test_a_friendly_notice_for_whom_the_ladder_does_not_give_one_is_not_carried() -> None:
    world = World()
    await world.has(three_months_behind())
    await put(world, a_friendly_notice(state=State.FAILED))
    await later(world)
    assert (await order_deliveries(world.services)).ordered == 0


async def test_of_a_round_that_is_over_nothing_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    await world.has(three_months_behind())
    await put(world, an_offer(state=State.FAILED))
    await world.remember(Case("0000001", round=2))
    await later(world)
    looked_at: list[object] = []

    def looking(here: Any, row: OutboxRow, at: Any) -> tuple[str, ...]:
        looked_at.append(row.key)
        return ("looked",)

    monkeypatch.setattr(unserved, "against_carrying", looking)
    await order_deliveries(world.services)
    assert looked_at == []
    await world.remember(Case("0000001", round=1))
    await order_deliveries(world.services)
    assert looked_at == [OFFER]


async def test_a_notice_that_expires_at_every_occurrence_grows_old_all_the_same() -> None:
    world = World()
    await world.has(three_months_behind())
    await put(world, replace(an_offer(), state=State.EXPIRED))
    world.at("2024-01-10 09:00")
    await world.queue(an_offer(created_at=world.now))
    row = await world.row(OFFER)
    await put(world, replace(row, state=State.EXPIRED))
    await later(world)
    assert (await order_deliveries(world.services)).ordered == 1
