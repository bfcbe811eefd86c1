"""The sums of the morning are those of the accounts one by one, and what needs somebody is found."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receivables.errors import Unknown
from receivables.model.account import Account
from receivables.model.approval import Matter
from receivables.model.audit import Act, AuditEntry
from receivables.model.campaign import PlanState
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.message import State
from receivables.model.money import Money
from receivables.model.suppression import Cause, Suppression
from receivables.usecases.checked import note_check
from receivables.usecases.handovers import hand_over
from receivables.usecases.overview import attention, portfolio, withheld_today
from receivables.usecases.segments import By, segmentation
from receivables.usecases.show_campaigns import planned_campaigns
from receivables.usecases.show_queue import SHOWN, Queued, queue
from receivables.usecases.show_supply import supply_file
from tests.api.morning import DRAFT, PLAN, a_message, a_plan, a_question, an_order
from tests.support.build import a_claim, a_supply, an_account, an_agreement, lima, monthly_bills
from tests.support.world import World

pytestmark = pytest.mark.anyio


def _owes(number: int, locality: str, **parts: Any) -> Account:
    name = f"{number:07d}"
    bills = tuple(
        replace(bill, number=f"{number}-{bill.number}", supply_number=name)
        for bill in monthly_bills(8, unpaid=number)
    )
    return an_account(*bills, supply=a_supply(name, locality=locality, document=name), **parts)


@pytest.fixture
async def world() -> World:
    world = World()
    claim = a_claim("2-R-2023-12", supply_number="0000002")
    agreement = an_agreement(date(2024, 1, 2), date(2024, 2, 2), supply_number="0000003")
    await world.has(_owes(1, "Tumbes"))
    await world.has(_owes(2, "Tumbes", claims=(claim,)))
    await world.has(_owes(3, "Zorritos", agreements=(agreement,)))
    await world.has(_owes(5, "Zorritos"))
    return world


async def test_the_sums_are_those_of_the_accounts_one_by_one(world: World) -> None:
    await world.pays("30.00", supply_number="0000005")
    found = await portfolio(world.services)
    assert found is not None
    one_by_one = await segmentation(world.services, By.LOCALITY, as_of=date(2024, 1, 8))
    assert [(place.owed.locality, place.owed.bills) for place in found.places] == [
        (group.name, group.amount) for group in one_by_one.groups
    ]
    total = found.total
    assert total.owed.receivable == one_by_one.amount + Money.of("100.00")
    assert (total.owed.claimed, total.owed.agreements) == (Money.of("30.00"), 1)
    assert (total.today, total.week) == (Money.of("30.00"), Money.of("30.00"))


async def test_a_part_of_it_is_the_sums_of_some_places(world: World) -> None:
    found = await portfolio(world.services)
    assert found is not None
    assert [place.owed.locality for place in found.within(["Tumbes"]).places] == ["Tumbes"]
    assert found.within([]).total.owed.receivable == Money(0)
    assert found.within(None) is found


async def test_before_any_feed_there_is_nothing_to_sum() -> None:
    assert await portfolio(World().services) is None


async def test_only_the_reasons_of_today_are_counted(world: World) -> None:
    entries = [
        AuditEntry(lima("2024-01-07 23:59"), "dispatcher", Act.SEND, "1", "withheld", (Reason.CAP,)),
        AuditEntry(lima("2024-01-08 00:00"), "dispatcher", Act.SEND, "1", "postponed", (Reason.CAP,)),
        AuditEntry(lima("2024-01-08 09:00"), "clock", Act.CUT, "2", "withheld", (Reason.CLAIM, Reason.CAP)),
        AuditEntry(lima("2024-01-08 09:00"), "dispatcher", Act.SEND, "2", "allowed"),
    ]
    async with world.services.units() as unit:
        await unit.audit.append(entries)
    assert await withheld_today(world.services) == [(Reason.CAP, 2), (Reason.CLAIM, 1)]


async def test_what_needs_somebody_is_found(world: World) -> None:
    since = lima("2024-01-05 16:00")
    async with world.services.units() as unit:
        await hand_over(unit, "chat", "+51900000014", None, since, "human")
        await unit.suppressions.add(Suppression("doc:1", Cause.OPTED_OUT, world.now, "chat"))
    found = await attention(world.services)
    assert (list(found.waiting), dict(found.suppressed), list(found.impediments)) == (
        [since],
        {Cause.OPTED_OUT: 1},
        [],
    )


async def test_a_record_that_nobody_looks_through_or_that_is_broken_raises_the_alarm(world: World) -> None:
    assert (await attention(world.services)).alarming
    await note_check(world.services, 0, {})
    assert not (await attention(world.services)).alarming
    world.at("2024-01-10 00:00")
    assert (await attention(world.services)).alarming
    await note_check(world.services, 2, {})
    assert (await attention(world.services)).alarming


async def test_a_campaign_is_told_with_its_plans_messages_and_lacking_approvals(world: World) -> None:
    async with world.services.units() as unit:
        await unit.campaigns.add_plan(a_plan(PLAN, "Aviso", Notice.FRIENDLY, state=PlanState.APPROVED))
        await unit.campaigns.add_plan(a_plan(DRAFT, "Último plazo", Notice.LAST_CHANCE))
        states = [State.SENT, State.SERVED, State.SERVED, State.UNKNOWN, State.PENDING]
        await unit.outbox.add([a_message(n, state) for n, state in enumerate(states, start=1)])
        asked = a_question(id="c", matter=Matter.CAMPAIGN, subject=DRAFT, round=0, needed=3)
        await unit.approvals.ask(asked)
    friendly, last = await planned_campaigns(world.services)
    assert (friendly.sent, friendly.served, friendly.failed, friendly.unknown) == (3, 2, 0, 1)
    assert (dict(friendly.lacking), dict(last.lacking)) == ({PLAN: 0}, {DRAFT: 3})
    assert last.sent == 0


async def test_the_queue_goes_on_page_by_page(world: World) -> None:
    many = SHOWN + 5
    async with world.services.units() as unit:
        for number in range(many):
            await unit.work_orders.add(an_order(1, id=f"cut-{number:03d}"))
        await unit.work_orders.add(an_order(3, id="cut-of-another-place"))

    def in_tumbes(queued: Queued) -> bool:
        return queued.supply.locality == "Tumbes"

    first = await queue(world.services, in_tumbes)
    assert (first.waiting, len(first.cuts), first.next) == (many, SHOWN, f"cut-{SHOWN - 1:03d}")
    second = await queue(world.services, in_tumbes, after=first.next or "")
    assert ([each.order.id for each in second.cuts][-1], second.next) == (f"cut-{many - 1:03d}", None)


async def test_a_supply_is_shown_as_it_stands(world: World) -> None:
    file = await supply_file(world.services, "0000002")
    assert (file.standing.overdue, file.standing.overdue_but_claimed) == (
        Money.of("30.00"),
        Money.of("30.00"),
    )
    assert Reason.CLAIM in file.may_cut.reasons
    assert file.supply.locality == "Tumbes"


async def test_a_supply_that_does_not_exist_is_not_shown(world: World) -> None:
    with pytest.raises(Unknown):
        await supply_file(world.services, "9999999")
