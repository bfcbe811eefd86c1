"""A provider that answers badly: no answer is taken for more than it says."""

import asyncio
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from caudal.bench.ground import Ground
from caudal.bench.proof.endings import MINUTE, MOMENT, REACHED, SOME, counted, nothing_is_wrong
from caudal.bench.truth import Verdict, demand
from receivables.model.message import OutboxRow, State

CALL_SECONDS = 0.5
"""How long the dispatcher waits for an answer where it is to come too late."""
STORMY: Mapping[str, Any] = {"per_second": 40, "rest": 1}
"""What a dispatcher is told that is to meet many a 429: only a sender with turns can rest, and for short."""
STORM_SECONDS = 60
FIFTH = 5


async def saying_nothing(ground: Ground, kind: str, accepted: bool) -> Verdict:
    """Reset, closed, empty or garbage, now and then: each leaves a doubt and is never sent again."""
    ground.stand_in.plan(seed=4, faults=[{"kind": kind, "accepted": accepted, "p": 0.3}])
    await ground.queue(SOME)
    ground.start()
    await ground.finished()
    verdict = await nothing_is_wrong(ground)
    spoiled = ground.stand_in.seen()["faults"][kind]
    demand(spoiled > 5, f"only {spoiled} answers were spoiled")
    counted(verdict, unknown=spoiled, sent=ground.asked() - spoiled)
    return verdict


async def too_late(ground: Ground) -> Verdict:
    """Some come when nobody listens any more. The ground's order says `call_seconds`."""
    ground.stand_in.plan(seed=4, faults=[{"kind": "late", "accepted": True, "p": 0.1, "seconds": 2}])
    await ground.queue(SOME)
    ground.start()
    await ground.finished()
    await asyncio.sleep(2)  # the late answers arrive
    verdict = await nothing_is_wrong(ground)
    late = ground.stand_in.seen()["faults"]["late"]
    demand(late > 2, f"only {late} answers were late")
    counted(verdict, unknown=late)
    return verdict


async def storm_of_429(ground: Ground) -> Verdict:
    """Everything is refused until a message has met it five times; it delays, and nothing else. Ordered by `STORMY`."""
    few, began = range(1, 9), time.monotonic()
    ground.stand_in.plan(faults=[{"kind": "status", "status": 429, "code": 20429}])
    await ground.queue(few)
    ground.start(2)
    while not any(_waits_after_its_fifth(row) for row in (await ground.rows()).values()):
        demand(time.monotonic() < began + STORM_SECONDS, "messages are not tried again")
        await asyncio.sleep(0.2)
    # All rest together: each message is refused once between two rests of a second, whoever has it.
    most = len(few) * (time.monotonic() - began + 1)
    demand(ground.asked() <= most, f"{ground.asked()} calls in a storm, not {most:.0f} at most")
    ground.stand_in.plan()
    await ground.finished()
    verdict = await nothing_is_wrong(ground, few)
    counted(verdict, sent=len(few))
    return verdict


def _waits_after_its_fifth(row: OutboxRow) -> bool:
    """Whether it was refused so often and is still to go: what counts a 429 as an attempt has given up by then."""
    return row.attempt >= FIFTH and row.state is State.PENDING


async def too_many_openings(ground: Ground) -> Verdict:
    """The portfolio's limit is lower than we were told: openings pause by themselves, and go on later."""
    ground.stand_in.plan(latency=[0.02, 0.06], faults=[{"kind": "status", "status": 429, "code": 63018}])
    await ground.queue(SOME)
    ground.start(2)
    end = time.monotonic() + STORM_SECONDS
    while any(not row.reasons for row in (await ground.rows()).values()):
        demand(time.monotonic() < end, f"openings that never pause: {dict(await ground.states())}")
        ground.later(MOMENT)
        await asyncio.sleep(0.2)
    async with ground.here.units.reading() as unit:
        halted = list(await unit.halts.in_force(ground.here.clock.now()))
    demand(halted == ["openings:whatsapp"], f"halted are {halted}")
    demand(ground.asked() <= 2 * 3 * ground.order.in_flight, f"{ground.asked()} calls before the pause")
    ground.stand_in.plan()
    ground.later(timedelta(hours=1))
    await ground.finished(push=MINUTE)
    verdict = await nothing_is_wrong(ground)
    counted(verdict, sent=REACHED)
    return verdict


async def storm_of_5xx(ground: Ground, accepted: bool) -> Verdict:
    """It leaves doubts, and never leads to a second message."""
    ground.stand_in.plan(seed=2, faults=[{"kind": "status", "status": 503, "accepted": accepted, "p": 0.6}])
    await ground.queue(SOME)
    ground.start(2)
    await ground.finished(push=MOMENT)
    verdict = await nothing_is_wrong(ground)
    failed = ground.stand_in.seen()["faults"]["status:503"]
    demand(failed > 20, f"only {failed} calls failed")
    counted(verdict, unknown=failed)
    return verdict
