"""New facts in bulk: whoever owes nothing any more is settled, whoever may not be cut is taken out of the queue."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import AgreementState
from receivables.model.ladder import Case, Notice, Step
from receivables.model.money import Money
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.sweep import SweepReport, sweep
from tests.scenarios.calendar import BEST, three_months_behind
from tests.support.build import a_claim, a_served, a_supply, an_agreement, lima
from tests.support.world import World

pytestmark = pytest.mark.anyio
SERVED = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
QUEUED = Case("0000001", Step.CUT_QUEUED, notices=(SERVED,))


async def in_the_queue() -> World:
    """A cut is ordered."""
    world = World()
    await world.has(three_months_behind())
    await world.remember(QUEUED)
    order = WorkOrder(
        "cut-0000001-1-1",
        OrderKind.CUT,
        OrderState.QUEUED,
        "0000001",
        Money.of("90.00"),
        (),
        (),
        world.now,
        None,
    )
    async with world.services.units() as unit:
        await unit.work_orders.add(order)
    return world


async def test_without_news_nothing_changes() -> None:
    world = await in_the_queue()
    assert await sweep(world.services) == SweepReport()
    assert (await world.case()) == QUEUED


async def test_what_the_feed_says_is_paid_is_settled() -> None:
    world = await in_the_queue()
    paid = three_months_behind()
    await world.has(replace(paid, bills=tuple(replace(b, balance=Money(0)) for b in paid.bills)))
    assert await sweep(world.services) == SweepReport(settled=1)
    assert ((await world.case()).step, (await world.case()).round) == (Step.CLEAR, 2)
    assert (await world.orders())[0].state is OrderState.WITHDRAWN


async def test_an_agreement_whose_down_payment_is_in_reopens_the_service() -> None:
    world = World()
    account = three_months_behind()
    refinanced = tuple(replace(bill, balance=Money(0)) for bill in account.bills)
    agreement = an_agreement(date(2024, 2, 5), state=AgreementState.LIVE)
    await world.has(replace(account, bills=refinanced, agreements=(agreement,)))
    await world.remember(Case("0000001", Step.CUT, notices=(SERVED,)))
    await sweep(world.services)
    assert (await world.case()).step is Step.REOPENING
    (order,) = await world.orders()
    assert (order.kind, order.due_by) == (OrderKind.REOPENING, lima("2024-01-09 10:00"))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claims": (a_claim("R-2023-12"),)}, "claim"),
        ({"claims": tuple(a_claim(f"R-2023-{month}") for month in (10, 11, 12))}, "claim"),
        ({"supply": a_supply(protected=True)}, "protected_supply"),
        ({"supply": a_supply(continuity=False)}, "no_continuity"),
        ({"agreements": (an_agreement(date(2024, 2, 5)),)}, "live_agreement"),
        ({"scores": dict.fromkeys(three_months_behind().scores, BEST)}, "protecting_score"),
    ],
)
async def test_whoever_is_shielded_now_leaves_the_queue(changes: dict[str, object], reason: str) -> None:
    world = await in_the_queue()
    await world.has(replace(three_months_behind(), **changes))  # type: ignore[arg-type]
    assert await sweep(world.services) == SweepReport(withdrawn=1)
    assert (await world.case()).step is Step.LAST_CHANCE
    assert (await world.orders())[0].closed_why == reason


async def test_what_only_time_withholds_stays_in_the_queue() -> None:
    world = await in_the_queue()
    world.at("2024-01-20 10:00")  # no news of payments for twelve days
    assert await sweep(world.services) == SweepReport()
    assert (await world.orders())[0].state is OrderState.QUEUED
