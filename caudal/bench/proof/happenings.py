"""From the schedule to the telephone: every occurrence once, and what happens on the way always wins."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from caudal.bench import crowd
from caudal.bench.crowd import CUT_DATE, START
from caudal.bench.ground import SHARED, Ground
from caudal.bench.proof.endings import agreed, nothing_is_wrong
from caudal.bench.ticker import Ticking
from caudal.bench.truth import Verdict, demand
from caudal.bench.worker import turn
from receivables.model.campaign import Audience, Campaign, Schedule
from receivables.model.message import State
from receivables.model.records import RecordKind
from receivables.model.suppression import Cause
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.settle import post_payment
from receivables.usecases.settlement import NewPayment
from receivables.usecases.suppress import close

IN_FIVE_MINUTES = timedelta(minutes=5)
DAYS = 3
FRESH = 2_000_000_000
"""Nanoseconds for which what was decided may still leave."""
AUDIENCE = 300
PER_SECOND = 30
"""Slow enough for something to happen before most have their turn."""
FEW = range(1, 41)
Happening = Callable[[Ground, str], Awaitable[None]]


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


async def until_fired(ground: Ground, plan_id: str, occurrences: int) -> None:
    """Until so many ended; all of them fired. Raises Unproved."""
    end = time.monotonic() + 40
    while (found := await ended(ground, plan_id)).total() < occurrences:
        demand(time.monotonic() < end, f"{found} after 40 s")
        await asyncio.sleep(0.1)
    demand(found == {"fired": occurrences}, found)


def ticking(ground: Ground, count: int) -> None:
    """Start clocks of campaigns."""
    for number in range(count):
        order = Ticking(ground.order.database, ground.order.clock, f"clock-{number}")
        ground.workers.append(ground.nursery.start(order).ready())


def telephones(ground: Ground) -> int:
    """How many people live there."""
    return ground.supplies - ground.supplies // SHARED


async def two_clocks_and_four_dispatchers(ground: Ground) -> Verdict:
    """On one database, for three days: every occurrence fires once, and everybody hears of each supply once."""
    plan_id = await approved(ground)
    ticking(ground, 2)
    ground.start(4)
    people, second = telephones(ground), ground.supplies // SHARED
    for day in range(DAYS):
        turn(Path(ground.order.clock), START + timedelta(days=day) + IN_FIVE_MINUTES)
        await until_fired(ground, plan_id, day + 1)
        await ground.until(lambda states: states["sent"] >= people)
        await ground.until(lambda states: not states["pending"] + states["sending"])
    await asyncio.sleep(1.5)  # another ring of both clocks
    ground.stop()
    await until_fired(ground, plan_id, DAYS)
    seen = ground.stand_in.seen()
    demand(set(seen["per_message"].values()) == {1}, "a message went twice")
    demand(seen["accepted"] == len(seen["per_message"]) == ground.supplies, seen["accepted"])
    # on the second day whoever has two supplies hears of the other one
    heard = Counter(seen["per_to"].values())
    demand(heard == {1: people - second, 2: second}, heard)
    verdict = await ground.compared_whole(per_person=2)
    agreed(verdict)
    return verdict


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
    person = crowd.Crowd(ground.supplies, SHARED).contact(int(number)).person
    await close(ground.here, person, Cause.OPTED_OUT, source="desk", actor="staff/desk")


async def claims(ground: Ground, number: str) -> None:
    """The billing system learns of a claim about every bill that is owed."""
    bills = crowd.Crowd(ground.supplies).account(int(number)).bills
    rows = [
        (f"C-{bill.number}", bill.number, number, "FACTURACION", 1, CUT_DATE, None, "EN_TRAMITE")
        for bill in bills
    ]
    async with ground.here.units() as unit:
        await unit.hold([f"supply:{number}"])
        await unit.ledger.upsert(RecordKind.CLAIM, rows)


async def happening_on_the_way(ground: Ground, what: Happening) -> Verdict:
    """To some while four dispatchers send: nobody is written to afterwards. The ground's order says `per_second`."""
    ground.stand_in.plan(latency=[0.01, 0.05])
    numbers = [number for number in range(1, AUDIENCE + 1) if number % SHARED not in (0, SHARED - 1)]
    ground.keys += await crowd.queue(ground.here, [f"{number:07}" for number in numbers])
    ground.start(4)
    await ground.until_asked(5)
    happened: dict[str, int] = {}

    async def happens(number: int) -> None:
        await what(ground, f"{number:07}")
        happened[f"whatsapp:+519000{number:05}"] = time.monotonic_ns()

    await asyncio.gather(*map(happens, random.Random(9).sample(numbers[60:], 12)))  # noqa: S311 - repeatable
    await ground.finished()
    ground.stop()
    sendings = ground.stand_in.sendings()
    late = [each.to for each in sendings if each.at > happened.get(each.to, each.at) + FRESH]
    demand(not late, f"written to afterwards: {late}")
    spared = happened.keys() - {each.to for each in sendings}
    demand(len(spared) >= 3, "all of them were reached before it happened")
    demand(len(sendings) == len(numbers) - len(spared), f"{len(sendings)} messages")
    verdict = await ground.compared()
    agreed(verdict)
    return verdict


async def holiday_declared(ground: Ground) -> Verdict:
    """The day is declared a holiday after planning: nobody is written to."""
    await ground.queue(FEW)
    today = ground.here.policy.today(START).isoformat()
    ground.start(2, closed=[today])
    await ground.until(lambda states: states[State.EXPIRED.value] == len(FEW))
    verdict = await nothing_is_wrong(ground, FEW)
    demand(ground.asked() == 0, f"{ground.asked()} calls")
    reasons = {str(reason) for row in (await ground.rows()).values() for reason in row.reasons}
    demand(reasons == {"holiday"}, reasons)
    return verdict
