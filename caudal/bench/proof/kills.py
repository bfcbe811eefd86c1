"""A dispatcher killed at any moment: nobody gets a message twice, none is lost, and every row tells the truth."""

import asyncio
import random

from caudal.bench.ground import Ground
from caudal.bench.proof.endings import agreed, nobody_sends
from caudal.bench.truth import Verdict, demand
from receivables.model.message import State

IN_FLIGHT = 8
LATENCY = [0.005, 0.04]
LATENCY_OF_FOUR = [0.02, 0.1]


async def one_after_another(ground: Ground, kills: int, chance: random.Random) -> Verdict:
    """Each works alone and is killed; the next goes on. The comparison is made while nobody works."""
    ground.stand_in.plan(latency=LATENCY)
    doubts = 0
    for some in shares(ground.everybody, kills):
        await ground.queue(some)
        (worker,) = ground.start()
        await random_moment(ground, chance)
        ground.kill(worker)
        verdict = await ground.compared()
        truthful(verdict, ground.killed * IN_FLIGHT)
        fresh = len(verdict.doubts) - doubts
        demand(fresh <= IN_FLIGHT, f"{fresh} in doubt after one kill, with {IN_FLIGHT} in flight")
        ground.most = max(ground.most, fresh)
        doubts = len(verdict.doubts)
        ground.later()
    ground.start()
    return await end_well(ground)


async def some_of_four(ground: Ground, kills: int, chance: random.Random) -> Verdict:
    """Four work at the same time; now one, now another is killed and replaced."""
    ground.stand_in.plan(latency=LATENCY_OF_FOUR)
    ground.start(4)
    for some in shares(ground.everybody, kills):
        await ground.queue(some)
        await random_moment(ground, chance)
        ground.kill(chance.choice(ground.workers))
        ground.start()
    ground.later()
    return await end_well(ground)


async def random_moment(ground: Ground, chance: random.Random) -> None:
    """Somewhere in the work: before, while and after a call, a claim or a commit."""
    await ground.until_asked(chance.randrange(1, 20))
    await asyncio.sleep(chance.random() * 0.05)


def truthful(verdict: Verdict, most_in_doubt: int) -> None:
    """What holds at any moment, also while nobody works. Raises Unproved."""
    agreed(verdict)
    demand(
        len(verdict.doubts) <= most_in_doubt, f"{len(verdict.doubts)} in doubt, not {most_in_doubt} at most"
    )


def shares(everybody: range, parts: int) -> list[range]:
    """Everybody in so many parts, so that there is work left at every kill."""
    size = len(everybody) // parts
    return [everybody[part * size : (part + 1) * size] for part in range(parts)]


async def end_well(ground: Ground) -> Verdict:
    """All that can go goes; then the provider tells what it has, and only what it never had stays in doubt."""
    await ground.finished()
    await nobody_sends(ground)
    ground.stop()
    verdict = await ground.compared()
    truthful(verdict, ground.killed * IN_FLIGHT)
    wrong = await ground.audited()
    demand(not wrong, wrong)
    demand(verdict.rows == ground.supplies, f"{verdict.rows} rows, not {ground.supplies}")
    ended = verdict.states[State.SENT.value] + len(verdict.doubts)
    demand(ended >= ground.supplies * 9 // 10, f"{dict(verdict.states)}")
    await hear_of_all(ground, verdict)
    return verdict


async def hear_of_all(ground: Ground, before: Verdict) -> None:
    """The provider's callbacks resolve every doubt about what reached a person; no doubt leads to a message."""
    accepted = {each.outbox for each in ground.stand_in.sendings() if each.accepted}
    ground.receive()
    ground.stand_in.tell("*", "delivered")
    served = State.SERVED.value
    await ground.until(lambda states: states[served] >= len(accepted))
    after = await ground.compared()
    agreed(after)
    counts = (after.accepted, before.accepted, after.states[served])
    demand(len(set(counts)) == 1, f"accepted, accepted before, served: {counts}")
    reached = {str(row.id) for row in (await ground.rows()).values() if row.state is State.SERVED}
    demand(reached == accepted, "others are served than the provider reached")
