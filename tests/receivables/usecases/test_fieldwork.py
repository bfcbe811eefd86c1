"""At the door everything is asked again; what is no longer allowed is taken back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receivables.errors import MoveRefused, Unknown
from receivables.model.ladder import Case, Step
from receivables.model.workorder import OrderState
from receivables.usecases.fieldwork import execute_cut, reopen
from tests.receivables.usecases.test_sweep import SERVED, in_the_queue
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_claim, a_supply
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
ORDER = "cut-0000001-1-1"


@pytest.fixture
async def world() -> World:
    """A queued cut, on a Monday at ten."""
    return await in_the_queue()


async def test_a_cut_that_is_still_allowed_is_done(world: World) -> None:
    done = await execute_cut(world.services, ORDER, actor="staff/luis")
    assert (done.order.state, done.order.closed_at, done.reasons) == (OrderState.DONE, world.now, ())
    assert (await world.case()).step is Step.CUT
    assert outcomes(await world.trail()) == ["cut done"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claims": (a_claim("R-2023-12"),)}, "claim"),
        ({"supply": a_supply(protected=True)}, "protected_supply"),
    ],
)
async def test_whoever_is_shielded_since_is_not_cut_and_leaves_the_queue(
    world: World, changes: dict[str, Any], reason: str
) -> None:
    await world.has(replace(three_months_behind(), **changes))
    kept = await execute_cut(world.services, ORDER, actor="staff/luis")
    assert (kept.order.state, kept.order.closed_why) == (OrderState.WITHDRAWN, reason)
    assert [r.value for r in kept.reasons] == [reason]
    assert (await world.case()).step is Step.LAST_CHANCE


async def test_whoever_owes_nothing_any_more_is_settled_at_the_door(world: World) -> None:
    await world.has(replace(three_months_behind(), bills=three_months_behind().bills[:5]))
    async with world.services.units() as unit:
        for bill in three_months_behind().bills[5:]:
            row = ("F-" + bill.number, "0000001", bill.due_on, bill.total.centimos, "CAR1", bill.number)
            await unit.ledger.add_payment("F-" + bill.number, row, {})
    kept = await execute_cut(world.services, ORDER, actor="staff/luis")
    assert "paid" in kept.reasons
    assert kept.order.state is OrderState.WITHDRAWN
    assert ((await world.case()).step, (await world.case()).round) == (Step.CLEAR, 2)


@pytest.mark.parametrize(
    ("moment", "reasons"),
    [
        ("2024-01-08 16:00", ["outside_window"]),
        ("2024-01-10 09:00", ["holiday"]),  # the eve of one: who would reopen tomorrow?
        ("2024-01-16 09:00", ["stale_feed"]),
    ],
)
async def test_what_only_time_withholds_stays_in_the_queue(
    world: World, moment: str, reasons: list[str]
) -> None:
    world.at(moment)
    world.holidays(date(2024, 1, 11))
    later = await execute_cut(world.services, ORDER, actor="staff/luis")
    assert (later.order.state, [r.value for r in later.reasons]) == (OrderState.QUEUED, reasons)
    assert (await world.case()).step is Step.CUT_QUEUED


async def test_an_order_is_done_once(world: World) -> None:
    await execute_cut(world.services, ORDER, actor="staff/luis")
    with pytest.raises(MoveRefused, match="no_such_order_move"):
        await execute_cut(world.services, ORDER, actor="staff/luis")


async def test_an_order_that_does_not_exist_or_is_of_the_other_kind_is_unknown(world: World) -> None:
    with pytest.raises(Unknown, match="unknown_order"):
        await execute_cut(world.services, "cut-1", actor="staff/luis")
    with pytest.raises(Unknown, match="unknown_order"):
        await reopen(world.services, ORDER, actor="staff/luis")


async def test_a_reopened_supply_begins_a_new_round() -> None:
    world = World()
    await world.has(three_months_behind())
    await world.remember(Case("0000001", Step.CUT, notices=(SERVED,)))
    await world.pays("90.00")
    (order,) = await world.orders()
    await reopen(world.services, order.id, actor="staff/luis")
    case = await world.case()
    assert (case.step, case.round, case.notices) == (Step.CLEAR, 2, ())
