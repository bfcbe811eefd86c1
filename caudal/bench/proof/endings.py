"""How every scene ends: the two sides are held against each other."""

from datetime import timedelta

from caudal.bench.ground import SHARED, Ground
from caudal.bench.truth import Verdict, demand

SOME = range(1, 81)
"""Enough for a provider that answers badly now and then."""
REACHED = len(SOME) - len(SOME) // SHARED
"""Of them, whoever may hear of it today: the caps put off a person's second supply."""
MINUTE = timedelta(minutes=1)
MOMENT = MINUTE / 10


async def nothing_is_wrong(ground: Ground, numbers: range = SOME) -> Verdict:
    """The end of every story. Raises Unproved."""
    ground.stop()
    verdict = await ground.compared()
    agreed(verdict)
    demand(verdict.rows == len(numbers), f"{verdict.rows} rows, not {len(numbers)}")
    return verdict


async def nobody_sends(ground: Ground) -> None:
    """What a worker left `sending` when it ended is known to be in doubt."""
    ground.later()
    await ground.until(lambda states: not states["sending"])


def agreed(verdict: Verdict) -> None:
    """The database says what the provider saw. Raises Unproved."""
    demand(not verdict.faults, verdict.faults)


def counted(verdict: Verdict, **states: int) -> None:
    """Exactly so many are in each of these states. Raises Unproved."""
    found = {state: verdict.states[state] for state in states}
    demand(found == states, f"{found}, not {states}")
