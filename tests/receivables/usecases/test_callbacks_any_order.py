"""Whatever falls over, comes late, twice or in the wrong order: a message goes once, and ends in a truthful state."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.message import State
from receivables.model.sending import Callback, Told
from receivables.ports import Delivery, DeliveryFailed
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.record import Outcome, record
from receivables.usecases.delivery.steps import claim, decide, recover
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_policy
from tests.support.world import World

AGAIN, NEXT = "again", "next"
CODES = Codes(
    {
        ("twilio", AGAIN): CodeRule("twilio", AGAIN, Handling.RETRY, "try again", waits=(60, 60)),
        ("twilio", NEXT): CodeRule("twilio", NEXT, Handling.SWITCH, "another channel"),
    }
)
FATES: tuple[tuple[Told, ...], ...] = (
    (Told.ACCEPTED, Told.SENT),
    (Told.SENT, Told.DELIVERED),
    (Told.SENT, Told.DELIVERED, Told.READ),
    (Told.ACCEPTED, Told.FAILED),
    (Told.SENT, Told.FAILED),
)
CALLS = ("answered", "answered late", "fell before", "fell after", "refused", "reset")
"""What can become of a call: also that the program falls over before the call, or after the provider took it."""


@dataclass(frozen=True)
class Taken:
    """A message as the provider has it, and what it will tell of it."""

    provider_id: str
    outbox_id: int
    attempt: int
    fate: Sequence[Told]
    code: str


@dataclass
class House:
    """A dispatcher, a provider and the callbacks between them, one step at a time."""

    world: World
    taken: list[Taken] = field(default_factory=list)
    late: list[Outcome] = field(default_factory=list)
    told_failed: set[str] = field(default_factory=set)
    proved: bool = False

    async def dispatch(self, call: str, fate: Sequence[Told], code: str) -> None:
        """Send what is due, with that end of the call."""
        services, carriers = self.world.services, self.world.carriers
        rows = await claim(services, 5)
        decided = await decide(services, carriers, self.world.renderer, rows) if rows else None
        for departure in decided.departures if decided else ():
            outcome = self._call(departure, call, fate, code)
            if call == "answered late" and outcome is not None:
                self.late.append(outcome)
            elif outcome is not None:
                await record(services, carriers, [outcome])

    def _call(self, departure: Departure, call: str, fate: Sequence[Told], code: str) -> Outcome | None:
        if call == "fell before":
            return None
        if call == "refused":
            return Outcome(
                departure, State.FAILED, why="busy", failure=DeliveryFailed("busy", code=AGAIN, status=400)
            )
        self._takes(departure, fate, code)
        if call == "fell after":
            return None
        if call == "reset":
            return Outcome(departure, State.UNKNOWN, why="reset")
        return Outcome(departure, State.SENT, Delivery(self.taken[-1].provider_id))

    def _takes(self, departure: Departure, fate: Sequence[Told], code: str) -> None:
        # Every message that it took before was told failed, else this is the second message for one notice (I-28).
        assert {each.provider_id for each in self.taken} <= self.told_failed
        row = departure.row
        assert row.id is not None
        self.taken.append(Taken(f"SM{len(self.taken)}", row.id, row.attempt, fate, code))

    async def answers(self) -> None:
        """The answers that were late come in."""
        while self.late:
            await record(self.world.services, self.world.carriers, [self.late.pop()])

    async def tells(self, which: int, what: int) -> None:
        """One callback of one message, in no order; perhaps once more."""
        if not self.taken:
            return
        message = self.taken[which % len(self.taken)]
        told = message.fate[what % len(message.fate)]
        code = message.code if told is Told.FAILED else ""
        now = self.world.now
        callback = Callback(message.provider_id, told, message.outbox_id, message.attempt, now, code=code)
        async with self.world.services.units() as unit:
            await unit.callbacks.receive([callback])
        await apply_callbacks(self.world.services, CODES)
        if told is Told.FAILED:
            self.told_failed.add(message.provider_id)

    async def falls_and_wakes(self) -> None:
        """Time passes, and what nobody sends any more is in doubt."""
        self.world.clock.move(timedelta(minutes=3))
        await recover(self.world.services)

    async def holds(self, before: State) -> State:
        """What is true after every step."""
        row = await self.world.row(OFFER)
        case = await self.world.case()
        if before is State.SERVED:
            assert row.state is State.SERVED
        if before is State.SENT and row.state is State.PENDING:
            assert self.taken[-1].provider_id in self.told_failed
        if row.state is State.SERVED:
            fates = [told for each in self.taken for told in each.fate]
            assert Told.DELIVERED in fates
        served = [each for each in case.notices if each.served_at is not None]
        assert bool(served) == (row.state is State.SERVED)
        return row.state


STEP = st.one_of(
    st.tuples(
        st.just("dispatch"),
        st.sampled_from(CALLS),
        st.sampled_from(FATES),
        st.sampled_from((AGAIN, NEXT)),
    ),
    st.tuples(st.just("tells"), st.integers(0, 3), st.integers(0, 2)),
    st.tuples(st.just("answers")),
    st.tuples(st.just("wakes")),
)


async def play(steps: Sequence[tuple[object, ...]]) -> None:
    law = replace(a_policy().law, contacts_per_day=99, contacts_per_seven_days=99)
    world = World(law=law)
    world.carriers = replace(world.carriers, codes=CODES)
    world.channel.provider = "twilio"
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await world.queue(an_offer())
    house, state = House(world), State.PENDING
    for name, *parts in steps:
        match name, parts:
            case "dispatch", [str() as call, tuple() as fate, str() as code]:
                await house.dispatch(call, fate, code)
            case "tells", [int() as which, int() as what]:
                await house.tells(which, what)
            case "answers", []:
                await house.answers()
            case _:
                await house.falls_and_wakes()
        state = await house.holds(state)
    await ends_truthfully(house, state)


async def ends_truthfully(house: House, state: State) -> None:
    """Once everything was told, nothing is in doubt that the provider knows of."""
    await house.answers()
    await house.falls_and_wakes()
    for which, message in enumerate(list(house.taken)):
        for what in range(len(message.fate)):
            await house.tells(which, what)
    state = await house.holds(state)
    if not house.taken:
        assert state in (State.PENDING, State.UNKNOWN)
        return
    last = house.taken[-1].fate[-1]
    expected = {
        Told.SENT: {State.SENT},
        Told.DELIVERED: {State.SERVED},
        Told.READ: {State.SERVED},
        Told.FAILED: {
            State.PENDING,
            State.FAILED,
            State.SENDING,
            State.UNKNOWN,
            State.WITHHELD,
            State.SERVED,
        },
    }
    assert state in expected[last], (state, last)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, max_size=14))
def test_any_interleaving_ends_in_a_truthful_state(steps: list[tuple[object, ...]]) -> None:
    asyncio.run(play(steps))
