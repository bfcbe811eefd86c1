"""Whatever happens between planning and handing over wins, at whatever moment it comes (I-1, I-2, I-6, I-9, I-30)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.model.message import OutboxRow, State
from receivables.model.suppression import Cause
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.record import Outcome, record
from receivables.usecases.delivery.send import hand_over
from receivables.usecases.delivery.steps import claim, decide, release
from receivables.usecases.halts import halt
from receivables.usecases.suppress import close
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_claim, a_contact
from tests.support.world import World


async def pays(world: World) -> None:
    """A collection centre posts all of it."""
    await world.pays("90.00")


async def opts_out(world: World) -> None:
    """The person asks at the desk to be left alone."""
    await close(world.services, "doc:00000001", Cause.OPTED_OUT, source="desk", actor="staff/rosa")


async def claims(world: World) -> None:
    """All bills are claimed."""
    account = three_months_behind()
    await world.has(replace(account, claims=tuple(a_claim(bill.number) for bill in account.bills)))


async def holiday(world: World) -> None:
    """The utility closes today."""
    world.holidays(date(2024, 1, 8))


async def stops(world: World) -> None:
    """Somebody presses the global stop."""
    await halt(world.services, "proactive", actor="staff/rosa", why="prueba")


AGAINST: dict[str, Callable[[World], Awaitable[None]]] = {
    each.__name__: each for each in (pays, opts_out, claims, holiday, stops)
}
STEPS = ("claim", "decide", "send", "record", "release")


class Worker:
    """One dispatcher, driven step by step."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.claimed: list[OutboxRow] = []
        self.decided: list[Departure] = []
        self.outcomes: list[Outcome] = []

    async def step(self, name: str) -> None:
        """One of the four; those whose turn has not come do nothing."""
        world = self.world
        if name == "claim":
            self.claimed += await claim(world.services, 5)
        elif name == "release" and self.claimed:
            await release(world.services, self.claimed)
            self.claimed = []
        elif name == "decide" and self.claimed:
            decided = await decide(world.services, world.carriers, world.renderer, self.claimed)
            self.claimed, self.decided = [], [*self.decided, *decided.departures]
        elif name == "send":
            self.outcomes += [await hand_over(each, each.parcel) for each in self.decided]
            self.decided = []
        elif name == "record" and self.outcomes:
            await record(world.services, world.carriers, self.outcomes)
            self.outcomes = []


async def play(turns: list[tuple[int, str]], when: int, what: str) -> None:
    """Two workers in some order of steps; at one moment something happens that forbids what is not yet decided."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer(expires_at=None))
    workers = Worker(world), Worker(world)
    committed = False
    for number, (worker, step) in enumerate(turns):
        if number == when:
            await AGAINST[what](world)
            committed = (await world.row(OFFER)).state not in (State.PENDING, State.WITHHELD)
        await workers[worker].step(step)
    sent = len(world.channel.sent)
    assert sent <= 1
    if when < len(turns) and not committed:
        assert sent == 0, f"{what} came first"
        assert (await world.row(OFFER)).state in (State.PENDING, State.WITHHELD)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STEPS)), min_size=4, max_size=14),
    st.integers(0, 10),
    st.sampled_from(sorted(AGAINST)),
)
def test_what_comes_before_the_decision_always_wins(
    turns: list[tuple[int, str]], when: int, what: str
) -> None:
    asyncio.run(play(turns, when, what))
