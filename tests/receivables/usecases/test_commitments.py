"""After a founded claim: a commitment at the desk, one new near date, and only then the last chance (PE-CLM-9)."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.errors import BadAmount, BadInput, MoveRefused, Refused, Unknown
from receivables.model.account import Account, ClaimOutcome
from receivables.model.ladder import Case, Event, Step
from receivables.model.money import Money
from receivables.model.workorder import OrderState
from receivables.usecases.commitments import commit
from receivables.usecases.escalate import escalate
from receivables.usecases.promises import check_promises
from tests.receivables.usecases.test_sweep import in_the_queue
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_claim, a_contact
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio

FOUNDED = a_claim("R-2023-10", outcome=ClaimOutcome.FOUNDED, resolved_on=date(2023, 12, 28))
DUE = date(2024, 1, 12)


def after_a_claim() -> Account:
    """Three bills behind; a claim about the oldest was founded, and the feed has brought its balance."""
    return three_months_behind(claims=(FOUNDED,))


async def a_world(step: Step = Step.CLEAR) -> World:
    world = World()
    await world.has(after_a_claim(), a_contact())
    await world.remember(Case("0000001", step))
    return world


async def committed(world: World, due_on: date = DUE, amount: str = "90.00") -> Case:
    return await commit(
        world.services, "0000001", FOUNDED.number, due_on, Money.of(amount), actor="staff/rosa"
    )


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.CUT, Step.REOPENING, Step.CUT_QUEUED}))
async def test_it_can_be_signed_as_long_as_the_service_is_on(step: Step) -> None:
    world = await a_world(step)
    case = await committed(world)
    assert case == await world.case()
    assert case.step is Step.PROMISED
    assert case.promise is not None
    assert (case.promise.claim, case.promise.breaches, case.promise.channel) == (
        "C-R-2023-10",
        0,
        "ventanilla",
    )
    assert outcomes(await world.trail()) == ["promise committed"]


async def test_once_the_service_is_cut_there_is_no_room_for_one() -> None:
    with pytest.raises(MoveRefused):
        await committed(await a_world(Step.CUT))


async def test_a_cut_in_the_queue_is_taken_back_for_it() -> None:
    world = await in_the_queue()
    await world.has(after_a_claim())
    await committed(world)
    assert [order.state for order in await world.orders()] == [OrderState.WITHDRAWN]
    assert [move.event for move in await world.moves()][-2:] == [Event.CUT_WITHDRAWN, Event.COMMITMENT_MADE]


@pytest.mark.parametrize(
    ("supply", "claim", "due_on", "amount", "error"),
    [
        ("9999999", FOUNDED.number, DUE, Money(100), Unknown),
        ("0000001", "C-9", DUE, Money(100), Unknown),
        ("0000001", FOUNDED.number, date(2024, 1, 8), Money(100), BadInput),
        ("0000001", FOUNDED.number, date(2024, 2, 8), Money.of("90.00"), BadInput),
        ("0000001", FOUNDED.number, DUE, Money(9000, "COP"), BadInput),
        ("0000001", FOUNDED.number, DUE, Money(2999), BadAmount),
        ("0000001", FOUNDED.number, DUE, Money(0), BadAmount),
    ],
)
async def test_what_makes_no_sense_changes_nothing(
    supply: str, claim: str, due_on: date, amount: Money, error: type[Exception]
) -> None:
    world = await a_world()
    with pytest.raises(error):
        await commit(world.services, supply, claim, due_on, amount, actor="staff/rosa")
    assert (await world.case()).step is Step.CLEAR
    assert await world.trail() == []


async def test_thirty_days_ahead_and_what_the_claimed_bill_asks_for_are_enough() -> None:
    case = await committed(await a_world(), date(2024, 2, 7), "30.00")
    assert case.step is Step.PROMISED


async def test_where_the_claimed_bill_is_paid_it_is_about_all_that_is_overdue() -> None:
    paid = a_claim("R-2023-07", outcome=ClaimOutcome.FOUNDED, resolved_on=date(2023, 12, 28))
    world = World()
    await world.has(three_months_behind(claims=(paid,)))
    with pytest.raises(BadAmount, match="commitment_too_small"):
        await commit(world.services, "0000001", paid.number, DUE, Money.of("89.99"), actor="staff/rosa")
    await commit(world.services, "0000001", paid.number, DUE, Money.of("90.00"), actor="staff/rosa")


@pytest.mark.parametrize("step", [Step.PROMISED, Step.BROKEN, Step.LAST_CHANCE, Step.CLEAR])
async def test_a_claim_brings_one_commitment_and_no_second_one(step: Step) -> None:
    """Whether the first runs, was broken, was followed by the last chance, or by another round."""
    world = await a_world()
    first = await committed(world)
    await world.remember(replace(first, step=step, round=1 + (step is Step.CLEAR)))
    before = await world.case()
    with pytest.raises(Refused, match="commitment_made_already"):
        await committed(world, date(2024, 1, 20))
    assert await world.case() == before


@pytest.mark.parametrize("outcome", sorted(set(ClaimOutcome) - {ClaimOutcome.FOUNDED}))
async def test_only_a_founded_claim_brings_one(outcome: ClaimOutcome) -> None:
    world = World()
    await world.has(three_months_behind(claims=(replace(FOUNDED, outcome=outcome),)))
    with pytest.raises(Refused):
        await committed(world)


async def test_its_first_breach_brings_a_new_near_date_and_the_customer_is_told() -> None:
    world = await a_world()
    await committed(world)
    world.at("2024-01-15 00:05")
    await world.has(after_a_claim())
    report = await check_promises(world.services)
    assert (report.renewed, report.broken) == (1, 0)
    case = await world.case()
    assert (case.step, case.promise and case.promise.due_on) == (Step.PROMISED, date(2024, 1, 22))
    assert (await check_promises(world.services)).renewed == 0
    world.at("2024-01-15 09:00")
    await world.deliver()
    ((_, text, key),) = world.channel.sent
    assert key == "notice/0000001/commitment_renewed/1-2024-01-22"
    assert "due_on=2024-01-22" in text
    assert [move.event for move in await world.moves()] == [
        Event.COMMITMENT_MADE,
        Event.COMMITMENT_RENEWED,
        Event.RENEWAL_SENT,
    ]


async def test_a_new_date_that_falls_on_a_holiday_moves_to_the_next_business_day() -> None:
    world = await a_world()
    world.holidays(date(2024, 1, 22), date(2024, 1, 23))
    await committed(world)
    world.at("2024-01-15 00:05")
    await world.has(after_a_claim())
    await check_promises(world.services)
    case = await world.case()
    assert case.promise is not None
    assert case.promise.due_on == date(2024, 1, 24)


async def test_whoever_pays_before_the_morning_is_not_told_of_a_new_date() -> None:
    world = await a_world()
    await committed(world)
    world.at("2024-01-15 00:05")
    await world.has(after_a_claim())
    await check_promises(world.services)
    world.at("2024-01-15 08:00")
    await world.pays("90.00")
    assert (await world.deliver()).total == 0
    assert world.channel.sent == []


async def test_its_second_breach_and_not_the_first_leads_to_the_last_chance_and_the_closing() -> None:
    world = await a_world(Step.OFFERED)
    await committed(world)
    steps = []
    for moment in ("2024-01-15 09:00", "2024-01-23 09:00"):
        world.at(moment)
        await world.has(after_a_claim())
        await check_promises(world.services)
        steps.append((await world.case()).step)
        await world.deliver()
        await world.writes()
    assert steps == [Step.PROMISED, Step.BROKEN]
    assert (await world.case()).step is Step.LAST_CHANCE
    world.at("2024-01-25 09:30")
    await world.has(after_a_claim())
    assert (await escalate(world.services)).ordered == 1


async def test_a_last_chance_of_before_is_given_again_after_a_broken_commitment() -> None:
    """The earlier one spoke of other days: it is evidence no longer, and does not stand in the way of a new one."""
    world = await in_the_queue()
    await world.has(after_a_claim(), a_contact())
    await committed(world)
    for moment in ("2024-01-15 09:00", "2024-01-23 09:00"):
        world.at(moment)
        await world.has(after_a_claim())
        await check_promises(world.services)
        await world.deliver()
    case = await world.case()
    assert case.step is Step.LAST_CHANCE
    assert case.evidence == ()
    assert world.channel.sent[-1][2].startswith("notice/0000001/last_chance/1-")
    world.at("2024-01-26 09:00")
    await world.has(after_a_claim())
    report = await escalate(world.services)
    assert (report.ordered, report.withheld["not_served"]) == (0, 1)
