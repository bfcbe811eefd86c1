"""A utility that hears of payments by feeds alone, and payments that are taken back long after: agreements hold."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from receivables.model.account import Payment
from receivables.model.agreeing import Stage
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.model.workorder import OrderState
from receivables.usecases.fieldwork import execute_cut
from receivables.usecases.settle import reverse_payment
from tests.scenarios.agreed import Told, sound
from tests.scenarios.calendar import three_months_behind
from tests.scenarios.test_agreements_audited import story
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import a_bill, a_contact

__all__ = ["story"]

pytestmark = pytest.mark.anyio


async def test_a_down_payment_that_comes_with_a_feed_takes_the_cut_back_at_once(
    story: Told, tmp_path: Path
) -> None:
    await queued(story)
    story.at("2024-01-19 18:00")
    await story.fresh()
    await story.agrees(6)
    (order,) = await story.orders()
    story.at("2024-01-23 00:30")
    await story.agenda.tick(story.services, "one")
    assert (await story.case()).paused(story.now)  # the day is over, and nobody knows yet what was paid
    story.at("2024-01-23 06:00")
    account = three_months_behind()
    paid = Payment("BANK1", account.supply.supply_number, date(2024, 1, 22), Money.of("18.00"), "BCO")
    oldest, *others = account.bills
    bills = (replace(oldest, balance=oldest.balance - paid.amount), *others)
    await story.has(replace(account, bills=bills, payments=(*account.payments, paid)), a_contact())
    await story.fresh()
    assert (await story.ours()).stage is Stage.ACTIVE
    assert (await story.case()).step is Step.CLEAR
    assert [each.state for each in await story.orders()] == [OrderState.WITHDRAWN]
    assert order.state is OrderState.QUEUED
    await sound(tmp_path, story)


async def test_a_cut_is_withheld_while_nobody_knows_whether_the_down_payment_came(story: Told) -> None:
    await queued(story)
    story.at("2024-01-19 18:00")
    await story.fresh()
    await story.agrees(6)
    (order,) = await story.orders()
    story.at("2024-01-23 00:30")
    await story.agenda.tick(story.services, "one")
    story.at("2024-01-23 09:00")
    assert (await execute_cut(story.services, order.id, actor="staff/luis")).reasons != ()
    assert (await story.case()).step is not Step.CUT


async def test_what_paid_an_earlier_agreement_is_owed_again_when_it_is_taken_back(story: Told) -> None:
    await story.agrees(3)
    await story.pays("18.00")
    paid = None
    for row in (await story.ours()).rows:
        story.at(f"{row.due_on} 12:00")
        await story.fresh()
        paid = await story.pays(str(row.amount.soles))
    first = await story.ours()
    assert first.stage is Stage.FULFILLED
    new = a_bill("R-NEW", date(2024, 5, 20), "60.00", issued_on=date(2024, 5, 1))
    async with story.services.units() as unit:
        account = await unit.ledger.account(first.supply_number)
    assert account is not None
    story.at("2024-05-25 10:00")
    await story.has(replace(three_months_behind(), bills=(*three_months_behind().bills, new)), a_contact())
    await story.fresh()
    await story.agrees(2)
    second = await story.ours()
    await story.pays(str(second.down_payment.soles))
    assert (await story.ours()).stage is Stage.ACTIVE
    assert paid is not None
    await reverse_payment(story.services, str(paid.settlement["operation"]), actor="staff/car1")
    async with story.services.units() as unit:
        several = await unit.agreements.of_supply(first.supply_number)
        again = await unit.ledger.account(first.supply_number)
        at = await story.services.moment(unit)
    assert [each.stage for each in several] == [Stage.ACTIVE, Stage.ACTIVE]
    assert again is not None
    owed = at.standing(again)
    assert owed.unbilled_instalments == first.rows[-1].amount + second.total - second.down_payment
    assert owed.overdue == first.rows[-1].amount
    assert timedelta(0) < at.today - first.rows[-1].due_on
