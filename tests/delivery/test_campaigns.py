"""Campaigns from the schedule to the telephone: every occurrence once, and what happens on the way always wins."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from caudal.bench import crowd
from caudal.bench.crowd import CUT_DATE, START
from caudal.bench.ticker import Ticking
from caudal.bench.worker import turn
from receivables.model.campaign import Audience, Campaign, Schedule
from receivables.model.message import State
from receivables.model.records import RecordKind
from receivables.model.suppression import Cause
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.settle import post_payment
from receivables.usecases.settlement import NewPayment
from receivables.usecases.suppress import close
from tests.delivery.conftest import SUPPLIES
from tests.delivery.ground import SHARED, Ground, Parts, opened

pytestmark = pytest.mark.anyio

IN_FIVE_MINUTES = timedelta(minutes=5)
TELEPHONES = SUPPLIES - SUPPLIES // SHARED
FRESH = 2_000_000_000
"""Nanoseconds for which what was decided may still leave."""


def a_campaign(ground: Ground) -> Campaign:
    """An offer to everybody on every working day, five minutes after the beginning."""
    at = ground.here.policy.local(START + IN_FIVE_MINUTES).time()
    days = ("mon", "tue", "wed", "thu", "fri")
    schedule = Schedule(days, at, expires_after_minutes=300)
    audience = Audience(overdue_bills_at_least=3)
    return Campaign("offer", "Oferta", crowd.NOTICE, audience, crowd.KEY, (), 0, schedule)


async def approved(ground: Ground) -> str:
    """A plan that runs on its schedule."""
    planned = await plan(ground.here, a_campaign(ground), planned_by="staff/one")
    return (await approve(ground.here, planned.id, approved_by="staff/two")).id


async def ended(ground: Ground, plan_id: str) -> Counter[str]:
    """What the record says of the plan's occurrences: how often each ended."""
    async with ground.here.units.reading() as unit:
        lines = await unit.audit.of(plan_id)
    return Counter(line.outcome for line in lines if line.outcome in ("fired", "dropped"))


async def until_ended(ground: Ground, plan_id: str, occurrences: int) -> Counter[str]:
    end = time.monotonic() + 40
    while (found := await ended(ground, plan_id)).total() < occurrences:
        assert time.monotonic() < end, f"{found} after 40 s; {await ground.states()}"
        await asyncio.sleep(0.1)
    return found


def ticking(ground: Ground, count: int) -> None:
    """Start clocks of campaigns."""
    for number in range(count):
        order = Ticking(ground.order.database, ground.order.clock, f"clock-{number}")
        ground.workers.append(ground.nursery.start(order).ready())


async def test_with_two_clocks_and_four_dispatchers_each_occurrence_fires_once(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        plan_id = await approved(ground)
        ticking(ground, 2)
        ground.start(4)
        for day in range(3):
            turn(Path(ground.order.clock), START + timedelta(days=day) + IN_FIVE_MINUTES)
            assert await until_ended(ground, plan_id, day + 1) == {"fired": day + 1}
            await ground.until(lambda states: states["sent"] >= TELEPHONES)
            await ground.until(lambda states: not states["pending"] + states["sending"])
        await asyncio.sleep(1.5)  # another ring of both clocks
        ground.stop()
        assert await ended(ground, plan_id) == {"fired": 3}
        seen = parts.stand_in.seen()
        # on the second day whoever has two supplies hears of the other one
        assert seen["accepted"] == len(seen["per_message"]) == SUPPLIES
        assert set(seen["per_message"].values()) == {1}
        assert Counter(seen["per_to"].values()) == {1: TELEPHONES - SUPPLIES // SHARED, 2: SUPPLIES // SHARED}


async def test_an_occurrence_whose_clock_was_killed_is_begun_again_and_repeats_nothing(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        plan_id = await approved(ground)
        ticking(ground, 1)
        turn(Path(ground.order.clock), START + IN_FIVE_MINUTES)
        await asyncio.sleep(random.Random(3).random())
        ground.kill(ground.workers[0])
        ticking(ground, 2)
        ground.start(4)
        ground.later(timedelta(minutes=20))
        await until_ended(ground, plan_id, 1)
        await ground.until(lambda states: states["sent"] == TELEPHONES)
        ground.stop()
        assert await ended(ground, plan_id) == {"fired": 1}
        assert set(parts.stand_in.seen()["per_to"].values()) == {1}


async def pays(ground: Ground, number: str) -> None:
    """Everything that is owed."""
    async with ground.here.units.reading() as unit:
        account = (await unit.ledger.accounts([number]))[number]
    now = ground.here.clock.now()
    owed = ground.here.standing(account, ground.here.policy.today(now)).overdue
    payment = NewPayment(f"CAR1-{number}", number, owed, now, "CAR1")
    await post_payment(ground.here, payment, actor="staff/car1")


async def opts_out(ground: Ground, number: str) -> None:
    """The person wants to be left alone."""
    person = crowd.Crowd(SUPPLIES, SHARED).contact(int(number)).person
    await close(ground.here, person, Cause.OPTED_OUT, source="desk", actor="staff/desk")


async def claims(ground: Ground, number: str) -> None:
    """The billing system learns of a claim about every bill that is owed."""
    bills = crowd.Crowd(SUPPLIES).account(int(number)).bills
    rows = [
        (f"C-{bill.number}", bill.number, number, "FACTURACION", 1, CUT_DATE, None, "EN_TRAMITE")
        for bill in bills
    ]
    async with ground.here.units() as unit:
        await unit.hold([f"supply:{number}"])
        await unit.ledger.upsert(RecordKind.CLAIM, rows)


Happening = Callable[[Ground, str], Awaitable[None]]


@pytest.mark.parametrize("what", [claims, opts_out, pays], ids=lambda what: what.__name__)
async def test_what_happens_between_planning_and_sending_wins(
    parts: Parts, crowd_on_postgres: str, what: Happening
) -> None:
    async with opened(parts, crowd_on_postgres, per_second=30) as ground:
        parts.stand_in.plan(latency=[0.01, 0.05])
        numbers = [number for number in range(1, 301) if number % SHARED not in (0, SHARED - 1)]
        ground.keys += await crowd.queue(ground.here, [f"{number:07}" for number in numbers])
        ground.start(4)
        await ground.until_asked(5)
        happened: dict[str, int] = {}

        async def happens(number: int) -> None:
            await what(ground, f"{number:07}")
            happened[f"whatsapp:+519000{number:05}"] = time.monotonic_ns()

        await asyncio.gather(*map(happens, random.Random(9).sample(numbers[60:], 12)))
        await ground.finished()
        ground.stop()
        sendings = parts.stand_in.sendings()
        late = [each.to for each in sendings if each.at > happened.get(each.to, each.at) + FRESH]
        assert late == []
        reached = {each.to for each in sendings}
        assert len(happened.keys() - reached) >= 3, "all of them were reached before it happened"
        assert (await ground.compared()).faults == {}
        assert len(sendings) == len(numbers) - len(happened.keys() - reached)


async def test_a_day_that_was_declared_a_holiday_after_planning_is_kept(
    parts: Parts, crowd_on_postgres: str
) -> None:
    async with opened(parts, crowd_on_postgres) as ground:
        await ground.queue(range(1, 41))
        today = ground.here.policy.today(START).isoformat()
        ground.start(2, closed=[today])
        await ground.until(lambda states: states[State.EXPIRED.value] == 40)
        ground.stop()
        assert ground.asked() == 0
        reasons = {row.reasons for row in (await ground.rows()).values()}
        assert {str(reason) for several in reasons for reason in several} == {"holiday"}
